"""Derived words: dates, ages, coverage and other facts that are computed, not recorded.

Every module of this folder is imported here, so that its words are registered.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping

from checker.facts.columns import Derived, register


def derived_words() -> Mapping[str, Derived]:
    """All derived words by name."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return register()
