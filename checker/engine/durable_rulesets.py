"""Paths as rulesets of durable-rules: how many fit into one, and its JSON definition.

The native engine keeps the alternatives it has yet to follow for a fact on a stack of 64, and
drops the rest of a batch when the stack is full. Each path is a rule of its own, a plain
conjunction, so that the number of rules bounds the alternatives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, product
from string import ascii_letters

import orjson

from checker.engine.durable_paths import Atom, Path, Plan, Target, View, text_of

MAX_RULES = 60
"""Rules, each one alternative, of a ruleset. More would be read fewer times, but no faster where
every rule matches: each match costs the text of a fact with all columns of the ruleset."""
MAX_PROPERTIES = 250
"""Properties of one fact, its id and kind and the hidden ``sid`` among them; 253 lose facts."""
CAP = 65_000
"""More matches than a batch can bring; the native engine counts them in 16 bits."""
KIND, ID, SENTINEL, EVERY = "k", "id", "z", "y"

_Step = tuple[View, str, int | View]
_SIGNS = {"ne": "$neq", "ge": "$gte", "gt": "$gt", "le": "$lte", "lt": "$lt", "ex": "$ex"}


@dataclass(frozen=True, slots=True)
class Shard:
    """One ruleset: its definition, the properties its facts carry, and what its rules set."""

    definition: str
    views: tuple[View, ...]
    targets: dict[str, list[Target]]


def fnv1a(text: str) -> int:
    """The 32-bit hash by which the native engine tells names (and ids) apart."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


class Names:
    """Short property names, one for each view, the same in every shard."""

    def __init__(self) -> None:
        self._names: dict[View, str] = {}
        self._fresh = _fresh_names()

    def __getitem__(self, view: View) -> str:
        if view not in self._names:
            self._names[view] = next(self._fresh)
        return self._names[view]


def _fresh_names() -> Iterator[str]:
    taken = set(map(fnv1a, (KIND, ID, "sid", "$s", "$forward")))
    for letters in (some for length in count(1) for some in product(ascii_letters, repeat=length)):
        name = "".join(letters)
        if fnv1a(name) not in taken:
            taken.add(fnv1a(name))
            yield name


def shards_of(plan: Plan, names: Names) -> list[list[Shard]]:
    """The rulesets of each stage of a plan."""
    return [list(_shards(stage, names)) for stage in plan.stages]


def _shards(stage: dict[Path, list[Target]], names: Names) -> Iterator[Shard]:
    shared = Counter(atom for path in stage for atom in path)
    draft = _Draft()
    rules = [(_steps(path, shared), targets) for path, targets in stage.items()]
    for steps, targets in sorted(rules, key=_columns_read):
        if not draft.has_room_for(steps):
            yield draft.finish(names)
            draft = _Draft()
        draft.add(steps, targets)
    if draft.rules:
        yield draft.finish(names)


def _columns_read(rule: tuple[list[_Step], list[Target]]) -> list[View]:
    """What brings rules over the same columns together: a match costs the text of a whole fact."""
    return [view for view, _, _ in rule[0]]


def _steps(path: Path, shared: Counter[Atom]) -> list[_Step]:
    """The comparisons of a path, those shared by most paths first, pairs of columns last.

    Where a column is compared with one that the fact lacks, the native engine answers with the
    result of the comparison before: the other column's presence is asked first.
    """
    steps: list[_Step] = []
    for view, sign, value in sorted(
        path, key=lambda a: (type(a[2]) is tuple, -shared[a], text_of(a))
    ):
        if not isinstance(value, int) and all(value != earlier for earlier, _, _ in steps):
            steps.append((value, "ex", 1))
        steps.append((view, sign, value))
    return steps


class _Draft:
    """A ruleset in the making."""

    def __init__(self) -> None:
        self.rules: list[tuple[list[_Step], list[Target]]] = []
        self._views: set[View] = set()

    def has_room_for(self, steps: list[_Step]) -> bool:
        """Whether one more rule fits; into an empty draft every rule does."""
        views = self._views.union(view for view, _, _ in steps)
        return len(self.rules) < MAX_RULES and len(views) <= MAX_PROPERTIES - 3

    def add(self, steps: list[_Step], targets: list[Target]) -> None:
        """Add a rule."""
        self._views.update(view for view, _, _ in steps)
        self.rules.append((steps, targets))

    def finish(self, names: Names) -> Shard:
        """The ruleset, its kind asked first in every rule and its sentinel rule last.

        One rule matches every fact and never comes to act. Without it a fact that matches
        nothing would overwrite the code by which the native engine reports a fact not taken.
        """
        definition = {
            f"r{number}": _rule([{KIND: 1}, *(_condition(step, names) for step in steps)])
            for number, (steps, _) in enumerate(self.rules)
        }
        definition[EVERY] = {"all": [{"m": {KIND: 1}}], "count": CAP}
        definition[SENTINEL] = _rule([{KIND: 0}])
        views = dict.fromkeys(view for steps, _ in self.rules for view, _, _ in steps)
        targets = {f"r{number}": targets for number, (_, targets) in enumerate(self.rules)}
        return Shard(orjson.dumps(definition).decode(), tuple(views), targets)


def _rule(conditions: list[dict[str, object]]) -> dict[str, object]:
    return {"all": [{"m": {"$and": conditions}}], "cap": CAP}


def _condition(step: _Step, names: Names) -> dict[str, object]:
    view, sign, value = step
    right = value if isinstance(value, int) else {"$m": names[value]}
    compared: dict[str, object] = {names[view]: right}
    return compared if sign == "eq" else {_SIGNS[sign]: compared}
