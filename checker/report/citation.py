"""How a place of the law is cited, in three languages."""

from __future__ import annotations

import re
from typing import Final

from checker.packs.model import Act
from checker.texts import LANGUAGES, text
from checker.vocabulary.words import Texts

_NUMBERED: Final = re.compile(r"([0-9]+(?:-[0-9]+)?)((?:\.[0-9]+(?:-[0-9]+)?)*)")
_APPENDIX: Final = re.compile(r"app([0-9]+[a-z]?)(?:\.(.+))?")


def citation(lang: str, act: Act, clause: str | None) -> str:
    """The act with the number of its paragraph."""
    cited = act.citation[lang]
    if clause is None:
        return cited
    places = "; ".join(place(lang, one) for one in clause.split(", "))
    return f"{cited}, {places}"


def place(lang: str, clause: str) -> str:
    """A paragraph or an appendix: ``12.3`` is subparagraph 3 of paragraph 12."""
    found = _NUMBERED.fullmatch(clause)
    if found is not None:
        paragraph, inner = found.groups()
        parts = inner.split(".")[1:]
        if not parts:
            return text(lang, "report.cite.paragraph", number=paragraph)
        inside = "".join(text(lang, "report.cite.inside", number=part) for part in parts)
        return text(lang, "report.cite.subparagraph", number=paragraph, inside=inside)
    found = _APPENDIX.fullmatch(clause)
    if found is not None:
        number, rest = found.groups()
        cited = text(lang, "report.cite.appendix", number=number)
        return f"{cited}, {rest}" if rest else cited
    return clause


def short(clause: str) -> str:
    """A paragraph as briefly as it goes: ``6(1)``."""
    return re.sub(r"\.([0-9]+)", r"(\1)", clause)


def withheld_title(clause: str, *, forbids: bool) -> Texts:
    """What is said of a requirement whose name would tell a diagnosis."""
    message = "report.withheld.contraindication" if forbids else "report.withheld.health"
    return {lang: text(lang, message, clause=short(clause)) for lang in LANGUAGES}


def withheld_finding(clause: str, *, forbids: bool) -> Texts:
    """What is said of its breach."""
    message = "report.withheld.contraindicated" if forbids else "report.withheld.breached"
    return {lang: text(lang, message, clause=short(clause)) for lang in LANGUAGES}
