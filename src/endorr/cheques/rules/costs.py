"""Decides which costs count and what is paid: export aid never, travel to a part, only invoices after the decision.

Aid tied to exported quantities, to a network of distribution or to other current costs of exporting lies outside the
regulation on small aid altogether (2023/2831, article 1.1 d); studies, advice and fairs for a new market do not.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from endorr.cheques.rules.eligibility import Limits


class CostKind(StrEnum):
    """What a cost is for."""

    CONSULTANT = "consultant"
    STUDY = "study"
    FAIR = "fair"
    TRAVEL = "travel"
    TRANSLATION = "translation"
    APPROVAL = "approval"
    PROJECT_STAFF = "project_staff"
    SALES_OFFICE = "sales_office"
    DISTRIBUTION = "distribution"
    EXPORTED_QUANTITY = "exported_quantity"
    ORDINARY_STAFF = "ordinary_staff"


class Stance(StrEnum):
    """Whether a cost counts."""

    ALLOWED = "allowed"
    EXPORT_AID = "export_aid"
    NOT_ELIGIBLE = "not_eligible"


@dataclass(frozen=True, slots=True)
class CostRule:
    """A dated line of the cost catalogue: how a kind stands, and words that give a line of another kind away."""

    kind: CostKind
    stance: Stance
    law: str = ""
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """How a cost line stands; `sign` is the word that gave it away, "" when the kind itself says it."""

    stance: Stance
    law: str = ""
    sign: str = ""


def judge(kind: CostKind, text: str, rules: Iterable[CostRule]) -> Judged:
    """Say how a cost line stands by its kind, and by words in it that tell of another kind."""
    told = list(rules)
    own = next((one for one in told if one.kind is kind), None)
    if own is None:
        return Judged(Stance.NOT_ELIGIBLE)
    if own.stance is not Stance.ALLOWED:
        return Judged(own.stance, own.law)
    for other in told:
        if other.stance is Stance.ALLOWED:
            continue
        for sign in other.signs:
            if re.search(rf"\b{re.escape(sign)}", text, re.IGNORECASE):
                return Judged(other.stance, other.law, sign)
    return Judged(Stance.ALLOWED)


@dataclass(frozen=True, slots=True)
class Cost:
    """A cost that counts, in öre without VAT."""

    kind: CostKind
    ore: int


def counted(costs: Sequence[Cost], limits: Limits) -> int:
    """Sum the costs that count, travel to no more than its share of the whole sum."""
    travel = sum(one.ore for one in costs if one.kind is CostKind.TRAVEL)
    rest = sum(one.ore for one in costs) - travel
    if limits.travel_share is not None and limits.travel_share < 100:
        travel = min(travel, rest * limits.travel_share // (100 - limits.travel_share))
    return rest + travel


def highest(costs: Sequence[Cost], limits: Limits) -> int:
    """Return the most that can be granted in öre: the share of what counts, no more than the rule set's highest sum."""
    by_share = counted(costs, limits) * limits.share // 100
    most = limits.amount[1]
    return by_share if most is None else min(by_share, most)


class Fault(StrEnum):
    """Why an invoice does not count."""

    NONE = ""
    BEFORE_THE_DECISION = "before_the_decision"
    AFTER_THE_END = "after_the_end"
    NOT_PAID = "not_paid"
    SEEN_BEFORE = "seen_before"
    OTHER = "other"  # the controller says why


@dataclass(frozen=True, slots=True)
class InvoiceFacts:
    """An invoice as it is handed in: its day, when it was paid, and whether the same was handed in for another file."""

    day: date
    paid_on: date | None
    seen_before: bool = False


def fault(invoice: InvoiceFacts, *, decided_on: date, last_day: date | None, today: date) -> Fault:
    """Say why an invoice does not count, if it does not: nothing may have begun before the decision."""
    if invoice.seen_before:
        return Fault.SEEN_BEFORE
    if invoice.day < decided_on:
        return Fault.BEFORE_THE_DECISION
    if last_day is not None and invoice.day > last_day:
        return Fault.AFTER_THE_END
    if invoice.paid_on is None or invoice.paid_on > today:
        return Fault.NOT_PAID
    return Fault.NONE


def invoice_key(supplier: str, number: str, ore: int) -> str:
    """Return that by which the same invoice is recognised however it is written."""
    plain = "".join(re.findall(r"\w+", f"{supplier} {number}".casefold()))
    return f"{plain}:{ore}"[:160]


def payable(costs: Sequence[Cost], limits: Limits, *, granted: int, paid: int, earlier: Sequence[Cost] = ()) -> int:
    """Return what is to be paid in öre for these costs: their share, and never more than is left of what was granted.

    `earlier` are the costs of requests before this one, so that the cap on travel holds over the whole cheque.
    """
    all_due = counted([*earlier, *costs], limits) * limits.share // 100
    return max(min(all_due, granted) - paid, 0)
