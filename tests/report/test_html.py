"""The page for a browser, as it is written: complete in itself, escaped, in three languages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from string import Formatter
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from tinyhtml5.parser import HTMLParser

from checker.auditing.horizon import look_ahead
from checker.auditing.judging import EngineChoice
from checker.auditing.reading import read_snapshot
from checker.auditing.result import AuditResult, audit
from checker.auditing.snapshot import Snapshot
from checker.auditing.waivers import WaiverStanding
from checker.findings import Verdict
from checker.law import Law, load_law
from checker.packs.model import Severity
from checker.report.build import view_of_entries
from checker.report.document import Document, Elsewhere, Part, Refused
from checker.report.entries import Entries
from checker.report.entry import Attested, Waived
from checker.report.excused import AgainstBaseline, Excuses, WaiverTold
from checker.report.formats.html import charts
from checker.report.formats.html.page import TEMPLATES, render
from checker.report.receipt import Given, Receipt
from checker.report.view import Banner
from checker.source.mistakes import Mistake
from checker.texts import LANGUAGES, messages, text

FIXTURES = Path(__file__).parents[2] / "fixtures" / "institutions"
NAMED = (("word", "name"), ("first", 2))
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def real_law() -> Law:
    return load_law()


@pytest.fixture(scope="module")
def faulty(real_law: Law) -> Part:
    file = FIXTURES / "residential-faulty.json"
    snapshot = read_snapshot(file.read_bytes(), file.name)
    return part_of(audit(snapshot, real_law, engine=EngineChoice.PLAIN))


def part_of(result: AuditResult, *, reveal: bool = False, everything: bool = False) -> Part:
    entries = Entries(result, reveal=reveal)
    view = view_of_entries(entries)
    listed = tuple(entries.everything()) if everything else view.listed
    return Part(view, listed, 1, {})


def page(law: Law, *parts: Part, lang: str = "ru", refused: tuple[Refused, ...] = ()) -> str:
    document = Document(parts, refused, 1, lang, Receipt({"select": ["app1"], "reveal": False}))
    return b"".join(render(document, law)).decode()


def tree(written: str) -> Element:
    parser = HTMLParser()
    root: Element = parser.parse(written)
    assert parser.errors == []
    return root


def elements(root: Element, name: str, kind: str = "") -> list[Element]:
    return [
        one
        for one in root.iter(f"{XHTML}{name}")
        if not kind or kind in (one.get("class") or "").split()
    ]


def words(element: Element, lang: str) -> str:
    """What a reader of one language reads."""
    own = element.get("lang")
    if element.tag != f"{XHTML}html" and own not in (None, lang):
        return element.tail or ""
    inner = (element.text or "") + "".join(words(one, lang) for one in element)
    return inner + (element.tail or "")


def test_the_page_is_valid_html(faulty, real_law) -> None:
    tree(page(real_law, faulty))


def test_several_institutions_and_refused_files_stand_on_one_valid_page(
    faulty, real_law, law, audited, institution
) -> None:
    mistake = Mistake("other.json", 3, 7, "", "source.duplicate_name", NAMED)
    refused = (Refused("other.json", (mistake,)), Refused("third.json", (), "KeyError <x>"))
    root = tree(page(real_law, faulty, faulty, refused=refused))
    assert [one.get("id") for one in elements(root, "article")] == ["p1", "p2"]
    said = words(root, "en")
    assert "other.json:3:7" in said
    assert "KeyError <x>" in said


def test_a_page_of_refused_files_alone_is_valid(law) -> None:
    root = tree(page(law, refused=(Refused("x.json", (), "failed"),)))
    assert elements(root, "article") == []
    assert "x.json" in words(root, "kk")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_about_no_institution_stands_at_the_end(lang, faulty, real_law) -> None:
    day = date(2026, 1, 10)
    waived = Waived("of-another", "Department", "Decision No. 5", day, day, None)
    standing = WaiverStanding.OTHER_INSTITUTION
    elsewhere = Elsewhere(
        (Attested(Verdict.MET, day, None, "seen.yaml", "", 4, None, None, decides=False),),
        (WaiverTold(standing, waived, 0, "waivers.yaml", "", 3),),
    )
    document = Document((faulty, faulty), (), 1, "ru", elsewhere=elsewhere)
    root = tree(b"".join(render(document, real_law)).decode())
    targets = {str(one.get("href")) for one in elements(root, "a")}
    sections = {one.get("id"): words(one, lang) for one in elements(root, "section", "left")}
    assert {f"#{name}" for name in sections} <= targets
    assert text(lang, "report.attested.lines", file="seen.yaml", rows="4") in sections["elsewhere"]
    told = sections["waivers-elsewhere"]
    assert text(lang, "report.section.waivers_elsewhere") in told
    assert text(lang, f"report.waiver.{standing}") in told
    assert text(lang, "report.attested.line", file="waivers.yaml", row="3") in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_tolerates_breaches_is_told_with_their_number(lang, faulty, real_law) -> None:
    day = date(2026, 1, 10)
    waived = Waived("old-one", "Department", "Decision No. 5", day, day, None)
    told = WaiverTold(WaiverStanding.EXPIRED, waived, 0, "waivers.xlsx", "Waivers", 3)
    excuses = Excuses(2, 1, (told,), AgainstBaseline(listed=False, new=7, mended=()))
    root = tree(page(real_law, replace(faulty, view=replace(faulty.view, excuses=excuses))))
    said = words(root, lang)
    number = f"{text(lang, 'report.section.breaches')}: {faulty.view.own_breaches}. "
    assert number + text(lang, "report.excuse.waived_count", number=2) in said
    assert text(lang, "report.excuse.known_count", number=1) in said
    assert text(lang, "report.excuse.new_count", number=7) in said
    assert text(lang, "report.waiver.expired") in said
    assert "old-one" in said
    assert text(lang, "report.excuse.not_listed") in said


def test_of_very_many_mistakes_the_first_are_told_and_the_rest_counted(law) -> None:
    mistake = Mistake("x.json", 1, 1, "", "source.duplicate_name", NAMED)
    root = tree(page(law, refused=(Refused("x.json", (mistake,) * 205),)))
    assert words(root, "en").count("x.json:1:1") == 200
    assert "and 5 more" in words(root, "en")


def test_no_identifier_stands_twice(faulty, real_law) -> None:
    named = [one.get("id") for one in tree(page(real_law, faulty, faulty)).iter() if one.get("id")]
    assert len(named) == len(set(named))


def test_every_inner_link_leads_somewhere(faulty, real_law) -> None:
    root = tree(page(real_law, faulty, faulty))
    named = {one.get("id") for one in root.iter()}
    targets = {str(one.get("href")) for one in elements(root, "a")}
    assert {one[1:] for one in targets} <= named
    assert all(one.startswith("#") for one in targets)


def test_headings_do_not_skip_a_level(faulty, real_law) -> None:
    root = tree(page(real_law, faulty))
    levels = [
        int(one.tag[-1])
        for one in root.iter()
        if isinstance(one.tag, str) and re.fullmatch(rf"{re.escape(XHTML)}h[1-6]", one.tag)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_name_is_never_markup(law, audited, institution) -> None:
    institution["institution"]["name"] = "<script>alert(1)</script> & \"'><img src=x>"
    written = page(law, part_of(audited(institution)))
    assert "<script>alert" not in written
    assert "<img" not in written
    assert "<script>alert(1)</script> & \"'><img src=x>" in words(tree(written), "ru")


def test_everything_shown_is_escaped(faulty, real_law) -> None:
    """Texts, keys, pointers and titles that hold markup come out as text."""
    evil = "</script></style><b title='x'>\"&"
    entry = faulty.listed[0]
    fact = replace(entry.evidence[0], value=evil, pointer=f"/{evil}")
    texts = dict.fromkeys(LANGUAGES, evil)
    listed = tuple(
        replace(
            entry,
            verdict=verdict,
            title=texts,
            row_title=texts,
            remedy=texts,
            reading=texts,
            template=texts,
            provisions=(evil,),
            subject=replace(entry.subject, key=evil, pointer=f"/recipients/0/{evil}"),
            evidence=(fact,),
        )
        for verdict in Verdict
    )
    view = replace(
        faulty.view, header=replace(faulty.view.header, file=evil, number=evil, institution=evil)
    )
    written = page(real_law, replace(faulty, view=view, listed=listed))
    assert "<b title" not in written
    assert written.count("</style>") == written.count("</script>") == 1
    tree(written)


def test_nothing_is_fetched_from_anywhere(faulty, real_law) -> None:
    written = page(real_law, faulty)
    assert not re.search(r"https?:|//[a-z]|url\(|@import|<link|<img|<iframe", written)
    assert not re.search(r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|localStorage", written)


def test_the_policy_allows_the_pages_own_style_and_script_alone(faulty, real_law) -> None:
    root = tree(page(real_law, faulty))
    (policy,) = (
        one.get("content") for one in elements(root, "meta") if one.get("http-equiv") is not None
    )
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not [one for one in root.iter() if one.get("style")]
    handlers = [name for one in root.iter() for name in one.attrib if name.startswith("on")]
    assert handlers == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_holds_each_language_and_begins_with_the_users(lang, faulty, real_law) -> None:
    root = tree(page(real_law, faulty, lang=lang))
    assert root.get("lang") == lang
    (title,) = elements(root, "title")
    assert text(lang, "report.head.title") in (title.text or "")
    (chosen,) = (one for one in elements(root, "input") if one.get("checked") is not None)
    assert chosen.get("value") == lang
    for other in LANGUAGES:
        said = words(root, other)
        assert text(other, "report.section.breaches") in said
        assert text(other, "html.timeline") in said
        for look in faulty.view.inspector:
            assert look.look_at[other] in said
        for entry in faulty.listed:
            assert entry.title[other] in said
            assert entry.remedy.get(other, "") in said or entry.verdict is not Verdict.BREACHED


def test_no_language_is_read_inside_another(faulty, real_law) -> None:
    for one in tree(page(real_law, faulty)).iter():
        if one.get("lang") and one.tag != f"{XHTML}html":
            assert not [inner for inner in one.iter() if inner is not one and inner.get("lang")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_banner_stands_above_the_summary(lang, faulty, real_law) -> None:
    header = replace(faulty.view.header, banners=tuple(Banner))
    written = page(real_law, replace(faulty, view=replace(faulty.view, header=header)))
    said = [words(one, lang).strip() for one in elements(tree(written), "p", "banner")]
    assert said == [text(lang, f"report.banner.{one}") for one in Banner]


def test_the_page_counts_what_the_view_counts(faulty, real_law) -> None:
    root = tree(page(real_law, faulty))
    (tiles,) = elements(root, "ul", "tiles")
    numbers = {
        verdict: int(words(next(li.iter(f"{XHTML}b")), "ru").replace("\N{NO-BREAK SPACE}", ""))
        for verdict in Verdict
        for li in tiles
        if f"v-{verdict}" in (li.get("class") or "")
    }
    assert numbers == dict(faulty.view.totals)
    for verdict in Verdict:
        cards = elements(root, "details", f"v-{verdict}")
        shown = sum(len([one for one in card.iter() if "data-r" in one.attrib]) for card in cards)
        assert shown == sum(entry.verdict is verdict for entry in faulty.listed)


def test_the_table_has_every_topic_in_which_anything_applies(faulty, real_law) -> None:
    root = tree(page(real_law, faulty))
    table = elements(root, "table", "numbers")[0]
    rows = [
        (words(row[0], "en").strip(), [cell.text for cell in row[1:]])
        for row in table.iter(f"{XHTML}tr")
        if row[0].get("scope") == "row"
    ]
    idle = 0
    for one in faulty.view.counts:
        if any(one.counts[verdict] for verdict in charts.DRAWN):
            shown = [str(one.counts[verdict] or "–") for verdict in charts.ORDER]
            assert (one.title["en"], shown) in rows
        else:
            idle += 1
    assert text("en", "html.idle", number=idle) in words(root, "en")
    totals = [str(faulty.view.totals[verdict]) for verdict in charts.ORDER]
    assert rows[-1] == ("Total", totals)


def test_bars_are_as_wide_as_the_picture_and_hide_nothing() -> None:
    counts = dict.fromkeys(Verdict, 0) | {Verdict.MET: 9990, Verdict.BREACHED: 1}
    pieces = charts.pieces_of(counts)
    assert [one.verdict for one in pieces] == [Verdict.BREACHED, Verdict.MET]
    assert sum(one.width for one in pieces) == pytest.approx(100)
    assert min(one.width for one in pieces) == 1.5
    assert charts.pieces_of(dict.fromkeys(Verdict, 0) | {Verdict.NOT_APPLICABLE: 5}) == ()


def test_staff_norms_stand_against_what_is_on_the_schedule(faulty, real_law) -> None:
    said = words(tree(page(real_law, faulty)), "en")
    assert text("en", "html.staff") in said
    row = re.search(r"Psychologist.*?1\s*0\.5\s*0\.5", said, re.DOTALL)
    assert row is not None


def test_terms_stand_on_the_timeline_with_their_days(faulty, real_law) -> None:
    root = tree(page(real_law, faulty))
    (table,) = elements(root, "table", "days")
    dated = [
        entry
        for entry in faulty.listed
        if entry.verdict in (Verdict.BREACHED, Verdict.NOT_DUE)
        and entry.computed is not None
        and (entry.computed.due_on or entry.computed.lenient_on)
    ]
    rows = list(table.iter(f"{XHTML}tr"))[1:]
    assert sum(int(row[-1].text or "") for row in rows) == len(dated)
    assert "12 Mar 2026" in words(table, "en")
    assert "12.03.2026" in words(table, "kk")


def test_what_lies_ahead_is_told_day_by_day() -> None:
    later = load_law(Path(__file__).parents[1] / "audit" / "later_rules")
    document = {
        "snapshot_version": "1",
        "taken_on": "2026-03-02",
        "institution": {"name": "A", "bin": "991240000001", "type": "residential"},
        "recipients": [
            {
                "file_number": "7/2026",
                "birth_date": "2008-05-17",
                "sex": "female",
                "contraindications": [],
                "disability": {"group": None},
                "stays": [{"number": "1", "admitted_on": "2026-02-26", "contract": None}],
            }
        ],
    }
    result = judged(document, later)
    horizon = look_ahead(result.judged, date(2026, 12, 31))
    root = tree(page(later, part_of(replace(result, horizon=horizon))))
    assert [one for one in root.iter() if one.get("id") == "p1-horizon"]
    said = words(root, "en")
    assert text("en", "horizon.span", until="31 Dec 2026", number=horizon.days) in said
    assert "12 Mar 2026" in said


def judged(document: dict[str, Any], law: Law) -> AuditResult:
    return audit(Snapshot("house.json", document, "0" * 64), law, engine=EngineChoice.PLAIN)


def test_personal_and_health_data_stay_away(law, audited, institution) -> None:
    written = page(law, part_of(audited(institution), everything=True))
    for secret in (
        "Жұмабаев",
        "150203900017",
        "Абай көшесі",
        "2015-02-03",
        "03.02.2015",
        "3 Feb 2015",
    ):
        assert secret not in written
    assert "irreversible_hydrocephalus" not in written


def test_two_diagnoses_give_the_same_page(law, audited, institution) -> None:
    pages = []
    for code in ("epilepsy_frequent_seizures", "acute_psychotic_symptoms"):
        institution["recipients"][1]["contraindications"] = [{"code": code}]
        institution["recipients"][1]["medical"] = {"seizures_per_month": 7}
        result = audited(institution)
        pages.append(page(law, part_of(result)).replace(result.judged.snapshot.digest, ""))
    assert pages[0] == pages[1]
    assert "A contraindication of 6(1)" in pages[0]


def test_everything_is_listed_when_everything_was_asked_for(law, audited, institution) -> None:
    part = part_of(audited(institution), everything=True)
    root = tree(page(law, part))
    assert len([one for one in root.iter() if "data-r" in one.attrib]) == len(part.listed)
    assert text("en", "html.unlisted") not in words(root, "en")


def test_a_filter_offers_what_there_is_and_no_more(faulty, real_law) -> None:
    root = tree(page(real_law, faulty))
    offered = {
        str(select.get("name")): {str(one.get("value")) for one in select.iter(f"{XHTML}option")}
        for select in elements(root, "select")
    }
    cards = elements(root, "details", "card")
    for name in ("topic", "severity", "verdict"):
        assert offered[name] == {"", *(str(card.get(f"data-{name}")) for card in cards)}
    assert offered["severity"] <= {"", *Severity}


def test_the_same_audit_gives_the_same_page(faulty, real_law) -> None:
    assert page(real_law, faulty) == page(real_law, faulty)


def test_options_that_were_given_are_told(faulty, real_law) -> None:
    said = words(tree(page(real_law, faulty)), "en")
    assert re.search(r"select\s*app1", said)
    assert not re.search(r"^reveal", said, re.MULTILINE)


def test_files_that_were_brought_are_told_with_their_digests(faulty, real_law) -> None:
    receipt = Receipt(waivers=(Given("w.yaml", "ab" * 32),), attestations=(Given("<a>", "c" * 64),))
    document = Document((faulty,), (), 1, "ru", receipt)
    said = words(tree(b"".join(render(document, real_law)).decode()), "ru")
    assert f"w.yaml: {'ab' * 32}" in said
    assert f"<a>: {'c' * 64}" in said
    assert text("ru", "report.head.options") not in said


def test_a_large_institution_stays_a_light_page(faulty, real_law) -> None:
    """Three hundred findings of an institution with hundreds of recipients."""
    listed = (faulty.listed * 3)[:300]
    assert len(page(real_law, replace(faulty, listed=listed))) < 3_000_000


def test_thousands_that_wait_for_data_stand_as_one_where_they_say_the_same(real_law) -> None:
    file = FIXTURES / "residential-half-recorded.json"
    snapshot = read_snapshot(file.read_bytes(), file.name)
    part = part_of(audit(snapshot, real_law, engine=EngineChoice.PLAIN))
    written = page(real_law, part)
    assert len(re.findall(r'data-r="', written)) == len(part.listed)
    assert len(written.encode()) < 700 * len(part.listed)


def test_the_templates_say_what_is_in_the_catalogue_and_leave_nothing_unsaid() -> None:
    code = "\n".join(
        file.read_text(encoding="utf-8")
        for folder, ending in ((TEMPLATES, "*.html"), (TEMPLATES.parent, "*.py"))
        for file in sorted(folder.glob(ending))
    )
    said = set(re.findall(r'own\("([a-z_.]+)"[,)]', code))
    begun = re.findall(r'own\("([a-z_.]+\.)" ~', code)
    named = {message[5:] for message in map(name_of, messages("en")) if message.startswith("html.")}
    by_name = {"staff", "amounts", "evidence", "missing"}
    assert said <= named
    left = {one for one in named - said - by_name if not one.startswith(tuple(begun))}
    assert left == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_of_the_page_need_what_they_are_given(lang) -> None:
    given = {"number", "title", "institution", "row", "first", "second", "day", "outcome"}
    for message in messages(lang):
        if name_of(message).startswith("html."):
            sentence = message.string if isinstance(message.string, str) else message.string[0]
            fields = {name for _, name, _, _ in Formatter().parse(sentence) if name}
            assert fields <= given


def name_of(message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def test_a_reader_without_scripts_reads_everything_but_the_filters(faulty, real_law) -> None:
    root = tree(page(real_law, faulty))
    (form,) = elements(root, "form")
    assert form.get("hidden") is not None
    hidden = [one for one in root.iter() if one.get("hidden") is not None]
    assert {one.get("class") for one in hidden} == {"filters", "nothing"}


def test_pictures_have_their_numbers_in_words(faulty, real_law) -> None:
    """Every picture is hidden from a screen reader and stands in a table or beside its text."""
    root = tree(page(real_law, faulty))
    for one in root.iter("{http://www.w3.org/2000/svg}svg"):
        hidden = one.get("aria-hidden") == "true"
        assert hidden or any(one in list(parent.iter()) for parent in elements(root, "p", "legend"))
