"""Conditions as lines a person writes: `anställda: 2–49`, `län: 04, 12`, or any sentence, its English after ` / `."""

import re
from collections.abc import Iterable

from endorr.catalogue.rules.eligibility import CODED, RANGES, Rule, RuleKind

_HEADS = {
    RuleKind.EMPLOYEES: "anställda",
    RuleKind.TURNOVER_SEK: "omsättning",
    RuleKind.AGE_YEARS: "ålder",
    RuleKind.EXPORT_PERCENT: "exportandel",
    RuleKind.COUNTY: "län",
    RuleKind.MUNICIPALITY: "kommun",
    RuleKind.SECTOR: "bransch",
    RuleKind.NOT_SECTOR: "inte bransch",
}
_KINDS = {head: kind for kind, head in _HEADS.items()}
_RANGE = re.compile(r"(\d*)[–-](\d*)")


def as_line(rule: Rule) -> str:
    """Return a rule as a line that `as_rule` reads back."""
    if rule.kind in RANGES:
        low, high = ("" if one is None else str(one) for one in (rule.low, rule.high))
        return f"{_HEADS[rule.kind]}: {low}–{high}"
    if rule.kind in CODED:
        return f"{_HEADS[rule.kind]}: {', '.join(rule.codes)}"
    return f"{rule.sv} / {rule.en}" if rule.en else rule.sv


def as_rule(line: str) -> Rule:
    """Return the rule a line means; what is neither a range nor codes is a sentence for a person to judge."""
    head, colon, rest = line.partition(":")
    kind = _KINDS.get(" ".join(head.casefold().split())) if colon else None
    told = re.sub(r"[\s\u00a0]", "", rest)
    if kind in RANGES and kind is not None and (found := _RANGE.fullmatch(told)):
        low, high = (int(one) if one else None for one in found.groups())
        return Rule(kind, low, high)
    if kind in CODED and kind is not None:
        return Rule(kind, codes=tuple(code for code in told.split(",") if code))
    sv, _slash, en = line.partition(" / ")
    return Rule(RuleKind.STATEMENT, sv=sv.strip(), en=en.strip())


def as_lines(rules: Iterable[Rule]) -> str:
    """Return rules one on each line."""
    return "\n".join(as_line(rule) for rule in rules)


def as_rules(text: str) -> tuple[Rule, ...]:
    """Return the rules of a text, one on each line that says something."""
    return tuple(as_rule(line.strip()) for line in text.splitlines() if line.strip())
