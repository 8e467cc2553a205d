"""Saying in words what of a document does not fit its schema.

A mistake never quotes a value that could be personal: only places, types and words of the schema.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from checker.source.lines import Document, parts_of, pointer_of
from checker.source.mistakes import (
    Mistake,
    Said,
    Sentence,
    Term,
    nearest_word,
    shown,
)
from checker.texts import has_text

DATE_FORM: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Schema = Mapping[str, Any]
Error = Any  # a jsonschema.ValidationError; its types leave open what an error always has

MOST_LISTED: Final = 12
_TYPES: Final = (
    (type(None), "null"),
    (bool, "boolean"),
    (int, "integer"),
    (float, "number"),
    (str, "string"),
    (list, "array"),
    (dict, "object"),
)
_LIMITS: Final = {
    "minimum": "source.schema.minimum",
    "maximum": "source.schema.maximum",
    "exclusiveMinimum": "source.schema.above",
    "exclusiveMaximum": "source.schema.below",
    "multipleOf": "source.schema.multiple",
    "minLength": "source.schema.min_length",
    "maxLength": "source.schema.max_length",
    "minItems": "source.schema.min_items",
    "maxItems": "source.schema.max_items",
    "minProperties": "source.schema.min_fields",
    "maxProperties": "source.schema.max_fields",
    "pattern": "source.schema.pattern",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """Explains the errors of one document against one schema."""

    document: Document
    schema: Schema

    def explain(self, error: Error) -> Iterator[Mistake]:
        """Yield the mistakes that one error of the schema amounts to."""
        keyword = str(error.validator)
        if keyword in {"anyOf", "oneOf"} and error.context:
            yield from self._branches(error)
        elif keyword in {"required", "dependentRequired"}:
            yield from self._missing(error)
        elif keyword == "additionalProperties" and isinstance(error.instance, dict):
            yield from self._unknown(error)
        elif keyword in {"pattern", "not"} and "x-refusal" in error.schema:
            yield self._refusal(error, error.schema["x-refusal"])
        else:
            yield self._simple(error, keyword)

    def _simple(self, error: Error, keyword: str) -> Mistake:
        if "propertyNames" in error.absolute_schema_path:
            return self._mistake(error, "source.schema.propertyNames")
        if keyword == "type":
            return self._type(error, _listed(error.validator_value))
        if keyword in {"enum", "const"}:
            return self._enum(error, keyword)
        if keyword in _LIMITS:
            return self._mistake(error, _LIMITS[keyword], limit=str(error.validator_value))
        if keyword == "format":
            return self._mistake(error, _format_message(error.validator_value, error.instance))
        message = f"source.schema.{keyword}"
        return self._mistake(error, message if has_text(message) else "source.schema.other")

    def _type(self, error: Error, types: Iterable[str]) -> Mistake:
        expected = tuple(Term(f"source.type.{name}") for name in dict.fromkeys(types))
        found = next(name for kind, name in _TYPES if isinstance(error.instance, kind))
        found_term = Term(f"source.type.{found}")
        return self._mistake(error, "source.schema.type", expected=expected, found=found_term)

    def _enum(self, error: Error, keyword: str) -> Mistake:
        allowed = _listed(error.validator_value) if keyword == "enum" else [error.validator_value]
        words = ", ".join(_written(value) for value in allowed[:MOST_LISTED])
        if len(allowed) > MOST_LISTED:
            words = f"{words}, … ({len(allowed)})"
        if not isinstance(error.instance, str) or self._is_confidential(error):
            return self._mistake(error, "source.schema.enum", allowed=words)
        found = shown(error.instance, spaces=True)
        nearest = nearest_word(error.instance, [word for word in allowed if isinstance(word, str)])
        return self._mistake(
            error,
            "source.schema.enum_found",
            hint="source.hint.nearest" if nearest else "",
            allowed=words,
            found=found,
            nearest=nearest,
        )

    def _missing(self, error: Error) -> Iterator[Mistake]:
        needed = error.validator_value
        if isinstance(needed, dict):
            needed = [name for given in needed if given in error.instance for name in needed[given]]
        for name in needed:
            if name not in error.instance:
                yield self._mistake(error, "source.schema.required", name=name)

    def _unknown(self, error: Error) -> Iterator[Mistake]:
        known = list(error.schema.get("properties", {}))
        patterns = list(error.schema.get("patternProperties", {}))
        for name in error.instance:
            if name not in known and not any(re.search(pattern, name) for pattern in patterns):
                nearest = nearest_word(name, [word for word in known if word not in error.instance])
                yield self.document.mistake_in_name(
                    pointer_of([*error.absolute_path, name]),
                    "source.schema.unknown",
                    hint="source.hint.nearest" if nearest else "source.hint.unknown",
                    name=shown(name),
                    nearest=nearest,
                )

    def _branches(self, error: Error) -> Iterator[Mistake]:
        """Yield what is wrong with the branch that the value most likely means."""
        branches: dict[object, list[Error]] = defaultdict(list)
        for inner in error.context:
            branches[inner.schema_path[0]].append(inner)
        kinds = [e for e in error.context if e.validator == "type" and not e.path]
        if len({e.schema_path[0] for e in kinds}) == len(branches):
            yield self._type(error, (name for e in kinds for name in _listed(e.validator_value)))
            return
        for inner in min(branches.values(), key=_distance):
            yield from self.explain(inner)

    def _refusal(self, error: Error, own: str | Mapping[str, str]) -> Mistake:
        """Say what the schema itself says: in its own words, or by the id of a message."""
        if isinstance(own, str):
            return self._mistake(error, f"source.refusal.{own}")
        return self._mistake(error, "source.schema.own", sentence=Sentence(**own))

    def _is_confidential(self, error: Error) -> bool:
        """Tell whether any schema on the way to the value is marked personal or health."""
        node: Any = self.schema
        try:
            for part in error.absolute_schema_path:
                while isinstance(node, Mapping) and part not in node and "$ref" in node:
                    node = _referred(self.schema, node["$ref"])
                    if _is_marked(node):
                        return True
                node = node[part]
                if _is_marked(node):
                    return True
        except (LookupError, TypeError):  # described elsewhere: nobody here knows
            return True
        return False

    def _mistake(self, error: Error, message: str, *, hint: str = "", **values: Said) -> Mistake:
        return self.document.mistake(pointer_of(error.absolute_path), message, hint=hint, **values)


def _is_marked(schema: object) -> bool:
    marks = ("x-personal", "x-health")
    return isinstance(schema, Mapping) and any(schema.get(mark) is True for mark in marks)


def _distance(errors: list[Error]) -> tuple[bool, int, int, int]:
    """Measure how far a value is from a branch: its kind, its names, the number of errors."""
    here = [error for error in errors if not error.path]
    other = any(
        (error.validator == "type" and not error.path)
        or (error.validator == "const" and len(error.path) <= 1)
        for error in errors
    )
    known = {name for error in here for name in error.schema.get("properties", {})}
    unknown = 0
    if here and isinstance(here[0].instance, dict):
        unknown = len(here[0].instance.keys() - known)
    return other, unknown, len(here), len(errors)


def _format_message(form: object, instance: object) -> str:
    if form == "date":
        is_form = isinstance(instance, str) and DATE_FORM.fullmatch(instance)
        return "source.no_such_date" if is_form else "source.schema.date_form"
    return "source.schema.moment_form" if form == "date-time" else "source.schema.format"


def _referred(schema: Schema, reference: str) -> Any:
    """Return the schema a local reference names. Raises LookupError, TypeError for any other."""
    node: Any = schema
    for part in parts_of(reference.removeprefix("#")):
        node = node[part]
    return node


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _written(value: object) -> str:
    words = {None: "null", True: "true", False: "false"}
    return words[value] if value is None or isinstance(value, bool) else str(value)
