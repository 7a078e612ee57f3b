"""Who may look at figures: everybody."""

from endorr.base.policy.rules import EVERYONE, rule

_PAGES = ("start", "county", "indicator", "embed", "file", "drawing", "compare", "meaning")

POLICY = (
    *(rule(f"indicators:{mark}{page}", GET=EVERYONE) for mark in ("", "practice_") for page in _PAGES),
    rule("indicators:review", GET=EVERYONE, POST=EVERYONE),
)
