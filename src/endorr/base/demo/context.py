"""Tells every page of a demo where its clock stands and how it can be wound: the bar on top is drawn from this."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from endorr.base.clock import configured_clock
from endorr.base.clock.wound import DemoClock

STEPS: tuple[tuple[str, Promise], ...] = (
    ("hour", _("En timme framåt")),
    ("event", _("Till nästa händelse")),
    ("weekend", _("Över helgen")),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """What the bar shows: the demo's instant, where its form goes, and the steps it offers."""

    now: datetime
    wind: str
    steps: tuple[tuple[str, Promise], ...]


def demo_clock(_request: HttpRequest) -> dict[str, Bar | None]:
    """Add `demo_clock`: None, and so no bar, where the machine's own clock rules."""
    clock = configured_clock()
    return {"demo_clock": Bar(clock.now(), reverse("demo:wind"), STEPS) if isinstance(clock, DemoClock) else None}
