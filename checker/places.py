"""Where the program's own data lies: beside the code in a wheel, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    inside = _HERE / name
    return inside if inside.is_dir() else _HERE.parent / name


def rules_folder() -> Path:
    """The packs that the program carries."""
    return _folder("rules")


def schemas_folder() -> Path:
    """The schemas that the program carries."""
    return _folder("schemas")
