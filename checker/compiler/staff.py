"""Compiling the rows of the staff tables (Appendices 1, 6, 7 and 8 to the Rules)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from checker.calendar.terms import State
from checker.compiler.conditions import Columns
from checker.facts.columns import Context, Each, Values, each
from checker.facts.table import FactTables
from checker.packs.forms import POSITION_WORD
from checker.packs.requirements import StaffCell, StaffNorm
from checker.values import NUMBER_SCALE, Partial, Sort, Value, is_known, is_none
from checker.vocabulary.words import Vocabulary

SCHEDULE: tuple[Each, ...] = (
    each(POSITION_WORD),
    each("position.units"),
    each("position.replaces"),
    each("position.replacing_units"),
)
SUBSTITUTIONS_WORD = "institution.staff_schedule.substitutions_exist"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a staff table, ready to be computed."""

    cells: tuple[StaffCell, ...]
    positions: tuple[int, ...]
    """The numbers of the row's positions among the choices of their word."""
    bases: tuple[str, ...]
    """The words that multiply units, in the order of their values."""
    scales: tuple[int, ...]
    """For each of these words, what its encoded value is to be divided by."""
    substitutions: bool = True
    """Whether positions may stand in for one another within the wage fund."""

    def required(self, people: Value, values: tuple[Value, ...]) -> Decimal | None:
        """Units asked for, in thousandths and not rounded; none when not known."""
        cell = None if people is None else self.cell(people)
        if cell is None or cell.unknown:
            return None
        units = (cell.units or Decimal(0)) * NUMBER_SCALE
        if cell.of is None:
            return units
        place = self.bases.index(cell.of)
        base = values[place]
        if base is None:
            return None
        count = Decimal(0) if is_none(base) else Decimal(int(base)) / self.scales[place]
        return units * count / (cell.per or 1)

    def certain(self, people: Value, values: tuple[Value, ...]) -> Decimal | None:
        """Units asked for under every reading: those for full groups only.

        The tables say "one unit for 20" and give no rule of rounding.
        """
        required, cell = self.required(people, values), self.cell(people)
        if required is None or cell is None or cell.of is None:
            return required
        share = (cell.units or Decimal(0)) * NUMBER_SCALE
        return required // share * share if share and (cell.per or 1) != 1 else required

    def cell(self, people: Value) -> StaffCell | None:
        """The cell whose band holds this number; none where the table leaves a gap."""
        number = 0 if people is None or is_none(people) else int(people)
        for cell in self.cells:
            if cell.at_least <= number and (cell.at_most is None or number <= cell.at_most):
                return cell
        return None

    def recorded(self, schedule: tuple[Values, ...]) -> tuple[int, bool]:
        """Units on the schedule, substitutions counted, and whether there may be more."""
        positions, units, replaced, replacing = schedule
        own, own_open = _units(self.positions, positions, units)
        own_open |= positions is not None and None in positions
        if not self.substitutions:
            return own, own_open
        others, others_open = _units(self.positions, replaced, replacing)
        return own + others, own_open or others_open


def staff_row(form: StaffNorm, vocabulary: Vocabulary) -> Row:
    """Make a row ready to be computed."""
    bases = tuple(dict.fromkeys(cell.of for cell in form.cells if cell.of is not None))
    words = [vocabulary.words[name] for name in bases]
    scales = tuple(NUMBER_SCALE if word.sort is Sort.NUMBER else 1 for word in words)
    choices = vocabulary.words[POSITION_WORD].choices
    positions = tuple(choices.index(title) + 1 for title in (form.position, *form.titles))
    return Row(form.cells, positions, bases, scales, form.substitutions)


def staff_column(form: StaffNorm, kind: str, name: str, columns: Columns) -> str:
    """The state of one row: units of a position on the approved staff schedule."""
    row = staff_row(form, columns.vocabulary)
    inputs = (form.band, SUBSTITUTIONS_WORD, *SCHEDULE, *row.bases)
    return columns.add(f"state of {name}", kind, inputs, _row_state(row))


def staff_amounts(
    form: StaffNorm, tables: FactTables, kind: str, number: int, vocabulary: Vocabulary
) -> tuple[Decimal | None, Decimal | None]:
    """Units required and units recorded, for a finding to show."""
    row = staff_row(form, vocabulary)
    people = tables.table(kind).columns[form.band][number]
    values = tuple(tables.table(kind).columns[name][number] for name in row.bases)
    required = row.required(people, values)
    have, _ = row.recorded(tuple(tables.each(kind, one.word)[number] for one in SCHEDULE))
    shown = None if required is None else required / NUMBER_SCALE
    return shown, Decimal(have) / NUMBER_SCALE


def _row_state(row: Row) -> Callable[..., Value]:
    def state(_: Context, people: Value, substituted: Value, *rest: Value | Values) -> Value:
        if people is None:
            return State.UNCLEAR if all(cell.unknown for cell in row.cells) else None
        schedule = tuple(one for one in rest[:4] if one is None or isinstance(one, tuple))
        values = tuple(one for one in rest[4:] if not isinstance(one, tuple))
        cell = row.cell(people)
        if cell is None or cell.unknown:
            return State.UNCLEAR
        required = row.required(people, values)
        if required is None:
            return None
        if required == 0:
            return State.ENDED
        have, open_ = row.recorded(schedule)
        if have >= required:
            return State.KEPT
        open_ |= row.substitutions and _may_be_replaced(substituted, schedule[2])
        certain = row.certain(people, values)
        return _short(cell, open_=open_, enough=certain is not None and have >= certain)

    return state


def _short(cell: StaffCell, *, open_: bool, enough: bool) -> Value:
    if open_:
        return None
    return State.UNCLEAR if cell.doubtful or enough else State.BREACHED


def _may_be_replaced(substituted: Value, replaced: Values) -> bool:
    """Whether a substitution that nobody recorded may stand in for what is short."""
    if substituted is None:
        return True
    named = replaced is not None and any(one is not None and is_known(one) for one in replaced)
    return substituted == 1 and not named


def _units(wanted: tuple[int, ...], positions: Values, units: Values) -> tuple[int, bool]:
    """Units of these positions, in thousandths, and whether there may be more.

    Substitutions within the wage fund count (notes to the tables); a line of the schedule that
    records no substitution stands in for nobody.
    """
    if positions is None or units is None:
        return 0, True
    total, open_ = 0, isinstance(positions, Partial)
    for listed, count in zip(positions, units, strict=True):
        if listed in wanted:
            open_ |= count is None
            total += int(count) if count is not None and is_known(count) else 0
    return total, open_
