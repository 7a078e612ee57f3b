"""Keeps machines from filling the house with drafts; who has a real question is never stopped from sending it."""

from django.core.cache import cache
from django.http import HttpRequest

from endorr.base.links.limits import visitor_key

BEGUN = 40
WINDOW = 600  # seconds

# Sending is not counted at all: by then a person has filled in three screens. Forty questions begun in ten minutes
# from one address are more than an office or a school class begins, and even they are told whom to call.


def may_begin(request: HttpRequest) -> bool:
    """Say whether this visitor may begin another question, and count it."""
    key = visitor_key(request, "cases.begun")
    cache.add(key, 0, timeout=WINDOW)
    try:
        return int(cache.incr(key)) <= BEGUN
    except ValueError:  # it ran out between the two lines
        return True
