"""What the addresses of meetings are filled in with in the permission walk."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from tests.base.policy.world import Side, Visitor, World

from endorr.base.tenancy.rules import Role
from endorr.meetings import commands
from endorr.meetings.commands import CampaignPlan, MeetingPlan, PartPlan, PressRequest, Promised
from endorr.meetings.models import Campaign, Commitment, Invitation, Meeting, Part
from endorr.meetings.rules import GuestKind, PartKind


def _made(world: World, whose: Side) -> Meeting:
    """A published meeting of the side's, with a press slot that somebody has asked to come to, and a commitment."""
    own = Meeting.objects.filter(organisation=whose.organisation).first()
    if own:
        return own
    who: dict[str, Any] = {"now": world.now, "actor": "walk"}
    told = MeetingPlan("Ministermöte", "Om export.", "Umeå", press_person=whose.people[Role.PRESS_OFFICER].public_id)
    host, door = whose.organisation.public_id, whose.cooperation.public_id
    made = commands.plan(told, organisation=host, cooperation=door, site="https://dorren.example", **who)
    start, end = world.now + timedelta(days=9), world.now + timedelta(days=9, hours=1)
    slot = PartPlan(PartKind.PRESS, "Frågor", start, end, [GuestKind.PRESS], 5, notice_by=start)
    part = commands.add_part(made, slot, **who)
    commands.publish(made, **who)
    commands.ask_for_place(part, PressRequest("Rita Reporter", "Norra Bladet", "rita@bladet.example"), **who)
    commands.commit(part, Promised("Återkomma.", host, end.date()), **who)
    return Meeting.objects.get(public_id=made)


def a_campaign(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    if not Campaign.objects.filter(slug="exportturne").exists():
        plan, host = CampaignPlan("Exportturné", "exportturne", "Om."), whose.organisation.public_id
        commands.open_campaign(plan, organisation=host, now=world.now, actor="walk")
    return {"campaign": "exportturne"}


def a_meeting(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"meeting": _made(world, whose).public_id}


def a_press_slot(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    made = _made(world, whose)
    return {"meeting": made.public_id, "part": Part.objects.get(meeting=made).public_id}


def a_deed(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"meeting": _made(world, whose).public_id, "deed": "anteckning"}


def a_thing(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    made = _made(world, whose)
    return {"meeting": made.public_id, "deed": "punkt", "thing": Part.objects.get(meeting=made).public_id}


def a_request(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    made = _made(world, whose)
    return {"meeting": made.public_id, "invitation": Invitation.objects.get(part__meeting=made).public_id}


def a_commitment(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"commitment": Commitment.objects.get(part__meeting=_made(world, whose)).public_id}


def no_link(_world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    return {"token": "gissat"}


def no_link_to_a_part(world: World, visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {**no_link(world, visitor, whose), "part": "gissat"}


SAMPLES = {
    "meetings:campaign": a_campaign,
    "meetings:meeting": a_meeting,
    "meetings:came-of-it": a_meeting,
    "meetings:press": a_press_slot,
    "meetings:press-thanks": a_press_slot,
    "meetings:own": no_link,
    "meetings:room": no_link_to_a_part,
    "meetings:calendar": no_link_to_a_part,
    "meetings:settle": a_commitment,
    "meetings:programme": a_meeting,
    "meetings:guests": a_meeting,
    "meetings:notes": a_meeting,
    "meetings:decide": a_request,
    "meetings:deed": a_deed,
    "meetings:thing": a_thing,
}
