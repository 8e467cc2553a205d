"""What is kept of the reports on fixtures: some forms whole, a digest of each of the others.

A folder for each fixture: its whole forms, and ``digests.json`` for the rest. Each has one writer.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import unified_diff
from hashlib import sha256
from itertools import takewhile, zip_longest
from pathlib import Path
from typing import Final

from .commands import Form

DIGESTS: Final = "digests.json"
DIGITS: Final = 16
LANGUAGES: Final = {"kk": "in Kazakh", "ru": "in Russian", "en": "in English", "": ""}
ENDINGS: Final = {
    "json": ".json",
    "html": ".html",
    "csv": ".csv",
    "markdown": ".md",
    "jsonl": ".jsonl",
    "sarif": ".json",
    "junit": ".xml",
    "gitlab": ".json",
    "calendar": ".ics",
}
"""Of files that hold a form as it is written; the others are text."""
HOW_TO_WRITE: Final = (
    "If it is meant to be so, write the reports anew and read the difference: "
    "SSU_AUDIT_GOLDEN=write python -m pytest -n2 tests/report/test_golden.py"
)
_AROUND: Final = 3
_SHOWN: Final = 20
"""Lines of a difference: before the first that differs, and from there on."""
_WIDE: Final = 400
_BEFORE: Final = 100
"""Signs of a long line, and those before the first that differs."""


@dataclass(slots=True)
class Kept:
    """What is kept of one fixture."""

    folder: Path
    whole: frozenset[str] | None = None
    """Forms that are kept whole; None: every one."""
    writing: bool = False
    """Write anew what is kept, instead of holding forms against it."""
    _digests: dict[str, str] = field(default_factory=dict)
    _files: set[str] = field(default_factory=set)

    def hold(self, form: Form, text: str) -> Iterable[str]:
        """Hold a form against what is kept of it: what is wrong, in sentences."""
        if self.whole is None or str(form) in self.whole:
            return self._hold_whole(form, text)
        self._digests[str(form)] = digest = sha256(text.encode()).hexdigest()[:DIGITS]
        if self.writing or self.digests().get(str(form)) == digest:
            return ()
        if str(form) not in self.digests():
            return (f"{self._named(form)} has no digest in {DIGESTS}.",)
        return (f"{self._named(form)} is not as it was; only its digest is kept.",)

    def _hold_whole(self, form: Form, text: str) -> Iterable[str]:
        file = self.folder / f"{form}{ENDINGS.get(form.name, '.txt')}"
        self._files.add(file.name)
        if self.writing:
            self.folder.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
            return ()
        if not file.is_file():
            return (f"{self._named(form)} has no file {file.name}.",)
        kept = file.read_text(encoding="utf-8")
        if text == kept:
            return ()
        return (f"{self._named(form)} is not as it was:\n{difference(kept, text)}",)

    def end(self) -> Iterable[str]:
        """When every form has been held: what is kept of forms that there are no more."""
        if self.writing:
            self._write_digests()
            return ()
        gone = sorted(self.digests().keys() - self._digests)
        gone += sorted(one.name for one in self._others())
        return tuple(f"{self.folder.name}: {one} is kept of a form that is gone." for one in gone)

    def _write_digests(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        told = json.dumps(self._digests, indent=1, sort_keys=True) + "\n"
        (self.folder / DIGESTS).write_text(told, encoding="utf-8", newline="")
        for one in self._others():
            one.unlink()

    def _others(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return [one for one in self.folder.iterdir() if one.name not in {*self._files, DIGESTS}]

    def digests(self) -> dict[str, str]:
        """The digests that are kept."""
        file = self.folder / DIGESTS
        found: dict[str, str] = json.loads(file.read_bytes()) if file.is_file() else {}
        return found

    def _named(self, form: Form) -> str:
        return " ".join(f"{self.folder.name}: {form.name} {LANGUAGES[form.lang]}".split())


def difference(kept: str, told: str) -> str:
    """The first lines that differ, and those around them."""
    old, new = kept.split("\n"), told.split("\n")
    pairs = enumerate(zip_longest(old, new))
    first, (before, after) = next((at, pair) for at, pair in pairs if pair[0] != pair[1])
    alike = takewhile(lambda two: two[0] == two[1], zip(before or "", after or "", strict=False))
    start = max(sum(1 for _ in alike) - _BEFORE, 0)
    window = slice(max(first - _AROUND, 0), first + _SHOWN)
    lines = unified_diff(
        [_cut(line, start) for line in old[window]],
        [_cut(line, start) for line in new[window]],
        "kept",
        f"now, line {first + 1}",
        n=_AROUND,
        lineterm="",
    )
    return "\n".join(lines)


def _cut(line: str, start: int) -> str:
    return line if len(line) <= _WIDE else f"…{line[start : start + _WIDE]}…"


def strangers(folder: Path, names: Iterable[str], *, writing: bool = False) -> list[str]:
    """What is kept in the folder of reports of fixtures that are gone; nothing after writing."""
    found = [one for one in sorted(folder.iterdir()) if one.name not in set(names)]
    for one in found if writing else ():
        shutil.rmtree(one) if one.is_dir() else one.unlink()
    return [] if writing else [one.name for one in found]
