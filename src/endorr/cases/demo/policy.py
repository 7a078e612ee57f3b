"""Who may play the demo's story: everybody at the demo."""

from endorr.base.policy.rules import EVERYONE, rule

POLICY = (
    rule("story:story", GET=EVERYONE),
    rule("story:begin", POST=EVERYONE),
    rule("story:act", POST=EVERYONE),
)
