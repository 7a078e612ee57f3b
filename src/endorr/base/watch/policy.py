"""Who may ask how the house is: everybody, but details and figures only those who look after it (told by the views)."""

from endorr.base.policy.rules import EVERYONE, rule

POLICY = (
    rule("watch:livez", GET=EVERYONE),
    rule("watch:readyz", GET=EVERYONE),
    rule("statusz", GET=EVERYONE),
    rule("watch:metrics", GET=EVERYONE),
)
