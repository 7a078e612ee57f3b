"""Who may: coordinators plan their own cooperation; whoever has a question answers a proposal to pull it back."""

from endorr.base.policy.rules import Within, holders, rule
from endorr.base.tenancy.rules import Role

COORDINATOR = holders(Role.COORDINATOR, within=Within.OWN_COOPERATION)
ANSWERER = holders(Role.ADVISER, Role.COORDINATOR, within=Within.OWN_COOPERATION)

POLICY = (
    rule("planning:plan", GET=COORDINATOR, POST=COORDINATOR),
    rule("planning:why", GET=COORDINATOR),
    rule("planning:country", GET=COORDINATOR),
    rule("planning:say", POST=COORDINATOR),
    rule("planning:take_back", POST=COORDINATOR),
    rule("planning:pauses", GET=COORDINATOR, POST=COORDINATOR),
    rule("planning:resume", POST=COORDINATOR),
    rule("planning:trials", GET=COORDINATOR, POST=COORDINATOR),
    rule("planning:trial", GET=COORDINATOR),
    rule("planning:asked_back", GET=ANSWERER),
    rule("planning:answer", POST=ANSWERER),
)
