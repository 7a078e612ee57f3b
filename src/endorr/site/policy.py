"""Who may see the site's own pages."""

from endorr.base.policy.rules import EVERYONE, rule

POLICY = (
    rule("first", GET=EVERYONE),
    rule("door", GET=EVERYONE),
    rule("accessibility", GET=EVERYONE),
    rule("ui:style", GET=EVERYONE),
    rule("ui:sample-brand", GET=EVERYONE),
    rule("ui:frame", GET=EVERYONE),
)
