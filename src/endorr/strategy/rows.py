"""The frozen rows that more than one of the room's queries gives, and how they are made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from endorr.indicators.queries import World
from endorr.statistics.rules.identity import Basis
from endorr.strategy.models import Action, Figure, Goal, Input, Theme, Version
from endorr.strategy.rules.course import Course, Reading, Target, course
from endorr.strategy.rules.deeds import Answer, Standing, Voiced, overdue, sources, tellable


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of a strategy and the days it is or was in force."""

    number: int
    title: str
    about: str
    decided_by: str
    valid_from: date | None
    valid_to: date | None

    @property
    def adopted(self) -> bool:
        return self.valid_from is not None


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal and how it stands."""

    public_id: str
    text: str
    indicator: str
    area: str
    basis: Basis
    target: Target
    course: Course
    set_at: datetime
    set_after_known: bool
    bases: Mapping[str, Basis]


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action, ready to show; `followable` is whether a goal's figures follow it."""

    public_id: str
    text: str
    goal: str
    goal_text: str
    theme: str
    programme: str
    programme_slug: str
    owner: str
    due: date | None
    standing: Standing
    outcome: str
    overdue: bool

    @property
    def followable(self) -> bool:
        return bool(self.goal)


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme, what was decided of it, how many inputs are in it, and how many stand behind them at the least."""

    public_id: str
    name: str
    answer: Answer
    reason: str
    decided_at: datetime | None
    inputs: int
    sources: int

    @property
    def tellable(self) -> bool:
        return tellable(self.sources)


def version_row(row: Version) -> VersionRow:
    return VersionRow(row.number, row.title, row.about, row.decided_by, row.valid_from, row.valid_to)


def figures_of(world: World, goals: Iterable[Goal]) -> list[Figure]:
    """Return every figure that was read for some goals, oldest reading first; one query."""
    wanted = list(goals)
    if not wanted:
        return []
    found = Figure.objects.filter(
        world=world.value,
        indicator__in={one.indicator for one in wanted},
        area__in={one.area for one in wanted},
        year__gte=min(one.from_year for one in wanted),
    )
    return list(found.order_by("read_at", "pk"))


def goal_row(row: Goal, figures: Sequence[Figure]) -> GoalRow:
    target = Target(row.from_year, row.start, row.to_year, row.aim, row.meaning)
    own = [
        one for one in figures if (one.indicator, one.area) == (row.indicator, row.area) and one.year >= row.from_year
    ]
    readings = [Reading(one.year, one.value, one.low, one.high, one.meaning, one.counted, one.of) for one in own]
    return GoalRow(
        public_id=row.public_id,
        text=row.text,
        indicator=row.indicator,
        area=row.area,
        basis=Basis(row.basis),
        target=target,
        course=course(target, readings),
        set_at=row.set_at,
        set_after_known=row.set_after_known,
        bases={one.meaning: Basis(one.basis) for one in own},
    )


ACTION_COLUMNS = ("goal", "theme", "programme", "owner")


def action_row(row: Action, *, today: date) -> ActionRow:
    standing = Standing(row.standing)
    return ActionRow(
        public_id=row.public_id,
        text=row.text,
        goal=row.goal.public_id if row.goal else "",
        goal_text=row.goal.text if row.goal else "",
        theme=row.theme.name if row.theme else "",
        programme=row.programme.name if row.programme else "",
        programme_slug=row.programme.slug if row.programme else "",
        owner=row.owner.name if row.owner else "",
        due=row.due,
        standing=standing,
        outcome=row.outcome,
        overdue=overdue(standing, row.due, today=today),
    )


def theme_rows(themes: Iterable[Theme], inputs: Iterable[Input]) -> tuple[ThemeRow, ...]:
    """Count the inputs of each theme and who stands behind them."""
    voiced: dict[int, list[Voiced]] = {}
    for one in inputs:
        if one.theme_id is not None:
            giver = f"{one.party_id}" if one.party_id else ""
            voiced.setdefault(one.theme_id, []).append(Voiced(giver, one.voices))
    return tuple(
        ThemeRow(
            public_id=row.public_id,
            name=row.name,
            answer=Answer(row.answer),
            reason=row.reason,
            decided_at=row.decided_at,
            inputs=len(voiced.get(row.pk, ())),
            sources=sources(voiced.get(row.pk, ())),
        )
        for row in themes
    )
