"""Who may: everybody reads figures; the national coordinator and analysts take in versions and decide proposals."""

from endorr.base.policy.rules import EVERYONE, holders, rule
from endorr.base.tenancy.rules import Role

_KEEPERS = holders(Role.ANALYST, Role.NATIONAL_COORDINATOR)

POLICY = (
    rule("statistics:tables", GET=EVERYONE),
    rule("statistics:table", GET=EVERYONE),
    rule("statistics:version", GET=EVERYONE),
    rule("statistics:file", GET=EVERYONE),
    rule("statistics:desk", GET=_KEEPERS),
    rule("statistics:take_in", GET=_KEEPERS, POST=_KEEPERS),
    rule("statistics:proposal", GET=_KEEPERS, POST=_KEEPERS),
)
