"""What may be shown of a snapshot: personal and health data only when they are asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import accumulate
from typing import Any, Final

from checker.auditing.identity import is_natural_person
from checker.auditing.subjects import place_key
from checker.facts.columns import Computed
from checker.findings import Computation, Evidence, Subject, Testimony, Waiver
from checker.packs.requirements import Form, Happen, Hold
from checker.report.entry import MASK, Attested, Fact, Waived
from checker.report.pseudonyms import NAMELESS, NUMBERS, Pseudonyms
from checker.vocabulary.words import Vocabulary

_IDENTIFIER: Final = re.compile(r"(?<![0-9])[0-9]{12}(?![0-9])")


class Disclosure:
    """Decides what is shown, and masks the rest."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        computed: Mapping[str, Computed],
        *,
        reveal: bool,
        pseudonyms: Pseudonyms | None = None,
    ) -> None:
        """Mask by the marks of these words; ``reveal`` shows everything.

        ``pseudonyms`` stand for the keys of subjects, whatever else is shown.
        """
        self.reveal = reveal
        self.pseudonyms = pseudonyms
        self._vocabulary = vocabulary
        self._computed = computed
        self._masked: dict[str, bool] = {}
        self._hidden: dict[str, bool] = {}

    def masks(self, name: str) -> bool:
        """Whether the values of a word are hidden.

        A derived word is as confidential as the facts of the same subject that it is made from;
        what sums up many records is as its own marks say.
        """
        if self.reveal:
            return False
        found = self._masked.get(name)
        if found is None:
            self._masked[name] = False  # a word that leads back to itself adds nothing
            found = self._masked[name] = self._confidential(name)
        return found

    def _confidential(self, name: str) -> bool:
        word = self._vocabulary.words.get(name)
        if word is not None and (word.personal or word.health):
            return True
        computed = self._computed.get(name)
        if computed is None:
            return False
        return any(isinstance(source, str) and self.masks(source) for source in computed.inputs)

    def fact(self, evidence: Evidence) -> Fact:
        """A fact behind a verdict; "recorded as none" is confidential like a value."""
        numbered = self.pseudonyms is not None and evidence.word in NUMBERS
        if numbered or self.masks(evidence.word):
            return Fact(evidence.word, MASK, evidence.pointer, masked=True)
        return Fact(evidence.word, evidence.value, evidence.pointer)

    def computation(self, form: Form, computed: Computation | None) -> Computation | None:
        """How a term was computed, unless its days would tell a day that is masked."""
        starts: tuple[str | None, ...] = ()
        if isinstance(form, Happen):
            starts = (form.after, form.lenient_after, form.unless_ended)
        elif isinstance(form, Hold):
            starts = (form.due_on,)
        return None if any(self.masks(word) for word in starts if word) else computed

    def attested(self, testimony: Testimony) -> Attested:
        """What a person says; without ``reveal`` the person is a role and a place of a sheet."""
        attestation = testimony.attestation
        return Attested(
            outcome=attestation.outcome,
            day=attestation.day,
            by=attestation.inspector if self.reveal else None,
            file=self.text(attestation.file),
            sheet=attestation.sheet,
            line=attestation.line,
            remark=attestation.remark or None if self.reveal else None,
            evidence_file=attestation.evidence_file or None if self.reveal else None,
            decides=testimony.decides,
        )

    def waived(self, waiver: Waiver) -> Waived:
        """The waiver of a breach; the reason for it only with ``reveal``."""
        return Waived(
            name=self._of_waiver(waiver, waiver.name),
            by=self._of_waiver(waiver, waiver.issued_by),
            basis=self._of_waiver(waiver, waiver.legal_basis),
            since=waiver.since,
            until=waiver.until,
            reason=waiver.reason if self.reveal else None,
        )

    def _of_waiver(self, waiver: Waiver, said: str) -> str:
        """A text of a waiver; beside pseudonyms without the numbers of the one it is for."""
        shown, key = self.text(said), waiver.subject
        if self.pseudonyms is None or key in ("", *NAMELESS) or key.startswith("#"):
            return shown
        keys = (re.findall(r"\w+", one) for one in accumulate(key.split("/"), "{}/{}".format))
        found = "|".join(reversed([r"\W+".join(one) for one in keys if one]))
        quoted = rf"(?<!\w)(?:{found})(?!\w)"
        return re.sub(quoted, MASK, shown, flags=re.IGNORECASE) if found else shown

    def subject(self, subject: Subject) -> Subject:
        """The subject, by its place where its own key is personal; by its pseudonym if asked."""
        named = subject if self.pseudonyms is None else self.pseudonyms.of(subject)
        if named is not subject:
            return named
        if self.reveal:
            return subject
        if self._hides_keys(subject.kind):
            return Subject(subject.kind, place_key(subject.pointer), subject.pointer)
        return Subject(subject.kind, self.text(subject.key), subject.pointer)

    def fault(self, subject: str) -> str:
        """The subject of a fault: its kind, with its key as it may be shown."""
        kind, _, key = subject.partition(" ")
        return f"{kind} {self.subject(Subject(kind, key, '')).key}" if key else kind

    def _hides_keys(self, kind: str) -> bool:
        hidden = self._hidden.get(kind)
        if hidden is None:
            chain = (self._vocabulary.kinds[name] for name in self._vocabulary.chain(kind))
            hidden = self._hidden[kind] = any(
                one.key is not None and self.masks(f"{one.name}.{one.key}") for one in chain
            )
        return hidden

    def text(self, text: str) -> str:
        """A free text without anything that looks like an identification number."""
        return text if self.reveal else without_numbers(text)

    def institution_name(self, institution: Mapping[str, Any]) -> str:
        """The institution's name; masked where it is a natural person."""
        number = str(institution.get("bin") or "")
        name = str(institution.get("name") or number)
        if not self.reveal and is_natural_person(institution):
            return MASK
        return name

    def institution_number(self, institution: Mapping[str, Any]) -> str | None:
        """The institution's BIN; masked where it is a natural person's number."""
        number = institution.get("bin")
        if number is None:
            return None
        return MASK if not self.reveal and is_natural_person(institution) else str(number)


def without_numbers(text: str) -> str:
    """The text, every identification number in it masked."""
    return _IDENTIFIER.sub(MASK, text)
