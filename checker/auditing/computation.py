"""How a term or an amount was computed, for a finding to show."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from checker.calendar.terms import DeadlineRule, deadline_details
from checker.compiler.equipment import equipment_amounts
from checker.compiler.staff import staff_amounts
from checker.facts.table import FactTables
from checker.findings import Computation
from checker.packs.requirements import EquipmentNorm, Form, Happen, Hold, StaffNorm
from checker.values import NONE, Value, is_known
from checker.vocabulary.words import Vocabulary


def computation_of(
    form: Form, tables: FactTables, kind: str, number: int, vocabulary: Vocabulary
) -> Computation | None:
    """The computation behind a form's verdict on a subject; none where nothing is computed."""
    match form:
        case Happen():
            return _deadline(form, tables, kind, number)
        case Hold(due_on=str(word)):
            value = _value(tables, kind, word, number)
            day = date.fromordinal(int(value)) if value is not None and is_known(value) else None
            return Computation(due_on=day, lenient_on=day)
        case StaffNorm():
            return _amounts(*staff_amounts(form, tables, kind, number, vocabulary))
        case EquipmentNorm():
            return _amounts(*equipment_amounts(form, tables, kind, number, vocabulary))
        case _:
            return None


def _amounts(required: Decimal | None, recorded: Decimal | None) -> Computation:
    return Computation(required=required, recorded=recorded)


def _value(tables: FactTables, kind: str, word: str | None, number: int) -> Value:
    return None if word is None else tables.table(kind).columns[word][number]


def _deadline(form: Happen, tables: FactTables, kind: str, number: int) -> Computation:
    details = deadline_details(
        tables.context,
        DeadlineRule(form.within, form.lenient_within),
        _value(tables, kind, form.happen, number),
        _value(tables, kind, form.after, number),
        _value(tables, kind, form.lenient_after, number),
        NONE if form.unless_ended is None else _value(tables, kind, form.unless_ended, number),
        0 if form.absences is None else _value(tables, kind, form.absences, number),
    )
    return Computation(
        due_on=_date(details.due_on),
        lenient_on=_date(details.lenient_on),
        skipped=tuple((date.fromordinal(day), reason) for day, reason in details.skipped),
        days_late=details.days_late,
        notes=details.notes,
    )


def _date(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)
