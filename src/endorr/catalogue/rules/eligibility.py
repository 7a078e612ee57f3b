"""Who a service is for, as rules that are data: each answers yes, no or unknown, and unknown never excludes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Answer(StrEnum):
    """What one rule, or all rules together, say of a company."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class RuleKind(StrEnum):
    """What a rule looks at; a `statement` is for a person to judge, and so unknown until somebody answers it."""

    EMPLOYEES = "employees"
    TURNOVER_SEK = "turnover_sek"
    AGE_YEARS = "age_years"
    EXPORT_PERCENT = "export_percent"
    COUNTY = "county"
    MUNICIPALITY = "municipality"
    SECTOR = "sector"
    NOT_SECTOR = "not_sector"
    STATEMENT = "statement"


RANGES = frozenset({RuleKind.EMPLOYEES, RuleKind.TURNOVER_SEK, RuleKind.AGE_YEARS, RuleKind.EXPORT_PERCENT})
CODED = frozenset({RuleKind.COUNTY, RuleKind.MUNICIPALITY, RuleKind.SECTOR, RuleKind.NOT_SECTOR})


@dataclass(frozen=True, slots=True)
class Rule:
    """One condition: bounds for what is counted (inclusive), codes for what is listed, a sentence for what is judged.

    Turnover is in whole kronor of the last accounts, employees are full-time equivalents, ages are whole years.
    """

    kind: RuleKind
    low: int | None = None
    high: int | None = None
    codes: tuple[str, ...] = ()
    sv: str = ""
    en: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The rule as stored: only what is said."""
        said = {"low": self.low, "high": self.high, "codes": list(self.codes), "sv": self.sv, "en": self.en}
        return {"kind": self.kind.value, **{name: value for name, value in said.items() if value not in (None, [], "")}}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Rule":
        """Read a rule back; raises ValueError for an unknown kind."""
        return cls(
            RuleKind(stored["kind"]),
            stored.get("low"),
            stored.get("high"),
            tuple(stored.get("codes", ())),
            stored.get("sv", ""),
            stored.get("en", ""),
        )


@dataclass(frozen=True, slots=True)
class Company:
    """What a company has told of itself; what it left out is None or empty. `statements` are answers by sentence."""

    employees: int | None = None
    turnover_sek: int | None = None
    age_years: int | None = None
    export_percent: int | None = None
    municipality: str = ""
    county: str = ""
    sector: str = ""
    statements: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule said, and of what: the rule's own name is its kind."""

    rule: Rule
    answer: Answer

    @property
    def name(self) -> str:
        return self.rule.kind.value


@dataclass(frozen=True, slots=True)
class Verdict:
    """What all rules said together, with every rule's own outcome."""

    answer: Answer
    outcomes: tuple[Outcome, ...]


def _said(*, fits: bool | None) -> Answer:
    if fits is None:
        return Answer.UNKNOWN
    return Answer.YES if fits else Answer.NO


def _within(rule: Rule, told: int | None) -> bool | None:
    if told is None:
        return None
    return (rule.low is None or told >= rule.low) and (rule.high is None or told <= rule.high)


def _county(company: Company) -> str:
    return company.county or company.municipality[:2]


def _sector_listed(rule: Rule, sector: str) -> bool | None:
    if not sector:
        return None
    return any(sector == code or sector_of(sector) == code for code in rule.codes)


def sector_of(code: str) -> str:
    """Return the section letter of a two-digit SNI 2007 division; a letter is its own."""
    if code in SECTIONS:
        return code
    return next((letter for letter, divisions in SECTIONS.items() if code in divisions), "")


def _fits(rule: Rule, company: Company) -> bool | None:
    match rule.kind:
        case RuleKind.EMPLOYEES | RuleKind.TURNOVER_SEK | RuleKind.AGE_YEARS | RuleKind.EXPORT_PERCENT:
            return _within(rule, getattr(company, rule.kind.value))
        case RuleKind.COUNTY:
            return _county(company) in rule.codes if _county(company) else None
        case RuleKind.MUNICIPALITY:
            return company.municipality in rule.codes if company.municipality else None
        case RuleKind.SECTOR:
            return _sector_listed(rule, company.sector)
        case RuleKind.NOT_SECTOR:
            listed = _sector_listed(rule, company.sector)
            return None if listed is None else not listed
        case RuleKind.STATEMENT:
            return dict(company.statements).get(rule.sv)


def evaluate(rules: Iterable[Rule], company: Company) -> Verdict:
    """Say whether a company fits: no if any rule says no, unknown if any is unknown, else yes (also without rules)."""
    outcomes = tuple(Outcome(rule, _said(fits=_fits(rule, company))) for rule in rules)
    said = {outcome.answer for outcome in outcomes}
    if Answer.NO in said:
        return Verdict(Answer.NO, outcomes)
    return Verdict(Answer.UNKNOWN if Answer.UNKNOWN in said else Answer.YES, outcomes)


def _divisions(text: str) -> frozenset[str]:
    found: set[str] = set()
    for part in text.split():
        first, _, last = part.partition("-")
        found |= {f"{number:02}" for number in range(int(first), int(last or first) + 1)}
    return frozenset(found)


# SNI 2007 (SCB), which has the sections and divisions of NACE Rev. 2 (Regulation (EC) No 1893/2006).
SECTIONS: dict[str, frozenset[str]] = {
    letter: _divisions(text)
    for letter, text in {
        "A": "1-3",
        "B": "5-9",
        "C": "10-33",
        "D": "35",
        "E": "36-39",
        "F": "41-43",
        "G": "45-47",
        "H": "49-53",
        "I": "55-56",
        "J": "58-63",
        "K": "64-66",
        "L": "68",
        "M": "69-75",
        "N": "77-82",
        "O": "84",
        "P": "85",
        "Q": "86-88",
        "R": "90-93",
        "S": "94-96",
        "T": "97-98",
        "U": "99",
    }.items()
}

SECTORS: tuple[str, ...] = (*SECTIONS, *sorted(code for codes in SECTIONS.values() for code in codes))
