"""What the law asks of an institution, as text by state and topic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from checker.auditing.obligations import State
from checker.law import Law
from checker.packs.model import DutyOf
from checker.report.citation import citation
from checker.report.layout import Page
from checker.report.obligations import Asked, Blame, ObligationsView
from checker.report.sentences import Sentences
from checker.report.view import Header
from checker.vocabulary.words import Texts

MOST_ROWS: Final = 8
"""Rows of one rule that are named in one line."""
MOST_FACTS: Final = 6
_BY_CHAPTER: Final = (State.REPEALED, State.NOT_BINDING)
"""States that are told of whole chapters."""
_FAILED: Final = (State.OPEN, State.DOES_NOT_APPLY)
"""States that are told by what fails or is missing, not by all conditions."""
_COUNTED: Final = ("applies", "does_not_apply", "open", "unknown_law", "not_yet", "repealed")


class ObligationsText:
    """Writes one institution's obligations onto a page."""

    def __init__(self, law: Law, lang: str, width: int) -> None:
        """Write in this language to this many columns."""
        self._law = law
        self._say = Sentences(law, lang)
        self._page = Page(width)

    def page(self, view: ObligationsView) -> Page:
        """Everything."""
        self._head(view.header)
        self._counts(view)
        for state in State:
            found = view.of_state(state)
            if found:
                self._page.section(f"{self._title(state)}: {len(found)}")
                (self._chapters if state in _BY_CHAPTER else self._topics)(found)
        if view.unwritten:
            self._page.section(self._say.say("obligations.unwritten"))
            for chapter in view.unwritten:
                self._page.add(self._chapter(chapter), indent=2, lead="* ")
        self._page.blank()
        return self._page

    def _title(self, state: State) -> str:
        return self._say.say(f"obligations.state.{state}")

    def _head(self, header: Header) -> None:
        say, page = self._say, self._page
        page.add(say.say("obligations.title"), style="title")
        fields = [
            ("institution", header.institution),
            ("number", header.number),
            ("type", say.value("institution.type", header.type)),
            ("file", header.file),
            ("as_of", say.day(header.as_of)),
            ("taken_on", say.day(header.taken_on)),
        ]
        for name, value in fields:
            if value is not None:
                page.add(f"{say.say(f'report.head.{name}')}: {value}")
        for name in ("snapshot", "pack"):
            digest = str(getattr(header, f"{name}_digest"))
            page.add(f"{say.say(f'report.head.digest_{name}')}: {digest[:16]}", style="quiet")
        for banner in header.banners:
            page.add(say.say(f"report.banner.{banner}"), lead="! ", style="warning")
        page.add(say.say("obligations.note"), style="quiet")

    def _counts(self, view: ObligationsView) -> None:
        self._page.section(self._say.say("obligations.counts"))
        for state in State:
            if number := len(view.of_state(state)):
                self._page.add(f"{self._title(state)}: {number}", indent=2, lead="* ")

    def _chapters(self, found: Sequence[Asked]) -> None:
        for chapter, group in groupby(found, key=lambda one: one.chapter):
            act = self._law.pack.acts[chapter.partition("/")[0]]
            number = self._say.say("obligations.requirements", number=len(list(group)))
            ends = act.in_force_until
            if ends is not None:
                number = f"{self._say.say('obligations.until', day=ends)}; {number}"
            self._page.add(f"{self._chapter(chapter)} – {number}", indent=2, lead="* ")
            self._page.add(self._binds(chapter), indent=4, style="quiet")

    def _chapter(self, chapter: str) -> str:
        name, _, inner = chapter.partition("/")
        act = self._law.pack.acts[name]
        return f"{citation(self._say.lang, act, None)}. {self._say.of(act.chapters[inner].title)}"

    def _binds(self, chapter: str) -> str:
        name, _, inner = chapter.partition("/")
        types = self._law.pack.acts[name].chapters[inner].binds
        if not types:
            return self._say.say("obligations.binds_all")
        named = ", ".join(self._say.value("institution.type", one) for one in types)
        return self._say.say("obligations.binds", types=named)

    def _topics(self, found: Sequence[Asked]) -> None:
        for topic, group in groupby(found, key=lambda one: one.topic):
            self._page.blank()
            self._page.add(self._say.of(self._law.pack.topics[topic].title), style="topic")
            listed = list(group)
            self._page.add(self._binds(listed[0].chapter), indent=2, style="quiet")
            for rows in _together(listed, _same_rule):
                self._rule(rows)

    def _rule(self, rows: Sequence[Asked]) -> None:
        """One rule; its rows together, so far as the same is to be said of them."""
        say, page, first = self._say, self._page, rows[0]
        page.add(say.of(first.title), indent=2, lead="* ")
        cited = f"{say.cite_place(first.act, first.clause)}; {self._weight(first)}"
        page.add(cited, indent=4, style="quiet")
        for group in _together(rows, _alike):
            self._rows(group)

    def _rows(self, rows: Sequence[Asked]) -> None:
        say, page = self._say, self._page
        named = [say.of(one.row_title) for one in rows if one.row is not None]
        if named:
            more = "; …" if len(named) > MOST_ROWS else ""
            listed = "; ".join(named[:MOST_ROWS]) + more
            words = say.say("obligations.rows", number=len(named), rows=listed)
            page.add(words, indent=4, lead="- ")
        deeper = 6 if named else 4
        for line in self._details(rows[0]):
            said = line.lstrip()
            lead = "– " if said.startswith("– ") else ""
            indent = deeper + len(line) - len(said)
            page.add(said.removeprefix(lead), indent=indent, lead=lead)

    def _weight(self, one: Asked) -> str:
        severity = self._say.say(f"report.severity.{one.severity}")
        if one.duty_of is DutyOf.INSTITUTION:
            return severity
        duty = one.duty_of.replace(" ", "_")
        return f"{severity}; {self._say.say(f'report.duty.{duty}')}"

    def _details(self, one: Asked) -> Iterator[str]:
        say = self._say
        if one.subjects:
            kind = self._law.vocabulary.kinds[one.about].label[say.lang]
            yield say.say("obligations.subjects", kind=kind, numbers=", ".join(self._numbers(one)))
        if one.state not in _FAILED:
            yield from self._conditions(one)
        for blame in one.failing:
            yield from self._blame(blame)
        if one.missing:
            facts = [f"{say.label(word)} ({number})" for word, number in one.missing[:MOST_FACTS]]
            more = "; …" if len(one.missing) > MOST_FACTS else ""
            yield say.say("obligations.missing", facts="; ".join(facts) + more)
        editions = self._law.pack.acts[one.act].editions
        for name in one.coming:
            amended, day = say.of(editions[name].amended_by), editions[name].not_before
            yield say.say("obligations.coming", edition=amended, day=day)

    def _numbers(self, one: Asked) -> Iterator[str]:
        for name in _COUNTED:
            if number := one.subjects.get(name):
                what = self._say.say(f"obligations.count.{name}")
                yield self._say.say("obligations.number", what=what, number=number)

    def _conditions(self, one: Asked) -> Iterator[str]:
        if one.withheld:
            return
        if not one.conditions:
            yield self._say.say("obligations.unconditional")
            return
        yield self._say.say("obligations.because")
        yield from (f"  {line}" for line in self._lines(one.conditions))

    def _lines(self, conditions: Iterable[Texts]) -> Iterator[str]:
        for condition in conditions:
            first, *others = self._say.of(condition).split("\n")
            yield f"– {first}"
            yield from others

    def _blame(self, blame: Blame) -> Iterator[str]:
        lead = self._say.say("obligations.holds" if blame.holds else "obligations.fails")
        first, *others = self._say.of(blame.condition).split("\n")
        number = f" ({blame.subjects})" if blame.subjects > 1 else ""
        yield f"{lead}{number}: {first}"
        yield from others


def _together(
    listed: Iterable[Asked], key: Callable[[Asked], tuple[object, ...]]
) -> Iterable[list[Asked]]:
    """What shares a key, in the order in which the keys first occur."""
    found: dict[tuple[object, ...], list[Asked]] = {}
    for one in listed:
        found.setdefault(key(one), []).append(one)
    return found.values()


def _same_rule(one: Asked) -> tuple[object, ...]:
    return one.rule, one.clause, one.severity


def _alike(one: Asked) -> tuple[object, ...]:
    """Rows of one rule of which the same is to be said."""
    blames = tuple((blame.condition["en"], blame.holds, blame.subjects) for blame in one.failing)
    conditions = tuple(condition["en"] for condition in one.conditions)
    if one.state in _FAILED:
        conditions = ()
    return tuple(sorted(one.subjects.items())), conditions, blames, one.missing, one.coming
