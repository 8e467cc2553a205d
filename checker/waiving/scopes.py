"""What a waiver can be for: the rules, rows and provisions of the packs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as with_default

from checker.auditing.identity import withheld_name
from checker.compiler.rules import Compiled
from checker.source.mistakes import Said, Sentence, nearest_word, shown
from checker.vocabulary.words import Texts


@dataclass(frozen=True, slots=True)
class Objection:
    """What does not fit in a waiver: in which field, and the sentence that says it."""

    field: str
    message: str
    values: Mapping[str, Said] = with_default(default_factory=dict)


class Scopes:
    """Rules, rows and provisions, by their names."""

    def __init__(self, compiled: Sequence[Compiled]) -> None:
        """Know these requirements."""
        self._rules: dict[str, list[Compiled]] = {}
        self._provisions: dict[str, list[Compiled]] = {}
        for one in compiled:
            self._rules.setdefault(one.rule.id, []).append(one)
            if (shared := withheld_name(one)) is not None:
                self._rules.setdefault(shared, []).append(one)
            for provision in one.provisions:
                self._provisions.setdefault(provision, []).append(one)

    def objections(
        self, rule: str | None, row: str | None, provision: str | None
    ) -> Iterator[Objection]:
        """Why there can be no waiver for this; nothing where there can."""
        if (rule is None) == (provision is None):
            yield Objection("provision" if provision else "", "waivers.read.one_scope")
        if rule is not None:
            yield from self._of_rule(rule, row)
        if provision is not None:
            yield from self._of_provision(provision)

    def _of_rule(self, rule: str, row: str | None) -> Iterator[Objection]:
        found = self._rules.get(rule)
        if found is None:
            yield _unknown("rule", rule, [name for name in self._rules if "/" not in name])
            return
        if found[0].rule.id == rule:
            yield from _withheld("rule", found)
        elif row is not None:
            yield Objection("row", "waivers.read.row_of_shared")
            row = None
        if row is not None and not found[0].rule.health:
            names = [one.row.row for one in found if one.row is not None]
            if row not in names:
                yield _unknown("row", row, names)
        yield from _not_waivable("rule", found)

    def _of_provision(self, provision: str) -> Iterator[Objection]:
        found = self._provisions.get(provision)
        if found is None:
            yield _unknown("provision", provision, list(self._provisions))
            return
        yield from _withheld("provision", found)
        yield from _not_waivable("provision", found)


def _withheld(field: str, found: Sequence[Compiled]) -> Iterator[Objection]:
    """One requirement about health is not waived by itself: the file would tell a diagnosis."""
    shared = dict.fromkeys(name for one in found if (name := withheld_name(one)) is not None)
    if shared:
        yield Objection(field, "waivers.read.withheld", {"names": ", ".join(shared)})


def _not_waivable(field: str, found: Sequence[Compiled]) -> Iterator[Objection]:
    for rule in {one.rule.id: one.rule for one in found if not one.rule.waivable}.values():
        title: Texts = rule.title
        said = Sentence(title["kk"], title["ru"], title["en"])
        if rule.health:
            said = Sentence(rule.clause, rule.clause, rule.clause)
        yield Objection(field, "waivers.read.not_waivable", {"title": said})


def _unknown(field: str, word: str, known: list[str]) -> Objection:
    near = nearest_word(word, known)
    message = f"waivers.read.unknown_{field}" + ("_near" if near else "")
    return Objection(field, message, {"word": shown(word, spaces=True), "near": near})
