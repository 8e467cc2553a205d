"""One page for a browser, complete in itself: it fetches nothing and sends nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from jinja2 import Environment
from markupsafe import Markup

from checker.law import Law
from checker.report.brought import left_told
from checker.report.document import Document
from checker.report.formats.html.cards import ORDER
from checker.report.formats.html.cases import Alike, counted
from checker.report.formats.html.charts import DRAWN
from checker.report.formats.html.parts import Account, account_of
from checker.report.formats.html.sections import sections_told
from checker.report.formats.html.voices import Said, Voices
from checker.report.pages import filled, templates_in
from checker.texts import LANGUAGES

TEMPLATES: Final = Path(__file__).parent / "templates"
_NAMES: Final = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


def render(document: Document, law: Law) -> Iterator[bytes]:
    """The page in pieces: its head, one piece for each institution, its end."""
    voices = Voices(law)
    environment = _environment(voices)
    accounts = tuple(
        account_of(part, number, document.receipt, law, voices)
        for number, part in enumerate(document.parts, start=1)
    )
    left = tuple(
        sections_told(lambda say: left_told(say, document.refused, document.elsewhere), voices)
    )
    shared = {
        "document": document,
        "accounts": accounts,
        "single": len(accounts) == 1,
        "left": left,
    }
    yield filled(environment, "head", **shared, **_frame(document, accounts, voices))
    for account in accounts:
        yield filled(environment, "part", **shared, part=account)
    yield filled(environment, "end", **shared, script=_asset("page.js"))


def _environment(voices: Voices) -> Environment:
    environment = templates_in(TEMPLATES)
    environment.globals |= {
        "own": voices.own,
        "say": voices.text,
        "number": voices.number,
        "order": ORDER,
        "drawn": DRAWN,
        "counted": counted,
        "is_alike": lambda one: isinstance(one, Alike),
    }
    return environment


def _frame(document: Document, accounts: tuple[Account, ...], voices: Voices) -> dict[str, object]:
    style, script = _asset("page.css"), _asset("page.js")
    title = voices.text("report.head.title")
    if len(accounts) == 1:
        title = voices.own("title", title=title, institution=accounts[0].institution)
    return {
        "style": style,
        "policy": (
            f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
            "base-uri 'none'; form-action 'none'"
        ),
        "lang": document.lang,
        "languages": [(lang, _NAMES[lang]) for lang in LANGUAGES],
        "title": title,
        "title_here": title.in_language(document.lang),
        "outcome": _outcome(document.outcome, voices),
    }


def _outcome(code: int, voices: Voices) -> Said:
    name = f"report.outcome.{code}"
    return voices.text(name) if code in (0, 1, 4) else voices.own("outcome_refused")


def _asset(name: str) -> Markup:
    """A file of our own, to stand in the page as it is."""
    return Markup((TEMPLATES / name).read_text(encoding="utf-8"))  # noqa: S704 -- not a user's


def _digest(content: Markup) -> str:
    """How the page's policy names what it allows to be applied or run."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
