"""``obligations``: what applies to an institution and why."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from checker.places import schemas_folder

RULES = Path(__file__).parents[1] / "audit" / "later_rules"
SCHEMA = json.loads((schemas_folder() / "obligations.schema.json").read_text(encoding="utf-8"))
CODES = ["convulsive_syndrome", "epilepsy_prone_to_status"]


@pytest.fixture
def asked(command, save, sound):
    """Ask of an institution under the invented rules."""

    def ask(*arguments, document=None):
        file = save(sound if document is None else document)
        return command("obligations", file, "--rules", RULES, *arguments)

    return ask


def listed(answer) -> dict[str, dict]:
    document = json.loads(answer.out)
    Draft202012Validator(SCHEMA).validate(document)
    return {one["rule"]: one for one in document["requirements"]}


def test_the_schema_is_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_state_is_told_with_its_reason(asked, sound) -> None:
    sound["institution"] |= {"sector": "state", "premises": {"has_pool": True}}
    answer = asked("--format", "json")
    found = listed(answer)
    assert answer.code == 0
    assert {rule: one["state"] for rule, one in found.items() if rule} == {
        "lift-from-june": "not_yet",
        "pool-of-state-house": "open",
        "pharmacy-without-pool": "does_not_apply",
        "grown-up-is-male": "applies",
        "first-group-is-male": "open",
        "stay-contract-in-time": "applies",
        "old-library": "repealed",
    }
    assert found["lift-from-june"]["coming"] == ["coming"]
    (failing,) = found["pharmacy-without-pool"]["failing"]
    assert failing["holds"] is True
    assert failing["condition"]["en"].endswith(": yes")
    assert {one["word"] for one in found["pool-of-state-house"]["missing"]} == {
        "institution.premises.has_library",
        "institution.premises.library_books",
    }


def test_the_states_add_up(asked) -> None:
    document = json.loads(asked("--format", "json").out)
    assert sum(document["states"].values()) == len(document["requirements"])


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_text_keeps_its_width_and_names_what_is_blamed(lang: str, asked, sound) -> None:
    sound["institution"] |= {"sector": "non_state"}
    said = asked("--lang", lang).out
    assert max(map(len, said.splitlines())) <= 80
    reason = {
        "kk": "Орындалмаған: «",
        "ru": "Не выполнено: «",
        "en": "Is not so: «",
    }
    assert reason[lang] in said


def test_a_chapter_of_another_type_is_told_as_a_whole(asked, sound) -> None:
    sound["institution"]["type"] = "home"
    said = asked().out
    assert "Chapter 2 – 1 requirement" in said.replace("\n    ", " ")
    assert "its rules have not been written yet" in said


def test_requirements_about_health_look_alike(asked, sound) -> None:
    said = set()
    for code in CODES:
        sound["recipients"][0]["contraindications"] = [{"code": code}]
        document = json.loads(asked("--format", "json").out)
        document["snapshot"]["sha256"] = document["receipt"]["snapshot"] = ""
        said.add(json.dumps(document))
    assert len(said) == 1


def test_a_requirement_that_tells_a_diagnosis_is_shown_by_its_clause(asked) -> None:
    found = listed(asked("--format", "json"))
    withheld = found[None]
    assert withheld["title"]["en"] == "A contraindication of 6(1)"
    assert (withheld["row"], withheld["provisions"], withheld["applies_when"]) == (None, [], [])
    assert not {"grown-up-without-seizures", "grown-up-without-syndrome"} & found.keys()
    revealed = listed(asked("--format", "json", "--reveal"))
    assert {"grown-up-without-seizures", "grown-up-without-syndrome"} <= revealed.keys()


def test_a_condition_about_health_is_read_back_only_when_revealed(asked, sound) -> None:
    sound["recipients"][0]["disability"] = {"group": "group_2"}
    hidden = listed(asked("--format", "json"))["first-group-is-male"]
    shown = listed(asked("--format", "json", "--reveal"))["first-group-is-male"]
    assert "--reveal" in hidden["failing"][0]["condition"]["en"]
    assert "First group" in shown["failing"][0]["condition"]["en"]


def test_chosen_requirements_alone_are_shown(asked) -> None:
    found = listed(asked("--format", "json", "--select", "rule:old-library"))
    assert list(found) == ["old-library"]


def test_a_later_day_is_asked_of(asked) -> None:
    found = listed(asked("--format", "json", "--as-of", "2026-06-01"))
    assert found["lift-from-june"]["state"] == "applies"


def test_a_file_is_written_whole(asked, tmp_path) -> None:
    target = tmp_path / "asked.json"
    answer = asked("--format", "json", "--output", target)
    assert (answer.code, answer.out) == (0, "")
    Draft202012Validator(SCHEMA).validate(json.loads(target.read_bytes()))


def test_wrong_command_lines_are_a_2(asked, command, tmp_path, save, sound) -> None:
    assert asked("--select", "verdict:met").code == 2
    assert asked("--as-of", "2026-02-30").code == 2
    assert asked("--select", "rule:nothing-of-the-kind").code == 2
    assert command("obligations", tmp_path, "--rules", RULES).code == 2
    file = save(sound)
    assert command("obligations", file, "--rules", RULES, "--output", file).code == 2


def test_json_tells_what_shaped_it(asked, sound, save) -> None:
    words = ("--as-of", "2026-06-01", "--select", "rule:old-library", "--format", "json")
    document = json.loads(asked(*words).out)
    Draft202012Validator(SCHEMA).validate(document)
    receipt = document["receipt"]
    assert receipt["snapshot"] == sha256(save(sound).read_bytes()).hexdigest()
    assert receipt["pack"] == document["pack"]["sha256"]
    assert receipt["engine"]["name"] == "plain"
    assert receipt["options"]["values"] == {
        "as_of": "2026-06-01",
        "reveal": False,
        "select": ["rule:old-library"],
    }
    plain = json.loads(asked("--format", "json").out)["receipt"]
    assert plain["options"]["values"] == {"as_of": None, "reveal": False, "select": []}
    assert plain["options"]["sha256"] != receipt["options"]["sha256"]
    shared = ("program", "engine", "pack", "calendar", "schema", "snapshot")
    assert [plain[name] for name in shared] == [receipt[name] for name in shared]


def test_a_refused_snapshot_is_a_3(asked) -> None:
    assert asked(document={}).code == 3


def test_nothing_personal_is_told(asked, sound) -> None:
    sound["institution"] |= {"bin": "150203900017", "name": "Жұмабаев Ерлан"}
    sound["recipients"][0]["iin"] = "150203900017"
    for form in ("text", "json"):
        said = asked("--format", form).out
        assert "150203900017" not in said
        assert "Жұмабаев" not in said
