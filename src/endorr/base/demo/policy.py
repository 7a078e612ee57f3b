"""Who may use the demo's own pages: everybody at the demo."""

from endorr.base.policy.rules import EVERYONE, rule

POLICY = (
    rule("demo:wind", POST=EVERYONE),
    rule("demo:post", GET=EVERYONE),
    rule("demo:mail", GET=EVERYONE, POST=EVERYONE),
    rule("demo:mail-html", GET=EVERYONE),
    rule("demo:choose", GET=EVERYONE),
    rule("demo:become", POST=EVERYONE),
    rule("demo:story", GET=EVERYONE),
    rule("demo:step", POST=EVERYONE),
)
