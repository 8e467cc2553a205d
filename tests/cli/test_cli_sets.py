"""Several snapshots make one report with a part for each."""

from __future__ import annotations

import io
import json
import sys

import pytest
from jsonschema import Draft202012Validator

from checker.cli import audit_command
from checker.places import schemas_folder

SCHEMA = json.loads((schemas_folder() / "report.schema.json").read_text(encoding="utf-8"))


def test_several_files_make_parts(audit, save, sound, unrecorded) -> None:
    first, second = save(sound, "a.json"), save(unrecorded, "b.json")
    document = json.loads(audit(first, second, "--format", "json").out)
    Draft202012Validator(SCHEMA).validate(document)
    assert [part["snapshot"]["file"] for part in document["parts"]] == [str(first), str(second)]


def test_a_folder_is_read_in_the_order_of_names(audit, save, sound, tmp_path) -> None:
    for name in ("in/b.json", "in/a.json", "in/deep/c.json", "in/.hidden.json", "in/notes.txt"):
        save(sound, name)
    document = json.loads(audit(tmp_path / "in", "--format", "json").out)
    names = [part["snapshot"]["file"].rpartition("/in/")[2] for part in document["parts"]]
    assert names == ["a.json", "b.json", "deep/c.json"]


def test_a_file_named_twice_is_audited_once(audit, save, sound) -> None:
    file = save(sound)
    document = json.loads(audit(file, file, "--format", "json").out)
    assert len(document["parts"]) == 1


def test_refused_files_are_listed_and_the_others_judged(audit, save, sound) -> None:
    answer = audit(save(sound, "a.json"), save({}, "b.json"), "--format", "json")
    document = json.loads(answer.out)
    Draft202012Validator(SCHEMA).validate(document)
    assert answer.code == 3
    assert len(document["parts"]) == 1
    assert document["refused"][0]["count"] == 3
    assert "b.json:1:1" in answer.err


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_text_ends_with_all_institutions(lang, audit, save, sound, breaching) -> None:
    answer = audit(save(sound, "a.json"), save(breaching, "b.json"), "--lang", lang)
    assert answer.code == 1
    assert max(map(len, answer.out.split("=" * 80)[0].splitlines())) <= 80


def test_the_gravest_outcome_counts(audit, save, sound, breaching, unrecorded) -> None:
    good = json.loads(json.dumps(sound)) | {"institution": {**sound["institution"]}}
    good["institution"]["design_capacity"] = 50
    files = save(good, "a.json"), save(breaching, "b.json"), save(unrecorded, "c.json")
    assert audit(files[0], files[0].parent / "c.json").code == 4
    assert audit(*files).code == 1


def test_a_fault_in_one_part_stops_no_other(audit, save, sound, monkeypatch) -> None:
    judge = audit_command.audit

    def sometimes(snapshot, *args, **options):
        if snapshot.name.endswith("a.json"):
            raise RuntimeError("secret")
        return judge(snapshot, *args, **options)

    monkeypatch.setattr(audit_command, "audit", sometimes)
    answer = audit(save(sound, "a.json"), save(sound, "b.json"), "--format", "json")
    document = json.loads(answer.out)
    assert answer.code == 4
    assert len(document["parts"]) == 1
    assert document["refused"][0]["fault"].startswith("RuntimeError")
    assert "secret" not in answer.out + answer.err


def test_standard_input_is_read(audit, sound, monkeypatch) -> None:
    class Pipe:
        buffer = io.BytesIO(json.dumps(sound).encode())

    monkeypatch.setattr(sys, "stdin", Pipe)
    answer = audit("-")
    assert answer.code == 0
    assert "File: -" in answer.out


def test_two_runs_over_a_set_give_the_same_bytes(audit, save, sound, breaching) -> None:
    files = save(sound, "a.json"), save(breaching, "b.json")
    assert audit(*files, "--format", "json").out == audit(*files, "--format", "json").out


def test_a_number_of_identity_in_a_files_name_is_masked(audit, save, sound) -> None:
    files = save(sound, "in/850101400012.json"), save({}, "in/850101400013.json")
    for form in ("text", "json"):
        said = audit(*files, "--format", form).out
        assert "850101400012" not in said.replace(str(files[0].parent), "")
        assert "850101400013" not in said
