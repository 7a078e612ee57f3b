"""Turns rows into the plain values that the rules decide on."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from endorr.cheques.models import Application, CostLine, CostRow, Decision, RuleSet
from endorr.cheques.rules.costs import Cost, CostKind, CostRule, Stance
from endorr.cheques.rules.eligibility import Facts, Limits, Trade
from endorr.cheques.rules.words import Outcome

GRANTS = (Outcome.GRANTED.value, Outcome.PARTLY.value)


def limits_of(row: RuleSet) -> Limits:
    """Return a rule set's figures."""
    return Limits(
        employees=(row.employees_from, row.employees_to),
        turnover=(row.turnover_from, row.turnover_to),
        amount=(row.amount_from, row.amount_to),
        share=row.share,
        months=row.months,
        travel_share=row.travel_share,
        running_years=row.running_years,
        one_a_year=row.one_a_year,
        barred=frozenset(Trade(one) for one in row.barred),
        county=row.county,
    )


def cost_rules(on: date) -> tuple[CostRule, ...]:
    """Return the cost catalogue as it stands on a day; one query."""
    rows = CostRow.objects.filter(Q(last__isnull=True) | Q(last__gte=on), first__lte=on).order_by("pk")
    return tuple(CostRule(CostKind(row.kind), Stance(row.stance), row.law, tuple(row.signs)) for row in rows)


def costs_that_count(lines: Iterable[CostLine]) -> list[Cost]:
    """Return the costs of an application that count."""
    return [Cost(CostKind(line.kind), line.ore) for line in lines if line.stance == Stance.ALLOWED.value]


def granted_years(application: Application) -> frozenset[int]:
    """Return the years in which the company has been granted a cheque of the same rules, in other files; one query."""
    if application.company_id is None or application.rules is None:
        return frozenset()
    rows = Decision.objects.filter(
        application__company=application.company_id,
        application__rules__key=application.rules.key,
        amends__isnull=True,
        outcome__in=GRANTS,
    ).exclude(application=application)
    return frozenset(at.year for at in rows.values_list("at", flat=True))


def facts_of(application: Application, granted: frozenset[int] = frozenset()) -> Facts:
    """Return what an application says, as the rules ask for it."""
    return Facts(
        employees=application.employees,
        turnover=application.turnover,
        county=application.municipality[:2],
        trade=Trade(application.trade) if application.trade else None,
        begun=application.begun,
        asked=application.asked,
        months=application.months,
        granted_years=granted,
    )
