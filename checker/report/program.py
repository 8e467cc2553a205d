"""Which program judged: digests of its own code and sentences, for receipts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

from checker.places import schemas_folder
from checker.version import VERSION

_ROOT: Final = Path(__file__).resolve().parents[1]
_BUILT_ON: Final = "durable-rules"


@cache
def program_receipt() -> dict[str, str]:
    """The program's version, and the digest of its code and of all that it says."""
    return {"version": VERSION, "sha256": _digest(_files(_ROOT))}


@cache
def engine_receipt(name: str) -> dict[str, Any]:
    """Which engine judged, its digest, and the version of durable-rules where that took part."""
    version = None if name == "plain" else _version_of_durable_rules()
    code = hashlib.sha256(_digest(_files(_ROOT / "engine")).encode())
    code.update(f"\0{name}\0{version}".encode())
    return {"name": name, "durable_rules": version, "sha256": code.hexdigest()}


@cache
def schema_digest() -> str:
    """The digest of the snapshot schema."""
    return hashlib.sha256((schemas_folder() / "snapshot.schema.json").read_bytes()).hexdigest()


def _version_of_durable_rules() -> str | None:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 -- slow to import

    try:
        return version(_BUILT_ON)
    except PackageNotFoundError:
        return None


def _files(folder: Path) -> list[Path]:
    """Modules and catalogues; packs and schemas, which a wheel carries here, have their own."""
    found = [*folder.rglob("*.py"), *folder.glob("texts/*/*.po")]
    return sorted(found, key=lambda file: file.relative_to(folder).as_posix())


def _digest(files: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for file in files:
        name = file.relative_to(_ROOT).as_posix()
        whole.update(name.encode() + b"\0" + file.read_bytes() + b"\0")
    return whole.hexdigest()
