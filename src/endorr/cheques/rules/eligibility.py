"""Decides whether a company may apply, by the rule set of a call: every rule is answered, none is a constant."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum


class Rule(StrEnum):
    """What a rule set may ask."""

    EMPLOYEES = "employees"
    TURNOVER = "turnover"
    COUNTY = "county"
    TRADE = "trade"
    NOT_BEGUN = "not_begun"
    AMOUNT = "amount"
    MONTHS = "months"
    ONE_A_YEAR = "one_a_year"
    WAITING_YEAR = "waiting_year"


class Answer(StrEnum):
    """How a rule is met; not known shuts nobody out before there is an application."""

    MET = "met"
    BROKEN = "broken"
    NOT_KNOWN = "not_known"


class Trade(StrEnum):
    """Trades that rule sets single out."""

    OTHER = "other"
    FARMING = "farming"
    FISHING = "fishing"
    FISH_PROCESSING = "fish_processing"
    LOCAL = "local"  # competes in the neighbourhood only


@dataclass(frozen=True, slots=True)
class Limits:
    """A rule set's own figures; None where it is silent. Money in öre, shares in whole per cent."""

    employees: tuple[int | None, int | None] = (None, None)
    turnover: tuple[int | None, int | None] = (None, None)
    amount: tuple[int | None, int | None] = (None, None)
    share: int = 50
    months: int | None = None
    travel_share: int | None = None
    running_years: int | None = None
    one_a_year: bool = False
    barred: frozenset[Trade] = frozenset()
    county: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a company says of itself and of what it wants to do; None where it has not said."""

    employees: int | None = None
    turnover: int | None = None
    county: str = ""
    trade: Trade | None = None
    begun: bool | None = None
    asked: int | None = None
    months: int | None = None
    granted_years: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Finding:
    """How one rule is met, with what it wants at least and at most where it is a matter of how much."""

    rule: Rule
    answer: Answer
    least: int | None = None
    most: int | None = None


def _between(rule: Rule, told: int | None, limits: tuple[int | None, int | None]) -> Finding | None:
    least, most = limits
    if least is None and most is None:
        return None
    if told is None:
        return Finding(rule, Answer.NOT_KNOWN, least, most)
    inside = (least is None or told >= least) and (most is None or told <= most)
    return Finding(rule, Answer.MET if inside else Answer.BROKEN, least, most)


def _yes(rule: Rule, met: bool | None) -> Finding:  # noqa: FBT001 - an answer, not a switch
    return Finding(rule, Answer.NOT_KNOWN if met is None else Answer.MET if met else Answer.BROKEN)


def _had_too_many(granted: Collection[int], year: int, running: int) -> bool:
    return all(year - back in granted for back in range(1, running + 1))


def findings(limits: Limits, facts: Facts, *, year: int) -> tuple[Finding, ...]:
    """Answer every rule of a rule set for a company that applies in a year, in the order the rules stand."""
    found: list[Finding | None] = [
        _between(Rule.EMPLOYEES, facts.employees, limits.employees),
        _between(Rule.TURNOVER, facts.turnover, limits.turnover),
        _yes(Rule.COUNTY, facts.county == limits.county if facts.county else None) if limits.county else None,
        _yes(Rule.TRADE, facts.trade not in limits.barred if facts.trade else None) if limits.barred else None,
        _yes(Rule.NOT_BEGUN, None if facts.begun is None else not facts.begun),
        _between(Rule.AMOUNT, facts.asked, limits.amount) if facts.asked is not None else None,
        _between(Rule.MONTHS, facts.months, (None, limits.months)) if facts.months is not None else None,
        _yes(Rule.ONE_A_YEAR, year not in facts.granted_years) if limits.one_a_year else None,
        _yes(Rule.WAITING_YEAR, not _had_too_many(facts.granted_years, year, limits.running_years))
        if limits.running_years
        else None,
    ]
    return tuple(one for one in found if one is not None)


def broken(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the rules that are not met."""
    return tuple(one for one in found if one.answer is Answer.BROKEN)


def answer_by(submitted: datetime, days: int, pauses: Sequence[tuple[datetime, datetime]]) -> date:
    """Return the day by which the company shall have a decision: days from the submission, the pauses' union added.

    Two requests for what is missing that overlap stop the clock once, not twice.
    """
    paused, until = timedelta(), submitted
    for start, end in sorted(pauses):
        begins = max(start, until)
        if end > begins:
            paused += end - begins
            until = end
    return (submitted + timedelta(days=days) + paused).date()
