"""Who may see and change an organisation's seats; how a cooperation looks is for everybody to see."""

from endorr.base.policy.rules import EVERYONE, Within, holders, rule
from endorr.base.tenancy.rules import Role

ADMINISTRATOR = holders(Role.ADMINISTRATOR, within=Within.OWN_ORGANISATION)
COORDINATOR = holders(Role.COORDINATOR, within=Within.OWN_COOPERATION)

POLICY = (
    rule("identity:people", GET=ADMINISTRATOR),
    rule("identity:add", GET=ADMINISTRATOR, POST=ADMINISTRATOR),
    rule("identity:end", GET=ADMINISTRATOR, POST=ADMINISTRATOR),
    rule("identity:looks", GET=COORDINATOR),
    rule("identity:look", GET=COORDINATOR, POST=COORDINATOR),
    rule("identity:colours", GET=EVERYONE),
    rule("identity:logo", GET=EVERYONE),
)
