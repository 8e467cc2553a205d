"""Rulesets stay clear of the sizes at which the native engine drops facts or crashes."""

from __future__ import annotations

import json

from checker.engine.durable_paths import Plan
from checker.engine.durable_rulesets import MAX_PROPERTIES, Names, fnv1a, shards_of
from checker.engine.durable_run import BATCH
from checker.engine.model import FALSE, Formula, Judgement


def test_ids_and_names_of_properties_never_share_a_hash() -> None:
    ids = [f"#{place}#" for place in range(BATCH + 1)]
    assert len({fnv1a(text) for text in [*ids, "sid-0"]}) == len(ids) + 1
    names = Names()
    given = [names[f"column{number}", False] for number in range(3000)]
    assert len({fnv1a(text) for text in [*given, "k", "id", "sid", "$s"]}) == 3004


def test_rulesets_stay_within_the_limits_of_the_native_engine() -> None:
    rules = [
        Judgement(f"r{n}", None, "room", ("leaf", f"c{n}", "eq", 1, True),
                  ("leaf", f"c{n}", "lt", f"d{n}", True), ("leaf", f"c{n}", "ge", 3, False), FALSE)
        for n in range(700)
    ]  # fmt: skip
    (shards,) = shards_of(Plan(rules), Names())
    for shard in shards:
        definition = json.loads(shard.definition)
        assert len(definition) <= 62
        assert len(shard.views) <= MAX_PROPERTIES - 3
        for name, rule in definition.items():
            asked = rule["all"][0]["m"]
            assert name == "y" or asked["$and"][0] == {"k": int(name != "z")}
            assert rule.get("cap", rule.get("count")) == 65_000


def test_rules_over_the_same_columns_come_into_one_ruleset() -> None:
    rules = [
        Judgement(f"r{n}", None, "room", ("leaf", f"c{n % 4}", "eq", n, True), *[FALSE] * 3)
        for n in range(200)
    ]
    (shards,) = shards_of(Plan(rules), Names())
    assert [len(shard.views) for shard in shards] == [2, 2, 2, 1]


def test_a_very_wide_conjunction_keeps_every_fact_narrow() -> None:
    wide: Formula = ("all", tuple(("leaf", f"c{n}", "ge", f"d{n}", True) for n in range(4000)))
    stages = shards_of(Plan([Judgement("wide", None, "room", wide, *[FALSE] * 3)]), Names())
    assert len(stages) == 3
    assert all(len(shard.views) <= MAX_PROPERTIES - 3 for shards in stages for shard in shards)
