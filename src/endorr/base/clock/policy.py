"""Who may wind the demo clock: everybody at a demo; elsewhere the view itself knows no such page."""

from endorr.base.policy.rules import EVERYONE, rule

POLICY = (rule("clock:wind", POST=EVERYONE),)
