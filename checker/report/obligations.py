"""What the law asks of an institution, as it may be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.auditing.applicability import conditions_of
from checker.auditing.judging import computed_columns
from checker.auditing.obligations import Obligation, Obligations, State
from checker.auditing.result import AuditResult
from checker.compiler.rules import Compiled
from checker.facts.columns import Computed
from checker.law import Law
from checker.packs.model import NO_TEXTS, Checked, DutyOf, Severity
from checker.packs.reads import words_of_condition
from checker.packs.requirements import Condition, ForbiddenWhen
from checker.readback.conditions import Speaker
from checker.report.citation import withheld_title
from checker.report.disclosure import Disclosure
from checker.report.header import header_of
from checker.report.health import key_of
from checker.report.view import Banner, Header
from checker.texts import LANGUAGES, text
from checker.vocabulary.words import Texts

_BANNERS = (Banner.LAW_NOT_READ, Banner.OTHER_DAY, Banner.SELECTION)


@dataclass(frozen=True, slots=True)
class Blame:
    """A condition because of which a requirement does not apply."""

    condition: Texts
    """Its lines, read back; each below the first is indented."""
    holds: bool
    """It holds and must not; otherwise it must hold and does not."""
    subjects: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One rule or row before the institution; several rows, where their names are withheld."""

    state: State
    rule: str | None
    """None where the rule is withheld."""
    row: str | None
    title: Texts
    row_title: Texts
    act: str
    chapter: str
    """``act/chapter``."""
    topic: str
    """``act/chapter/topic``."""
    clause: str
    provisions: tuple[str, ...]
    severity: Severity
    duty_of: DutyOf
    checked: Checked
    about: str
    """The kind of subject."""
    edition: str | None = None
    coming: tuple[str, ...] = ()
    subjects: Mapping[str, int] = field(default_factory=dict)
    conditions: tuple[Texts, ...] = ()
    """The conditions under which it applies, read back."""
    failing: tuple[Blame, ...] = ()
    missing: tuple[tuple[str, int], ...] = ()
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class ObligationsView:
    """Everything that is told of one institution."""

    header: Header
    listed: tuple[Asked, ...]
    """In the order of the packs."""
    unwritten: tuple[str, ...]

    def of_state(self, state: State) -> tuple[Asked, ...]:
        """What stands so to the institution."""
        return tuple(one for one in self.listed if one.state is state)


def obligations_view(found: Obligations, *, reveal: bool, selected: bool) -> ObligationsView:
    """The view; ``selected``: only chosen requirements were looked at."""
    judged = found.judged
    computed = computed_columns(judged.law)
    disclosure = Disclosure(judged.law.vocabulary, computed, reveal=reveal)
    header = header_of(AuditResult(judged, (), {}, 0), disclosure, selected=selected)
    shown = tuple(one for one in header.banners if one in _BANNERS)
    reader = _Reader(judged.law, computed, reveal=reveal)
    return ObligationsView(
        replace(header, banners=shown), tuple(_asked(found, reader, reveal)), found.unwritten
    )


def _asked(found: Obligations, reader: _Reader, reveal: bool) -> Iterator[Asked]:
    groups: dict[object, list[Obligation]] = {}
    for one in found.listed:
        hidden = one.compiled.rule.health and not reveal
        groups.setdefault(key_of(one.compiled) if hidden else id(one), []).append(one)
    for key, group in groups.items():
        yield reader.shown(group[0]) if isinstance(key, int) else _withheld(group)


def _withheld(group: Sequence[Obligation]) -> Asked:
    """Requirements of one clause whose names tell a diagnosis: neither names, nor numbers."""
    first = group[0].compiled
    states = {one.state for one in group}
    forbids = any(
        isinstance(variant.must, ForbiddenWhen)
        for one in group
        for variant in one.compiled.variants
    )
    kinds = {one.compiled.rule.checked for one in group}
    return replace(
        _plain(first, next(state for state in State if state in states)),
        rule=None,
        row=None,
        title=withheld_title(first.rule.clause, forbids=forbids),
        row_title=NO_TEXTS,
        provisions=(),
        checked=Checked.BY_PROGRAM if kinds == {Checked.BY_PROGRAM} else Checked.IN_PART,
        withheld=True,
    )


def _plain(one: Compiled, state: State) -> Asked:
    rule, place = one.rule, one.rule.place
    return Asked(
        state=state,
        rule=rule.id,
        row=one.row_name,
        title=rule.title,
        row_title=one.row_title,
        act=place.act,
        chapter=place.chapter_path,
        topic=place.topic_path,
        clause=rule.clause,
        provisions=one.provisions,
        severity=one.severity,
        duty_of=rule.duty_of,
        checked=rule.checked,
        about=rule.about,
    )


class _Reader:
    """Reads conditions back, once each."""

    def __init__(self, law: Law, computed: Mapping[str, Computed], *, reveal: bool) -> None:
        self._speakers = {lang: Speaker(law.vocabulary, lang) for lang in LANGUAGES}
        self._vocabulary = law.vocabulary
        self._computed = computed
        self._reveal = reveal
        self._read: dict[Condition, Texts] = {}

    def shown(self, one: Obligation) -> Asked:
        """A requirement whose name tells nothing of anybody."""
        compiled = one.compiled
        variant = compiled.variants[one.edition]
        blamed: dict[tuple[str, bool], Blame] = {}
        for (condition, holds), number in one.failing:
            said = self._texts(condition)
            before = blamed.get((said["en"], holds))
            others = before.subjects if before is not None else 0
            blamed[said["en"], holds] = Blame(said, holds, others + number)
        return replace(
            _plain(compiled, one.state),
            edition=variant.edition.since,
            coming=one.coming,
            subjects={name: number for name, number in one.subjects.items() if number},
            conditions=tuple(map(self._texts, conditions_of(compiled, variant))),
            failing=tuple(sorted(blamed.values(), key=lambda one: -one.subjects)),
            missing=one.missing,
        )

    def _texts(self, condition: Condition) -> Texts:
        found = self._read.get(condition)
        if found is None:
            words = words_of_condition(condition)
            if not self._reveal and any(self._tells(word, set()) for word in words):
                found = {lang: text(lang, "obligations.about_health") for lang in LANGUAGES}
            else:
                found = {lang: self._lines(condition, lang) for lang in LANGUAGES}
            self._read[condition] = found
        return found

    def _lines(self, condition: Condition, lang: str) -> str:
        first, *others = self._speakers[lang].condition(condition)
        return "\n".join((first.removeprefix("– "), *others))

    def _tells(self, name: str, seen: set[str]) -> bool:
        """Whether a word is about health, or made from facts of the same subject that are."""
        if name in seen:
            return False
        seen.add(name)
        word = self._vocabulary.words.get(name)
        if word is not None and word.health:
            return True
        computed = self._computed.get(name)
        inputs = computed.inputs if computed is not None else ()
        return any(isinstance(one, str) and self._tells(one, seen) for one in inputs)
