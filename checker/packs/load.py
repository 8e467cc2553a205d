"""Loading a rules folder: acts, readings, clauses and packs, all mistakes reported together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from checker.packs.model import NO_TEXTS, Act, ActEdition, Chapter, Clause, Pack, Rule, Topic
from checker.packs.problems import Problems
from checker.packs.reader import TopicReader
from checker.source.lines import Document, pointer_to
from checker.source.mistakes import Mistake, Refused
from checker.source.schema_check import schema_check
from checker.source.yaml_reader import read_yaml
from checker.vocabulary.words import Texts, Vocabulary

_OF_ACT: Final = ("act.yaml", "readings.yaml", "equivalent-changes.yaml", "clauses.yaml")


@dataclass(slots=True)
class _Loading:
    """What has been read so far."""

    root: Path
    vocabulary: Vocabulary
    mistakes: list[Mistake]
    digest: Any


def load_packs(root: Path, vocabulary: Vocabulary) -> Pack:
    """Load every act and pack below a folder.

    Raises ``Refused`` with every mistake of every file.
    """
    loading = _Loading(root, vocabulary, [], hashlib.sha256())
    acts: dict[str, Act] = {}
    readings: dict[str, Mapping[str, Texts]] = {}
    clauses: dict[str, Clause] = {}
    equivalent: dict[str, Texts] = {}
    topics: dict[str, Topic] = {}
    rules: list[Rule] = []
    for folder, act in _load_acts(root, loading):
        acts[act.name] = act
        readings[act.name] = _load_texts(folder / "readings.yaml", "readings", loading)
        equivalent |= _load_texts(folder / "equivalent-changes.yaml", "equivalent", loading)
        clauses |= _load_clauses(folder, loading)
        for file in sorted(folder.glob("*/*.yaml")):
            topic, found = _load_topic(file, act, readings[act.name], loading)
            if topic is not None:
                topics[f"{topic.act}/{topic.chapter}/{topic.name}"] = topic
                rules.extend(found)
    if not acts:
        loading.mistakes.append(Mistake(str(root), 0, 0, "", "pack.no_acts"))
    loading.mistakes.extend((*_unread(root), *_doubles(rules)))
    parameters = _load_parameters(root, loading)
    if loading.mistakes:
        raise Refused(loading.mistakes)
    return Pack(
        acts=acts,
        topics=topics,
        rules=tuple(rules),
        readings=readings,
        clauses=clauses,
        equivalent=equivalent,
        digest=loading.digest.hexdigest(),
        parameters=parameters,
    )


def _unread(root: Path) -> Iterator[Mistake]:
    """Files that look like parts of an act, and that nobody would read."""
    for folder in sorted(path for path in root.iterdir() if path.is_dir()):
        files = (*folder.rglob("*.yaml"), *folder.rglob("*.yml"))
        shown = [one for one in sorted(files) if not _hidden(one.relative_to(root))]
        if shown and not (folder / _OF_ACT[0]).is_file():
            yield Mistake(folder.name, 0, 0, "", "pack.no_act")
            continue
        for file in shown:
            *above, name = file.relative_to(folder).parts
            if not (name in _OF_ACT if not above else len(above) == 1 and file.suffix == ".yaml"):
                yield Mistake(str(file.relative_to(root)), 0, 0, "", "pack.unread")


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _doubles(rules: list[Rule]) -> Iterator[Mistake]:
    seen: dict[str, Rule] = {}
    for rule in rules:
        first = seen.setdefault(rule.id, rule)
        if first is not rule:
            values = (("rule", rule.id), ("place", f"{first.place.file}:{first.place.line}"))
            yield Mistake(rule.place.file, rule.place.line, 1, "", "pack.rule_twice", values)


def _read(file: Path, schema: str, loading: _Loading) -> Document | None:
    """Read and check one file; its mistakes are kept, and then there is nothing to go on with."""
    name = str(file.relative_to(loading.root))
    try:
        data = file.read_bytes()
    except OSError as error:
        why = "absent" if isinstance(error, FileNotFoundError) else "unreadable"
        loading.mistakes.append(Mistake(name, 0, 0, "", f"cli.input.{why}"))
        return None
    loading.digest.update(name.encode() + b"\0" + data + b"\0")
    try:
        document = read_yaml(data, name)
    except Refused as refused:
        loading.mistakes.extend(refused.mistakes)
        return None
    found = schema_check(schema).check(document)
    loading.mistakes.extend(found)
    return None if found else document


def _content(document: Document) -> Mapping[str, Any]:
    value: Any = document.value
    return value  # type: ignore[no-any-return]


def _load_acts(root: Path, loading: _Loading) -> list[tuple[Path, Act]]:
    """The acts of a rules folder, in the order in which reports tell of them."""
    folders = sorted(path for path in root.iterdir() if (path / "act.yaml").is_file())
    found = [(folder, _load_act(folder, loading)) for folder in folders]
    read = [(folder, act) for folder, act in found if act is not None]
    return sorted(read, key=lambda one: one[1].order)


def _load_act(folder: Path, loading: _Loading) -> Act | None:
    document = _read(folder / "act.yaml", "act", loading)
    if document is None:
        return None
    content = _content(document)
    editions = {
        name: ActEdition(
            name=name,
            not_before=node["not_before"],
            in_force_by=node["in_force_by"],
            presumed=node["presumed"],
            amended_by=node["amended_by"],
            note=node.get("note", NO_TEXTS),
            unread_since=node.get("unread_since"),
        )
        for name, node in content["editions"].items()
    }
    chapters = {
        name: Chapter(name, node["title"], tuple(node["binds"]), _paragraphs(node))
        for name, node in content["chapters"].items()
    }
    return Act(
        name=folder.name,
        title=content["title"],
        citation=content["citation"],
        verified_until=content["verified_until"],
        editions=MappingProxyType(editions),
        chapters=MappingProxyType(chapters),
        in_force_until=content.get("in_force_until"),
        order=content.get("order", 0),
    )


def _paragraphs(node: Mapping[str, Any]) -> range | None:
    given = node.get("paragraphs")
    return None if given is None else range(int(given["first"]), int(given["last"]) + 1)


def _load_texts(file: Path, name: str, loading: _Loading) -> Mapping[str, Texts]:
    """A file that gives names their texts; an absent file gives none."""
    document = _read(file, name, loading) if file.is_file() else None
    return {} if document is None else _content(document)[name]


def _load_clauses(folder: Path, loading: _Loading) -> dict[str, Clause]:
    file = folder / "clauses.yaml"
    document = _read(file, "clauses", loading) if file.is_file() else None
    if document is None:
        return {}
    return {
        name: Clause(
            name,
            node["status"],
            node.get("why", NO_TEXTS),
            document.name,
            document.position(pointer_to("/clauses", name))[0],
        )
        for name, node in _content(document)["clauses"].items()
    }


def _load_topic(
    file: Path, act: Act, readings: Mapping[str, Texts], loading: _Loading
) -> tuple[Topic | None, tuple[Rule, ...]]:
    document = _read(file, "pack", loading)
    if document is None:
        return None, ()
    problems = Problems(document)
    chapter = file.parent.name
    if chapter not in act.chapters:
        problems.unknown("", "pack.chapter", chapter, act.chapters)
    content = _content(document)
    reader = TopicReader(loading.vocabulary, act, readings, problems)
    rules = reader.rules(content, act.name, chapter, file.stem)
    loading.mistakes.extend(problems.found)
    topic = Topic(file.stem, content["topic"], act.name, chapter, problems.file)
    return topic, rules


def _load_parameters(root: Path, loading: _Loading) -> Mapping[str, object]:
    """Dated values from other acts (``parameters.yaml``), such as the pension age."""
    file = root / "parameters.yaml"
    document = _read(file, "parameters", loading) if file.is_file() else None
    if document is None:
        return {}
    return {
        name: tuple((_since(step["since"]), _scaled(step["value"])) for step in node["values"])
        for name, node in _content(document)["parameters"].items()
    }


def _since(day: date) -> int:
    return day.toordinal()


def _scaled(value: int | Decimal) -> Decimal:
    return Decimal(value)
