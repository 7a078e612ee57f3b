"""Who looks after what could not be delivered: coordinators, local and national, and administrators."""

from endorr.base.policy.rules import Within, holders, rule
from endorr.base.tenancy.rules import Role

KEEPERS = holders(Role.COORDINATOR, Role.NATIONAL_COORDINATOR, Role.ADMINISTRATOR, within=Within.OWN_COOPERATION)

POLICY = (rule("mailroom:undelivered", GET=KEEPERS), rule("mailroom:again", POST=KEEPERS))
