"""``--pseudonymise``: the key file by which subjects are named."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from checker.cli.inputs import Input
from checker.cli.problem import CommandLineProblem
from checker.report.pseudonyms import Pseudonyms, pseudonyms_of


def pseudonyms_by(path: Path | None) -> Pseudonyms | None:
    """Read the key file; none where none is given. Raises ``Refused``."""
    if path is None:
        return None
    name = str(path).encode("utf-8", "replace").decode()
    return pseudonyms_of(Input(name, path).read(), name)


def check_pseudonyms(path: Path | None, outputs: Iterable[Path | None], *, reveal: bool) -> None:
    """Pseudonyms hide nothing beside names, and no output takes the place of their key.

    Raises ``CommandLineProblem``.
    """
    if path is None:
        return
    if reveal:
        raise CommandLineProblem("cli.pseudonyms.revealed")
    place = os.path.realpath(path)
    if any(output is not None and os.path.realpath(output) == place for output in outputs):
        raise CommandLineProblem("cli.pseudonyms.is_key")
