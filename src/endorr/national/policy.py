"""Who may: everybody sees the centres side by side; coordinators hand in their own list, the national one anybody's."""

from endorr.base.policy.rules import EVERYONE, Within, holders, rule
from endorr.base.tenancy.rules import Role

REPORTS = holders(Role.NATIONAL_COORDINATOR, Role.COORDINATOR, within=Within.OWN_COOPERATION)

POLICY = (
    rule("national:country", GET=EVERYONE),
    rule("national:question", GET=EVERYONE),
    rule("national:reports", GET=REPORTS, POST=REPORTS),
    rule("national:accept", POST=holders(Role.NATIONAL_COORDINATOR, Role.COORDINATOR)),
)
