"""What everybody sees: strategies in force and as they were, how their goals stand, and what was heard."""

from dataclasses import dataclass
from datetime import date

from endorr.base.tenancy.rules import public_query
from endorr.indicators.queries import World
from endorr.strategy.models import Action, Goal, Input, Strategy, Theme, Version
from endorr.strategy.rows import (
    ACTION_COLUMNS,
    ActionRow,
    GoalRow,
    ThemeRow,
    VersionRow,
    action_row,
    figures_of,
    goal_row,
    theme_rows,
    version_row,
)
from endorr.strategy.rules.deeds import Answer, Standing

PUBLIC = "an adopted strategy is for everybody"


@dataclass(frozen=True, slots=True)
class StrategyRow:
    """A strategy in a list: its address, its title, whose it is and since when."""

    slug: str
    title: str
    host: str
    county: str
    valid_from: date | None
    practice: bool


@dataclass(frozen=True, slots=True)
class StrategyPage:
    """A version of a strategy with all that is told of it; `hidden` is whether a theme is too small to be told of."""

    public_id: str
    slug: str
    host: str
    county: str
    world: World
    version: VersionRow
    versions: tuple[VersionRow, ...]
    goals: tuple[GoalRow, ...]
    actions: tuple[ActionRow, ...]
    themes: tuple[ThemeRow, ...]
    hidden: bool

    @property
    def current(self) -> bool:
        return self.version.valid_to is None


@public_query(PUBLIC)
def strategies() -> tuple[StrategyRow, ...]:
    """Return every strategy in force; one query."""
    rows = Version.objects.filter(adopted_at__isnull=False, valid_to__isnull=True)
    found = rows.select_related("strategy__organisation", "strategy__cooperation").order_by("title", "pk")
    return tuple(
        StrategyRow(
            slug=one.strategy.slug,
            title=one.title,
            host=one.strategy.organisation.name,
            county=one.strategy.cooperation.county_code if one.strategy.cooperation else "",
            valid_from=one.valid_from,
            practice=one.strategy.world == World.PRACTICE.value,
        )
        for one in found
    )


@public_query(PUBLIC)
def strategy(slug: str, *, today: date, number: int | None = None) -> StrategyPage | None:
    """Return a strategy as it stands, or an adopted version of it; None for one that is not adopted. Seven queries."""
    row = Strategy.objects.select_related("organisation", "cooperation").filter(slug=slug).first()
    if row is None:
        return None
    versions = list(Version.objects.filter(strategy=row, adopted_at__isnull=False).order_by("-number"))
    shown = next((one for one in versions if number in {None, one.number}), None)
    if shown is None:
        return None
    world = World(row.world)
    goals = list(Goal.objects.filter(version=shown).order_by("order"))
    figures = figures_of(world, goals)
    actions = Action.objects.filter(strategy=row).exclude(standing=Standing.PROPOSED.value)
    if shown.valid_to is not None:
        actions = actions.filter(goal__in=goals)
    themes = theme_rows(
        Theme.objects.filter(strategy=row).exclude(answer=Answer.OPEN.value).order_by("name"),
        Input.objects.filter(strategy=row, theme__isnull=False),
    )
    return StrategyPage(
        public_id=row.public_id,
        slug=row.slug,
        host=row.organisation.name,
        county=row.cooperation.county_code if row.cooperation else "",
        world=world,
        version=version_row(shown),
        versions=tuple(version_row(one) for one in versions),
        goals=tuple(goal_row(one, figures) for one in goals),
        actions=tuple(
            action_row(one, today=today) for one in actions.select_related(*ACTION_COLUMNS).order_by("due", "pk")
        ),
        themes=tuple(one for one in themes if one.tellable),
        hidden=any(not one.tellable for one in themes),
    )


@public_query("row ids for the worker, shown to nobody")
def overdue_actions(today: date) -> list[str]:
    """Return the actions whose day has passed and whose owner has not been told; one query."""
    late = Action.objects.filter(standing=Standing.DECIDED.value, due__lt=today, told_overdue_at__isnull=True)
    return list(late.order_by("due", "pk").values_list("public_id", flat=True))
