"""Attestations as a YAML file (``schemas/attestation.schema.json``)."""

from __future__ import annotations

from datetime import date
from typing import Any

from checker.findings import Attestation, Verdict
from checker.source.lines import Document, pointer_to
from checker.source.mistakes import Mistake, Refused
from checker.source.schema_check import schema_check
from checker.source.yaml_reader import read_yaml
from checker.worksheet.requirements import Requirements


def read_yaml_form(data: bytes, name: str, known: Requirements) -> tuple[Attestation, ...]:
    """The attestations of a YAML file; ``name`` is the file's name as the user gave it.

    Raises ``Refused``: at the first place of a syntax error, otherwise with every mistake.
    """
    document = read_yaml(data, name)
    mistakes = schema_check("attestation").check(document)
    if mistakes:
        raise Refused(mistakes)
    content: Any = document.value
    found: list[Attestation] = []
    unfit: list[Mistake] = []
    for place, one in enumerate(content["attestations"]):
        pointer = pointer_to("/attestations", place)
        unfit.extend(_unfit(document, pointer, one, known))
        found.append(_attestation(document, pointer, one, content["institution"]))
    if unfit:
        raise Refused(unfit)
    return tuple(found)


def _unfit(
    document: Document, pointer: str, content: dict[str, Any], known: Requirements
) -> list[Mistake]:
    objection = known.objection(
        content["rule"],
        content.get("row"),
        content.get("provisions", ()),
        Verdict(content["outcome"]),
    )
    if objection is None:
        return []
    inside = pointer_to(pointer, objection.field) if objection.field in content else pointer
    line, column = document.position(inside)
    said = tuple(objection.values.items())
    return [Mistake(document.name, line, column, inside, objection.message, said)]


def _attestation(
    document: Document, pointer: str, content: dict[str, Any], institution: str
) -> Attestation:
    return Attestation(
        institution=institution,
        rule=content["rule"],
        row=content.get("row"),
        edition=content["edition"],
        outcome=Verdict(content["outcome"]),
        day=date.fromisoformat(str(content["day"])),
        inspector=content["inspector"],
        file=document.name,
        sheet="",
        line=document.position(pointer)[0],
        remark=content.get("remark", ""),
        evidence_file=content.get("evidence_file", ""),
        subject=content.get("subject", ""),
    )
