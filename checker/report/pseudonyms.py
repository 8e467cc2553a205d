"""Pseudonyms: keyed hashes that stand for the keys of subjects in reports that are passed on.

Whoever holds the key file can tell which record a pseudonym stands for; nobody else can, not even
by trying all file numbers.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Final

from checker.findings import Subject
from checker.source.mistakes import refusal

FEWEST_BYTES: Final = 16
"""A shorter key could be guessed."""
LENGTH: Final = 12
"""Signs of a pseudonym, five bits each."""
NAMELESS: Final = ("institution", "*")
"""Keys that name no record: the institution itself, and a list that is not recorded."""
HOUSE: Final = frozenset(
    {"licence", "unit", "room", "equipment", "zone", "position", "vehicle", "vacancy"}
)
"""Kinds whose records are things and posts: their keys name nobody."""
NUMBERS: Final = frozenset(
    {
        "journal_entry.row_number",
        "queue_entry.queue_number",
        "queue_entry.former_queue_number",
        "queue_entry.placed_before",
        "queue_entry.overtaken_by",
    }
)
"""Facts that number a person's record: in evidence they would name it in spite of the pseudonym."""


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Hashes keys with the bytes of one key file: the same key file, the same pseudonyms."""

    secret: bytes = field(repr=False)

    def of(self, subject: Subject) -> Subject:
        """The subject by its pseudonym; as it is where its key names no person's record."""
        if subject.key in NAMELESS or subject.kind in HOUSE:
            return subject
        named = f"{subject.kind}\0{subject.key}".encode()
        digest = hmac.digest(self.secret, named, hashlib.sha256)
        shown = base64.b32encode(digest).decode()[:LENGTH]
        return Subject(subject.kind, shown, subject.pointer)


def pseudonyms_of(secret: bytes, name: str) -> Pseudonyms:
    """Pseudonyms by the bytes of a key file; ``name`` is the file's name as the user gave it.

    Raises ``Refused`` where the key is too short to keep a secret.
    """
    if len(secret) < FEWEST_BYTES:
        raise refusal(name, 0, 0, "report.pseudonyms.short", fewest=FEWEST_BYTES)
    return Pseudonyms(secret)
