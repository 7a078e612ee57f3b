"""Writes a strategy: its versions, its goals, and the figures that the goals are followed by."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from endorr.base.clock import local_date
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import Fact
from endorr.base.tenancy.queries import cooperation_by_id, organisation_by_id
from endorr.base.tenancy.rules import Viewer
from endorr.indicators.queries import World
from endorr.indicators.rules.areas import NATION
from endorr.indicators.rules.definitions import INDICATORS
from endorr.statistics.rules.identity import Basis
from endorr.strategy import following
from endorr.strategy.commands._common import locked, note
from endorr.strategy.following import Read
from endorr.strategy.models import Action, Figure, Goal, Strategy, Version
from endorr.strategy.rules.deeds import LEADING, Bar, Barred, Standing, check_target, left_over, set_after_known

OPENED = kind("strategy.opened", "Work on a strategy began")
GOAL_SET = kind("strategy.goal_set", "A goal was set: from which figure to which, and whether the answer was known")
ADOPTED = kind("strategy.adopted", "A version of a strategy was adopted")
REVISED = kind("strategy.revised", "Work on a new version of a strategy began; its goals were carried over")
DROPPED = kind("strategy.goal_dropped", "A goal was taken out of the draft of a strategy")
CARRIED = kind("strategy.action_carried", "An action went on under the same goal of a new version")


@dataclass(frozen=True, slots=True)
class StrategyPlan:
    """A strategy to begin: its address, title and introduction; whose county (a cooperation) and whose figures."""

    slug: str
    title: str
    about: str
    cooperation: str = ""
    world: World = World.OFFICIAL


@dataclass(frozen=True, slots=True)
class GoalPlan:
    """A goal to set: in words, by which indicator and basis, from which year's figure to what in which year."""

    text: str
    indicator: str
    from_year: int
    to_year: int
    aim: float
    basis: Basis | None = None


@transaction.atomic
def open_strategy(plan: StrategyPlan, viewer: Viewer, *, organisation: str, site: str, now: datetime) -> str:
    """Begin a strategy with a first draft and return its public id.

    Barred where one does not lead, for a cooperation that is not one's own, and for an address that is taken.
    """
    owner = organisation_by_id(organisation)
    if owner.pk not in viewer.organisations_as(*LEADING):
        raise Barred(Bar.NOT_YOURS)
    within = cooperation_by_id(plan.cooperation) if plan.cooperation else None
    if within is not None and within.pk not in viewer.cooperations_as(*LEADING):
        raise Barred(Bar.NOT_YOURS)
    try:
        with transaction.atomic():
            made = Strategy.objects.create(
                slug=plan.slug,
                organisation=owner,
                cooperation=within,
                world=plan.world.value,
                site=site,
                opened_at=now,
            )
    except IntegrityError:
        raise Barred(Bar.NAME_TAKEN, plan.slug) from None
    Version.objects.create(strategy=made, number=1, title=plan.title, about=plan.about)
    note(made, OPENED, made.public_id, {"slug": made.slug}, now=now, actor=viewer.actor)
    return made.public_id


def area_of(strategy: Strategy) -> str:
    """Return the area that a strategy's figures are of: its cooperation's county, or the nation."""
    return strategy.cooperation.county_code if strategy.cooperation else NATION


def _draft(strategy: Strategy) -> Version:
    found = Version.objects.filter(strategy=strategy, adopted_at__isnull=True).first()
    if found is None:
        raise Barred(Bar.NOT_NOW)
    return found


@transaction.atomic
def set_goal(strategy: str, viewer: Viewer, plan: GoalPlan, *, now: datetime) -> str:
    """Set a goal in the draft and return its public id; where it starts is read from the indicator, never typed.

    Barred where there is no figure for the first year, and for a target that lies no later or is no change. A target
    for a year whose figure was known already is set, and marked as such.
    """
    row = locked(strategy, viewer)
    draft = _draft(row)
    if plan.indicator not in INDICATORS:
        raise Barred(Bar.NO_BASELINE)
    area = area_of(row)
    found = following.read(plan.indicator, World(row.world), area, basis=plan.basis)
    if plan.basis is not None and found and found[0].basis is not plan.basis:
        raise Barred(Bar.NO_BASELINE)
    by_year = following.years(found)
    start = by_year.get(plan.from_year)
    if start is None or start.counted != start.of:
        raise Barred(Bar.NO_BASELINE, str(plan.from_year))
    check_target(plan.from_year, start.value, plan.to_year, plan.aim)
    made = Goal.objects.create(
        version=draft,
        order=Goal.objects.filter(version=draft).count() + 1,
        text=plan.text,
        indicator=plan.indicator,
        area=area,
        basis=start.basis.value,
        meaning=start.meaning,
        from_year=plan.from_year,
        start=start.value,
        to_year=plan.to_year,
        aim=plan.aim,
        set_at=now,
        set_by=viewer.actor,
        set_after_known=set_after_known(plan.to_year, by_year),
    )
    _keep(made, row.world, found, now=now)
    note(
        row,
        GOAL_SET,
        made.public_id,
        {"indicator": made.indicator, "from": made.from_year, "to": made.to_year, "known": made.set_after_known},
        now=now,
        actor=viewer.actor,
    )
    return made.public_id


def _keep(goal: Goal, world: str, found: tuple[Read, ...], *, now: datetime) -> int:
    """Keep what has been read of a goal's figure since it began, as far as it is news; return how many rows."""
    of_this = Figure.objects.filter(world=world, indicator=goal.indicator, area=goal.area).order_by("read_at", "pk")
    last = {
        (year, meaning): (value, counted)
        for year, meaning, value, counted in of_this.values_list("year", "meaning", "value", "counted")
    }
    news = [
        Figure(
            world=world,
            indicator=goal.indicator,
            area=goal.area,
            basis=one.basis.value,
            meaning=one.meaning,
            year=one.year,
            value=one.value,
            low=one.low,
            high=one.high,
            counted=one.counted,
            of=one.of,
            read_at=now,
        )
        for one in found
        if one.year >= goal.from_year and last.get((one.year, one.meaning)) != (one.value, one.counted)
    ]
    Figure.objects.bulk_create(news)
    return len(news)


@transaction.atomic
def read_figures(now: datetime) -> int:
    """Read the figures of every goal in force or in a draft anew; return how many were news.

    Done again it gives nothing. What was read before stays: a revised figure, another basis or a changed definition is
    a row of its own.
    """
    goals = Goal.objects.filter(version__valid_to__isnull=True).select_related("version__strategy").order_by("pk")
    news = 0
    for goal in goals.select_for_update(of=("self",)):
        world = goal.version.strategy.world
        found = following.read(goal.indicator, World(world), goal.area, basis=Basis(goal.basis))
        news += _keep(goal, world, found, now=now)
    return news


@transaction.atomic
def revise(strategy: str, viewer: Viewer, *, title: str, about: str, now: datetime) -> int:
    """Begin the next version with the goals of the one in force carried over, and return its number.

    Barred while there is a draft. A goal that is taken out of the draft must leave no open action behind (`adopt`).
    """
    row = locked(strategy, viewer)
    last = Version.objects.filter(strategy=row).order_by("-number").first()
    if last is None or last.adopted_at is None:
        raise Barred(Bar.NOT_NOW)
    made = Version.objects.create(strategy=row, number=last.number + 1, title=title, about=about)
    for goal in Goal.objects.filter(version=last).order_by("order"):
        before = Goal.objects.get(pk=goal.pk)
        goal.pk, goal.version, goal.comes_from = None, made, before
        goal.public_id = Goal._meta.get_field("public_id").get_default()
        goal._state.adding = True
        goal.save()
    note(row, REVISED, row.public_id, {"number": made.number}, now=now, actor=viewer.actor)
    return made.number


@transaction.atomic
def drop_goal(strategy: str, goal: str, viewer: Viewer, *, now: datetime) -> None:
    """Take a goal out of the draft; actions under it in the draft are left without a goal to be followed by."""
    row = locked(strategy, viewer)
    found = Goal.objects.get(public_id=goal, version=_draft(row))
    Action.objects.filter(goal=found).update(goal=found.comes_from)
    found.delete()
    note(row, DROPPED, goal, {}, now=now, actor=viewer.actor)


@transaction.atomic
def adopt(strategy: str, viewer: Viewer, *, decided_by: str, valid_from: date, now: datetime) -> int:
    """Adopt the draft from a day on; the version before is kept with its last day, and open actions follow their goal.

    Barred without a goal, for a day that is not later than the version before began, and while an open action's goal
    is not in the new version: it must be closed with a reason first, so that none is left without a home.
    """
    row = locked(strategy, viewer)
    draft = _draft(row)
    goals = list(Goal.objects.filter(version=draft))
    if not goals:
        raise Barred(Bar.NO_GOAL)
    if not decided_by.strip():
        raise Barred(Bar.NO_REASON)
    if valid_from > local_date(now):
        raise Barred(Bar.IN_THE_FUTURE)
    before = Version.objects.filter(strategy=row, adopted_at__isnull=False, valid_to__isnull=True).first()
    if before is not None:
        if before.valid_from is not None and valid_from <= before.valid_from:
            raise Barred(Bar.STARTS_BEFORE)
        _carry(row, before, goals, now=now, actor=viewer.actor)
        before.valid_to = valid_from - timedelta(days=1)
        before.save(update_fields=["valid_to"])
    draft.decided_by, draft.valid_from = decided_by.strip(), valid_from
    draft.adopted_at, draft.adopted_by = now, viewer.actor
    draft.save(update_fields=["decided_by", "valid_from", "adopted_at", "adopted_by"])
    facts: dict[str, Fact] = {"number": draft.number, "from": valid_from.isoformat()}
    note(row, ADOPTED, row.public_id, facts, now=now, actor=viewer.actor)
    return draft.number


def _carry(row: Strategy, before: Version, goals: list[Goal], *, now: datetime, actor: str) -> None:
    became = {goal.comes_from_id: goal for goal in goals if goal.comes_from_id}
    standing = [Standing.PROPOSED.value, Standing.DECIDED.value]
    open_still = list(Action.objects.filter(strategy=row, goal__version=before, standing__in=standing))
    left = left_over([str(one.goal_id) for one in open_still], {str(goal): "" for goal in became})
    if left:
        raise Barred(Bar.LEFT_OVER, str(left))
    for one in open_still:
        goal = became[one.goal_id or 0]
        one.goal = goal
        note(row, CARRIED, one.public_id, {"goal": goal.public_id}, now=now, actor=actor)
    Action.objects.bulk_update(open_still, ["goal"])
