"""Who may ask and who may keep: who helps where is for everybody, the rest for those it concerns."""

from endorr.base.policy.rules import EVERYONE, Within, holders, rule
from endorr.base.tenancy.rules import Role

COLLEAGUE = holders(Role.ADVISER, Role.COORDINATOR, Role.ADMINISTRATOR, within=Within.OWN_COOPERATION)
KEEPER = holders(Role.COORDINATOR, Role.ADMINISTRATOR, within=Within.OWN_COOPERATION)
COORDINATOR = holders(Role.COORDINATOR, within=Within.OWN_COOPERATION)

POLICY = (
    rule("directory:ask", GET=EVERYONE),
    rule("directory:county", GET=EVERYONE),
    rule("directory:api_who_helps", GET=EVERYONE),
    rule("directory:api_needs", GET=EVERYONE),
    rule("directory:functions", GET=COLLEAGUE),
    rule("directory:function", GET=COLLEAGUE),
    rule("directory:add_deputy", GET=KEEPER, POST=KEEPER),
    rule("directory:move", GET=KEEPER, POST=KEEPER),
    rule("directory:replace", GET=KEEPER, POST=KEEPER),
    rule("directory:end_seat", GET=KEEPER, POST=KEEPER),
    rule("directory:absence", GET=COLLEAGUE, POST=COLLEAGUE),
    rule("directory:withdraw", GET=COLLEAGUE, POST=COLLEAGUE),
    rule("directory:holes", GET=COLLEAGUE),
    rule("directory:members", GET=COLLEAGUE),
    rule("directory:add_member", GET=COORDINATOR, POST=COORDINATOR),
    rule("directory:leave", GET=COORDINATOR, POST=COORDINATOR),
    rule("directory:terms", GET=COLLEAGUE),
    rule("directory:change_terms", GET=COORDINATOR, POST=COORDINATOR),
    rule("directory:checklist", GET=COORDINATOR, POST=COORDINATOR),
    rule("directory:sheet", GET=COORDINATOR, POST=COORDINATOR),
    rule("directory:template", GET=COORDINATOR),
    rule("directory:accept", GET=COORDINATOR, POST=COORDINATOR),
)
