"""From an audit's result to the view of its report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date

from checker.auditing.explain import VERDICT_OF
from checker.auditing.result import AuditResult
from checker.findings import Cause, Verdict, Why
from checker.packs.model import DutyOf, Severity
from checker.report.attestations import attestations_of
from checker.report.entries import Entries
from checker.report.entry import Entry
from checker.report.excuses import excuses_of
from checker.report.header import header_of
from checker.report.horizon import horizon_of
from checker.report.sections import (
    inspector_of,
    not_applying_of,
    not_binding_of,
    old_events_of,
    shown_faults,
    topic_title,
)
from checker.report.view import (
    ReportView,
    Request,
    RuleGroup,
    TopicCount,
    TopicGroup,
    grouped,
)

MOST_POINTERS = 3
_SEEN = (Verdict.MET, Verdict.UNDETERMINED)
_GRAVITY = {Severity.VIOLATION: 0, Severity.RECOMMENDATION: 1, Severity.NOTE: 2}


def view_of(
    result: AuditResult,
    *,
    reveal: bool = False,
    selected: bool = False,
    verdicts: Collection[Verdict] = frozenset(),
) -> ReportView:
    """The view of the report on an audit.

    ``selected`` says that only chosen requirements were judged; ``verdicts`` limits what is
    listed (nothing given: all), never what is counted.
    """
    entries = Entries(result, reveal=reveal)
    return view_of_entries(entries, selected=selected, verdicts=verdicts)


def view_of_entries(
    entries: Entries, *, selected: bool = False, verdicts: Collection[Verdict] = frozenset()
) -> ReportView:
    """The view of a report whose entries are at hand; otherwise as ``view_of``."""
    result = entries.result
    listed = tuple(entries.listed())
    shown = [one for one in listed if not verdicts or one.verdict in verdicts]
    breached = [one for one in shown if one.verdict is Verdict.BREACHED]
    opened = [one for one in shown if one.verdict is Verdict.UNDETERMINED]
    counts = counts_of(entries)
    totals = Counter[Verdict]()
    for one in counts:
        totals.update(one.counts)
    return ReportView(
        header=header_of(result, entries.disclosure, selected=selected),
        listed=tuple(shown),
        totals={verdict: totals[verdict] for verdict in Verdict},
        counts=counts,
        breaches=_by_topic(breached, DutyOf.INSTITUTION, entries),
        others={
            duty: found
            for duty in DutyOf
            if duty is not DutyOf.INSTITUTION and (found := _by_topic(breached, duty, entries))
        },
        not_due=_soonest_first([one for one in shown if one.verdict is Verdict.NOT_DUE]),
        requests=requests_of(opened),
        newer_snapshot=sum(one.why is Why.AFTER_SNAPSHOT for one in opened),
        withheld_open=sum(map(_waits_withheld, opened)),
        cannot_be_breached=sum(one.why is Why.CANNOT_BE_BREACHED for one in opened),
        inspector=inspector_of(entries) if _wants(verdicts, *_SEEN) else (),
        attestations=attestations_of(entries),
        open_by_text=grouped([one for one in opened if _by_text(one)]),
        not_binding=not_binding_of(entries) if _wants(verdicts, Verdict.NOT_APPLICABLE) else (),
        not_applying=not_applying_of(entries) if _wants(verdicts, Verdict.NOT_APPLICABLE) else (),
        old_events=old_events_of(entries),
        faults=shown_faults(entries),
        horizon=horizon_of(result, entries.disclosure),
        excuses=excuses_of(entries, listed),
    )


def _waits_withheld(entry: Entry) -> bool:
    return entry.withheld and entry.cause is Cause.DATA and not entry.missing


def _wants(verdicts: Collection[Verdict], *wanted: Verdict) -> bool:
    return not verdicts or any(one in verdicts for one in wanted)


def counts_of(entries: Entries) -> tuple[TopicCount, ...]:
    """Verdicts by topic, in the order of the packs; what is withheld counts once a recipient."""
    counts = Counter(entries.result.counts)
    for group in entries.health:
        for person in group.people.values():
            for one in person.verdicts:
                counts[group.key.topic, VERDICT_OF[one.code]] -= 1
            counts[group.key.topic, person.verdict] += 1
    topics: dict[str, dict[Verdict, int]] = {}
    for (topic, verdict), number in counts.items():
        topics.setdefault(topic, {})[verdict] = number
    return tuple(
        TopicCount(name, topic_title(entries, name), {one: found.get(one, 0) for one in Verdict})
        for name, found in sorted(topics.items())
    )


def requests_of(opened: Sequence[Entry]) -> tuple[Request, ...]:
    """The facts to ask for, those first that the most open verdicts wait for."""
    waiting = Counter[str]()
    places: dict[str, dict[str, None]] = {}
    for entry in opened:
        if entry.why is not Why.CANNOT_BE_BREACHED:
            waiting.update({missing.word for missing in entry.missing})
            for missing in entry.missing:
                places.setdefault(missing.word, {})[missing.pointer] = None
    return tuple(
        Request(word, waiting[word], len(places[word]), tuple(places[word])[:MOST_POINTERS])
        for word in sorted(waiting, key=lambda word: (-waiting[word], word))
    )


def _by_topic(breached: Sequence[Entry], duty: DutyOf, entries: Entries) -> tuple[TopicGroup, ...]:
    """Breaches of one body's duties: topics in the order of the packs, the gravest first."""
    topics: dict[str, list[Entry]] = {}
    for entry in breached:
        if entry.duty_of is duty:
            topics.setdefault(entry.topic, []).append(entry)
    return tuple(
        TopicGroup(
            topic_title(entries, name),
            tuple(sorted(grouped(found), key=lambda group: _GRAVITY[group.first.severity])),
        )
        for name, found in topics.items()
    )


def _soonest_first(pending: Sequence[Entry]) -> tuple[RuleGroup, ...]:
    groups = (
        RuleGroup(tuple(sorted(group.entries, key=last_day_of))) for group in grouped(pending)
    )
    return tuple(sorted(groups, key=lambda group: last_day_of(group.first)))


def last_day_of(entry: Entry) -> date:
    """The last day that still accuses nobody; the end of time where none is computed."""
    found = entry.computed
    day = None if found is None else found.lenient_on or found.due_on
    return day or date.max


def _by_text(entry: Entry) -> bool:
    return entry.cause in (Cause.TEXT, Cause.CALENDAR, Cause.PACK)
