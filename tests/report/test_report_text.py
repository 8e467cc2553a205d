"""The text report is readable at eighty columns, in a pipe, and in three languages."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from checker.report.build import view_of
from checker.report.citation import citation, place, short
from checker.report.entries import Entries
from checker.report.layout import Page, visible
from checker.report.sentences import Sentences
from checker.report.text import TextReport, verdict_lines
from checker.texts import LANGUAGES


def page(result, law, lang="en", width=80, **options) -> str:
    return TextReport(law, lang, width).page(view_of(result, **options)).plain()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [80, 60])
def test_no_line_is_wider_than_the_page(lang, width, institution, audited, law) -> None:
    said = page(audited(institution), law, lang, width)
    assert max(map(len, said.splitlines())) <= width


@pytest.mark.parametrize("lang", LANGUAGES)
def test_plain_text_has_no_escape_codes(lang, institution, audited, law) -> None:
    assert "\x1b" not in page(audited(institution), law, lang)


def test_colour_changes_no_letter(institution, audited, law) -> None:
    view = view_of(audited(institution))
    styled = TextReport(law, "ru", 80).page(view).styled()
    bare = re.sub(r"\x1b\[[0-9;]*m", "", styled)
    assert styled != bare
    assert bare == TextReport(law, "ru", 80).page(view).plain()


def test_breaches_stand_before_everything_else_that_is_listed(institution, audited, law) -> None:
    said = page(audited(institution), law)
    order = ["Verdicts by topic", "Breaches: 3", "Not due yet: 1", "To be seen on site"]
    places = [said.index(title) for title in order]
    assert places == sorted(places)


def test_a_breach_has_citation_evidence_term_and_remedy(institution, audited, law) -> None:
    said = page(audited(institution), law)
    assert "Order No. 1 of 01.01.2023, paragraph 12(3); violation" in said
    assert "Day of admission: 29 Dec 2025 (/recipients/0/stays/0/admitted_on)" in said
    assert "Last day: 12 Jan 2026" in said
    assert "8 days late" in said
    assert "What to do: Sign the contract" in said
    assert "Reading adopted: The term is counted from the next day." in said


def test_a_breach_is_told_with_its_values(institution, audited, law) -> None:
    said = page(audited(institution), law).replace("\n     ", "")
    assert "The contract was signed late, on: 20 Jan 2026; due on: 12 Jan 2026" in said


def test_what_never_happened_is_told_so(institution, audited, law) -> None:
    institution["recipients"][0]["stays"][0]["contract"]["signed_on"] = None
    assert "The contract has not been signed" in page(audited(institution), law)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [("kk", "Бұзушылықтар: 3"), ("ru", "Нарушения: 3"), ("en", "Breaches: 3")],
)
def test_every_language_says_it(lang, sentence, institution, audited, law) -> None:
    assert sentence in page(audited(institution), law, lang)


def test_signs_that_steer_a_terminal_are_shown_as_such(institution, audited, law) -> None:
    institution["institution"]["name"] = "A\x1b[31mB\u202eC [bold]D"
    said = page(audited(institution), law)
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "[bold]D" in said
    styled = TextReport(law, "en", 80).page(view_of(audited(institution))).styled()
    assert "[bold]D" in styled


def test_a_long_list_of_pending_terms_is_cut_and_counted(institution, audited, law) -> None:
    institution["recipients"] = [
        {
            "file_number": f"n{number}",
            "stays": [{"admitted_on": "2026-02-20", "contract": {"signed_on": None}}],
        }
        for number in range(14)
    ]
    said = page(audited(institution), law)
    assert "Not due yet: 14" in said
    assert "and 4 others (all of them: --all)" in said


def test_every_verdict_can_be_listed(institution, audited, law) -> None:
    result = audited(institution)
    said = "".join(verdict_lines(Entries(result, reveal=True).everything(), law, "en", 80))
    assert said.count("Met: ") == view_of(result, reveal=True).totals["met"]
    assert max(map(len, said.splitlines())) <= 80


def test_narrow_pages_do_not_fail() -> None:
    narrow = Page(1)
    narrow.add("word " * 30, indent=10, lead="* ")
    assert narrow.plain()


@pytest.mark.parametrize(
    ("clause", "en", "ru", "kk"),
    [
        ("12", "paragraph 12", "пункт 12", "12-тармақ"),
        ("12.3", "paragraph 12(3)", "пункт 12, подпункт 3)", "12-тармақтың 3) тармақшасы"),
        ("4-2", "paragraph 4-2", "пункт 4-2", "4-2-тармақ"),
        ("app10", "Appendix 10", "приложение 10", "10-қосымша"),
        ("preamble", "preamble", "preamble", "preamble"),
    ],
)
def test_places_of_the_law_are_cited_in_three_languages(clause, en, ru, kk) -> None:
    assert [place(lang, clause) for lang in ("en", "ru", "kk")] == [en, ru, kk]


def test_several_clauses_are_cited_one_after_the_other(law) -> None:
    act = law.pack.acts["order-1"]
    assert citation("ru", act, "4-1, 3.3").endswith("пункт 4-1; пункт 3, подпункт 3)")
    assert short("4-1, 3.3") == "4-1, 3(3)"


def test_values_are_written_as_the_language_writes_them(law) -> None:
    ru, en = Sentences(law, "ru"), Sentences(law, "en")
    assert (ru.day(date(2026, 3, 1)), en.day(date(2026, 3, 1))) == ("01.03.2026", "1 Mar 2026")
    assert (ru.number(Decimal("2.50")), en.number(Decimal("2.50"))) == ("2,5", "2.5")
    assert en.number(Decimal(100)) == "100"
    assert ru.value("institution.type", "home") == "Обслуживание на дому"
    assert en.value("x", None) == "recorded: there is none"
    assert en.value("x", ()) == "recorded: there is none"
    assert (en.value("x", True), en.value("x", False)) == ("yes", "no")
    assert en.value("institution.name", True) == "recorded"


def test_control_signs_are_made_visible() -> None:
    assert visible("a\nb\x07") == "a b\ufffd"
