"""Who may use the demo's own pages: everybody at the demo."""

from endorr.base.policy.rules import EVERYONE, rule

POLICY = (rule("demo:wind", POST=EVERYONE),)
