"""Small institutions in which one person breaches one row of a table that tells a diagnosis."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from checker.law import Law
from checker.packs.model import Example, Rule
from checker.proof.given import document_of

INSTITUTIONS = Path(__file__).parents[2] / "fixtures" / "institutions"
CATEGORY = "recipient.category"
ON_ADMISSION = "stay.contraindications_on_admission"
ARISEN = "stay.contraindications_arisen"
RESIDENTIAL = {
    "children_psychoneurological": "residential-children-psychoneurological-sound",
    "children_musculoskeletal": "residential-children-musculoskeletal-sound",
    "adults_psychoneurological": "residential-adults-psychoneurological-sound",
    "persons_with_disabilities": "residential-persons-with-disabilities-sound",
    "elderly": "residential-elderly-sound",
}
OTHERS = {
    "home": ("home-sound",),
    "semi_residential": ("semi-residential-sound", "semi-residential-children-sound"),
    "temporary_stay": ("temporary-stay-adaptation-centre-sound",),
}

_BESIDE_THE_MATTER = {"positions", "rooms", "journal_entries", "specialists", "vehicles", "zones"}
"""Lists that tell of no recipient's health; what they decide is left open."""


def tables(law: Law) -> Iterator[Rule]:
    """The rules whose rows tell diagnoses of recipients by their very names."""
    for rule in law.pack.rules:
        categories = {one.given.get(CATEGORY) for one in breaching(rule).values()}
        of_recipients = "recipient" in law.vocabulary.chain(rule.about)
        if rule.health and of_recipients and len(breaching(rule)) > 1 and len(categories) == 1:
            yield rule


def breaching(rule: Rule) -> dict[str, Example]:
    """For each row the first example that is breached."""
    found: dict[str, Example] = {}
    for example in rule.examples:
        if example.expect == "breached" and example.row:
            found.setdefault(example.row, example)
    return found


def small_institution(example: Example) -> dict[str, Any]:
    """A sound institution of the example's type with two recipients, the first of its category."""
    kind = example.given["institution.type"]
    category = example.given.get(CATEGORY)
    residential = RESIDENTIAL[category or "adults_psychoneurological"]
    names = (residential,) if kind == "residential" else OTHERS[kind]
    for name in names:
        document = _institution(name)
        fitting = [
            one
            for one in document["recipients"]
            if one["stays"] and category in (None, one.get("category"))
        ]
        if fitting:
            others = [one for one in document["recipients"] if one is not fitting[0]]
            own = {name: one for name, one in document.items() if name not in _BESIDE_THE_MATTER}
            return deepcopy({**own, "recipients": [fitting[0], others[0]]})
    raise LookupError(category)


@cache
def _institution(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((INSTITUTIONS / f"{name}.json").read_bytes())
    return found


def seeded(example: Example, rule: Rule, law: Law) -> dict[str, Any]:
    """The institution, in which its first recipient has what the example tells."""
    document = small_institution(example)
    recipient = document["recipients"][0]
    taken_on = date.fromisoformat(document["taken_on"])
    (told,) = document_of(example.given, rule.about, law.vocabulary, taken_on)["recipients"]
    for name in ("medical", "mobility", "self_care", "placement", "legal_capacity", "documents"):
        if name in told:
            recipient[name] = _merged(recipient.get(name), told[name])
    admitted = date.fromisoformat(recipient["stays"][0]["admitted_on"])
    found = [
        _illness(code, since)
        for word, since in ((ON_ADMISSION, date(2000, 1, 1)), (ARISEN, admitted + timedelta(1)))
        for code in example.given.get(word) or ()
    ]
    code = example.given.get("contraindication.code")
    if code is not None:
        found.append({**_illness(code, admitted + timedelta(1)), "referred_on": None})
    if found:
        recipient["contraindications"] = found
    return document


def _illness(code: str, since: date) -> dict[str, Any]:
    return {
        "code": code,
        "onset_on": since.isoformat(),
        "resolved_on": None,
        "confirmed_by": None,
    }


def _merged(old: Any, new: Any) -> Any:
    if not isinstance(new, Mapping) or not isinstance(old, Mapping):
        return new
    return {**old, **{name: _merged(old.get(name), one) for name, one in new.items()}}
