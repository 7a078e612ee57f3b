"""What the addresses of the newsroom are filled in with in the permission walk."""

from collections.abc import Mapping

from tests.base.policy.world import Side, Visitor, World
from tests.newsroom.factories import DRAFT, PNG

from endorr.base.tenancy.queries import viewer_of
from endorr.base.tenancy.rules import Role, Viewer
from endorr.newsroom import commands
from endorr.newsroom.commands import ContactPlan, PicturePlan, Plan
from endorr.newsroom.models import Picture, Release
from endorr.newsroom.rules.hours import Hours
from endorr.newsroom.rules.words import Desk, Kind, Licence, Topic


def _officer(world: World, whose: Side) -> Viewer:
    return viewer_of(whose.people[Role.PRESS_OFFICER].pk, on=world.now.date())


def _text(world: World, whose: Side) -> str:
    found = Release.objects.filter(organisation=whose.organisation).first()
    if found:
        return found.public_id
    writer, at = _officer(world, whose), whose.organisation.public_id
    plan = ContactPlan(Desk.PRESS, "Per", "Press", "0980-319 200", "per@press.example", Hours(480, 990))
    contact = commands.add_contact(plan, organisation=at, viewer=writer, now=world.now)
    made = commands.begin(
        Kind.RELEASE,
        Plan([Topic.EXPORT], [contact]),
        organisation=at,
        cooperation=whose.cooperation.public_id,
        site="https://walk.example",
        viewer=writer,
        now=world.now,
    )
    commands.write(made, "sv", DRAFT, viewer=writer, now=world.now)
    return made


def a_text(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"release": _text(world, whose)}


def a_text_in_swedish(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"release": _text(world, whose), "language": "sv"}


def an_edition(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, int | str]:
    return {"release": _text(world, whose), "number": 1}


def a_picture(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    found = Picture.objects.filter(organisation=whose.organisation).first()
    plan = PicturePlan("Ett fartyg", "Hamnen", "Bo", Licence.PRESS)
    if found:
        return {"picture": found.public_id}
    at = whose.organisation.public_id
    officer = _officer(world, whose)
    made = commands.add_picture([PNG], "hamnen.png", plan, organisation=at, viewer=officer, now=world.now)
    return {"picture": made}


def a_link_of_nobody(_world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    return {"token": "x" * 43}


SAMPLES = {
    "newsroom:picture": a_picture,
    "newsroom:own-picture": a_picture,
    "newsroom:reader": a_link_of_nobody,
    "newsroom:release": a_text,
    "newsroom:edition": an_edition,
    **dict.fromkeys(
        (f"newsroom:{name}" for name in ("text", "plan", "submit", "take-back", "approve", "return")), a_text
    ),
    **dict.fromkeys((f"newsroom:{name}" for name in ("write", "figures", "correct")), a_text_in_swedish),
}
DEPENDS = {
    "newsroom:picture": "only a picture of a text that is out",
    "newsroom:release": "only a text that is out",
    "newsroom:edition": "only a text that is out",
    "newsroom:write": "only a draft",
    "newsroom:figures": "only a draft",
    "newsroom:correct": "only a text that is out",
}
