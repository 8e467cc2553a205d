"""Formulas as alternative paths: sets of single comparisons that must all hold.

durable-rules matches what is there and cannot say "is not". So each column is seen through up to
two properties. In the *low* view "recorded as none" is a number below every known one, in the
*high* view one above. A value that was not recorded is absent from both. Every leaf is then
exactly one comparison: "certainly at least 5" is ``low >= 5`` and "certainly not at least 5" is
``low < 5``; for "at most" the high view serves. A comparison of two columns takes one low and one
high view, so that it fails, but is certain, as soon as one of them is recorded as none.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product

from checker.engine.model import EngineFault, Formula, Judgement, Leaf

LIMIT = 2**53
"""Known values lie within plus and minus this."""
BEYOND = 2**60
"""How "recorded as none" is shown: minus this in the low view, plus this in the high view."""
MAX_PRODUCT = 60
"""A conjunction of alternatives with more combinations than this is judged in two steps."""
MAX_LENGTH = 60
"""A conjunction of more comparisons than this is judged in two steps."""

View = tuple[str, bool]
"""A column, and whether it is the high view of it."""
Atom = tuple[View, str, int | View]
"""One comparison: view, sign, and a number or the view it is compared with."""
Path = frozenset[Atom]
Target = tuple[int, int]
"""An output, and the bit that a match sets in it."""

BITS = (8, 4, 2, 1)
"""The bits of not applicable, breached, met and not due: the highest that is set decides."""
_OPPOSITE = {"eq": "ne", "ge": "lt", "gt": "le", "le": "gt", "lt": "ge"}
_UPWARD = {"ge", "gt"}
_DOWNWARD = {"le", "lt"}


class Plan:
    """What the engine is asked, for a sequence of judgements.

    Outputs are numbered: first the judgements, then the intermediate results, which are columns
    of 1 (certainly true) or "not recorded" for the paths of a later stage.
    """

    def __init__(self, judgements: Sequence[Judgement]) -> None:
        self.judged = len(judgements)
        self.always: list[Target] = []
        """Targets that hold for every subject, whatever is recorded."""
        self.stages: list[dict[Path, list[Target]]] = []
        """For each stage its paths; a stage reads the intermediate results of earlier ones."""
        self._high = _columns_seen_high(f for j in judgements for _, f in j.formulas())
        self._intermediate: dict[frozenset[Path], Atom] = {}
        self._stage_after: dict[str, int] = {}
        for number, judgement in enumerate(judgements):
            self._add_judgement(number, judgement)

    def intermediate(self) -> list[str]:
        """The columns of the intermediate results, in the order of their outputs."""
        return list(self._stage_after)

    def _add_judgement(self, number: int, judgement: Judgement) -> None:
        decided: list[Path] = []
        for bit, (_, formula) in zip(BITS, judgement.formulas(), strict=True):
            for path in sorted(self._paths(formula), key=_length_then_text):
                if not any(stronger <= path for stronger in decided):
                    decided.append(path)
                    self._aim(path, (number, bit))

    def _aim(self, path: Path, target: Target) -> None:
        if not path:
            self.always.append(target)
            return
        stage = self._stage(path)
        while len(self.stages) <= stage:
            self.stages.append({})
        self.stages[stage].setdefault(path, []).append(target)

    def _stage(self, path: Path) -> int:
        return max(self._stage_after.get(view[0], 0) for view, _, _ in path)

    def _paths(self, formula: Formula) -> set[Path]:
        if formula[0] == "leaf":
            return {frozenset((self._atom(formula),))}
        parts = [self._paths(part) for part in formula[1]]
        if formula[0] == "any":
            return _weakest(set().union(*parts))
        while math.prod(map(len, parts)) > MAX_PRODUCT:
            largest = max(range(len(parts)), key=lambda place: len(parts[place]))
            parts[largest] = {frozenset((self._result_of(frozenset(parts[largest])),))}
        return {self._shortened(frozenset().union(*chosen)) for chosen in product(*parts)}

    def _shortened(self, path: Path) -> Path:
        while len(path) > MAX_LENGTH:
            atoms = sorted(path, key=text_of)
            pieces = (atoms[at : at + MAX_LENGTH] for at in range(0, len(atoms), MAX_LENGTH))
            path = frozenset(self._result_of(frozenset((frozenset(some),))) for some in pieces)
        return path

    def _result_of(self, paths: frozenset[Path]) -> Atom:
        """The comparison that holds for exactly the subjects for which one of the paths does."""
        known = self._intermediate.get(paths)
        if known is None:
            output = self.judged + len(self._stage_after)
            name = f"\0{output}"
            known = self._intermediate[paths] = ((name, False), "eq", 1)
            after = 1 + max(map(self._stage, paths))
            for path in sorted(paths, key=_length_then_text):
                self._aim(path, (output, 1))
            self._stage_after[name] = after
        return known

    def _atom(self, leaf: Leaf) -> Atom:
        _, column, test, value, wanted = leaf
        high = test in _DOWNWARD or (test not in _UPWARD and column in self._high)
        view = (column, high)
        if test == "exists":
            sign = ("le" if high else "ge") if wanted else ("gt" if high else "lt")
            return view, sign, LIMIT if high else -LIMIT
        sign = test if wanted else _OPPOSITE[test]
        if isinstance(value, str):
            return view, sign, (value, not high)
        if not -LIMIT < value < LIMIT:
            raise EngineFault(f"{column} is compared with {value}, beyond 2**53")
        return view, sign, int(value)


def _weakest(paths: set[Path]) -> set[Path]:
    """The paths that ask least: one that asks more than another adds nothing to it."""
    return {path for path in paths if not any(other < path for other in paths)}


@lru_cache(maxsize=1 << 16)
def text_of(atom: Atom) -> str:
    """A comparison as text, for an order that is always the same."""
    return repr(atom)


def _length_then_text(path: Path) -> tuple[int, list[str]]:
    return len(path), sorted(map(text_of, path))


def _columns_seen_high(formulas: Iterable[Formula]) -> set[str]:
    """The columns of which only the high view is needed, so that equality may use it too."""
    low: set[str] = set()
    high: set[str] = set()
    for _, column, test, value, _ in (leaf for formula in formulas for leaf in _leaves(formula)):
        if test in _UPWARD or test in _DOWNWARD:
            seen, opposite = (high, low) if test in _DOWNWARD else (low, high)
            seen.add(column)
            if isinstance(value, str):
                opposite.add(value)
    return high - low


def _leaves(formula: Formula) -> Iterable[Leaf]:
    if formula[0] == "leaf":
        yield formula
    else:
        for part in formula[1]:
            yield from _leaves(part)
