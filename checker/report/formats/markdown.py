"""Markdown (GitHub's): a summary, the breaches, what to ask for, to look at, what was brought."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from checker.findings import Verdict
from checker.law import Law
from checker.report.brought import ToldSection, brought_told, left_told, tolerated_counts
from checker.report.document import Document, Part
from checker.report.layout import without_controls
from checker.report.sentences import Sentences
from checker.report.view import Header, RuleGroup, TopicGroup

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~])")
_SHOWN: Final = (
    Verdict.BREACHED,
    Verdict.NOT_DUE,
    Verdict.UNDETERMINED,
    Verdict.MET,
    Verdict.NOT_APPLICABLE,
)


def render(document: Document, law: Law) -> Iterator[bytes]:
    """The report in pieces."""
    say = Sentences(law, document.lang)
    for part in document.parts:
        yield from map(_line, _part(part, say))
    for section in left_told(say, document.refused, document.elsewhere):
        yield from map(_line, _told(section))


def _line(line: str) -> bytes:
    return f"{without_controls(line)}\n".encode()


def _part(part: Part, say: Sentences) -> Iterator[str]:
    view = part.view
    yield from _head(view.header, say)
    yield from _counts(part, say)
    yield f"\n## {say.say('report.section.breaches')}: {view.own_breaches}\n"
    yield from (f"- {line}" for line in tolerated_counts(say, view.excuses))
    yield from _topics(view.breaches, say)
    for duty, topics in view.others.items():
        named = duty.replace(" ", "_")
        yield f"\n## {say.say(f'report.duty.{named}')}\n"
        yield from _topics(topics, say)
    if view.requests:
        yield f"\n## {say.say('report.section.requests')}\n"
        for one in view.requests:
            yield f"- {_safe(say.label(one.word))}: {one.verdicts}"
    if view.inspector:
        yield f"\n## {say.say('report.section.inspector')}\n"
        for look in view.inspector:
            title, cited = say.of(look.title), say.cite_place(look.act, look.clause)
            yield f"- **{_safe(title)}** ({_safe(cited)}). {_safe(say.of(look.look_at))}"
    for section in brought_told(say, view):
        yield from _told(section)


def _head(header: Header, say: Sentences) -> Iterator[str]:
    yield f"# {say.say('report.head.title')}\n"
    yield f"- {say.say('report.head.institution')}: {_safe(header.institution)}"
    if header.number is not None:
        yield f"- {say.say('report.head.number')}: {header.number}"
    yield f"- {say.say('report.head.as_of')}: {say.day(header.as_of)}"
    for act in header.acts:
        yield f"- {say.say('report.head.act')}: {_safe(say.of(act.citation))}"
    for banner in header.banners:
        yield f"\n> {_safe(say.say(f'report.banner.{banner}'))}"


def _counts(part: Part, say: Sentences) -> Iterator[str]:
    heads = [say.say(f"report.column.{verdict}") for verdict in _SHOWN]
    yield f"\n## {say.say('report.section.counts')}\n"
    yield f"|  | {' | '.join(map(_safe, heads))} |"
    yield f"|---|{'---:|' * len(heads)}"
    for one in part.view.counts:
        cells = (str(one.counts[verdict] or "") for verdict in _SHOWN)
        yield f"| {_safe(say.of(one.title))} | {' | '.join(cells)} |"
    totals = (str(part.view.totals[verdict] or "") for verdict in _SHOWN)
    yield f"| **{say.say('report.column.total')}** | {' | '.join(totals)} |"


def _topics(topics: Iterable[TopicGroup], say: Sentences) -> Iterator[str]:
    for topic in topics:
        yield f"\n### {_safe(say.of(topic.title))}\n"
        for rule in topic.rules:
            yield from _rule(rule, say)


def _rule(group: RuleGroup, say: Sentences) -> Iterator[str]:
    first = group.first
    severity = say.say(f"report.severity.{first.severity}")
    yield f"- **{_safe(say.title(first))}** ({_safe(say.cite(first))}; {severity})"
    for entry in group.entries:
        yield f"  - {_safe(say.subject(entry.subject))}. {_safe(say.message(entry))}"
    if remedy := say.remedy(first):
        yield f"  - {say.say('report.say.remedy')}: {_safe(remedy)}"


def _told(section: ToldSection) -> Iterator[str]:
    yield f"\n## {section.title}\n"
    for told in section.items:
        yield f"- {_safe(told.said)}"
        yield from (f"  - {_safe(line)}" for line in told.lines)


def _safe(text: str) -> str:
    """A text whose signs mean nothing to Markdown, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
