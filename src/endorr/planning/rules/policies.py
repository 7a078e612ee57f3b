"""The ways of sharing out questions that are set side by side; `ROLLING` is the one that production uses."""

from enum import StrEnum


class Policy(StrEnum):
    """How a question gets to an adviser. All but the last two choose once, when it comes, and never move it."""

    ROUND_ROBIN = "round_robin"  # the next in turn of those who can
    LEAST_LOADED = "least_loaded"  # the one with the shortest line of those who can
    CALENDAR = "calendar"  # the same, but nobody who is known to be away, and the sick are relieved
    MIN_COST = "min_cost"  # min-cost assignment of what nobody has
    ROLLING = "rolling"  # min-cost assignment that may pull back what nobody has begun


GREEDY = (Policy.ROUND_ROBIN, Policy.LEAST_LOADED, Policy.CALENDAR)
"""Those that look at one question at a time."""
