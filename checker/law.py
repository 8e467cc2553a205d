"""Everything an audit judges by: words, packs, their compiled program, the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import orjson

from checker.calendar.working_days import CalendarError, WorkingCalendar, load_calendar
from checker.compiler.rules import Program, compile_pack
from checker.facts.derived import derived_words
from checker.packs.load import load_packs
from checker.packs.model import Pack
from checker.places import rules_folder, schemas_folder
from checker.source.lines import collection_paused
from checker.source.mistakes import Refused
from checker.source.yaml_reader import read_yaml
from checker.vocabulary.words import Vocabulary, read_vocabulary

CALENDAR_FILE = "calendar.yaml"


@dataclass(frozen=True, slots=True)
class Law:
    """What an audit judges by."""

    pack: Pack
    program: Program
    vocabulary: Vocabulary
    calendar: WorkingCalendar


@cache
def snapshot_schema() -> dict[str, Any]:
    """The snapshot schema that the program carries."""
    schema: dict[str, Any] = orjson.loads((schemas_folder() / "snapshot.schema.json").read_bytes())
    return schema


@cache
def vocabulary() -> Vocabulary:
    """The words of the snapshot schema and the derived words."""
    recorded = read_vocabulary(snapshot_schema())
    words = dict(recorded.words) | {name: one.word for name, one in derived_words().items()}
    return Vocabulary(MappingProxyType(words), recorded.kinds)


def load_law(root: Path | None = None) -> Law:
    """Load and compile a rules folder, by default the one that the program carries.

    Raises ``Refused`` with every mistake found.
    """
    folder = root or rules_folder()
    words = vocabulary()
    with collection_paused():
        pack = load_packs(folder, words)
        calendar = _read_calendar(folder)
        return Law(pack, compile_pack(pack, words), words, calendar)


def _read_calendar(folder: Path) -> WorkingCalendar:
    file = folder / CALENDAR_FILE
    source = file if file.is_file() else rules_folder() / CALENDAR_FILE
    document = read_yaml(source.read_bytes(), CALENDAR_FILE)
    value: Any = document.value
    try:
        return load_calendar(value)
    except CalendarError as refused:
        said = {name: str(text) for name, text in refused.values.items()}
        mistake = document.mistake(refused.pointer, refused.message_id, **said)
        raise Refused([mistake]) from None
