"""What the addresses of a door's calendar are filled in with in the permission walk."""

from collections.abc import Mapping
from datetime import date, timedelta

from tests.base.policy.world import Side, Visitor, World
from tests.calendars.factories import plain

from endorr.base.clock import local_date
from endorr.calendars.commands import change_calendar, open_calendar, propose_days
from endorr.calendars.models import ProposedDay
from endorr.calendars.queries import calendar_by_id, doors
from endorr.worktime import Season
from endorr.worktime.feed import Proposal


def _opened(world: World, whose: Side) -> str:
    slug = whose.cooperation.slug
    if slug not in {door.id for door in doors()}:
        open_calendar(whose.cooperation.public_id, plain(slug), now=world.now, actor="system:walk")
    return slug


def a_calendar(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"slug": _opened(world, whose)}


def a_door(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    _opened(world, whose)
    return {"cooperation": whose.cooperation.public_id}


def a_season(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str | int]:
    calendar = calendar_by_id(_opened(world, whose))
    if not calendar.seasons:
        summer = Season((6, 15), (8, 15), calendar.hours)
        change_calendar(calendar.id, calendar.changed(seasons=(summer,)), now=world.now, actor="system:walk")
    return {"cooperation": whose.cooperation.public_id, "place": 1}


def _far(world: World) -> date:
    return local_date(world.now) + timedelta(days=200)


def a_decided_day(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    calendar, day = calendar_by_id(_opened(world, whose)), _far(world)
    if not calendar.override(day):
        change_calendar(calendar.id, calendar.opened_on(day), now=world.now, actor="system:walk")
    return {"cooperation": whose.cooperation.public_id, "day": day.isoformat()}


def a_proposal(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    slug = _opened(world, whose)
    source = f"fil {ProposedDay.objects.count()}.ics"
    propose_days(slug, [Proposal(_far(world), "Klämdag")], source=source)
    made = ProposedDay.objects.get(calendar__slug=slug, source=source)
    return {"cooperation": whose.cooperation.public_id, "proposal": made.public_id}


SAMPLES = {
    "calendars:json": a_calendar,
    "calendars:ics": a_calendar,
    "calendars:door": a_door,
    "calendars:begin": a_door,
    "calendars:days": a_door,
    "calendars:undo": a_decided_day,
    "calendars:hours": a_door,
    "calendars:new_season": a_door,
    "calendars:season": a_season,
    "calendars:end_season": a_season,
    "calendars:feed": a_door,
    "calendars:proposals": a_door,
    "calendars:accept": a_proposal,
    "calendars:decline": a_proposal,
}
