"""``baseline`` writes what is known; ``--baseline`` lets only new breaches fail."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from checker.places import schemas_folder
from checker.texts import LANGUAGES

RULES = Path(__file__).parents[1] / "audit" / "tolerated_rules"
SCHEMAS = {
    name: json.loads((schemas_folder() / f"{name}.schema.json").read_text(encoding="utf-8"))
    for name in ("report", "baseline")
}
WAIVER = """\
waivers_version: "1"
waivers:
- name: repairs
  institution: {bin: "991240000001"}
  rule: capacity-is-enough
  legal_basis: Decision No. 5 of 10.01.2026
  issued_by: Department of social protection
  from: 2026-01-10
  until: 2026-12-31
  reason: Serik has the key
"""


def recipient(number: str, *illnesses: str, signed_on: str | None = "2025-01-10") -> dict[str, Any]:
    stay = {"number": "1", "admitted_on": "2025-01-10", "contract": {"signed_on": signed_on}}
    codes = [{"code": one} for one in illnesses]
    whole = stay | {"reviews": [], "absences": []}
    return {"file_number": number, "contraindications": codes, "stays": [whole]}


@pytest.fixture
def document() -> dict[str, Any]:
    """An institution with two breaches."""
    premises = ("has_library", "has_pool", "has_lift", "has_food_store", "has_vegetable_store")
    return {
        "snapshot_version": "1",
        "taken_on": "2026-03-01",
        "institution": {
            "name": "«Үміт» орталығы",
            "bin": "991240000001",
            "type": "residential",
            "design_capacity": 5,
            "premises": dict.fromkeys(premises, True),
        },
        "recipients": [recipient("7", signed_on=None), recipient("8")],
    }


@pytest.fixture
def worse(document) -> dict[str, Any]:
    """The same with a third breach."""
    found = deepcopy(document)
    found["institution"]["premises"]["has_lift"] = False
    return found


@pytest.fixture
def better(document) -> dict[str, Any]:
    """The same with a breach mended."""
    found = deepcopy(document)
    found["institution"]["design_capacity"] = 20
    return found


@pytest.fixture
def run(command) -> Callable[..., Any]:
    """Run a command by the rules for baselines."""
    return lambda *words: command(*words, "--rules", RULES, "--engine", "plain")


@pytest.fixture
def file(run, save, document, tmp_path) -> Path:
    """The baseline of the institution."""
    target = tmp_path / "baseline.json"
    answer = run("baseline", save(document), "--output", target)
    written = f"Written: {target}; institutions: 1; breaches: 2; added: 2; removed: 0\n"
    assert (answer.code, answer.out, answer.err) == (0, written, "")
    return target


def content(file: Path) -> dict[str, Any]:
    found = json.loads(file.read_text(encoding="utf-8"))
    Draft202012Validator(SCHEMAS["baseline"]).validate(found)
    return found


def rules(file: Path) -> list[str]:
    return [one["rule"] for one in content(file)["institutions"][0]["breaches"]]


class TestAnAuditWithABaseline:
    def test_passes_where_nothing_is_new(self, run, save, document, file) -> None:
        assert run(save(document)).code == 1
        assert run(save(document), "--baseline", file).code == 0

    def test_fails_for_what_is_new(self, run, save, worse, file) -> None:
        assert run(save(worse), "--baseline", file).code == 1

    def test_tells_known_from_new(self, run, save, worse, file) -> None:
        answer = run(save(worse), "--baseline", file, "--format", "json")
        found = json.loads(answer.out)
        Draft202012Validator(SCHEMAS["report"]).validate(found)
        known = {one["rule"]: one["known"] for one in found["findings"]}
        assert known == {"capacity-is-enough": True, "has-a-lift": False, "contract-is-dated": True}
        assert (found["summary"]["known"], found["baseline"]["new"]) == (2, 1)
        assert found["baseline"]["mended"] == []

    def test_reads_a_whole_number_in_any_form(self, run, save, document, file) -> None:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace('"number": 1', '"number": 1.0', 1), encoding="utf-8")
        assert run(save(document), "--baseline", file).code == 0

    def test_tells_what_is_mended(self, run, save, better, file) -> None:
        answer = run(save(better), "--baseline", file, "--format", "json")
        found = json.loads(answer.out)
        Draft202012Validator(SCHEMAS["report"]).validate(found)
        assert answer.code == 0
        (mended,) = found["baseline"]["mended"]
        assert (mended["rule"], mended["clause"], mended["breaches"]) == (
            "capacity-is-enough",
            "1",
            1,
        )

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_tells_it_as_text(self, lang, run, save, better, file) -> None:
        out = run(save(better), "--baseline", file, "--lang", lang).out
        title = {"kk": "Сыйымдылық", "ru": "Вместимость", "en": "The capacity is enough (Order"}
        assert f"- {title[lang]}" in out

    def test_says_that_the_baseline_can_shrink(self, run, save, better, file) -> None:
        out = run(save(better), "--baseline", file).out
        assert "Mended, so that the baseline can shrink: 1" in out
        assert "Known: it stands in the baseline." in out

    def test_says_that_the_institution_is_not_in_it(self, run, save, document, file) -> None:
        document["institution"]["bin"] = "991240000002"
        answer = run(save(document), "--baseline", file)
        assert answer.code == 1
        assert "The baseline does not know this institution" in answer.out

    def test_leaves_what_is_open_open(self, run, save, document, file) -> None:
        del document["institution"]["premises"]["has_lift"]
        assert run(save(document), "--baseline", file).code == 4

    def test_is_refused_where_the_file_is_no_baseline(self, run, save, document) -> None:
        source = save(document)
        answer = run(source, "--baseline", save({}, "other.json"))
        assert (answer.code, answer.out) == (3, "")
        assert "baseline_version" in answer.err

    def test_never_writes_over_it(self, run, save, document, file) -> None:
        before = file.read_bytes()
        assert run(save(document), "--baseline", file, "--output", file).code == 2
        assert file.read_bytes() == before

    def test_gives_services_the_known_breaches_as_such(self, run, save, document, file) -> None:
        source = save(document)
        gitlab = run(source, "--baseline", file, "--format", "gitlab").out
        assert json.loads(gitlab) == []
        github = run(source, "--baseline", file, "--format", "github").out
        assert github.count("::notice ") == 2
        assert "::error" not in github


class TestWritingABaseline:
    def test_over_another_makes_it_smaller(self, run, save, better, file) -> None:
        answer = run("baseline", save(better), "--output", file)
        assert answer.code == 0
        assert "added: 0; removed: 1" in answer.out
        assert rules(file) == ["contract-is-dated"]

    def test_over_another_never_makes_it_grow(self, run, save, worse, file) -> None:
        before = file.read_bytes()
        answer = run("baseline", save(worse), "--output", file)
        assert (answer.code, answer.out) == (3, "")
        assert "1 breach that the baseline does not know" in answer.err
        assert "- has-a-lift (4): 1" in answer.err
        assert "would grow and was left as it is" in answer.err
        assert file.read_bytes() == before

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_says_so_in_every_language(self, lang, run, save, worse, file) -> None:
        answer = run("baseline", save(worse), "--output", file, "--lang", lang)
        assert answer.code == 3
        assert "--allow-growth" in answer.err

    def test_lets_it_grow_for_a_reason_that_is_written_into_it(
        self, run, save, worse, file
    ) -> None:
        answer = run("baseline", save(worse), "--output", file, "--allow-growth", "Жаңа ғимарат")
        assert answer.code == 0
        assert rules(file) == ["capacity-is-enough", "contract-is-dated", "has-a-lift"]
        assert content(file)["growth"] == [
            {
                "institution": "991240000001/residential",
                "as_of": "2026-03-01",
                "breaches": 1,
                "reason": "Жаңа ғимарат",
            }
        ]

    def test_needs_a_reason(self, run, save, worse, file) -> None:
        before = file.read_bytes()
        assert run("baseline", save(worse), "-o", file, "--allow-growth", " ").code == 2
        assert file.read_bytes() == before

    def test_writes_down_no_reason_where_nothing_grew(self, run, save, document, file) -> None:
        assert run("baseline", save(document), "-o", file, "--allow-growth", "x").code == 0
        assert content(file)["growth"] == []

    def test_twice_gives_the_same_bytes(self, run, save, document, file) -> None:
        before = file.read_bytes()
        assert run("baseline", save(document), "--output", file).code == 0
        assert file.read_bytes() == before

    def test_keeps_the_institutions_that_it_was_not_given(self, run, save, document, file) -> None:
        other = deepcopy(document)
        other["institution"]["bin"] = "991240000002"
        answer = run("baseline", save(other), "--output", file)
        assert answer.code == 3
        answer = run("baseline", save(other), "--output", file, "--allow-growth", "Second house")
        assert "institutions: 2; breaches: 4" in answer.out
        assert run(save(document), "--baseline", file).code == 0

    def test_of_several_institutions_is_one_file(self, run, save, document, tmp_path) -> None:
        other = deepcopy(document)
        other["institution"]["bin"] = "991240000002"
        files = save(document), save(other, "other.json")
        target = tmp_path / "both.json"
        assert run("baseline", *files, "--output", target).code == 0
        assert run(*files, "--baseline", target).code == 0

    def test_leaves_waived_breaches_out(self, run, save, document, tmp_path) -> None:
        waivers = tmp_path / "waivers.yaml"
        waivers.write_text(WAIVER, encoding="utf-8")
        target = tmp_path / "without.json"
        assert run("baseline", save(document), "-o", target, "--waivers", waivers).code == 0
        assert rules(target) == ["contract-is-dated"]

    def test_names_nobody(self, run, save, document, tmp_path) -> None:
        document["recipients"].append(recipient("Серік-77", "epilepsy_prone_to_status"))
        target = tmp_path / "named.json"
        assert run("baseline", save(document), "--output", target).code == 0
        data = target.read_text(encoding="utf-8")
        assert not [one for one in ("Серік", "epilepsy", "status", "Үміт") if one in data]

    def test_is_not_done_where_an_input_is_refused(self, run, save, document, tmp_path) -> None:
        target = tmp_path / "none.json"
        answer = run("baseline", save(document), save({}, "bad.json"), "--output", target)
        assert answer.code == 3
        assert not target.exists()

    def test_is_not_done_over_a_snapshot(self, run, save, document) -> None:
        source = save(document)
        assert run("baseline", source, "--output", source).code == 2

    def test_is_not_done_over_another_document(self, run, save, document) -> None:
        source, other = save(document), save({"keep": "me"}, "other.json")
        assert run("baseline", source, "--output", other).code == 3
        assert json.loads(other.read_text(encoding="utf-8")) == {"keep": "me"}

    def test_is_not_done_to_standard_output(self, run, save, document) -> None:
        assert run("baseline", save(document), "--output", "-").code == 2

    def test_of_one_institution_twice_is_refused(self, run, save, document, tmp_path) -> None:
        target = tmp_path / "twice.json"
        answer = run("baseline", save(document), save(document, "b.json"), "--output", target)
        assert answer.code == 3
        assert "Give one snapshot of each institution." in answer.err

    def test_needs_a_file_to_write(self, run, save, document) -> None:
        assert run("baseline", save(document)).code == 2

    def test_is_not_done_where_the_program_failed(
        self, run, save, document, tmp_path, monkeypatch
    ) -> None:
        from dataclasses import replace  # noqa: PLC0415 -- used here alone

        from checker.auditing.judging import Fault  # noqa: PLC0415
        from checker.cli import baseline_command  # noqa: PLC0415

        sound = baseline_command.audit

        def failing(*words: Any, **others: Any) -> Any:
            found = sound(*words, **others)
            fault = Fault("has-a-lift", None, "institution", "it failed")
            judged = replace(found.result.judged, faults=(fault,))
            return replace(found, result=replace(found.result, judged=judged))

        monkeypatch.setattr(baseline_command, "audit", failing)
        target = tmp_path / "faulty.json"
        answer = run("baseline", save(document), "--output", target)
        assert answer.code == 4
        assert "No baseline is written." in answer.err
        assert not target.exists()
