"""The page in a browser: what is seen, filtered, read aloud and printed.

Needs Chromium (Debian: ``apt-get install chromium``) and the packages of the extra ``browser``.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checker.auditing.judging import EngineChoice
from checker.auditing.reading import read_snapshot
from checker.auditing.result import audit
from checker.findings import Verdict
from checker.law import Law, load_law
from checker.report.build import view_of_entries
from checker.report.document import Document, Part
from checker.report.entries import Entries
from checker.report.formats.html.page import render
from checker.texts import text

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed")

FIXTURES = Path(__file__).parents[2] / "fixtures" / "institutions"


@pytest.fixture(scope="module")
def law() -> Law:
    return load_law()


@pytest.fixture(scope="module")
def part(law: Law) -> Part:
    file = FIXTURES / "residential-faulty.json"
    result = audit(read_snapshot(file.read_bytes(), file.name), law, engine=EngineChoice.PLAIN)
    view = view_of_entries(Entries(result, reveal=False))
    return Part(view, view.listed, 1, {})


@pytest.fixture(scope="module")
def file(part: Part, law: Law, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("page") / "report.html"
    document = Document((part,), (), 1, "ru")
    found.write_bytes(b"".join(render(document, law)))
    return found


@pytest.fixture(scope="module")
def several(part: Part, law: Law, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two institutions with a little of everything: checking every element takes its time."""
    view = replace(
        part.view,
        counts=part.view.counts[::6],
        inspector=part.view.inspector[:3],
        not_applying=part.view.not_applying[:3],
    )
    one = replace(part, view=view, listed=part.listed[::6])
    other = replace(one, view=replace(view, header=replace(view.header, institution="«Үміт»")))
    found = tmp_path_factory.mktemp("pages") / "set.html"
    found.write_bytes(b"".join(render(Document((one, other), (), 1, "kk"), law)))
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield started
        started.close()


class Visit:
    """A page that is open, and everything that went wrong on it."""

    def __init__(self, browser: Any, file: Path, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.wrong: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(file.as_uri())

    def shown(self) -> int:
        """How many verdicts no filter hides."""
        return self.page.locator(".card:not([hidden]) [data-r]:not([hidden])").count()

    def said(self) -> str:
        """What the line says that is read aloud, without spaces at its ends."""
        return str(self.page.locator(".status").inner_text()).strip()


@pytest.fixture
def visit(browser: Any, file: Path) -> Iterator[Visit]:
    opened = Visit(browser, file)
    yield opened
    assert opened.wrong == []
    assert opened.asked == [file.as_uri()]
    opened.context.close()


def test_the_page_shows_the_institution_and_its_findings(visit, part) -> None:
    body = visit.page.locator("body").inner_text()
    assert part.view.header.institution in body
    assert text("ru", "report.outcome.1") in body
    assert text("en", "report.outcome.1") not in body
    assert visit.page.locator(".card").first.is_visible()
    assert visit.shown() == len(part.listed)


def test_a_finding_unfolds_to_its_citation_evidence_and_term(visit) -> None:
    card = visit.page.locator("#p1-not_due .card", has=visit.page.locator("details")).first
    assert not card.locator(".body").is_visible()
    card.locator("summary").first.click()
    case = card.locator("details.case").first
    case.locator("summary").click()
    said = card.inner_text()
    assert "№ 230" in said
    assert text("ru", "html.evidence") in said
    assert text("ru", "html.term") in said
    assert re.search(r"/recipients/\d+/stays", said)


@pytest.mark.parametrize("lang", ["kk", "en"])
def test_the_language_is_switched_everywhere(visit, lang) -> None:
    page = visit.page
    page.locator(f"#language-{lang}").check()
    assert page.locator("html").get_attribute("lang") == lang
    assert text(lang, "report.head.title") in page.title()
    body = page.locator("body").inner_text()
    for message in ("html.summary", "report.section.counts", "report.section.inspector"):
        assert text(lang, message) in body
        assert text("ru", message) not in body
    options = page.locator("select[name=verdict] option").all_inner_texts()
    assert text(lang, "report.verdict.breached") in options
    assert text(lang, "html.filter.all") in options


def test_findings_are_filtered_by_verdict(visit, part) -> None:
    visit.page.locator("select[name=verdict]").select_option("not_due")
    wanted = sum(entry.verdict is Verdict.NOT_DUE for entry in part.listed)
    assert visit.shown() == wanted
    assert not visit.page.locator("#p1-breached").is_visible()
    assert re.fullmatch(rf"\D+ {wanted} / {len(part.listed)}", visit.said())


def test_findings_are_filtered_by_severity(visit, part) -> None:
    visit.page.locator("select[name=severity]").select_option("recommendation")
    assert visit.shown() == sum(entry.severity == "recommendation" for entry in part.listed)


def test_findings_are_filtered_by_topic(visit, part) -> None:
    entry = part.listed[-1]
    titles = {one.topic: one.title["ru"] for one in part.view.counts}
    chosen = visit.page.locator("select[name=topic] option", has_text=titles[entry.topic]).first
    visit.page.locator("select[name=topic]").select_option(chosen.get_attribute("value"))
    assert 0 < visit.shown() < len(part.listed)
    assert visit.shown() <= sum(titles[one.topic] == titles[entry.topic] for one in part.listed)


def test_findings_are_filtered_by_recipient(visit, part) -> None:
    keys = [entry.subject.key.partition("/")[0] for entry in part.listed]
    about = [
        key
        for key, entry in zip(keys, part.listed, strict=True)
        if entry.subject.pointer.startswith("/recipients/")
    ]
    visit.page.locator("input[name=recipient]").fill(about[0])
    assert visit.shown() == about.count(about[0])
    offered = visit.page.locator("datalist option").count()
    assert offered == len(set(about))


def test_filters_work_together_and_are_cleared_at_once(visit, part) -> None:
    visit.page.locator("select[name=verdict]").select_option("breached")
    visit.page.locator("input[name=recipient]").fill("no such file")
    assert visit.shown() == 0
    assert visit.page.locator(".nothing").is_visible()
    visit.page.locator("button[type=reset]").click()
    visit.page.wait_for_function("!document.querySelector('.filters').matches('.active')")
    assert visit.shown() == len(part.listed)
    assert not visit.page.locator(".nothing").is_visible()


def test_a_link_unfolds_the_finding_that_a_filter_hid(visit) -> None:
    visit.page.locator("select[name=verdict]").select_option("undetermined")
    link = visit.page.locator("table.days a").first
    target = str(link.get_attribute("href"))
    link.click()
    visit.page.wait_for_function("(where) => document.querySelector(where).open", arg=target)
    visit.page.locator(target).locator(".body").wait_for(state="visible")


def test_everything_unfolds_and_folds_at_once(visit) -> None:
    visit.page.locator("[data-unfold]").click()
    assert visit.page.locator(".findings details:not([open])").count() == 0
    visit.page.locator("[data-fold]").click()
    assert visit.page.locator(".findings details[open]").count() == 0


def test_the_keyboard_alone_reaches_and_works_everything(visit) -> None:
    keyboard, page = visit.page.keyboard, visit.page

    def focused() -> str:
        return str(page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))

    keyboard.press("Tab")
    assert 'class="skip"' in focused()
    keyboard.press("Enter")
    page.locator("#language-ru").focus()
    keyboard.press("ArrowRight")
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator("select[name=topic]").focus()
    for expected in ("severity", "verdict", "recipient", "reset", "data-unfold", "data-fold"):
        keyboard.press("Tab")
        assert expected in focused()
    keyboard.press("Tab")
    assert "<summary" in focused()
    keyboard.press("Enter")
    assert page.locator(".card").first.get_attribute("open") is not None
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_each_control_is_labelled_and_the_count_is_read_aloud(visit) -> None:
    for name in ("topic", "severity", "verdict", "recipient"):
        label = text("ru", f"html.filter.{name}")
        control = visit.page.get_by_role("combobox", name=label, exact=True)
        assert control.get_attribute("name") == name
    assert visit.page.get_by_role("status").count() == 1


@pytest.mark.parametrize(("scheme", "lang"), [("light", "kk"), ("dark", "ru")])
def test_the_page_has_no_fault_that_a_checker_of_accessibility_finds(
    browser, several, scheme, lang
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    opened = Visit(browser, several, color_scheme=scheme, bypass_csp=True)
    opened.page.locator(f"#language-{lang}").check()
    for summary in opened.page.locator(".card > summary").all()[:4]:
        summary.click()
    found = axe.run(opened.page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    opened.context.close()


@pytest.mark.parametrize(("width", "lang"), [(320, "kk"), (375, "ru"), (768, "en")])
def test_nothing_is_wider_than_the_window(browser, file, width, lang) -> None:
    opened = Visit(browser, file, viewport={"width": width, "height": 800})
    opened.page.locator(f"#language-{lang}").check()
    opened.page.locator("[data-unfold]").click()
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    opened.context.close()


def test_without_scripts_everything_can_be_read_in_each_language(browser, file) -> None:
    opened = Visit(browser, file, java_script_enabled=False)
    page = opened.page
    assert not page.locator(".filters").is_visible()
    card = page.locator(".card").first
    card.locator("summary").first.click()
    assert card.locator(".body").is_visible()
    page.locator("#language-kk").check()
    assert text("kk", "html.summary") in page.locator("main").inner_text()
    assert text("ru", "html.summary") not in page.locator("main").inner_text()
    opened.context.close()


def test_filters_of_several_institutions_do_not_touch_each_other(browser, several) -> None:
    opened = Visit(browser, several)
    opened.page.locator("#p1 select[name=verdict]").select_option("breached")
    assert opened.page.locator("#p2 .card[hidden]").count() == 0
    assert opened.page.locator("#p1 .card[hidden]").count() > 0
    assert opened.wrong == []
    opened.context.close()


def test_on_paper_everything_is_unfolded_and_nothing_is_a_control(visit) -> None:
    page = visit.page
    page.emulate_media(media="print")
    assert not page.locator(".languages").is_visible()
    assert not page.locator(".controls").is_visible()
    assert not page.locator("button").first.is_visible()
    assert page.locator(".card .facts").first.is_visible()
    assert page.locator("details.case .facts").first.is_visible()


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_the_printed_page_holds_every_finding_on_a4(visit, part, tmp_path) -> None:
    printed = tmp_path / "report.pdf"
    visit.page.pdf(path=printed, prefer_css_page_size=True)
    said = subprocess.run(
        ["pdftotext", "-raw", str(printed), "-"], capture_output=True, text=True, check=True
    ).stdout
    joined = re.sub(r"\s+", "", said)
    for entry in part.listed:
        for fact in entry.evidence:
            assert fact.pointer in joined
    assert text("ru", "html.filter.unfold") not in said
    size = subprocess.run(["pdfinfo", str(printed)], capture_output=True, text=True, check=True)
    assert "(A4)" in size.stdout


def test_a_filtered_page_is_printed_as_it_is_shown(visit) -> None:
    visit.page.locator("select[name=verdict]").select_option("breached")
    visit.page.emulate_media(media="print")
    assert visit.page.locator(".status").is_visible()
    assert not visit.page.locator("#p1-undetermined").is_visible()
