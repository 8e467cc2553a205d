"""The head of a report: who was audited, as of when, against what, and with which reservations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.auditing.judging import EngineChoice, Judged
from checker.auditing.result import AuditResult, leaves_open
from checker.packs.model import Act
from checker.report.disclosure import Disclosure
from checker.report.view import ActState, Banner, Header


def header_of(result: AuditResult, disclosure: Disclosure, *, selected: bool) -> Header:
    """The head of the report on an audit; ``selected``: only chosen requirements were judged."""
    judged = result.judged
    snapshot, pack = judged.snapshot, judged.law.pack
    return Header(
        file=disclosure.text(snapshot.name),
        institution=disclosure.institution_name(snapshot.institution),
        number=disclosure.institution_number(snapshot.institution),
        type=str(snapshot.institution["type"]),
        as_of=judged.as_of,
        taken_on=snapshot.taken_on,
        acts=tuple(_state(act, judged.as_of) for act in _binding(judged)),
        snapshot_digest=snapshot.digest,
        pack_digest=pack.digest,
        calendar_digest=judged.law.calendar.digest,
        engine=str(judged.engine),
        banners=tuple(_banners(result, disclosure, selected=selected)),
    )


def _binding(judged: Judged) -> tuple[Act, ...]:
    """The acts that bind on the day of the audit."""
    day = judged.as_of
    return tuple(act for act in judged.law.pack.acts.values() if not act.repealed_on(day))


def _state(act: Act, day: date) -> ActState:
    editions = sorted(act.editions.values(), key=lambda one: one.not_before)
    reached = [one for one in editions if one.not_before <= day] or editions[:1]
    latest = reached[-1]
    return ActState(
        name=act.name,
        citation=act.citation,
        edition=latest.name,
        amended_by=latest.amended_by,
        in_force_by=latest.in_force_by,
        presumed=latest.presumed,
        verified_until=act.verified_until,
    )


def _banners(result: AuditResult, disclosure: Disclosure, *, selected: bool) -> Iterator[Banner]:
    judged = result.judged
    if result.faults:
        yield Banner.FAULTY
    if any(judged.as_of > act.verified_until for act in _binding(judged)):
        yield Banner.LAW_NOT_READ
    if judged.engine is not EngineChoice.BOTH:
        yield Banner.ONE_ENGINE
    if judged.as_of != judged.snapshot.taken_on:
        yield Banner.OTHER_DAY
    if selected:
        yield Banner.SELECTION
    if disclosure.pseudonyms is not None:
        yield Banner.PSEUDONYMS
    if any(leaves_open(finding) for finding in result.findings if finding.mandatory):
        yield Banner.INCOMPLETE
