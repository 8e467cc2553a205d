"""Conditions of table rows in the words of a second transcription."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.packs.model import Row
from checker.packs.requirements import Compare, Comparison, Condition, FactRef, Group

CATEGORY_WORDS = ("institution.categories_served", "institution.equipment_categories")
_RESIDENTIAL = "institution.type is residential"
_UP_TO_50 = "institution.recipients_count at_most 50"
PHRASES: Mapping[str, tuple[str, ...]] = {
    "none": (),
    "food store and vegetable store present": (
        "institution.premises.has_food_store is True",
        "institution.premises.has_vegetable_store is True",
    ),
    "lift present": ("institution.premises.has_lift is True",),
    "cleaned area at least 0.75 ha": ("institution.premises.cleaned_area at_least 0.75",),
    "no sewerage and no centralised cesspit cleaning": (
        "institution.premises.has_sewerage is False",
        "institution.premises.cesspits_cleaned_centrally is False",
    ),
    "equipped hairdressing room and above 50 recipients ordinary hairdressers not usable": (
        "institution.premises.has_hairdressing_room is True",
        f"any({_UP_TO_50}; institution.premises.ordinary_hairdressers_usable is False)",
    ),
    "at least 50 beds": ("institution.load.beds at_least 50",),
    "at least 100 beds": ("institution.load.beds at_least 100",),
    "conditions for riding present": ("institution.premises.has_riding_conditions is True",),
    "pool present": ("institution.premises.has_pool is True",),
    "pharmacy present": ("institution.premises.has_pharmacy is True",),
    "hot meals cooked": ("institution.catering.hot_meals_cooked is True",),
    "hot meals cooked and independent legal entity": (
        "institution.catering.hot_meals_cooked is True",
        "institution.legal_status is legal_entity",
    ),
    "rehabilitation centre": ("institution.kind is rehabilitation_centre",),
    "no alternative to an own driver": ("institution.transport.driver_alternatives exists False",),
    "library present": ("institution.premises.has_library is True",),
    "library and lekoteka present": (
        "institution.premises.has_library is True",
        "institution.premises.has_lekoteka is True",
    ),
    "stay over 6 hours": (
        f"any({_RESIDENTIAL}; institution.schedule.average_stay_hours more_than 6)",
    ),
    "at least 100 books": ("institution.premises.library_books at_least 100",),
    "residential": (_RESIDENTIAL,),
}
"""What a row's condition is called in a second reading; categories are columns of their own."""


def categories_of(row: Row) -> tuple[str, ...]:
    """The categories that a row is limited to, in the order of the rule; none when it is not."""
    for part in _parts(row.applies_when):
        if isinstance(part, Compare) and part.fact in CATEGORY_WORDS:
            chosen = part.value if isinstance(part.value, tuple) else (part.value,)
            every = part.comparison is Comparison.INCLUDES_EVERY_ONE_OF
            return ("every", *map(str, chosen)) if every else tuple(map(str, chosen))
    return ()


def condition_of(row: Row) -> str:
    """The row's condition, its categories left aside, as a second reading calls it."""
    spelled = tuple(
        _spelled(part) for part in _parts(row.applies_when) if not _about_categories(part)
    )
    return next((name for name, parts in PHRASES.items() if parts == spelled), "; ".join(spelled))


def _parts(condition: Condition | None) -> Iterator[Condition]:
    if isinstance(condition, Group) and condition.how == "all":
        yield from condition.parts
    elif condition is not None:
        yield condition


def _about_categories(condition: Condition) -> bool:
    if isinstance(condition, Group):
        return all(map(_about_categories, condition.parts))
    return condition.fact in CATEGORY_WORDS


def _spelled(condition: Condition) -> str:
    if isinstance(condition, Group):
        return f"{condition.how}({'; '.join(map(_spelled, condition.parts))})"
    value = condition.value
    if isinstance(value, FactRef):
        return f"{condition.fact} {condition.comparison} {value.fact}"
    shown = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return f"{condition.fact} {condition.comparison} {shown}"
