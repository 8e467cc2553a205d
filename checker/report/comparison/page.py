"""The comparison as one page for a browser: it fetches nothing and runs nothing."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from checker.report.comparison.changes import Change, Comparison
from checker.report.comparison.render import institution, sentence
from checker.texts import text


def comparison_html(found: Comparison, lang: str) -> bytes:
    """The page in a language: counts, then every change by topic."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("comparison.html").render(
        found=found,
        lang=lang,
        changes=list(Change),
        alone=[("only_before", found.only_before), ("only_after", found.only_after)],
        say=partial(text, lang),
        institution=institution,
        sentence=sentence,
    )
    return page.encode()
