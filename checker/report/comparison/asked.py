"""What a report was asked for: what it does not list then says nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Final, Self

from checker.auditing.selection import Selection, SelectionError, parse_selection
from checker.findings import Verdict

_SHOWN: Final = frozenset({Verdict.BREACHED, Verdict.UNDETERMINED})
"""A verdict that is neither of these is no breach and leaves nothing open."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The selection that a report was made by; none where it tells of everything."""

    selection: Selection | None

    @classmethod
    def of(cls, report: Mapping[str, Any]) -> Self:
        """By the receipt of the report; what nobody understands there chooses nothing."""
        given = report["receipt"]["options"]["values"]["select"]
        try:
            return cls(parse_selection(given) if given else None)
        except SelectionError:
            return cls(Selection({"rule": ()}))

    def tells(self, finding: Mapping[str, Any]) -> bool:
        """Whether the report would list such a breach, or what leaves it open, if there were one.

        Where a finding withholds its name, only what does not go by names is sure to choose it.
        """
        if self.selection is None:
            return True
        verdicts = self.selection.verdicts
        return (not verdicts or verdicts >= _SHOWN) and all(
            any(fnmatchcase(name, pattern) for name in _names(key, finding) for pattern in patterns)
            for key, patterns in self.selection.terms.items()
            if key != "verdict"
        )

    def lists_chosen_verdicts(self) -> bool:
        """Whether verdicts were chosen, beside or in place of requirements."""
        return self.selection is not None and bool(self.selection.verdicts)


def _names(key: str, finding: Mapping[str, Any]) -> Iterator[str]:
    """What a finding is chosen by, under a key of the selection."""
    if key == "provision":
        yield from finding["provisions"]
        return
    value = finding[key]
    if value is None:
        return
    yield value
    if key == "rule" and finding["row"]:
        yield f"{value}/{finding['row']}"
    above = {"chapter": ("act",), "topic": ("act", "chapter")}.get(key, ())
    if above:
        yield "/".join([*(finding[one] for one in above), value])
