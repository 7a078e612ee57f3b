"""Who may look at calendars: everybody, for everybody may check a promise."""

from endorr.base.policy.rules import EVERYONE, rule

POLICY = (
    rule("calendars:when", GET=EVERYONE),
    rule("calendars:open_data", GET=EVERYONE),
    rule("calendars:json", GET=EVERYONE),
    rule("calendars:ics", GET=EVERYONE),
)
