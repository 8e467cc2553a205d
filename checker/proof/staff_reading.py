"""The staff tables as the packs and as a second transcription have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from checker.packs.model import Row, Rule
from checker.packs.requirements import StaffCell, StaffNorm
from checker.proof.conditions_reading import categories_of, condition_of

UNIT_WORD = "institution.supported_living_units"
"""The band of the column for units supporting independent living."""
BASES: Mapping[str, str] = {
    "institution.vehicles_running": "vehicles_running",
    "institution.tractors_running": "tractors_running",
    "institution.recipients_count": "recipients",
    "institution.care_groups": "care_groups",
    "institution.orderly_posts": "orderly_posts",
    "institution.observation_posts": "observation_posts",
    "institution.nurse_posts": "nurse_posts",
    "institution.load.severely_ill_needing_individual_care": "severely_ill",
    "institution.exercise_therapy_units": "exercise_therapy_units",
    "institution.load.study_groups": "study_groups",
    "institution.load.training_profiles": "training_profiles",
    "institution.recipients_by_roll_and_visits": "recipients",
    "institution.load.beds": "beds",
    "institution.load.children_staying": "children",
    "institution.home_care_units": "home_care_units",
    "institution.patrol_vehicles": "patrol_vehicles",
}
ABOUT_THE_ROW = ("row", "position", "categories", "condition", "doubtful")
"""The columns of a second reading that are no bands."""
WITHOUT_BANDS = "units"
"""The one column of numbers in a table whose norms depend on no number of people."""
_OPEN = 10**9
_NO_UNIT = StaffCell(0, 0, Decimal(0))
"""Nothing is asked for where there is no such unit."""


def staff_of_pack(rules: Sequence[Rule], bands: Sequence[str]) -> dict[str, dict[str, str]]:
    """The rows of the packs, band by band; a table without bands has the one of all numbers."""
    found: dict[str, dict[str, str]] = {}
    unit_columns = [band for band in bands if band.startswith("unit_")]
    for row, norm in _norms(rules, unit=False):
        spelled = _texts(row, norm, [band for band in bands if band not in unit_columns])
        nothing = "missing" if "missing" in spelled.values() else "none"
        found[row.row] = {**spelled, **dict.fromkeys(unit_columns, nothing)}
        if _is_companion(row.row, norm):
            del found[row.row]["condition"]
    for row, norm in _norms(rules, unit=True):
        _add_unit(found.setdefault(row.row, {}), row, norm, unit_columns)
    return found


def _add_unit(merged: dict[str, str], row: Row, norm: StaffNorm, columns: Sequence[str]) -> None:
    """Put the cell of the unit into the row, and whatever the two rules say differently."""
    cell = norm.cells[-1]
    expected = (_NO_UNIT, replace(cell, at_least=1, at_most=None))
    merged |= dict.fromkeys(columns, _spelled(cell) if norm.cells == expected else "other bands")
    doubtful = [*(columns if cell.doubtful else ()), merged.get("doubtful", "")]
    merged["doubtful"] = " ".join(filter(None, doubtful))
    for column, ours in (("position", _position(norm)), ("categories", _categories(row))):
        if merged.get(column) != ours:
            merged[column] = f"{merged.get(column)} / {ours}"


def staff_of_reading(
    lines: Sequence[Mapping[str, str]], rules: Sequence[Rule]
) -> dict[str, dict[str, str]]:
    """The lines of the second transcription; a row that the packs split is split here too."""
    found: dict[str, dict[str, str]] = {}
    for line in lines:
        columns = {name: value for name, value in line.items() if name != "row"}
        columns["categories"] = " ".join(sorted(columns["categories"].split()))
        found[line["row"]] = columns
    for row, norm in _norms(rules, unit=False):
        main = row.row.partition("-")[0]
        if _is_companion(row.row, norm) and main in found:
            copied = {name: value for name, value in found[main].items() if name != "condition"}
            own = {name: "none" for name in copied if name.startswith("unit_")}
            found[row.row] = {**copied, **own, "doubtful": _without_unit(copied["doubtful"])}
    return found


def _norms(rules: Sequence[Rule], *, unit: bool) -> Iterator[tuple[Row, StaffNorm]]:
    for rule in rules:
        for row in rule.rows:
            if isinstance(row.must, StaffNorm) and (row.must.band == UNIT_WORD) == unit:
                yield row, row.must


def _is_companion(row: str, norm: StaffNorm) -> bool:
    """Whether the row repeats another for the case that the text leaves open."""
    return "-" in row and not any(cell.unknown == "missing" for cell in norm.cells)


def _texts(row: Row, norm: StaffNorm, bands: Sequence[str]) -> dict[str, str]:
    cells = {band: _cell(norm, band) for band in bands}
    doubtful = [band for band, cell in cells.items() if cell is not None and cell.doubtful]
    spelled = {
        band: "other bands" if cell is None else _spelled(cell) for band, cell in cells.items()
    }
    return {
        "position": _position(norm),
        "categories": _categories(row),
        "condition": condition_of(row),
        "doubtful": " ".join(doubtful),
        **spelled,
    }


def _position(norm: StaffNorm) -> str:
    return " or ".join((norm.position, *norm.titles))


def _categories(row: Row) -> str:
    return " ".join(sorted(categories_of(row))) or "any"


def _cell(norm: StaffNorm, band: str) -> StaffCell | None:
    """The cell that covers a whole band; none where the pack divides it."""
    first, last = _limits(band)
    for cell in norm.cells:
        ends = _OPEN if cell.at_most is None else cell.at_most
        if cell.at_least <= first and last <= ends:
            return cell
    return None


def _limits(band: str) -> tuple[int, int]:
    if band == WITHOUT_BANDS:
        return 0, _OPEN
    if band.startswith("up_to_"):
        return 0, int(band.removeprefix("up_to_"))
    if band.startswith("over_"):
        return int(band.removeprefix("over_")) + 1, _OPEN
    first, _, last = band.partition("_")
    return int(first), int(last)


def _spelled(cell: StaffCell) -> str:
    if cell.unknown:
        return cell.unknown
    if cell.of is None or (cell.of == UNIT_WORD and cell.per == 1):
        return str(cell.units) if cell.units else "none"
    per = "" if cell.per == 1 else f"{cell.per} "
    return f"{cell.units} per {per}{BASES.get(cell.of, cell.of)}"


def _without_unit(bands: str) -> str:
    return " ".join(band for band in bands.split() if not band.startswith("unit_"))
