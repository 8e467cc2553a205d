"""How one column is computed from others, and the register of derived words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from checker.calendar.working_days import WorkingCalendar
from checker.values import Sort, Value
from checker.vocabulary.words import Texts, Word


@dataclass(frozen=True, slots=True)
class Context:
    """What a computation may know beside the facts: never the clock."""

    as_of: int
    """The day of the audit, as an ordinal."""
    taken_on: int
    """The day the snapshot was taken, as an ordinal."""
    calendar: WorkingCalendar
    parameters: Mapping[str, object] = field(default_factory=dict)
    """Dated values from other acts."""


@dataclass(frozen=True, slots=True)
class Each:
    """The values of a word over the subject's own records, as one tuple.

    The tuple is ``None`` when the list is not recorded, ``()`` when it is recorded as empty, and
    a ``Partial`` when it is declared incomplete.
    """

    word: str


@dataclass(frozen=True, slots=True)
class Beside(Each):
    """The values of a word over a list that an ancestor of the subject holds, as for ``Each``.

    So a record sees its own siblings, itself among them, and other records of its parent.
    """


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """The subject's place among the values of its own list, from 0; -1 where it is not recorded."""


Input = str | Each | OwnPlace
Values = tuple[Value, ...] | None
"""What a computation is given for an ``Each`` or a ``Beside``."""
Compute = Callable[..., Value]
"""Called with the context and one value for each input."""


@dataclass(frozen=True, slots=True)
class Computed:
    """A column of a kind of subject that is computed from its facts."""

    name: str
    kind: str
    inputs: tuple[Input, ...]
    compute: Compute


@dataclass(frozen=True, slots=True)
class Derived:
    """A derived word and its computation."""

    word: Word
    computed: Computed


_REGISTER: dict[str, Derived] = {}


def each(word: str) -> Each:
    """The values of a word over the subject's own records."""
    return Each(word)


def beside(word: str) -> Beside:
    """The values of a word over a list that an ancestor of the subject holds."""
    return Beside(word)


def derived(
    name: str,
    *,
    sort: Sort,
    inputs: tuple[Input, ...],
    label: Texts,
    unit: str = "",
    choices: Mapping[str, Texts] = MappingProxyType({}),
    personal: bool = False,
    health: bool = False,
) -> Callable[[Compute], Compute]:
    """Register a function as the computation of a word.

    Raises ``ValueError`` when the name is taken.
    """

    def register(compute: Compute) -> Compute:
        if name in _REGISTER:
            raise ValueError(f"{name} is derived twice")
        kind = name.partition(".")[0]
        word = Word(
            name,
            kind,
            (),
            sort,
            label,
            choices=tuple(choices),
            choice_labels=choices,
            unit=unit,
            personal=personal,
            health=health,
            derived=True,
        )
        _REGISTER[name] = Derived(word, Computed(name, kind, inputs, compute))
        return compute

    return register


def of_set(
    name: str,
    *,
    sort: Sort,
    label: Texts,
    unit: str = "",
    personal: bool = False,
) -> None:
    """Register a word that only a set of institutions can supply; elsewhere it is not known.

    Raises ``ValueError`` when the name is taken.
    """
    if name in _REGISTER:
        raise ValueError(f"{name} is derived twice")
    kind = name.partition(".")[0]
    word = Word(
        name, kind, (), sort, label, unit=unit, personal=personal, derived=True, of_set=True
    )
    _REGISTER[name] = Derived(word, Computed(name, kind, (), lambda _: None))


def register() -> Mapping[str, Derived]:
    """Every derived word registered so far."""
    return MappingProxyType(_REGISTER)
