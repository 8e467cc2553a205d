"""Beside pseudonyms no number of a person's record leaves the program, whatever is brought."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from checker import api
from checker.api import Finding
from checker.auditing.identity import editions_on, institution_mark
from checker.cli.choices import Format
from checker.cli.start import run
from checker.findings import Verdict
from checker.packs.model import Checked
from checker.report.pseudonyms import HOUSE, NUMBERS
from checker.values import Sort
from checker.vocabulary.words import Vocabulary

from .canary import TYPES
from .conftest import the_law
from .forms import opened
from .renumbering import Renumbered, shortened

FIXTURES = Path(__file__).parents[2] / "fixtures" / "institutions"
ENDINGS = {
    Format.TEXT: "txt",
    Format.HTML: "html",
    Format.XLSX: "xlsx",
    Format.DOCX: "docx",
    Format.CSV: "csv",
    Format.JSON: "json",
    Format.MARKDOWN: "md",
    Format.JSONL: "jsonl",
    Format.SARIF: "sarif",
    Format.JUNIT: "xml",
    Format.GITLAB: "codequality.json",
}
FIXED = ("--engine", "plain", "--lang", "ru")
BOUND = {"legal_basis": "Решение", "issued_by": "Управление", "reason": "ремонт"}
_SLUG = re.compile("[^a-z0-9]+")
STANDS = {"from": "2026-01-01", "until": "2026-12-31"}


@cache
def sample(kind: str) -> Renumbered:
    """An institution with breaches of every kind, its records numbered anew."""
    file = FIXTURES / f"{kind.replace('_', '-')}-faulty.json"
    return Renumbered(shortened(json.loads(file.read_text(encoding="utf-8")), 4))


@cache
def found_in(kind: str) -> api.Audit:
    return api.audit(api.load_snapshot(sample(kind).document), the_law(), engine="plain")


def of_persons(kind: str) -> Iterator[Finding]:
    """The findings about records that have pseudonyms, by rules that have names."""
    for one in found_in(kind).everything():
        if one.rule is not None and one.subject.kind not in {*HOUSE, "institution"}:
            yield one


def waivers_of(kind: str) -> dict[str, Any]:
    """Waivers that are used, that expired, that find no subject, and one of somebody else."""
    rules = {one.rule.id: one.rule for one in the_law().program.compiled}
    content = sample(kind).document["institution"]
    waived: list[dict[str, Any]] = []
    for one in of_persons(kind):
        if one.verdict is Verdict.BREACHED and rules[one.rule or ""].waivable:
            key = one.subject.key
            row = {} if one.row is None else {"row": one.row}
            about = {"rule": one.rule, "subject": key, **row, **BOUND, **STANDS}
            told = {
                "name": f"case-{_SLUG.sub('-', key).strip('-')}-n{len(waived)}",
                "legal_basis": f"Решение по делу {key}",
            }
            waived.append({"institution": {"bin": content["bin"]}, **about, **told})
    first = waived[0]
    lapsed = {"from": "2025-01-01", "until": "2025-12-31"}
    waived.append(first | {"name": "lapsed"} | lapsed)
    basis = {"legal_basis": "Решение по делу zqk9999w"}
    waived.append(first | {"name": "strange-zqk9999w", "subject": "zqk9999w"} | basis)
    other = {"institution": {"bin": "991240000001"}, "subject": "zqk9999w/1"}
    waived.append(first | {"name": "other-zqk9999w"} | other | basis)
    return {"waivers_version": "1", "waivers": waived}


def attestations_of(kind: str) -> dict[str, Any]:
    """Words of an inspector on single records: some count, others differ from the program."""
    law, content = the_law(), sample(kind).document["institution"]
    compiled = {one.name: one for one in law.program.compiled}
    said = [
        {
            "rule": one.rule,
            "edition": editions_on([about], law.pack.acts, found_in(kind).as_of),
            "outcome": "breached",
            "day": "2026-02-20",
            "inspector": "Серик Болатов",
            "subject": one.subject.key,
            **({} if one.row is None else {"row": one.row}),
        }
        for one in of_persons(kind)
        if (about := compiled[one.rule or "", one.row]).rule.checked is not Checked.BY_PROGRAM
        and not about.rule.health
    ]
    strange = said[0] | {"subject": "zqk9997w"}
    told = [*islice(said, 0, None, max(1, len(said) // 40)), strange]
    mark = institution_mark(content)
    return {"attestation_version": "1", "institution": mark, "attestations": told}


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Run the command by the law that is loaded already; its code, and what its streams say."""
    law = the_law()
    monkeypatch.setattr(api, "load_law", lambda _=None: law)
    monkeypatch.chdir(tmp_path)
    Path("secret.key").write_bytes(b"0123456789abcdef0123456789abcdef")

    def call(*words: object) -> tuple[int, str]:
        code = run([str(word) for word in words])
        streams = capfd.readouterr()
        return code, streams.out + streams.err

    return call


def saved(name: str, content: object) -> str:
    """Write a file: YAML is told in signs that are JSON's, too."""
    dumped = json.dumps(content, ensure_ascii=False, indent=1)
    Path(name).write_text(dumped, encoding="utf-8")
    return name


def in_file(name: str) -> str:
    return opened(Path(name).read_bytes()).replace("\r\n ", "").replace("\n ", "")


@pytest.mark.parametrize("kind", TYPES)
def test_no_form_of_a_report_names_a_record_by_its_number(kind: str, command) -> None:
    words = [saved("one.json", sample(kind).document), *FIXED]
    words += ["--waivers", saved("waivers.yaml", waivers_of(kind))]
    words += ["--attest", saved("seen.yaml", attestations_of(kind))]
    words += ["--horizon", "1y", "--calendar", "terms.ics"]
    files = [f"report.{ending}" for ending in ENDINGS.values()]
    words += [word for file in files for word in ("--output", file)]
    code, said = command(*words, "--pseudonymise", "secret.key")
    assert code == 1, said
    assert sample(kind).told_by(said) == []
    told = {file: sample(kind).told_by(in_file(file)) for file in (*files, "terms.ics")}
    assert {file: numbers for file, numbers in told.items() if numbers} == {}
    report = json.loads(Path("report.json").read_text(encoding="utf-8"))
    assert all(report["waivers"][name] for name in ("used", "expired", "no_subject"))
    assert report["attestations"]["not_counted"]


@pytest.mark.parametrize("form", [Format.JSON, Format.JSONL])
@pytest.mark.parametrize("kind", TYPES)
def test_no_verdict_of_all_names_a_record_by_its_number(kind: str, form: Format, command) -> None:
    words = (saved("one.json", sample(kind).document), *FIXED, "--all", "--format", form)
    assert len(sample(kind).told_by(command(*words)[1])) > 10
    assert sample(kind).told_by(command(*words, "--pseudonymise", "secret.key")[1]) == []


def test_every_form_is_tried_here() -> None:
    assert {*ENDINGS, Format.GITHUB} == set(Format)


def test_annotations_name_no_record_by_its_number(command) -> None:
    file = saved("one.json", sample("residential").document)
    words = (file, *FIXED, "--format", Format.GITHUB)
    assert sample("residential").told_by(command(*words)[1])
    assert sample("residential").told_by(command(*words, "--pseudonymise", "secret.key")[1]) == []


@pytest.mark.parametrize("form", [Format.TEXT, Format.JSON, Format.HTML, Format.JSONL])
def test_what_names_none_of_several_institutions_tells_no_number(form: str, command) -> None:
    Path("set").mkdir()
    for kind in ("home", "temporary_stay"):
        saved(f"set/{kind}.json", sample(kind).document)
    words = ["set", *FIXED, "--format", form, "--pseudonymise", "secret.key"]
    words += ["--waivers", saved("waivers.yaml", waivers_of("home"))]
    words += ["--attest", saved("seen.yaml", attestations_of("residential"))]
    code, said = command(*words)
    assert code == 1
    assert "other-" in said
    assert sample("home").told_by(said) == []


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_a_comparison_of_two_such_reports_tells_no_number(form: str, command) -> None:
    before = sample("temporary_stay").document
    after = deepcopy(before)
    after["recipients"].pop(0)
    for name, document in (("before", before), ("after", after)):
        words = (saved(f"{name}-snapshot.json", document), *FIXED, "--output", f"{name}.json")
        command(*words, "--all", "--pseudonymise", "secret.key")
    code, said = command("compare", "before.json", "after.json", "--format", form)
    assert code in (0, 1, 4)
    assert len(said) > 1000
    assert sample("temporary_stay").told_by(said) == []


def test_a_verification_of_such_a_report_tells_no_number(command) -> None:
    kind = "temporary_stay"
    document = sample(kind).document
    key = ("--pseudonymise", "secret.key")
    command(saved("one.json", document), *FIXED, *key, "--output", "report.json")
    code, said = command("verify", "report.json", "one.json", *key)
    assert code == 0, said
    changed = deepcopy(document)
    changed["recipients"].pop(0)
    code, other = command("verify", "report.json", saved("two.json", changed), *key)
    assert code == 3
    assert sample(kind).told_by(said + other) == []


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("kind", TYPES)
def test_obligations_name_no_record_at_all(kind: str, form: str, command) -> None:
    file = saved("one.json", sample(kind).document)
    code, said = command("obligations", file, "--format", form)
    assert code == 0
    assert sample(kind).told_by(said) == []


def test_facts_that_are_keys_are_known_to_be_numbers(law: api.Law) -> None:
    words: Vocabulary = law.vocabulary
    keys = (f"{one.name}.{one.key}" for one in words.kinds.values() if one.name not in HOUSE)
    counted = {one for one in keys if one in words.words and words.words[one].sort is Sort.COUNT}
    assert counted
    assert counted <= NUMBERS <= set(words.words)
