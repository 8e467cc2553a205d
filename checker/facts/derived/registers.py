"""The register of organisations held against the licences, the recipients and the services.

Rules of Order No. 205 of 06.06.2023, paragraphs 3 to 5: the register is formed from the data
given for the licence, shows its days, and names the conditions and categories served.
"""

from __future__ import annotations

from checker.facts.columns import Context, Values, derived, each
from checker.values import NONE, Partial, Sort, Value, is_known, is_none, is_open


@derived(
    "institution.first_licence_issued_on",
    sort=Sort.DATE,
    inputs=(each("licence.issued_on"), each("licence.service_forms"), "institution.type"),
    label={
        "kk": "Ұйымның қызмет көрсету жағдайына алғашқы лицензия берілген күн",
        "ru": "День выдачи первой лицензии на условия оказания услуг организации",
        "en": "Day of the first licence for the institution's conditions of service",
    },
)
def first_licence_issued_on(_: Context, issued: Values, forms: Values, kind: Value) -> Value:
    """The earliest day of issue, as an ordinal; 205/4-auto.

    ``NONE`` when no licence covers the institution's own conditions.
    """
    if issued is None or forms is None:
        return None
    covered = [_covers(form, kind) for form in forms]
    own = [day for day, covers in zip(issued, covered, strict=True) if covers is not False]
    if isinstance(issued, Partial) or None in own or None in covered:
        return None
    return min((day for day in own if day is not None and is_known(day)), default=NONE)


def _covers(forms: Value, kind: Value) -> bool | None:
    if forms is None or kind is None or not is_known(kind):
        return None
    if is_none(forms):
        return False
    bit, mask = 1 << (int(kind) - 1), int(forms)
    if mask < 0:
        return True if (-1 - mask) & bit else None
    return bool(mask & bit)


@derived(
    "institution.register.issue_day_in_licences",
    sort=Sort.YESNO,
    inputs=("institution.register.licence_issued_on", each("licence.issued_on")),
    label={
        "kk": "Тіркелімдегі лицензияның берілген күнінің лицензиялар ішінде болуы",
        "ru": "Наличие среди лицензий дня выдачи, указанного в реестре",
        "en": "A licence issued on the day that the register shows",
    },
)
def issue_day_in_licences(_: Context, shown: Value, issued: Values) -> Value:
    """Whether a licence was issued on the day in the register (1 or 0); 205/5.8-issued."""
    if shown is None or issued is None:
        return None
    if is_known(shown) and shown in issued:
        return 1
    return None if is_open(issued) else 0


def _as_in_licences(
    _: Context, shown: Value, issued_shown: Value, issued: Values, values: Values
) -> Value:
    """Whether the licence of the day in the register has the value in the register (1 or 0).

    ``NONE`` when no licence was issued on that day.
    """
    if shown is None or issued_shown is None or issued is None or values is None:
        return None
    own = [one for day, one in zip(issued, values, strict=True) if day == issued_shown]
    if any(one is not None and _same(one, shown) for one in own):
        return 1
    if None in own or is_open(issued):
        return None
    return 0 if own else NONE


def _same(one: Value, other: Value) -> bool:
    return one == other or (is_none(one) and is_none(other))


_COMPARED = (
    (
        "institution.register.validity_as_in_licences",
        "licence_valid_until",
        "valid_until",
        {"kk": "қолданылу мерзімінің", "ru": "срока действия", "en": "term of validity"},
    ),
    (
        "institution.register.reissue_as_in_licences",
        "licence_reissued_on",
        "reissued_on",
        {"kk": "қайта рәсімделген күнінің", "ru": "дня переоформления", "en": "day of re-issue"},
    ),
    (
        "institution.register.termination_as_in_licences",
        "licence_terminated_on",
        "terminated_on",
        {"kk": "тоқтатылған күнінің", "ru": "дня прекращения", "en": "day of termination"},
    ),
)
for _name, _shown, _held, _what in _COMPARED:
    derived(
        _name,
        sort=Sort.YESNO,
        inputs=(
            f"institution.register.{_shown}",
            "institution.register.licence_issued_on",
            each("licence.issued_on"),
            each(f"licence.{_held}"),
        ),
        label={
            "kk": f"Лицензияның {_what['kk']} тіркелімде лицензиядағыдай көрсетілуі",
            "ru": f"Совпадение {_what['ru']} лицензии в реестре и в лицензии",
            "en": f"The same {_what['en']} of the licence in the register and the licence",
        },
    )(_as_in_licences)


def _licensed(in_force: Values, values: Values) -> list[Value] | None:
    """The values of the licences in force; ``None`` where it is open which they are."""
    if in_force is None or values is None or is_open(in_force):
        return None
    return [one for force, one in zip(in_force, values, strict=True) if force == 1]


def _as_licensed(_: Context, shown: Value, in_force: Values, masks: Values) -> Value:
    """Whether a set in the register is that of the licences in force together (1 or 0).

    ``NONE`` when no licence in force names any.
    """
    held = _licensed(in_force, masks)
    if shown is None or held is None:
        return None
    union = 0
    for mask in held:
        if mask is None or mask < 0:
            return None
        union |= 0 if is_none(mask) else int(mask)
    if not union:
        return NONE
    if is_known(shown) and shown < 0:
        return None
    return int(shown == union)


for _name, _set, _what in (
    (
        "institution.register.forms_as_licensed",
        "service_forms",
        {"kk": "қызмет көрсету жағдайларының", "ru": "условий", "en": "conditions of service"},
    ),
    (
        "institution.register.categories_as_licensed",
        "categories",
        {"kk": "санаттардың", "ru": "категорий", "en": "categories"},
    ),
):
    derived(
        _name,
        sort=Sort.YESNO,
        inputs=(
            f"institution.register.{_set}",
            each("licence.in_force"),
            each(f"licence.{_set}"),
        ),
        label={
            "kk": f"Тіркелімдегі {_what['kk']} лицензия деректерімен сәйкестігі",
            "ru": f"Совпадение {_what['ru']} в реестре с данными лицензии",
            "en": f"The same {_what['en']} in the register and the licence data",
        },
    )(_as_licensed)


@derived(
    "institution.register.capacity_as_licensed",
    sort=Sort.YESNO,
    inputs=(
        "institution.register.total_capacity",
        each("licence.in_force"),
        each("licence.capacity"),
    ),
    label={
        "kk": "Тіркелімдегі қуаттылықтың лицензия деректерімен сәйкестігі",
        "ru": "Совпадение мощности в реестре с данными лицензии",
        "en": "The same capacity in the register and the licence data",
    },
)
def capacity_as_licensed(_: Context, shown: Value, in_force: Values, capacities: Values) -> Value:
    """Whether the total capacity is that of one licence in force, or of all together (1 or 0).

    ``NONE`` when no licence in force names a capacity; 205/3.
    """
    held = _licensed(in_force, capacities)
    if shown is None or held is None:
        return None
    known = [one for one in held if one is not None and is_known(one)]
    if shown in known:
        return 1
    if None in held:
        return None
    return int(shown == sum(known)) if known else NONE
