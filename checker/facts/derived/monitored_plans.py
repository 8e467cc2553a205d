"""What the monitoring says of the plan, held against the plans of the stay.

Days are ordinals. Order 230 of 22.06.2023, paragraphs 12(4), 23(4), 28(4) and 37(5).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from checker.facts.columns import Context, Values, beside, derived, each
from checker.facts.derived.monitoring import first_due, next_working_day
from checker.places import schemas_folder
from checker.values import Partial, Sort, Value, is_known, is_none, is_open
from checker.vocabulary.words import Texts


def _service_types() -> Mapping[str, Texts]:
    """The eight types of services, in the order of the schema."""
    schema = orjson.loads((schemas_folder() / "snapshot.schema.json").read_bytes())
    place: Any = schema
    for kind in ("recipients", "stays", "plans", "activities"):
        place = place["properties"][kind]["items"]
    found: Mapping[str, Texts] = place["properties"]["service_type"]["x-choices"]
    return found


@derived(
    "monitoring.plan_existed",
    sort=Sort.YESNO,
    inputs=("monitoring.monitored_on", beside("plan.developed_on")),
    label={
        "kk": "Мониторинг күніне жоспардың әзірленген болуы",
        "ru": "Ко дню мониторинга план был разработан",
        "en": "A plan had been developed by the day of the monitoring",
    },
)
def plan_existed(_: Context, monitored: Value, developed: Values) -> Value:
    """1 where a plan of the stay had been developed by that day, 0 where none had; 12(4)."""
    if monitored is None or is_none(monitored) or developed is None:
        return None
    if any(day is not None and day <= monitored for day in developed):
        return 1
    return None if is_open(developed) else 0


@derived(
    "stay.planned_types",
    sort=Sort.CHOICES,
    inputs=(each("plan.service_types_shown"), each("activity.service_type")),
    choices=_service_types(),
    label={
        "kk": "Жоспарлардағы қызмет түрлері",
        "ru": "Виды услуг в планах",
        "en": "Types of services in the plans",
    },
)
def planned_types(_: Context, shown: Values, types: Values) -> Value:
    """The types that the plans of the stay show, or have activities of; 12(3).

    Open to further ones where a list of the plans is not recorded or incomplete.
    """
    if shown is None and types is None:
        return None
    masks = [int(one) for one in shown or () if one is not None and is_known(one)]
    found = 0
    for mask in masks:
        found |= _bits(mask)
    for one in types or ():
        found |= 1 << int(one) - 1 if one is not None and is_known(one) else 0
    whole = shown is not None and types is not None and not is_open(shown) and not is_open(types)
    return found if whole and min(masks, default=0) >= 0 else -1 - found


@derived(
    "monitoring.correction_types_new",
    sort=Sort.COUNT,
    unit="types",
    inputs=("monitoring.correction.service_types", "stay.planned_types"),
    label={
        "kk": "Түзетілетін, бірақ жоспарларда жоқ қызмет түрлерінің саны",
        "ru": "Число видов услуг к пересмотру, которых нет в планах",
        "en": "Types of services to be revised that no plan has",
    },
)
def correction_types_new(_: Context, named: Value, planned: Value) -> Value:
    """How many types the decision on a correction names that no plan of the stay has; 12(4)."""
    if named is None or is_none(named) or planned is None:
        return None if named is None or planned is None else 0
    wanted, had = _bits(int(named)), _bits(int(planned)) if is_known(planned) else 0
    missing = (wanted & ~had).bit_count()
    if missing and planned < 0:
        return None
    return None if not missing and named < 0 else missing


@derived(
    "stay.planned_activities",
    sort=Sort.COUNT,
    unit="activities",
    inputs=(each("activity.service_type"),),
    label={
        "kk": "Жоспарлардағы іс-шаралар саны",
        "ru": "Число мероприятий в планах",
        "en": "Activities in the plans",
    },
)
def planned_activities(_: Context, types: Values) -> Value:
    """How many activities the plans of the stay have together; 12(3)."""
    return None if types is None or isinstance(types, Partial) else len(types)


@derived(
    "monitoring.marks_beyond_plan",
    sort=Sort.COUNT,
    unit="marks",
    inputs=(
        "stay.planned_activities",
        "monitoring.activities.marked_positive",
        "monitoring.activities.marked_unchanged",
        "monitoring.activities.marked_worse",
    ),
    label={
        "kk": "Жоспарларда жоқ іс-шаралар бойынша белгілер саны",
        "ru": "Число отметок по мероприятиям, которых нет в планах",
        "en": "Marks of activities that no plan has",
    },
)
def marks_beyond_plan(_: Context, planned: Value, *marks: Value) -> Value:
    """By how many the marks exceed the activities of all plans of the stay; 12(4).

    Marks that are not recorded leave it open, unless the others alone exceed them.
    """
    if planned is None:
        return None
    given = sum(int(one) for one in marks if one is not None and is_known(one))
    beyond = max(0, given - int(planned))
    return None if None in marks and not beyond else beyond


@derived(
    "plan.correction_entered",
    sort=Sort.YESNO,
    inputs=(
        "plan.developed_on",
        beside("monitoring.monitored_on"),
        beside("monitoring.correction.decided"),
    ),
    label={
        "kk": "Жоспарды түзетудің журналда көрсетілуі",
        "ru": "Отражение корректировки плана в журнале",
        "en": "Correction of the plan shown in the journal",
    },
)
def correction_entered(
    context: Context, developed: Value, monitored: Values, decided: Values
) -> Value:
    """1 where a monitoring since the plan was developed decided on a correction; 12(4).

    0 where none did; silence after the snapshot was taken proves nothing.
    """
    if developed is None or monitored is None or decided is None:
        return None
    since = 0 if is_none(developed) else int(developed)
    answers = [
        answer if day is not None or answer == 0 else None
        for day, answer in zip(monitored, decided, strict=True)
        if day is None or day >= since
    ]
    if 1 in answers:
        return 1
    later = context.as_of > context.taken_on
    return None if later or isinstance(decided, Partial) or None in answers else 0


@derived(
    "plan.correction_entry_due_on",
    sort=Sort.DATE,
    inputs=("plan.corrected_on", beside("absence.from_on"), beside("absence.to_on")),
    label={
        "kk": "Түзету туралы жазбаның соңғы күні",
        "ru": "Последний день записи о корректировке",
        "en": "Last day for the entry on the correction",
    },
)
def correction_entry_due_on(
    context: Context, corrected: Value, first_days: Values, last_days: Values
) -> Value:
    """The last day for the entry of the monitoring that falls due after the correction; 12(4)."""
    if corrected is None or is_none(corrected):
        return corrected
    return next_working_day(context, first_due(context, corrected, first_days, last_days))


def _bits(mask: int) -> int:
    """The choices that a mask has, whether or not there may be more."""
    return mask if mask >= 0 else -1 - mask
