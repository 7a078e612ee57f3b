"""What the addresses of a door's calendar are filled in with in the permission walk."""

from collections.abc import Mapping

from tests.base.policy.world import Side, Visitor, World
from tests.calendars.factories import plain

from endorr.calendars.commands import open_calendar
from endorr.calendars.queries import doors


def a_calendar(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    slug = whose.cooperation.slug
    if slug not in {door.id for door in doors()}:
        open_calendar(whose.cooperation.public_id, plain(slug), now=world.now, actor="system:walk")
    return {"slug": slug}


SAMPLES = {"calendars:json": a_calendar, "calendars:ics": a_calendar}
