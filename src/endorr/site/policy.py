"""Who may see the site's own pages."""

from endorr.base.policy.rules import EVERYONE, rule

POLICY = (rule("first", GET=EVERYONE),)
