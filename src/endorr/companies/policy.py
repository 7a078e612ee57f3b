"""Who may: advisers and coordinators, and of companies only what their own organisation knows."""

from endorr.base.policy.rules import Within, holders, rule
from endorr.companies.rules import KEEPING

KNOWS = holders(*KEEPING, within=Within.OWN_ORGANISATION)

POLICY = (
    rule("companies:list", GET=KNOWS, POST=KNOWS),
    rule("companies:new", GET=KNOWS, POST=KNOWS),
    rule("companies:likenesses", GET=KNOWS, POST=KNOWS),
    rule("companies:company", GET=KNOWS),
    rule("companies:deed", GET=KNOWS, POST=KNOWS),
    rule("companies:undo", GET=KNOWS, POST=KNOWS),
)
