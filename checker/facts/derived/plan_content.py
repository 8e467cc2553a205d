"""From when the content of a plan is judged, and whether it follows an earlier plan.

Days are ordinals. Paragraphs 12(3), 23(3), 28(3) and 37(4) of Order 230 of 22.06.2023 tell the
development of a plan from its filling in, so that a plan developed is not yet a plan filled in.
"""

from __future__ import annotations

from checker.facts.columns import Context, derived
from checker.values import Sort, Value, is_known, is_none


@derived(
    "plan.content_due_on",
    sort=Sort.DATE,
    inputs=("plan.filled_on", "plan.filling_due_on"),
    label={
        "kk": "Жоспардың мазмұны толық болуы тиіс күн",
        "ru": "День, к которому содержание плана должно быть полным",
        "en": "Day by which the content of the plan must be complete",
    },
)
def content_due_on(context: Context, filled: Value, due_on: Value) -> Value:
    """The day the plan was filled in, at the latest the last day for filling it in; 12(3).

    Where it is not recorded whether the plan was filled in, open until that last day is over;
    where the last day is not known, the day of filling in is, for nothing is due later.
    """
    if filled is not None and is_known(filled):
        return filled if due_on is None or not due_on < filled else due_on
    if filled is None and (due_on is None or not due_on < context.as_of):
        return None
    return due_on


@derived(
    "plan.follows_an_earlier_plan",
    sort=Sort.YESNO,
    inputs=("plan.is_first_of_stay",),
    label={
        "kk": "Осы болу кезеңіндегі алдыңғы жоспардан кейінгі жоспар",
        "ru": "План, следующий за прежним планом того же пребывания",
        "en": "Plan that follows an earlier one of the same stay",
    },
)
def follows_an_earlier_plan(_: Context, first: Value) -> Value:
    """1 for a next plan, 0 for the first of the stay, none for one never developed; 12(3), 23(3).

    Missing observation weighs less before a next plan than before the first.
    """
    if first is None or is_none(first):
        return first
    return 1 - int(first)
