"""What those who lead a strategy see: drafts, inputs with who gave them, themes, and actions that are only proposed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from endorr.base.tenancy.rules import Viewer
from endorr.indicators.queries import World
from endorr.meetings.queries.public import HeardRow, open_inputs
from endorr.strategy.models import Action, Goal, Input, Move, Party, Strategy, Theme, Version
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
from endorr.strategy.rules.deeds import LEADING


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A strategy that one leads, in a list."""

    public_id: str
    slug: str
    title: str
    number: int
    adopted: bool


@dataclass(frozen=True, slots=True)
class InputRow:
    """An input: who gave it or where it was voiced, its theme, its reply; and whether its last move can be undone."""

    public_id: str
    text: str
    giver: str
    voices: int
    theme: str
    decided: bool
    reply: str
    received_at: datetime
    moved_by: str
    moved_at: datetime | None


@dataclass(frozen=True, slots=True)
class PartyRow:
    """Somebody invited, and how many inputs they have given."""

    name: str
    organisation: str
    given: int


@dataclass(frozen=True, slots=True)
class Desk:
    """All that those who lead a strategy work with."""

    public_id: str
    slug: str
    area: str
    organisation: int
    world: World
    draft: VersionRow | None
    current: VersionRow | None
    draft_goals: tuple[GoalRow, ...]
    goals: tuple[GoalRow, ...]
    actions: tuple[ActionRow, ...]
    themes: tuple[ThemeRow, ...]
    inputs: tuple[InputRow, ...]
    parties: tuple[PartyRow, ...]

    @property
    def title(self) -> str:
        shown = self.draft or self.current
        return shown.title if shown else self.slug

    @property
    def open_goals(self) -> tuple[GoalRow, ...]:
        """The goals that an action may be for: those in force, else the draft's."""
        return self.goals or self.draft_goals


def _own(viewer: Viewer) -> "QuerySet[Strategy]":
    return Strategy.objects.filter(organisation__in=viewer.organisations_as(*LEADING))


def own_strategies(viewer: Viewer) -> tuple[OwnRow, ...]:
    """Return the strategies one leads, each by its last version; one query."""
    rows = Version.objects.filter(strategy__in=_own(viewer)).select_related("strategy").order_by("strategy", "number")
    last = {one.strategy_id: one for one in rows}
    return tuple(
        OwnRow(one.strategy.public_id, one.strategy.slug, one.title, one.number, one.adopted_at is not None)
        for one in last.values()
    )


def desk(viewer: Viewer, public_id: str, *, today: date) -> Desk | None:
    """Return a strategy as those who lead it see it, None for anybody else; nine queries."""
    row = _own(viewer).select_related("cooperation").filter(public_id=public_id).first()
    if row is None:
        return None
    versions = list(Version.objects.filter(strategy=row, valid_to__isnull=True).order_by("number"))
    draft = next((one for one in versions if one.adopted_at is None), None)
    current = next((one for one in versions if one.adopted_at is not None), None)
    goals = list(Goal.objects.filter(version__in=versions).order_by("order"))
    world = World(row.world)
    figures = figures_of(world, goals)
    actions = Action.objects.filter(strategy=row).select_related(*ACTION_COLUMNS).order_by("due", "pk")
    inputs = list(Input.objects.filter(strategy=row).select_related("party", "theme").order_by("-pk"))
    themes = theme_rows(Theme.objects.filter(strategy=row).order_by("name"), inputs)
    return Desk(
        public_id=row.public_id,
        slug=row.slug,
        area=row.cooperation.county_code if row.cooperation else "00",
        organisation=row.organisation_id,
        world=world,
        draft=version_row(draft) if draft else None,
        current=version_row(current) if current else None,
        draft_goals=tuple(goal_row(one, figures) for one in goals if draft and one.version_id == draft.pk),
        goals=tuple(goal_row(one, figures) for one in goals if current and one.version_id == current.pk),
        actions=tuple(action_row(one, today=today) for one in actions),
        themes=themes,
        inputs=_inputs(inputs),
        parties=_parties(row, inputs),
    )


def _inputs(inputs: list[Input]) -> tuple[InputRow, ...]:
    moves: dict[int, Move] = {}
    for move in Move.objects.filter(input__in=inputs, undone_at__isnull=True).order_by("pk"):
        moves[move.input_id] = move
    return tuple(
        InputRow(
            public_id=one.public_id,
            text=one.text,
            giver=(one.party.organisation_name or one.party.name) if one.party else one.heard_at,
            voices=one.voices,
            theme=one.theme.name if one.theme else "",
            decided=one.theme is not None and one.theme.decided_at is not None,
            reply=one.reply,
            received_at=one.received_at,
            moved_by=moves[one.pk].by if one.pk in moves else "",
            moved_at=moves[one.pk].at if one.pk in moves else None,
        )
        for one in inputs
    )


def _parties(row: Strategy, inputs: list[Input]) -> tuple[PartyRow, ...]:
    rows = Party.objects.filter(strategy=row).order_by("organisation_name", "name", "pk")
    return tuple(
        PartyRow(one.name, one.organisation_name, sum(each.party_id == one.pk for each in inputs)) for one in rows
    )


def to_take_up(viewer: Viewer, strategy: Desk) -> tuple[HeardRow, ...]:
    """Return the open inputs from the owner's meetings that have not been taken up; two queries."""
    if strategy.organisation not in viewer.organisations_as(*LEADING):
        return ()
    taken = set(Input.objects.filter(strategy__public_id=strategy.public_id).values_list("reference", flat=True))
    return tuple(one for one in open_inputs(strategy.organisation) if one.public_id not in taken)
