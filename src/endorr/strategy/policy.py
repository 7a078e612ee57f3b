"""Who may: everybody reads what is adopted, an invited party what its link opens, and those who lead write."""

from endorr.base.policy.rules import EVERYONE, LINK_HOLDER, Within, holders, rule
from endorr.strategy.rules.deeds import LEADING

LEADS = holders(*LEADING, within=Within.OWN_ORGANISATION)

POLICY = (
    rule("strategy:start", GET=EVERYONE),
    rule("strategy:strategy", GET=EVERYONE),
    rule("strategy:version", GET=EVERYONE),
    rule("strategy:json", GET=EVERYONE),
    rule("strategy:goals_csv", GET=EVERYONE),
    rule("strategy:actions_csv", GET=EVERYONE),
    rule("strategy:programme", GET=EVERYONE),
    rule("strategy:own", GET=LINK_HOLDER, POST=LINK_HOLDER),
    rule("strategy:desk", GET=LEADS, POST=LEADS),
    rule("strategy:work", GET=LEADS),
    rule("strategy:inputs", GET=LEADS),
    rule("strategy:deed", GET=LEADS, POST=LEADS),
    rule("strategy:thing", GET=LEADS, POST=LEADS),
    rule("strategy:programmes", GET=LEADS, POST=LEADS),
    rule("strategy:programme_work", GET=LEADS, POST=LEADS),
    rule("strategy:take_in", GET=LEADS, POST=LEADS),
    rule("strategy:template", GET=LEADS),
)
