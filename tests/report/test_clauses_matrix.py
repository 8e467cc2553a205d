"""The law as a matrix: every provision, who judges it, and by which rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.cli.start import run
from checker.law import load_law
from checker.packs.model import Act, Pack
from checker.proof.matrix import Matrix, matrix_of, place_of
from checker.report.clauses import clauses_page


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_law().pack


@pytest.fixture(scope="module")
def matrix(pack: Pack) -> Matrix:
    return matrix_of(pack)


def test_every_clause_is_one_line(matrix: Matrix, pack: Pack) -> None:
    assert [line.provision for line in matrix.lines] == list(pack.clauses)


def test_a_judged_provision_names_rules_with_examples(matrix: Matrix) -> None:
    judged = [line for line in matrix.lines if line.status in ("by program", "in part")]
    assert judged
    assert [line.provision for line in judged if not any(one.of_rule for one in line.rules)] == []


def test_every_provision_has_a_place_in_its_act(matrix: Matrix) -> None:
    placeless = [line.provision for line in matrix.lines if not line.chapter]
    assert [one for one in placeless if not one.startswith("data/")] == []


@pytest.mark.parametrize(
    ("provision", "place"),
    [
        ("230/12.3/deadline-developed-admission", ("chapter-2-residential", "12.3")),
        ("230/2-1/a", ("chapter-1-general", "2-1")),
        ("230/2.1", ("chapter-1-general", "2.1")),
        ("230/13-5/paid-charter", ("chapter-3-semi-residential", "13-5")),
        ("230/24/form", ("chapter-4-home", "24")),
        ("230/37.5/review-quarterly", ("chapter-5-temporary-stay", "37.5")),
        ("230/app4/field-2", ("appendix-4", "app4")),
        ("app1/row-3", ("appendix-1-residential-staff", "app1")),
        ("app8b/row-1", ("appendix-8-temporary-stay-staff", "app8b")),
        ("app10/room-3/item-2", ("appendix-10-equipment", "app10")),
        ("230/order/3.1", ("order", "order")),
        ("data/iin-digits", ("", "data")),
    ],
)
def test_the_place_of_a_provision_is_read_off_its_id(
    provision: str, place: tuple[str, str], pack: Pack
) -> None:
    assert place_of(provision, act(pack)) == place


def act(pack: Pack) -> Act:
    return pack.acts["order-230-2023"]


def test_the_json_lists_every_provision_once_and_its_totals_add_up(
    tmp_path: Path, matrix: Matrix
) -> None:
    target = tmp_path / "clauses.json"
    assert run(["clauses", "--format", "json", "--output", str(target)]) == 0
    content = json.loads(target.read_text(encoding="utf-8"))
    assert [one["provision"] for one in content["clauses"]] == [
        line.provision for line in matrix.lines
    ]
    assert sum(one["provisions"] for one in content["totals"]) == len(matrix.lines)
    for one in content["totals"]:
        assert sum(chapter["provisions"] for chapter in one["chapters"]) == one["provisions"]
        assert sum(one["by_status"].values()) == one["provisions"]


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_text_shows_the_wanted_status_alone_and_the_totals_of_all(
    lang: str, capsys: pytest.CaptureFixture[str], matrix: Matrix
) -> None:
    assert run(["clauses", "--status", "text-missing", "--lang", lang]) == 0
    shown = capsys.readouterr().out
    missing = [line.provision for line in matrix.lines if line.status == "text missing"]
    assert missing
    assert all(provision in shown for provision in missing)
    assert "230/12.3/deadline-filled" not in shown
    assert str(len(matrix.lines)) in shown


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_page_keeps_to_the_width_of_a_terminal(lang: str, matrix: Matrix, pack: Pack) -> None:
    page = clauses_page(matrix, Matrix(()), pack, lang, 80).plain()
    assert max(map(len, page.splitlines())) <= 80


def test_a_share_below_the_wanted_one_is_refused_and_the_share_itself_is_not(
    capsys: pytest.CaptureFixture[str], matrix: Matrix
) -> None:
    assert run(["clauses", "--fail-under", f"{matrix.share():.2f}"[:-1], "--lang", "en"]) == 0
    assert run(["clauses", "--fail-under", "99.99", "--lang", "en"]) == 3
    assert "too small a share" in capsys.readouterr().err


def test_a_status_that_there_is_not_is_answered_with_the_nearest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["clauses", "--status", "text mising", "--lang", "en"]) == 2
    assert "text missing" in capsys.readouterr().err
