"""Who looks back on matching: those who coordinate, each on their own cooperations, the national one on all."""

from endorr.base.policy.rules import Within, holders, rule
from endorr.base.tenancy.rules import Role

_OWNERS = holders(Role.COORDINATOR, Role.NATIONAL_COORDINATOR)
_READERS = holders(Role.ADVISER, Role.COORDINATOR, Role.NATIONAL_COORDINATOR, within=Within.OWN_COOPERATION)

POLICY = (
    rule("matching:week", GET=_OWNERS),
    rule("matching:try", GET=_OWNERS, POST=_OWNERS),
    rule("matching:proposal", GET=_READERS),
)
