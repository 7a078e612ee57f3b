"""Tells every template where the demo clock stands."""

from datetime import datetime

from django.http import HttpRequest

from endorr.base.clock.source import configured_clock
from endorr.base.clock.wound import DemoClock


def demo_clock(_request: HttpRequest) -> dict[str, datetime | None]:
    """Add `demo_now`: the demo's instant, None (and no bar) where the machine's own clock rules."""
    clock = configured_clock()
    return {"demo_now": clock.now() if isinstance(clock, DemoClock) else None}
