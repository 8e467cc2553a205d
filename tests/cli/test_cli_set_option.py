"""``--set``: the declaration of a set among the inputs."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from checker.cli.inputs import inputs_of
from checker.cli.sets import gather, without_declarations

DECLARATION = {"set_version": "1", "complete": True}


@pytest.fixture
def folder(tmp_path: Path, sound: dict[str, Any]) -> Path:
    place = tmp_path / "set"
    place.mkdir()
    (place / "a.json").write_text(json.dumps(sound), encoding="utf-8")
    (place / "set.json").write_text(json.dumps(DECLARATION), encoding="utf-8")
    return place


@pytest.mark.parametrize("options", [(), ("--set",)])
def test_a_declaration_is_no_snapshot(
    folder: Path, audit: Callable[..., Any], options: tuple[str, ...]
) -> None:
    answer = audit(folder, *options, "--format", "json")
    assert answer.code == 0
    document = json.loads(answer.out)
    assert len(document["parts"]) == 1
    assert document["refused"] == []


def test_a_second_declaration_is_one_too_many(folder: Path, audit: Callable[..., Any]) -> None:
    (folder / "zz.json").write_text(json.dumps(DECLARATION), encoding="utf-8")
    answer = audit(folder, "--set")
    assert answer.code == 2
    assert "zz.json" in answer.err


def test_a_declaration_with_mistakes_is_refused_with_its_place(
    folder: Path, audit: Callable[..., Any]
) -> None:
    (folder / "set.json").write_text('{"set_version": "1",\n "complete": "yes"}', encoding="utf-8")
    answer = audit(folder, "--set")
    assert answer.code == 3
    assert "set.json:2:" in answer.err


def test_standard_input_cannot_be_read_twice(audit: Callable[..., Any]) -> None:
    answer = audit("-", "--set")
    assert answer.code == 2
    assert "standard input" in answer.err


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--set",), 2)])
def test_a_pipe_is_read_once_and_hence_by_no_set(
    audit: Callable[..., Any], sound: dict[str, Any], tmp_path: Path, options: Any, code: int
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=write_to, args=(pipe, json.dumps(sound)), daemon=True)
    writer.start()
    assert audit(pipe, *options).code == code


def write_to(pipe: Path, content: str) -> None:
    with suppress(BrokenPipeError):
        pipe.write_text(content, encoding="utf-8")


def test_a_declaration_alone_is_nothing_to_audit(folder: Path, audit: Callable[..., Any]) -> None:
    answer = audit(folder / "set.json", "--set")
    assert answer.code == 2
    assert "no snapshot" in answer.err


def test_a_snapshot_that_is_refused_stops_none_of_the_others(
    folder: Path, audit: Callable[..., Any]
) -> None:
    (folder / "b.json").write_text("{}", encoding="utf-8")
    answer = audit(folder, "--set", "--format", "json")
    assert answer.code == 3
    document = json.loads(answer.out)
    assert (len(document["parts"]), len(document["refused"])) == (1, 1)


@pytest.mark.parametrize("refused", [False, True])
def test_a_set_that_lacks_a_refused_institution_is_not_complete(
    refused: bool, folder: Path, sound: dict[str, Any]
) -> None:
    other = {} if refused else sound | {"institution": {**sound["institution"], "name": "Y"}}
    (folder / "b.json").write_text(json.dumps(other), encoding="utf-8")
    gathered = gather(*without_declarations(inputs_of([str(folder)])))
    assert gathered.institutions.declaration.complete is not refused
