"""Who may: anybody reads the diaries and asks; an authority's own coordinators and administrators test and answer."""

from endorr.base.policy.rules import EVERYONE, LINK_HOLDER, Within, holders, rule
from endorr.records.roles import HANDLING

HANDLES = holders(*HANDLING, within=Within.OWN_ORGANISATION)

POLICY = (
    rule("records:start", GET=EVERYONE),
    rule("records:diary", GET=EVERYONE),
    rule("records:ask", GET=EVERYONE, POST=EVERYONE),
    rule("records:own", GET=LINK_HOLDER),
    rule("records:about_me", GET=EVERYONE, POST=EVERYONE),
    rule("records:extract", GET=LINK_HOLDER, POST=LINK_HOLDER),
    rule("records:requests", GET=HANDLES),
    rule("records:request", GET=HANDLES, POST=HANDLES),
    rule("records:test", GET=HANDLES, POST=HANDLES),
    rule("records:disposal", GET=HANDLES, POST=HANDLES),
    rule("records:forget", GET=HANDLES, POST=HANDLES),
)
