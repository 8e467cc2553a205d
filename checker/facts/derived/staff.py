"""Numbers that the staff tables multiply: posts, groups, units of supported living."""

from __future__ import annotations

from collections.abc import Callable

from checker.facts.columns import Compute, Context, Values, derived, each
from checker.values import Partial, Sort, Value, is_known, is_none, is_open
from checker.vocabulary.words import Texts, texts_of

SUPPORTED_LIVING = 1
"""The place of ``independent_living_support`` among the choices of ``unit.type``."""
EXERCISE_THERAPY_ROOM = 29
"""The place of ``exercise_therapy_room`` among the choices of ``room.kind``."""
UNIT_PLACES = range(6, 31)
"""The design capacity of a unit of supported living (Appendix 1, note 1)."""
ORDERLY_POST_BEDS = 50
NURSE_POST_BEDS = 50
OBSERVATION_POST_BEDS = 100


@derived(
    "institution.care_groups",
    sort=Sort.COUNT,
    unit="groups",
    inputs=(
        "institution.load.care_groups_of_6",
        "institution.load.care_groups_of_8",
        "institution.load.care_groups_of_10",
        "institution.load.care_groups_of_12",
    ),
    label=texts_of("Күтім топтары, барлығы", "Группы ухода, всего", "Care groups of every size"),
)
def care_groups(_: Context, *groups: Value) -> Value:
    """Care groups of 6, 8, 10 and 12 children together (Appendix 1, row 32)."""
    if None in groups:
        return None
    return sum(int(count) for count in groups if count is not None and is_known(count))


_POSTS: dict[str, tuple[int, Texts]] = {
    "orderly_posts": (
        ORDERLY_POST_BEDS,
        texts_of(
            "Төсек-орынмен қамтылған палата санитарларының посттары",
            "Посты палатных санитаров, обеспеченные койками",
            "Ward orderly posts that the beds suffice for",
        ),
    ),
    "nurse_posts": (
        NURSE_POST_BEDS,
        texts_of(
            "Төсек-орынмен қамтылған мейіргер посттары",
            "Сестринские посты, обеспеченные койками",
            "Nurse posts that the beds suffice for",
        ),
    ),
    "observation_posts": (
        OBSERVATION_POST_BEDS,
        texts_of(
            "Төсек-орынмен қамтылған бақылау посттары",
            "Посты наблюдения, обеспеченные койками",
            "Observation posts that the beds suffice for",
        ),
    ),
}


def _posts_of(beds_each: int) -> Compute:
    def posts(_: Context, formed: Value, beds: Value) -> Value:
        if formed is None:
            return None
        if is_none(formed) or formed == 0:
            return 0
        if beds is None:
            return None
        enough = int(beds) // beds_each if is_known(beds) else 0
        return min(int(formed), enough) if enough else int(formed)

    posts.__doc__ = (
        f"Round-the-clock posts formed, at most one for each {beds_each} beds (Appendix 1).\n\n"
        "With fewer beds than one post needs, the posts recorded are taken as they are: the text\n"
        "leaves their number open."
    )
    return posts


for _name, (_beds, _label) in _POSTS.items():
    derived(
        f"institution.{_name}",
        sort=Sort.COUNT,
        unit="posts",
        inputs=(f"institution.load.{_name}", "institution.load.beds"),
        label=_label,
    )(_posts_of(_beds))


@derived(
    "institution.exercise_therapy_units",
    sort=Sort.COUNT,
    unit="staff units",
    inputs=(
        "institution.load.severe_musculoskeletal",
        "institution.load.moderate_musculoskeletal",
        each("room.kind"),
    ),
    label=texts_of(
        "Емдік дене шынықтыру нұсқаушысының есептік бірліктері",
        "Расчетные единицы инструктора по лечебной физкультуре",
        "Units of the exercise therapy instructor as computed",
    ),
)
def exercise_therapy_units(_: Context, severe: Value, moderate: Value, rooms: Values) -> Value:
    """One unit per 20 severe or 40 moderate cases, at most two per room (Appendix 1, row 56).

    The larger of the two bases counts, in full groups: of the readings of "or" that demand
    anything of every institution concerned, it demands least.
    """
    if severe is None or moderate is None:
        return None
    severe_cases = int(severe) if is_known(severe) else 0
    moderate_cases = int(moderate) if is_known(moderate) else 0
    units = max(severe_cases // 20, moderate_cases // 40)
    if units == 0:
        return 0
    if rooms is None or is_open(rooms):
        return None
    return min(units, 2 * rooms.count(EXERCISE_THERAPY_ROOM))


@derived(
    "institution.supported_living_units",
    sort=Sort.COUNT,
    unit="units",
    inputs=(each("unit.type"), each("unit.design_capacity")),
    label=texts_of(
        "6–30 орындық өз бетінше тұруды сүйемелдеу бөлімшелері",
        "Отделения сопровождения самостоятельного проживания на 6–30 мест",
        "Units supporting independent living, of 6 to 30 places",
    ),
)
def supported_living_units(_: Context, types: Values, capacities: Values) -> Value:
    """Units supporting independent living with 6 to 30 places (Appendix 1, note 1)."""
    return units_of(SUPPORTED_LIVING, types, capacities, lambda places: places in UNIT_PLACES)


def units_of(
    wanted: int, types: Values, sizes: Values, fits: Callable[[int | float], bool]
) -> Value:
    """Units of a kind whose size fits; open where a gap in the records could be one more.

    ``wanted`` is the kind's place among the choices of ``unit.type``; ``fits`` is told a recorded
    size, ``NONE`` among them.
    """
    if types is None or sizes is None or isinstance(types, Partial):
        return None
    total = 0
    for kind, size in zip(types, sizes, strict=True):
        unfit = size is not None and not fits(size)
        if unfit or (kind is not None and kind != wanted):
            continue
        if kind is None or size is None:
            return None
        total += 1
    return total
