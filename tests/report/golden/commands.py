"""What the commands write of a fixture, in every form and language.

They are run as a user runs them, in this process and from the folder of the fixture; but the law
is loaded once, and what is worked out of a fixture is worked out once for all its forms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from checker.auditing.snapshot import Snapshot
from checker.cli import audit_command, obligations_command, outlook, worksheet_command
from checker.cli.choices import Format
from checker.cli.start import run
from checker.law import Law

FIXTURES: Final = Path(__file__).parents[3] / "fixtures"
LANGS: Final = ("ru", "kk", "en")
AHEAD: Final = "180d"
ENDINGS: Final = {
    Format.TEXT: ".txt",
    Format.JSON: ".json",
    Format.HTML: ".html",
    Format.XLSX: ".xlsx",
    Format.DOCX: ".docx",
    Format.CSV: ".csv",
    Format.MARKDOWN: ".md",
    Format.JSONL: ".jsonl",
    Format.SARIF: ".sarif",
    Format.JUNIT: ".xml",
    Format.GITHUB: ".github",
    Format.GITLAB: ".codequality.json",
}
"""By which the command knows the form of a file; annotations have no ending of their own."""
ALL_AT_ONCE: Final = ("json", "jsonl", "obligations-json")
"""These hold each sentence in all languages, whatever language the user reads."""
FOR_FEW: Final = ("horizon", "calendar")
"""Looking ahead judges an institution anew for every day on which something turns."""
MOSTLY_ONCE: Final = ("html", "obligations", "worksheet")
"""A page holds all languages, and opens in one; the others have few sentences of their own."""
THOROUGH: Final = (
    "home-faulty",
    "residential-faulty",
    "semi-residential-faulty",
    "temporary-stay-faulty",
    "set-home-faulty",
)
"""An institution of each type with breaches in all topics, and a set: told in all ways."""


@dataclass(frozen=True, slots=True)
class Fixture:
    """What one run of the command is about."""

    name: str
    folder: Path
    file: str
    """As the command line names it, seen from the folder."""
    as_set: bool = False

    def langs_of(self, form: str) -> tuple[str, ...]:
        """The languages in which a form is written; none where it is not.

        A half-recorded institution has tens of thousands of undetermined verdicts, on which all
        forms but the text spend more time than on all other fixtures together.
        """
        thorough = self.name in THOROUGH
        if form in FOR_FEW and not thorough:
            return ()
        once = form in MOSTLY_ONCE and not thorough
        large = self.name.endswith("-half-recorded") and form != "text"
        return LANGS[:1] if form in ALL_AT_ONCE or once or large else LANGS


@dataclass(frozen=True, slots=True)
class Form:
    """A form of what is told of a fixture."""

    name: str
    """As ``--format`` names it, or the command that writes it."""
    lang: str = ""
    """Empty where it holds every language."""

    def __str__(self) -> str:
        return f"{self.name}.{self.lang}" if self.lang else self.name


def fixtures() -> list[Fixture]:
    """Every institution, and every set as one run; the largest first, for they take longest."""
    found = sorted((FIXTURES / "institutions").glob("*.json"), key=lambda one: -one.stat().st_size)
    return [
        *(Fixture(one.stem, one.parent, one.name) for one in found),
        *(
            Fixture(f"set-{one.name}", one, ".", as_set=True)
            for one in sorted((FIXTURES / "sets").iterdir())
            if one.is_dir()
        ),
    ]


class Commands:
    """Runs the commands on fixtures."""

    def __init__(self, law: Law, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Write below this place, by this law."""
        self._place = place
        self._monkeypatch = monkeypatch
        for command in (audit_command, obligations_command, worksheet_command):
            monkeypatch.setattr(command, "law_of", lambda _rules: law)
        once = _once(audit_command.audit)
        monkeypatch.setattr(audit_command, "audit", once)
        monkeypatch.setattr(worksheet_command, "audit", once)
        ahead = _once(outlook.look_ahead, lambda judged: judged.snapshot)
        monkeypatch.setattr(outlook, "look_ahead", ahead)
        asked = _once(obligations_command.obligations)
        monkeypatch.setattr(obligations_command, "obligations", asked)

    def written_of(
        self, fixture: Fixture, langs: Sequence[str] = LANGS
    ) -> Iterator[tuple[Form, bytes]]:
        """Every form of what is told of a fixture, one after the other."""
        for lang in langs:
            due = [form for form in Format if lang in fixture.langs_of(form)]
            yield from self.reports(fixture, lang, due)
            if lang in fixture.langs_of("calendar"):
                yield from self._ahead(fixture, lang)
            if lang in fixture.langs_of("worksheet") and not fixture.as_set:
                yield from self._alone(fixture, lang)

    def reports(
        self, fixture: Fixture, lang: str, forms: Sequence[Format]
    ) -> Iterator[tuple[Form, bytes]]:
        """A report in some forms, all written in one run."""
        files = {form: self._file(f"report{ENDINGS[form]}") for form in forms}
        outputs = [word for file in files.values() for word in ("--output", file)]
        self._run("audit", fixture, lang, "--format", Format.GITHUB, *outputs)
        for form, file in files.items():
            yield Form(form, "" if form in ALL_AT_ONCE else lang), _taken(file)

    def _ahead(self, fixture: Fixture, lang: str) -> Iterator[tuple[Form, bytes]]:
        """The report with what lies ahead, and the calendar of it."""
        text, calendar = self._file("ahead.txt"), self._file("ahead.ics")
        options = ("--horizon", AHEAD, "--calendar", calendar, "--output", text)
        self._run("audit", fixture, lang, *options)
        yield Form("horizon", lang), _taken(text)
        yield Form("calendar", lang), _taken(calendar)

    def _alone(self, fixture: Fixture, lang: str) -> Iterator[tuple[Form, bytes]]:
        """What is written of single institutions only."""
        sheet, text = self._file("sheet.xlsx"), self._file("obligations.txt")
        self._run("worksheet", fixture, lang, "--output", sheet)
        yield Form("worksheet", lang), _taken(sheet)
        self._run("obligations", fixture, lang, "--output", text)
        yield Form("obligations", lang), _taken(text)
        if lang in fixture.langs_of("obligations-json"):
            self._run("obligations", fixture, lang, "--format", "json", "--output", text)
            yield Form("obligations-json"), _taken(text)

    def _file(self, name: str) -> Path:
        return self._place / name

    def _run(self, command: str, fixture: Fixture, lang: str, *options: object) -> None:
        self._monkeypatch.chdir(fixture.folder)
        words = [command, fixture.file, "--lang", lang, *map(str, options)]
        if command != "obligations":
            words += ["--engine", "plain"]
        if fixture.as_set:
            words.append("--set")
        assert run(words) in (0, 1, 4), f"{fixture.name}: {' '.join(words)}"


def _taken(file: Path) -> bytes:
    """The bytes of a file, which is gone then."""
    data = file.read_bytes()
    file.unlink()
    return data


def _once(
    work: Callable[..., Any], snapshot_of: Callable[[Any], Snapshot] = lambda about: about
) -> Callable[..., Any]:
    """The same work, done once for each snapshot."""
    kept: dict[tuple[str, str], Any] = {}

    def answer(about: Any, *others: object, **options: object) -> Any:
        snapshot = snapshot_of(about)
        name = (snapshot.name, snapshot.digest)
        if name not in kept:
            kept[name] = work(about, *others, **options)
        return kept[name]

    return answer
