"""Who may: everybody reads what is published, a guest what their link opens, and staff the meetings they host."""

from endorr.base.policy.rules import EVERYONE, LINK_HOLDER, Within, holders, rule
from endorr.meetings.rules import HOSTING, PRESS

HOSTS = holders(*HOSTING, within=Within.OWN_ORGANISATION)
DECIDES = holders(*PRESS, within=Within.OWN_ORGANISATION)

POLICY = (
    rule("meetings:start", GET=EVERYONE),
    rule("meetings:campaign", GET=EVERYONE),
    rule("meetings:meeting", GET=EVERYONE),
    rule("meetings:came-of-it", GET=EVERYONE),
    rule("meetings:press", GET=EVERYONE, POST=EVERYONE),
    rule("meetings:press-thanks", GET=EVERYONE),
    rule("meetings:own", GET=LINK_HOLDER, POST=LINK_HOLDER),
    rule("meetings:room", GET=LINK_HOLDER),
    rule("meetings:calendar", GET=LINK_HOLDER),
    rule("meetings:desk", GET=HOSTS),
    rule("meetings:new-campaign", GET=HOSTS, POST=HOSTS),
    rule("meetings:new", GET=HOSTS, POST=HOSTS),
    rule("meetings:settle", GET=HOSTS, POST=HOSTS),
    rule("meetings:programme", GET=HOSTS),
    rule("meetings:guests", GET=HOSTS, POST=HOSTS),
    rule("meetings:notes", GET=HOSTS),
    rule("meetings:decide", GET=DECIDES, POST=DECIDES),
    rule("meetings:deed", GET=HOSTS, POST=HOSTS),
    rule("meetings:thing", GET=HOSTS, POST=HOSTS),
)
