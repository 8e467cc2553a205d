"""Every text that a reader can be shown, wherever it stands, in its three languages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import yaml

from checker.facts.derived import derived_words
from checker.places import rules_folder, schemas_folder
from checker.texts import LANGUAGES, messages

TOLD = {"title", "topic", "remedy", "look_at", "why", "citation", "amended_by"}
"""Keys of rule files whose value is always a text."""
TOLD_BY_NAME = {"finding"}
"""Keys of rule files whose every value is one."""
SHOWN = {"x-label", "x-help", "x-refusal"}
SHOWN_BY_NAME = {"x-choices"}
"""The same of schemas."""


@dataclass(frozen=True, slots=True)
class Said:
    """One text, or one plural form of it, with the place where it stands."""

    place: str
    texts: Mapping[str, object]
    """By language, as the file has it: what is missing or no text is for a test to find."""

    def in_(self, lang: str) -> str:
        """The text in one language; "" where there is none."""
        found = self.texts.get(lang)
        return found if isinstance(found, str) else ""


def every_text() -> list[Said]:
    """The texts of the catalogues, the rules, the schemas and the derived words."""
    return [*of_catalogues(), *of_rules(), *of_schemas(), *of_derived_words()]


def of_rules() -> Iterator[Said]:
    """Titles, findings, remedies, readings, reasons, names: whatever the rule files tell."""
    for file in sorted(rules_folder().rglob("*.yaml")):
        content = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
        name = file.relative_to(rules_folder()).as_posix()
        yield from found_in(content, name, TOLD, TOLD_BY_NAME)


def of_schemas() -> Iterator[Said]:
    """Labels, helps, names of choices and refusals."""
    for file in sorted(schemas_folder().glob("*.schema.json")):
        yield from found_in(json.loads(file.read_bytes()), file.name, SHOWN, SHOWN_BY_NAME)


def of_derived_words() -> Iterator[Said]:
    """Labels of what is computed, and of its choices."""
    for name, derived in derived_words().items():
        yield Said(f"derived words: {name}", derived.word.label)
        for choice, label in derived.word.choice_labels.items():
            yield Said(f"derived words: {name}/{choice}", label)


def of_catalogues() -> Iterator[Said]:
    """The program's own sentences; of a plural, each form beside the forms it answers to."""
    said: dict[str, dict[str, tuple[str, ...]]] = {}
    for lang in LANGUAGES:
        for one in messages(lang):
            name, forms = (
                (one.id, one.string) if isinstance(one.id, str) else (one.id[0], one.string)
            )
            whole = (forms,) if isinstance(forms, str) else tuple(dict.fromkeys(forms))
            said.setdefault(str(name), {})[lang] = whole
    for name, texts in said.items():
        longest = zip_longest(*texts.values())
        for forms in longest:
            beside = {
                lang: form if form is not None else texts[lang][-1]
                for lang, form in zip(texts, forms, strict=True)
            }
            yield Said(name, beside)


def found_in(node: Any, place: str, told: set[str], told_by_name: set[str]) -> Iterator[Said]:
    """The texts of a document, and what stands where one must be."""
    if isinstance(node, list):
        for number, item in enumerate(node):
            yield from found_in(item, f"{place}/{name_of(item, number)}", told, told_by_name)
    elif isinstance(node, dict):
        if is_text(node):
            yield Said(place, node)
            return
        for key, value in node.items():
            below = f"{place}/{key}"
            if key in told_by_name and isinstance(value, dict):
                yield from (text_at(one, f"{below}/{name}") for name, one in value.items())
            elif key in told:
                yield text_at(value, below)
            else:
                yield from found_in(value, below, told, told_by_name)


def text_at(value: Any, place: str) -> Said:
    """What stands where a text must be: of no language at all where it is none."""
    return Said(place, value if isinstance(value, dict) else {})


def is_text(node: dict[str, Any]) -> bool:
    """A group of nothing but languages; the schemas of such groups hold schemas instead."""
    return bool(node.keys() & set(LANGUAGES)) and not any(
        isinstance(value, dict) for value in node.values()
    )


def name_of(item: Any, number: int) -> str:
    """A rule and a row by their names, anything else by its number."""
    names = (item.get("id") or item.get("row")) if isinstance(item, dict) else None
    return str(names or number)
