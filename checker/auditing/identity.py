"""Names by which an attestation refers to institutions, requirements and editions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from checker.compiler.editions import reach_of, regime_on, spans_of
from checker.compiler.rules import Compiled
from checker.packs.model import Act

_BIRTH_DAYS: Final = "0123"
"""The fifth digit of an IIN belongs to a day of birth; that of a BIN is 4, 5 or 6."""
_ROUNDS: Final = 100_000
_SALT: Final = b"ssu-audit institution"


def is_natural_person(institution: Mapping[str, Any]) -> bool:
    """Whether the provider is a natural person: so recorded, or told by the number itself."""
    number = str(institution.get("bin") or "")
    by_number = len(number) == 12 and number[4] in _BIRTH_DAYS
    return institution.get("legal_form") == "natural_person" or by_number


def institution_mark(institution: Mapping[str, Any]) -> str:
    """What names an institution in an attestation: its number and type.

    The BIN of a legal person stands in clear; otherwise a digest of number and name, slow to
    compute, so that a number cannot be guessed from it.
    """
    number, kind = institution.get("bin"), str(institution["type"])
    if number is not None and not is_natural_person(institution):
        return f"{number}/{kind}"
    told = f"{number or ''}\n{institution.get('name') or ''}\n{kind}".encode()
    digest = hashlib.pbkdf2_hmac("sha256", told, _SALT, _ROUNDS, 16).hex()
    return f"digest-{digest}/{kind}"


def edition_on(compiled: Compiled, act: Act, day: date) -> str:
    """The edition that judges a requirement on a day, as ``act/edition``."""
    editions = compiled.rule.editions
    spans = spans_of(editions, act.editions)
    place, _ = regime_on(day.toordinal(), spans, reach_of(act))
    return f"{act.name}/{editions[place].since}"


def editions_on(compiled: Iterable[Compiled], acts: Mapping[str, Act], day: date) -> str:
    """The editions that judge several requirements on a day."""
    found = {edition_on(one, acts[one.rule.place.act], day) for one in compiled}
    return ", ".join(sorted(found))


def withheld_name(compiled: Compiled) -> str | None:
    """The name that a requirement about health shares with all that are shown together with it.

    None where the requirement is shown by its own name. It tells act, chapter, topic, clause,
    severity and whose duty it is: no more than a report that withholds the requirement.
    """
    rule = compiled.rule
    if not rule.health:
        return None
    duty = rule.duty_of.replace(" ", "-")
    return f"{rule.place.topic_path}/{rule.clause}/{compiled.severity}/{duty}"
