"""Who may look at calendars: everybody, for everybody may check a promise. Who may change one: those who keep it."""

from endorr.base.policy.rules import EVERYONE, Within, holders, rule
from endorr.base.tenancy.rules import Role

KEEPER = holders(Role.COORDINATOR, Role.ADMINISTRATOR, within=Within.OWN_COOPERATION)

POLICY = (
    rule("calendars:when", GET=EVERYONE),
    rule("calendars:open_data", GET=EVERYONE),
    rule("calendars:json", GET=EVERYONE),
    rule("calendars:ics", GET=EVERYONE),
    rule("calendars:doors", GET=KEEPER),
    rule("calendars:door", GET=KEEPER),
    rule("calendars:begin", POST=KEEPER),
    rule("calendars:days", GET=KEEPER, POST=KEEPER),
    rule("calendars:undo", GET=KEEPER, POST=KEEPER),
    rule("calendars:hours", GET=KEEPER, POST=KEEPER),
    rule("calendars:new_season", GET=KEEPER, POST=KEEPER),
    rule("calendars:season", GET=KEEPER, POST=KEEPER),
    rule("calendars:end_season", GET=KEEPER, POST=KEEPER),
    rule("calendars:feed", GET=KEEPER, POST=KEEPER),
    rule("calendars:proposals", GET=KEEPER),
    rule("calendars:accept", POST=KEEPER),
    rule("calendars:decline", POST=KEEPER),
)
