"""From a verdict's byte to a finding: cause, evidence, missing facts, computed terms."""

from __future__ import annotations

from collections.abc import Iterator

from checker.auditing.causes import Causes
from checker.auditing.computation import computation_of
from checker.auditing.judging import Judged, computed_columns
from checker.auditing.missing import Openness
from checker.auditing.subjects import pointer_of, subject_at
from checker.compiler.editions import Regime, read_regime
from checker.compiler.rules import Compiled, Variant
from checker.engine.model import Code
from checker.findings import Cause, Evidence, Finding, Missing, Testimony, Verdict, Why
from checker.packs.reads import words_of_condition, words_of_form, words_of_sentences
from checker.vocabulary.shown import shown
from checker.vocabulary.words import Word

VERDICT_OF = {
    Code.MET: Verdict.MET,
    Code.BREACHED: Verdict.BREACHED,
    Code.NOT_DUE: Verdict.NOT_DUE,
    Code.NOT_APPLICABLE: Verdict.NOT_APPLICABLE,
    Code.UNDETERMINED: Verdict.UNDETERMINED,
}


class Explainer:
    """Explains the verdicts of one audit."""

    def __init__(self, judged: Judged) -> None:
        """Explain these verdicts."""
        self._judged = judged
        self._tables = judged.tables
        self._vocabulary = judged.law.vocabulary
        self._open = Openness(self._tables, self._vocabulary, computed_columns(judged.law))
        self._causes = Causes(self._open, self._tables, self._vocabulary)
        self._told: dict[int, tuple[Word, ...]] = {}

    def finding(self, compiled: Compiled, number: int, code: Code) -> Finding:
        """Explain the verdict on the subject at a place of its table."""
        kind = compiled.rule.about
        column = self._open.value(kind, compiled.regime, number)
        place, regime = (0, Regime.IN_FORCE) if column is None else read_regime(int(column))
        variant = compiled.variants[place]
        cause: Cause | None = None
        why = Why.NOTHING
        missing: tuple[Missing, ...] = ()
        testimony = self._testimony(compiled, number)
        if code is Code.UNDETERMINED:
            cause, why, missing = self._causes.of(compiled, variant, column, number)
        elif code is Code.MET and regime is Regime.PRESUMED:
            by_person = testimony is not None and testimony.decides
            why = Why.NOTHING if by_person else Why.WORDING_PRESUMED
        act = self._judged.law.pack.acts[compiled.rule.place.act]
        return Finding(
            compiled=compiled,
            chapter=compiled.rule.place.chapter_path,
            subject=subject_at(self._tables, self._vocabulary, kind, number),
            verdict=VERDICT_OF[code],
            cause=cause,
            why=why,
            regime=regime,
            presumed_date=act.editions[variant.edition.since].presumed,
            evidence=tuple(self._evidence(compiled, variant, number)),
            missing=tuple(dict.fromkeys(missing)),
            computed=computation_of(variant.must, self._tables, kind, number, self._vocabulary),
            edition=place,
            testimony=testimony,
            number=number,
        )

    def _testimony(self, compiled: Compiled, number: int) -> Testimony | None:
        if not self._judged.testimonies:
            return None
        return self._judged.testimonies.get(compiled.name, {}).get(number)

    def _evidence(self, compiled: Compiled, variant: Variant, number: int) -> Iterator[Evidence]:
        for word in self._words(compiled, variant):
            yield from self._fact(word, compiled.rule.about, number)

    def _words(self, compiled: Compiled, variant: Variant) -> tuple[Word, ...]:
        """The words that tell a verdict: of the requirement, its conditions, its sentences."""
        found = self._told.get(id(variant))
        if found is None:
            words = dict.fromkeys(words_of_form(variant.must))
            row = compiled.row
            for condition in (variant.edition.applies_when, row.applies_when if row else None):
                if condition is not None:
                    words |= dict.fromkeys(words_of_condition(condition))
            words |= dict.fromkeys(words_of_sentences(compiled.rule))
            visible = self._vocabulary.visible(compiled.rule.about)
            found = tuple(visible[name] for name in words if name in visible)
            self._told[id(variant)] = found
        return found

    def _fact(self, word: Word, kind: str, number: int) -> Iterator[Evidence]:
        value = self._open.value(kind, word.name, number)
        if value is None:
            return
        pointer = ""
        if not word.derived:
            owner, place = self._open.owner(word.name, kind, number)
            pointer = pointer_of(self._tables, self._vocabulary, owner, place)
            if word.set_of is not None and owner == "institution":
                pointer = ""
            pointer = f"{pointer}/{'/'.join(word.path)}"
        yield Evidence(word.name, shown(word, value), pointer)
