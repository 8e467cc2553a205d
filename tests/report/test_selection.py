"""Requirements and verdicts are chosen by one grammar."""

from __future__ import annotations

import pytest

from checker.auditing.selection import SelectionError, choose, parse_selection
from checker.findings import Verdict


def chosen(law, *texts, reveal=True) -> list[str]:
    found = choose(parse_selection(texts), law, reveal=reveal)
    assert found is not None
    return [f"{one.rule.id}/{one.row.row}" if one.row else one.rule.id for one in found]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("rule:capacity-recorded", ["capacity-recorded"]),
        ("rule:capa*", ["capacity-recorded", "capable-recipient-signs"]),
        ("provision:1/12.3/deadline", ["stay-contract-signed-in-time"]),
        ("topic:plans", ["stay-contract-signed-in-time", "capable-recipient-signs"]),
        (
            "topic:order-1/chapter-2-residential/plans,severity:violation",
            ["stay-contract-signed-in-time"],
        ),
        ("severity:recommendation", ["premises-are-clean", "capable-recipient-signs"]),
    ],
)
def test_each_key_chooses(text, rules, law) -> None:
    assert set(chosen(law, text)) == set(rules)


def test_terms_of_one_key_are_alternatives(law) -> None:
    both = chosen(law, "rule:capacity-recorded", "rule:premises-are-clean")
    assert both == ["capacity-recorded", "premises-are-clean"]
    assert both == chosen(law, "rule:capacity-recorded,rule:premises-are-clean")


def test_acts_and_chapters_choose_whole(law) -> None:
    assert len(chosen(law, "act:order-1")) == len(law.program.compiled)
    assert chosen(law, "chapter:chapter-1-general") == chosen(
        law, "chapter:order-1/chapter-1-general"
    )


def test_one_row_can_be_chosen_when_all_is_revealed(law) -> None:
    row = "no-contraindication/convulsive_syndrome"
    assert chosen(law, f"rule:{row}") == [row]
    assert chosen(law, "provision:1/6.1/convulsive-syndrome") == [row]


def test_without_reveal_a_row_that_tells_a_diagnosis_brings_its_whole_clause(law) -> None:
    one = chosen(law, "provision:1/6.1/convulsive-syndrome", reveal=False)
    assert len(one) == 9
    assert one == chosen(law, "rule:no-frequent-seizures", reveal=False)


def test_verdicts_alone_choose_no_rules(law) -> None:
    selection = parse_selection(["verdict:not due,verdict:not-applicable", "verdict:met"])
    assert choose(selection, law) is None
    assert selection.verdicts == {Verdict.NOT_DUE, Verdict.NOT_APPLICABLE, Verdict.MET}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "cli.select.form"),
        ("plans", "cli.select.form"),
        ("rule:", "cli.select.form"),
        ("rules:x", "cli.select.unknown_near"),
        ("colour:x", "cli.select.unknown"),
        ("verdict:breach", "cli.select.unknown_near"),
        ("severity:zzz", "cli.select.unknown"),
        ("rule:capacity-recordet", "cli.select.unknown_near"),
        ("rule:zzz", "cli.select.unknown"),
        ("rule:premises-are-clean,topic:plans", "cli.select.nothing"),
    ],
)
def test_what_chooses_nothing_is_told(text, message, law) -> None:
    with pytest.raises(SelectionError) as told:
        choose(parse_selection([text]), law)
    assert told.value.message_id == message
