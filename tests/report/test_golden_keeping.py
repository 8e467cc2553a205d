"""Golden reports notice every change, and say which form of which fixture changed, and how."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from golden.commands import Form
from golden.keeping import DIGESTS, Kept, difference, strangers
from golden.readable import Readable
from golden.schemas import against_schema

from checker.law import Law

TOLD = {
    Form("text", "ru"): "Вывод\nнарушено\nконец\n",
    Form("csv", "kk"): "қорытынды\n",
    Form("json"): '{"findings": []}\n',
}
WHOLE = frozenset({"text.ru", "json"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What is kept of a fixture named ``home``."""
    return tmp_path / "home"


@pytest.fixture
def held(folder: Path) -> Callable[..., list[str]]:
    """Write forms, or hold them against what is kept: what is wrong, in sentences."""

    def hold(told: dict[Form, str], *, writing: bool = False) -> list[str]:
        kept = Kept(folder, WHOLE, writing=writing)
        wrong: list[str] = []
        for form, text in told.items():
            wrong += kept.hold(form, text)
        return [*wrong, *kept.end()]

    return hold


def files(folder: Path) -> Iterable[str]:
    return sorted(one.name for one in folder.iterdir())


def test_what_was_written_is_as_it_was(held: Callable[..., list[str]], folder: Path) -> None:
    assert held(TOLD, writing=True) == []
    assert held(TOLD) == []
    assert files(folder) == [DIGESTS, "json.json", "text.ru.txt"]
    assert (folder / "text.ru.txt").read_text(encoding="utf-8") == TOLD[Form("text", "ru")]
    assert list(json.loads((folder / DIGESTS).read_bytes())) == ["csv.kk"]


def test_a_change_of_a_form_kept_whole_is_shown(held: Callable[..., list[str]]) -> None:
    held(TOLD, writing=True)
    (said,) = held(TOLD | {Form("text", "ru"): "Вывод\nсоблюдено\nконец\n"})
    assert said.splitlines()[0] == "home: text in Russian is not as it was:"
    assert {"-нарушено", "+соблюдено"} <= set(said.splitlines())


def test_a_change_of_any_other_form_is_named(held: Callable[..., list[str]]) -> None:
    held(TOLD, writing=True)
    (said,) = held(TOLD | {Form("csv", "kk"): "қорытынды \n"})
    assert said == "home: csv in Kazakh is not as it was; only its digest is kept."


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (Form("text", "ru"), "home: text in Russian has no file text.ru.txt."),
        (Form("csv", "kk"), "home: csv in Kazakh has no digest in digests.json."),
        (Form("json"), "home: json has no file json.json."),
    ],
    ids=str,
)
def test_a_form_of_which_nothing_is_kept_is_named(
    form: Form, said: str, held: Callable[..., list[str]]
) -> None:
    held({one: text for one, text in TOLD.items() if one != form}, writing=True)
    assert held(TOLD) == [said]


@pytest.mark.parametrize(
    ("form", "kept"),
    [(Form("text", "ru"), "text.ru.txt"), (Form("csv", "kk"), "csv.kk")],
    ids=str,
)
def test_what_is_kept_of_a_form_that_is_gone_is_named_until_it_is_written_anew(
    form: Form, kept: str, held: Callable[..., list[str]]
) -> None:
    held(TOLD, writing=True)
    fewer = {one: text for one, text in TOLD.items() if one != form}
    assert held(fewer) == [f"home: {kept} is kept of a form that is gone."]
    held(fewer, writing=True)
    assert held(fewer) == []


def test_what_is_kept_of_a_fixture_that_is_gone_is_named_until_it_is_written_anew(
    held: Callable[..., list[str]], tmp_path: Path
) -> None:
    held(TOLD, writing=True)
    (tmp_path / "old.txt").touch()
    assert strangers(tmp_path, ["home"]) == ["old.txt"]
    assert strangers(tmp_path, ["other"]) == ["home", "old.txt"]
    assert strangers(tmp_path, ["home"], writing=True) == []
    assert list(tmp_path.iterdir()) == [tmp_path / "home"]


def test_a_difference_is_short_and_tells_the_line() -> None:
    old = [f"line {number}" for number in range(1, 500)]
    new = [line.replace("line", "row") if number > 100 else line for number, line in enumerate(old)]
    said = difference("\n".join(old), "\n".join(new)).splitlines()
    assert said[1].strip() == "+++ now, line 102"
    assert "-line 102" in said
    assert "+row 102" in said
    assert len(said) < 60


@pytest.mark.parametrize(("old", "new"), [("a\n", "a\nb\n"), ("a\nb\n", "a\n"), ("a\n", "a")])
def test_a_difference_at_the_end_is_shown(old: str, new: str) -> None:
    assert len(difference(old, new).splitlines()) > 3


def test_a_long_line_is_shown_about_its_first_difference() -> None:
    old, new = ["x" * 5000 + word + "y" * 5000 for word in ("breached", "met")]
    said = difference(old, new)
    assert "breached" in said
    assert "met" in said
    assert len(said) < 1500


def test_only_known_digests_are_put_aside(law: Law) -> None:
    known, other = law.pack.digest, "0123456789abcdef" * 4
    written = f"packs {known} ({known[:16]}), snapshot {other} ({other[:16]})\r\n".encode(
        "utf-8-sig"
    )
    assert Readable(law).text(Form("csv", "en"), written) == (
        "(byte order mark)packs (digest of the packs) ((digest of the packs)), "
        f"snapshot {other} ({other[:16]})␍\n"
    )


@pytest.mark.parametrize("name", ["json", "sarif", "obligations-json"])
def test_a_form_that_breaks_its_schema_is_named(name: str) -> None:
    (said,) = against_schema(Form(name), b'{"report_version": 1, "runs": 1}')
    assert said.startswith(f"{name} breaks ")
