"""Who may make and revoke an organisation's keys, and what any key may ask."""

from endorr.base.policy.rules import Within, holders, keys_for, rule
from endorr.base.tenancy.rules import Role

ADMINISTRATOR = holders(Role.ADMINISTRATOR, within=Within.OWN_ORGANISATION)

POLICY = (
    rule("apikeys:keys", GET=ADMINISTRATOR),
    rule("apikeys:make", GET=ADMINISTRATOR, POST=ADMINISTRATOR),
    rule("apikeys:revoke", GET=ADMINISTRATOR, POST=ADMINISTRATOR),
    rule("apikeys:whose", GET=keys_for("key:read")),
)
