"""Winds the demo clock from the bar on top of every demo page."""

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from endorr.base.clock import configured_clock
from endorr.base.clock.rules import after_weekend
from endorr.base.clock.wound import DemoClock
from endorr.base.jobs import next_due

TARGETS: dict[str, Callable[[datetime], datetime | None]] = {
    "hour": lambda now: now + timedelta(hours=1),
    "event": next_due,
    "weekend": after_weekend,
}


def wind(request: HttpRequest) -> HttpResponse:
    """Wind as far as the form's step says and return to the page it stood on; 404 where no demo clock runs."""
    clock = configured_clock()
    target = TARGETS.get(request.POST.get("step", ""))
    if not isinstance(clock, DemoClock) or target is None:
        raise Http404
    now = clock.now()
    instant = target(now)
    if instant is None:
        messages.info(request, _("Inget väntar på att hända. Klockan står där den stod."))
    else:
        clock.wind(instant - now)
    return HttpResponseRedirect(_page_it_stood_on(request))


def _page_it_stood_on(request: HttpRequest) -> str:
    """Return the path of the page that sent the form; our referrer policy gives it to us and to nobody else."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    # One slash only: two would name another host.
    path = "/" + came_from.path.lstrip("/")
    return f"{path}?{came_from.query}" if came_from.query else path
