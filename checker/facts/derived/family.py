"""Relatives obliged to care for a recipient, and why they do not.

Order No. 230 of 22.06.2023, subparagraphs 4) and 5) of paragraphs 6 and 25: able-bodied children
of full age and the spouse count, and the objective reasons of the list excuse them, advanced age a
spouse only. Paragraph 25 has a longer list, and the longest for the elderly.
"""

from __future__ import annotations

from dataclasses import dataclass

from checker.facts.columns import Context, Values, derived, each
from checker.facts.derived.health import choices_of
from checker.facts.derived.stays import birthday
from checker.values import NONE, Partial, Sort, Value, is_known, is_none

_CHILD, _SPOUSE = 1, 2
"""The places of ``family_member.relation`` in its choices."""
_FULL_AGE = 18
_REASONS = choices_of("family_members", "objective_reasons")
ACCEPTED = (
    "disability_group_1_2",
    "oncological_disease",
    "mental_disease",
    "detention",
    "mental_health_centre_register",
    "left_country_for_good",
)
"""The reasons that excuse in every chapter that asks for one."""
_LONG_AGO = 1
"""Of full age, but the day of birth is not recorded: the first day there is."""


def bits(*reasons: str) -> int:
    """The set of these reasons."""
    places = list(_REASONS)
    return sum(1 << places.index(reason) for reason in reasons)


_IN_RESIDENCE = bits(*ACCEPTED)
_OF_SPOUSE = bits("advanced_age")


def closed(mask: int) -> tuple[int, bool]:
    """What a set certainly holds, and whether it may hold more."""
    return (-1 - mask, True) if mask < 0 else (mask, False)


@dataclass(frozen=True, slots=True)
class _Member:
    """A relative, as the columns hold the record."""

    accepted: int
    """The reasons that excuse a child; an open set where the chapter or category is not known."""
    relation: Value
    born: Value
    adult: Value
    able_bodied: Value
    reasons: Value

    def excused(self) -> bool | None:
        """Whether an objective reason that counts is recorded."""
        if self.reasons is None or is_none(self.reasons):
            return None if self.reasons is None else False
        named, more_named = closed(int(self.reasons))
        accepted, more_accepted = closed(self.accepted)
        if self.relation == _SPOUSE:
            accepted |= _OF_SPOUSE
        if named & accepted:
            return True
        open_ = more_named or self.relation is None or (more_accepted and named & ~_OF_SPOUSE)
        return None if open_ else False

    def of_age_since(self, as_of: int) -> Value:
        """The day of full age; ``NONE`` where it is still to come, ``None`` where not known.

        A spouse is of full age; one who is recorded as of full age has been so long ago.
        """
        if self.relation == _SPOUSE:
            return _LONG_AGO
        if self.born is not None and is_known(self.born):
            day = birthday(int(self.born), _FULL_AGE)
            return day if day <= as_of else NONE
        if self.adult is None:
            return None
        return _LONG_AGO if self.adult == 1 else NONE

    def obliged_since(self, as_of: int) -> Value:
        """The day since which the relative is obliged to care; ``NONE`` where not at all.

        ``None`` where the records leave it open.
        """
        if self.relation not in (None, _CHILD, _SPOUSE) or self.able_bodied == 0:
            return NONE
        excused, since = self.excused(), self.of_age_since(as_of)
        minor = self.relation == _CHILD and since is not None and is_none(since)
        if excused or minor:
            return NONE
        return None if None in (self.relation, self.able_bodied, excused) else since


_MEMBER = (
    each("family_member.relation"),
    each("family_member.birth_date"),
    each("family_member.adult"),
    each("family_member.able_bodied"),
    each("family_member.objective_reasons"),
    "recipient.accepted_reasons",
)


def _obliged_since(as_of: int, lists: tuple[Values, ...], accepted: Value) -> Values:
    """For each relative the day since which he or she is obliged."""
    excuses = -1 - _IN_RESIDENCE if accepted is None else int(accepted)
    if None in lists:
        return None
    rows = zip(*(one for one in lists if one is not None), strict=True)
    return tuple(_Member(excuses, *row).obliged_since(as_of) for row in rows)


@derived(
    "recipient.obliged_relative_since",
    sort=Sort.DATE,
    personal=True,
    inputs=_MEMBER,
    label={
        "kk": "Объективті себебі жоқ, қамқорлыққа міндетті туысы болған күн",
        "ru": "День, с которого есть обязанный родственник без объективной причины",
        "en": "Day since which an obliged relative without an objective reason exists",
    },
)
def obliged_relative_since(
    context: Context,
    who: Values,
    born: Values,
    adult: Values,
    able: Values,
    why: Values,
    accepted: Value = _IN_RESIDENCE,
) -> Value:
    """The earliest day certainly known, or ``NONE``; 230/6.4, 230/6.5, 230/25.4, 230/25.5."""
    days = _obliged_since(context.as_of, (who, born, adult, able, why), accepted)
    if days is None:
        return None
    return min((day for day in days if day is not None and is_known(day)), default=NONE)


@derived(
    "recipient.relatives_complete",
    sort=Sort.YESNO,
    personal=True,
    inputs=_MEMBER,
    label={
        "kk": "Қамқорлыққа міндетті туыстары туралы мәліметтер толық",
        "ru": "Сведения об обязанных родственниках полны",
        "en": "The records of obliged relatives are complete",
    },
)
def relatives_complete(
    context: Context,
    who: Values,
    born: Values,
    adult: Values,
    able: Values,
    why: Values,
    accepted: Value = _IN_RESIDENCE,
) -> Value:
    """1 where it is known of every relative whether he or she is obliged; open otherwise."""
    days = _obliged_since(context.as_of, (who, born, adult, able, why), accepted)
    return None if days is None or None in days or isinstance(who, Partial) else 1


@derived(
    "stay.obliged_relative",
    sort=Sort.YESNO,
    personal=True,
    inputs=("recipient.obliged_relative_since", "recipient.relatives_complete", "stay.admitted_on"),
    label={
        "kk": "Түскен күні объективті себебі жоқ, қамқорлыққа міндетті туысының болуы",
        "ru": "На день поступления был обязанный родственник без объективной причины",
        "en": "On admission there was an obliged relative without an objective reason",
    },
)
def obliged_relative(_: Context, since: Value, complete: Value, admitted: Value) -> Value:
    """Whether one able-bodied relative of full age had no objective reason (1 or 0).

    230/6.4, 230/6.5, 230/25.4, 230/25.5. Every obliged relative must have a reason. Whether
    able-bodied, and why not caring, is taken as it is recorded; only full age is counted on the
    day of admission.
    """
    if since is None or admitted is None or not is_known(admitted):
        return None
    if is_known(since) and since <= admitted:
        return 1
    return None if complete is None else 0


@derived(
    "recipient.relative_gives_constant_help",
    sort=Sort.YESNO,
    personal=True,
    inputs=(
        each("family_member.relation"),
        each("family_member.able_bodied"),
        each("family_member.gives_constant_help"),
    ),
    label={
        "kk": "Еңбекке қабілетті баласының немесе жұбайының тұрақты көмек көрсетуі",
        "ru": "Трудоспособный сын, дочь или супруг оказывает постоянную помощь",
        "en": "An able-bodied child or spouse gives constant help",
    },
)
def gives_constant_help(_: Context, relation: Values, able: Values, helps: Values) -> Value:
    """Whether a relative who counts gives constant help and care (1 or 0); 230/6.4, 230/6.5."""
    if relation is None or able is None or helps is None:
        return None
    open_ = isinstance(relation, Partial)
    for who, fit, help_ in zip(relation, able, helps, strict=True):
        if help_ == 0 or fit == 0 or who not in (None, _CHILD, _SPOUSE):
            continue
        if None not in (who, fit, help_):
            return 1
        open_ = True
    return None if open_ else 0


def _union(of: tuple[int, ...], relation: Values, reasons: Values) -> Value:
    """The reasons recorded of relatives of these relations."""
    if relation is None or reasons is None:
        return None
    mask, open_ = 0, isinstance(relation, Partial)
    for who, why in zip(relation, reasons, strict=True):
        if who is not None and who not in of:
            continue
        if who is None or why is None:
            open_ = True
        elif is_known(why):
            open_ |= why < 0
            mask |= int(why) if why >= 0 else -1 - int(why)
    return -1 - mask if open_ else mask


_WHY = (each("family_member.relation"), each("family_member.objective_reasons"))


@derived(
    "recipient.reasons_of_relatives",
    sort=Sort.CHOICES,
    personal=True,
    health=True,
    inputs=_WHY,
    choices=_REASONS,
    label={
        "kk": "Балалары мен жұбайының объективті себептері",
        "ru": "Объективные причины детей и супруга",
        "en": "Objective reasons of the children and the spouse",
    },
)
def reasons_of_relatives(_: Context, relation: Values, reasons: Values) -> Value:
    """The reasons recorded of the children and the spouse together; 230/6.4, 230/6.5."""
    return _union((_CHILD, _SPOUSE), relation, reasons)


@derived(
    "recipient.reasons_of_children",
    sort=Sort.CHOICES,
    personal=True,
    health=True,
    inputs=_WHY,
    choices=_REASONS,
    label={
        "kk": "Балаларының объективті себептері",
        "ru": "Объективные причины детей",
        "en": "Objective reasons of the children",
    },
)
def reasons_of_children(_: Context, relation: Values, reasons: Values) -> Value:
    """The reasons recorded of the children; 230/6.4, 230/6.5."""
    return _union((_CHILD,), relation, reasons)
