"""Who looks back on matching: those who coordinate, each on their own cooperations, the national one on all."""

from endorr.base.policy.rules import holders, rule
from endorr.base.tenancy.rules import Role

_OWNERS = holders(Role.COORDINATOR, Role.NATIONAL_COORDINATOR)
_READERS = holders(Role.ADVISER, Role.COORDINATOR, Role.NATIONAL_COORDINATOR)

POLICY = (
    rule("matching:week", GET=_OWNERS),
    rule("matching:try", GET=_OWNERS, POST=_OWNERS),
    # Only those of the proposal's own cooperation find it; the query keeps that.
    rule("matching:proposal", GET=_READERS),
)
