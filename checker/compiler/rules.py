"""Compiling rules into judgements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from checker.compiler.conditions import Columns, all_of, any_of, certain
from checker.compiler.editions import (
    Reach,
    Regime,
    Span,
    reach_of,
    regime_code,
    regime_compute,
    spans_of,
)
from checker.compiler.forms import Requirement, compile_form
from checker.engine.model import Formula, Judgement
from checker.facts.columns import Computed
from checker.packs.model import AUDIT_DAY, NO_TEXTS, Act, Pack, Row, Rule, RuleEdition, Severity
from checker.packs.reads import words_of_rule
from checker.packs.requirements import Form
from checker.vocabulary.words import Texts, Vocabulary


@dataclass(frozen=True, slots=True)
class Variant:
    """One edition of a compiled rule or row."""

    edition: RuleEdition
    must: Form
    applies: tuple[Formula, Formula]
    """When it certainly applies, and when it certainly does not."""
    requirement: Requirement


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule or a row of it, with everything that explains its verdicts."""

    rule: Rule
    row: Row | None
    variants: tuple[Variant, ...]
    """In the order of the rule's editions: newest first."""
    regime: str
    """The column that says which edition judges a subject, and how firmly."""
    judgement: Judgement
    of_set: bool = False
    """Only several institutions judged as a set can show whether it is kept."""

    @property
    def name(self) -> tuple[str, str | None]:
        """The rule's id, and the row's where it is a row."""
        return self.rule.id, None if self.row is None else self.row.row

    @property
    def severity(self) -> Severity:
        """How grave a breach is: a row may say it for itself."""
        own = self.row.severity if self.row is not None else None
        return own or self.rule.severity

    @property
    def row_name(self) -> str | None:
        """The row's name; none where the rule has no rows."""
        return self.row.row if self.row is not None else None

    @property
    def row_title(self) -> Texts:
        """What the row is about; empty where the rule has no rows."""
        return self.row.title if self.row is not None else NO_TEXTS

    @property
    def provisions(self) -> tuple[str, ...]:
        """The provisions that this verdict is about."""
        return self.row.provisions if self.row is not None else self.rule.provisions


@dataclass(frozen=True, slots=True)
class Program:
    """A compiled pack."""

    compiled: tuple[Compiled, ...]
    computed: Mapping[str, Computed]


def compile_pack(pack: Pack, vocabulary: Vocabulary) -> Program:
    """Compile every rule and row of a pack."""
    return compile_rules(pack.rules, pack.acts, vocabulary)


def compile_rules(
    rules: Iterable[Rule], acts: Mapping[str, Act], vocabulary: Vocabulary
) -> Program:
    """Compile rules and rows."""
    columns = Columns(vocabulary)
    compiled = tuple(one for rule in rules for one in _compiled(rule, acts, columns))
    return Program(compiled, columns.computed)


def _compiled(rule: Rule, acts: Mapping[str, Act], columns: Columns) -> Iterator[Compiled]:
    words = columns.vocabulary.words
    of_set = any(words[name].of_set for name in words_of_rule(rule))
    for row in rule.rows or (None,):
        yield _compile(rule, row, acts[rule.place.act], columns, of_set=of_set)


def _compile(rule: Rule, row: Row | None, act: Act, columns: Columns, *, of_set: bool) -> Compiled:
    spans = spans_of(rule.editions, act.editions)
    regime = _regime_column(rule, spans, reach_of(act), columns)
    variants = tuple(
        _variant(rule, row, place, spans[place].in_force_by, columns) for place in range(len(spans))
    )
    judgement = Judgement(
        rule.id,
        row.row if row is not None else None,
        rule.about,
        *_formulas(rule, row, regime, variants),
    )
    return Compiled(rule, row, variants, regime, judgement, of_set)


def _regime_column(rule: Rule, spans: tuple[Span, ...], act: Reach, columns: Columns) -> str:
    name = f"edition on {rule.judged_as_of} of {act} {spans}"
    if rule.judged_as_of == AUDIT_DAY:
        return columns.add(
            f"{name} for {rule.about}",
            rule.about,
            (),
            regime_compute(spans, act, of_event=False),
        )
    inputs = (rule.judged_as_of,)
    kind = rule.judged_as_of.partition(".")[0]
    return columns.add(name, kind, inputs, regime_compute(spans, act, of_event=True))


def _variant(rule: Rule, row: Row | None, place: int, since: int, columns: Columns) -> Variant:
    edition = rule.editions[place]
    must = row.must if row is not None else edition.must
    assert must is not None
    name = f"{rule.id} {place}" + (f" row {row.row}" if row is not None else "")
    requirement = compile_form(must, rule.about, name, columns, since)
    conditions = [edition.applies_when, row.applies_when if row is not None else None]
    given = [condition for condition in conditions if condition is not None]
    applies = all_of(*(certain(condition, True, columns) for condition in given))
    fails = any_of(*(certain(condition, False, columns) for condition in given))
    return Variant(edition, must, (applies, fails), requirement)


def _formulas(
    rule: Rule, row: Row | None, regime: str, variants: tuple[Variant, ...]
) -> tuple[Formula, Formula, Formula, Formula]:
    """The formulas of not applicable, breached, met and not due."""
    accuses = not rule.indicator and not (row is not None and row.doubtful)
    na, breached, met, not_due = [], [], [], []
    for place, variant in enumerate(variants):
        applies, fails = variant.applies
        must = variant.requirement
        in_force = _regime(regime, place, Regime.IN_FORCE)
        firm = any_of(in_force, _regime(regime, place, Regime.PRESUMED))
        named = any_of(firm, _regime(regime, place, Regime.UNKNOWN))
        na.append(_regime(regime, place, Regime.NOT_YET))
        na.append(_regime(regime, place, Regime.REPEALED))
        na.append(fails if len(variants) == 1 else all_of(named, fails))
        na.append(all_of(firm, applies, must.dropped))
        if accuses:
            breached.append(all_of(in_force, applies, must.breached))
        met.append(all_of(firm, applies, must.met))
        not_due.append(all_of(firm, applies, must.pending))
    return any_of(*na), any_of(*breached), any_of(*met), any_of(*not_due)


def _regime(column: str, place: int, regime: Regime) -> Formula:
    return ("leaf", column, "eq", regime_code(place, regime), True)
