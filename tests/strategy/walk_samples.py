"""What the addresses of strategies are filled in with in the permission walk."""

from collections.abc import Mapping
from datetime import date

from tests.base.policy.world import Side, Visitor, World

from endorr.statistics.rules.identity import Basis
from endorr.strategy.models import Action, Goal, Programme, ProgrammeRegion, Strategy, Version
from endorr.strategy.rules.deeds import Standing


def _strategy(world: World, whose: Side) -> Strategy:
    """A strategy of the side's in force, with a goal and a proposed action."""
    found = Strategy.objects.filter(organisation=whose.organisation).first()
    if found:
        return found
    made = Strategy.objects.create(
        slug=f"strategi-{whose.organisation.pk}",
        organisation=whose.organisation,
        cooperation=whose.cooperation,
        world="practice",
        site="https://dorren.example",
        opened_at=world.now,
    )
    version = Version.objects.create(
        strategy=made,
        number=1,
        title="Ut",
        about="Om.",
        decided_by="Fullmäktige",
        valid_from=date(2026, 1, 1),
        adopted_at=world.now,
    )
    Goal.objects.create(
        version=version,
        order=1,
        text="Fler",
        indicator="exportorer",
        area="24",
        basis=Basis.SYNTHETIC.value,
        meaning="0" * 64,
        from_year=2022,
        start=1.0,
        to_year=2030,
        aim=2.0,
        set_at=world.now,
        set_after_known=False,
    )
    Action.objects.create(
        strategy=made, text="Kurs", standing=Standing.PROPOSED.value, proposed_at=world.now, proposed_by="walk"
    )
    return made


def _programme(world: World, whose: Side) -> Programme:
    slug = f"program-{whose.organisation.pk}"
    found = Programme.objects.filter(slug=slug).first()
    if found:
        return found
    made = Programme.objects.create(
        slug=slug,
        name="Program",
        about="Om.",
        organisation=whose.organisation,
        starts_on=date(2026, 1, 1),
        opened_at=world.now,
    )
    ProgrammeRegion.objects.create(programme=made, cooperation=whose.cooperation)
    return made


def a_slug(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"slug": _strategy(world, whose).slug}


def a_version(world: World, visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {**a_slug(world, visitor, whose), "number": "1"}


def a_strategy(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"strategy": _strategy(world, whose).public_id}


def a_deed(world: World, visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {**a_strategy(world, visitor, whose), "deed": "bjud-in"}


def a_thing(world: World, visitor: Visitor, whose: Side) -> Mapping[str, str]:
    action = Action.objects.get(strategy=_strategy(world, whose))
    return {**a_strategy(world, visitor, whose), "deed": "besluta", "thing": action.public_id}


def an_open_programme(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"slug": _programme(world, whose).slug}


def a_programme(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"programme": _programme(world, whose).public_id}


def no_link(_world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    return {"token": "gissat"}


SAMPLES = {
    **dict.fromkeys(("strategy:strategy", "strategy:json", "strategy:goals_csv", "strategy:actions_csv"), a_slug),
    "strategy:version": a_version,
    "strategy:programme": an_open_programme,
    "strategy:own": no_link,
    "strategy:work": a_strategy,
    "strategy:inputs": a_strategy,
    "strategy:deed": a_deed,
    "strategy:thing": a_thing,
    **dict.fromkeys(("strategy:programme_work", "strategy:take_in", "strategy:template"), a_programme),
}
