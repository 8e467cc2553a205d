"""The draft of an inspection act: it accuses by paragraph, leaves room for answers, binds nobody."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.document import Document as Paper

from checker.auditing.result import AuditResult
from checker.findings import DecidedBy, Verdict
from checker.law import Law
from checker.packs.model import DutyOf, Severity
from checker.report.build import view_of_entries
from checker.report.document import Document, Part, Refused
from checker.report.entries import Entries
from checker.report.entry import Attested
from checker.report.formats.act_draft import render
from checker.report.formats.act_findings import paragraphs
from checker.report.sentences import Sentences
from checker.report.view import Attestations, RuleGroup, TopicGroup
from checker.source.mistakes import Mistake
from checker.texts import text

LANGS = ("kk", "ru", "en")
SECTIONS = (
    "institution", "basis", "examined", "violations", "attested", "open", "objections",
    "signatures",
)  # fmt: skip
REFUSED = Refused("b.json", (Mistake("b.json", 3, 7, "", "source.json.unterminated_text"),))
PERSONAL = (
    "Жұмабаев",
    "Ерлан",
    "150203900017",
    "Абай көшесі",
    "2015-02-03",
    "03.02.2015",
    "3 Feb 2015",
)
SEEN = Attested(
    outcome=Verdict.BREACHED, day=date(2026, 2, 20), by=None, file="sheet.xlsx", sheet="Rows",
    line=4, remark=None, evidence_file=None, decides=True,
)  # fmt: skip


def part_of(result: AuditResult) -> Part:
    view = view_of_entries(Entries(result, reveal=False))
    return Part(view, view.listed, 1, {})


def renamed(part: Part, name: str) -> Part:
    header = replace(part.view.header, institution=name)
    return replace(part, view=replace(part.view, header=header))


@pytest.fixture
def part(audited: Callable[..., AuditResult], institution: dict[str, Any]) -> Part:
    return part_of(audited(institution))


@pytest.fixture
def rendered(law: Law) -> Callable[..., bytes]:
    def run(*parts: Part, lang: str = "en", refused: tuple[Refused, ...] = ()) -> bytes:
        return b"".join(render(Document(parts, refused, 1, lang), law))

    return run


@pytest.fixture
def opened(rendered: Callable[..., bytes]) -> Callable[..., Paper]:
    return lambda *parts, **more: docx.Document(BytesIO(rendered(*parts, **more)))


def lines_of(paper: Paper) -> list[str]:
    """Every paragraph, those of tables too, in their order."""
    return list(_lines(paper))


def _lines(paper: Paper) -> Iterator[str]:
    for block in paper.iter_inner_content():
        if isinstance(block, docx.table.Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.text.split("\n")
        else:
            yield block.text


def headings_of(paper: Paper) -> list[str]:
    return [one.text for one in paper.paragraphs if one.style.name == "Heading 1"]


@pytest.mark.parametrize("lang", LANGS)
def test_its_sections_are_those_of_an_act(lang, part, opened) -> None:
    headings = headings_of(opened(part, lang=lang))
    named = [text(lang, f"office.act.section.{name}") for name in SECTIONS]
    assert [one for one in (head.partition(". ")[2] for head in headings) if one in named] == named
    assert [head.partition(".")[0] for head in headings] == [
        str(number) for number in range(1, len(headings) + 1)
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_says_that_it_is_a_draft_and_not_a_decision(lang, part, opened) -> None:
    paper = opened(renamed(part, "A"), renamed(part, "B"), lang=lang)
    for section in paper.sections:
        assert section.header.paragraphs[0].text == text(lang, "office.act.header")
    assert text(lang, "office.act.notice") in lines_of(paper)


def test_the_institution_and_the_acts_are_named(part, opened) -> None:
    lines = lines_of(opened(part))
    assert "«Үміт» орталығы" in lines
    assert "991240000001" in lines
    assert any(line.startswith("Order No. 1 of 01.01.2023 (") for line in lines)


@pytest.mark.parametrize("lang", LANGS)
def test_every_breach_is_told_with_its_paragraph_and_its_remedy(lang, part, law, opened) -> None:
    say = Sentences(law, lang)
    lines = lines_of(opened(part, lang=lang))
    breached = [entry for entry in part.view.listed if entry.verdict is Verdict.BREACHED]
    assert breached
    for entry in breached:
        assert any(line.endswith(say.cite(entry)) for line in lines)
        assert say.subject(entry.subject) in lines
        assert say.breach(entry) in lines
        assert entry.withheld or any(line.endswith(say.remedy(entry)) for line in lines)


def test_every_violation_has_a_term_to_be_filled_in(part, opened) -> None:
    lines = lines_of(opened(part))
    rules = [rule for topic in part.view.breaches for rule in topic.rules]
    violations = sum(rule.first.severity is Severity.VIOLATION for rule in rules)
    assert lines.count(text("en", "office.act.term")) == violations > 0


def test_a_computed_term_stands_beside_its_evidence(part, opened) -> None:
    lines = lines_of(opened(part))
    assert any(line.endswith(" days late") for line in lines)
    assert any(line.endswith(": 20 Jan 2026") for line in lines)


def test_paragraphs_stand_in_the_order_of_the_act(part, law) -> None:
    first = next(rule.first for topic in part.view.breaches for rule in topic.rules)
    clauses = ("app10", "12.3", "4-2", "app1", "12.1", "4", "6")
    groups = tuple(
        TopicGroup({}, (RuleGroup((replace(first, clause=clause, rule=clause),)),))
        for clause in clauses
    )
    found = paragraphs(groups, (first.severity,), law)
    assert [one.clause for one in found] == ["4", "4-2", "6", "12.1", "12.3", "app1", "app10"]


def test_requirements_of_one_paragraph_stand_together(part, law) -> None:
    first = next(rule.first for topic in part.view.breaches for rule in topic.rules)
    groups = tuple(
        TopicGroup({}, (RuleGroup((replace(first, clause=clause, rule=rule),)),))
        for rule, clause in (("a", "4"), ("b", "5"), ("c", "4"))
    )
    (fourth, fifth) = paragraphs(groups, (first.severity,), law)
    assert [rule.first.rule for rule in fourth.rules] == ["a", "c"]
    assert [rule.first.rule for rule in fifth.rules] == ["b"]


def test_other_bodies_duties_are_kept_apart(part, opened) -> None:
    others = {DutyOf.FOUNDER: part.view.breaches}
    moved = replace(part, view=replace(part.view, breaches=(), others=others))
    lines = lines_of(opened(moved))
    at = lines.index(text("en", "office.act.others"))
    assert text("en", "office.act.no_breaches") in lines[:at]
    assert text("en", "office.act.term") not in lines


def test_recommendations_are_no_violations(part, opened) -> None:
    def softened(group: RuleGroup) -> RuleGroup:
        milder = (replace(one, severity=Severity.RECOMMENDATION) for one in group.entries)
        return RuleGroup(tuple(milder))

    topics = tuple(
        replace(topic, rules=tuple(map(softened, topic.rules))) for topic in part.view.breaches
    )
    paper = opened(replace(part, view=replace(part.view, breaches=topics)))
    assert any(head.endswith("Recommendations and notes") for head in headings_of(paper))
    assert text("en", "office.act.no_breaches") in lines_of(paper)
    assert text("en", "office.act.term") not in lines_of(paper)


def test_breaches_that_were_not_selected_are_owned(part, opened) -> None:
    bare = replace(part, view=replace(part.view, breaches=(), listed=()), listed=())
    lines = lines_of(opened(bare))
    number = part.view.totals[Verdict.BREACHED]
    assert text("en", "office.act.unlisted", number=number) in lines
    assert text("en", "office.act.no_breaches") not in lines


def test_attestations_are_told_as_such(part, opened) -> None:
    first = next(one for one in part.listed if one.verdict is Verdict.BREACHED)
    seen = replace(first, attested=SEEN, decided_by=DecidedBy.PERSON)
    told = Attestations(counted=3, verdicts=4)
    attested = replace(part, listed=(seen,), view=replace(part.view, attestations=told))
    lines = lines_of(opened(attested))
    assert text("en", "report.attested.count", number=3, verdicts=4) in lines
    assert any("inspector, 20 Feb 2026" in line for line in lines)


def test_a_tolerated_breach_says_why(part, opened, law) -> None:
    (topic, *others) = part.view.breaches
    (rule, *more) = topic.rules
    known = RuleGroup((replace(rule.first, known=True), *rule.entries[1:]))
    breaches = (replace(topic, rules=(known, *more)), *others)
    lines = lines_of(opened(replace(part, view=replace(part.view, breaches=breaches))))
    assert lines.count(next(iter(Sentences(law, "en").excuse(known.first)))) == 1


def test_there_is_room_for_objections_and_signatures(part, opened) -> None:
    paper = opened(part)
    *_, signatures = paper.tables
    assert [row.cells[0].text for row in signatures.rows] == [
        "Who",
        "Inspector",
        "Inspector",
        "Acquainted with the act (head or representative of the institution)",
        "Received a copy of the act",
    ]
    blank = [one for one in paper.paragraphs if one.text.strip(" ") == "\t"]
    assert len(blank) >= 8


def test_what_is_left_open_is_counted(part, opened) -> None:
    number = part.view.totals[Verdict.UNDETERMINED]
    said = text("en", "office.act.open.undetermined", number=number)
    assert said in lines_of(opened(part))


def test_acts_of_several_institutions_follow_one_another(part, opened) -> None:
    paper = opened(renamed(part, "First"), renamed(part, "Second"))
    assert len(paper.sections) == 2
    footers = [section.footer.paragraphs[0].text for section in paper.sections]
    assert [footer.partition(".")[0] for footer in footers] == ["First", "Second"]
    starts = [section._sectPr.xpath("./w:pgNumType/@w:start") for section in paper.sections]
    assert starts == [["1"], ["1"]]


@pytest.mark.parametrize("lang", LANGS)
def test_refused_files_are_named_with_their_mistakes(lang, part, opened) -> None:
    for parts in ((part,), ()):
        lines = lines_of(opened(*parts, lang=lang, refused=(REFUSED,)))
        assert "b.json" in lines
        assert f"– {REFUSED.mistakes[0].say(lang)}" in lines


def test_nothing_personal_stands_in_it(part, rendered) -> None:
    for lang in LANGS:
        with zipfile.ZipFile(BytesIO(rendered(part, lang=lang))) as archive:
            texts = [name for name in archive.namelist() if name.endswith(".xml")]
            told = "\n".join(archive.read(name).decode() for name in texts)
        assert not [secret for secret in PERSONAL if secret in told]
        assert "irreversible" not in told


def test_a_withheld_requirement_names_no_option_of_the_program(
    institution, audited, opened
) -> None:
    institution["recipients"][1]["contraindications"] = [{"code": "acute_psychotic_symptoms"}]
    part = part_of(audited(institution))
    assert any(entry.withheld for entry in part.listed if entry.verdict is Verdict.BREACHED)
    lines = lines_of(opened(part))
    assert any(line.endswith(text("en", "office.act.withheld")) for line in lines)
    assert not [line for line in lines if "--reveal" in line]


def test_control_characters_of_a_name_are_replaced(part, opened) -> None:
    assert "a\ufffdb\ufffdc" in lines_of(opened(renamed(part, "a\u0007b\u001bc")))


@pytest.mark.parametrize(("lang", "spoken"), [("kk", "kk-KZ"), ("ru", "ru-RU"), ("en", "en-GB")])
def test_an_office_program_knows_its_language(lang, spoken, part, opened) -> None:
    paper = opened(part, lang=lang)
    assert paper.styles.element.xpath("//w:lang/@w:val") == [spoken]
    assert paper.core_properties.language == lang


def test_the_same_report_gives_the_same_bytes(part, rendered) -> None:
    assert rendered(part) == rendered(part)


def test_the_draft_bears_the_audits_day(part, opened) -> None:
    properties = opened(part).core_properties
    days = {moment.date() for moment in (properties.created, properties.modified)}
    assert days == {part.view.header.as_of}
    assert isinstance(properties.created, datetime)
