"""Winds the demo clock from the bar on top of every demo page."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from endorr.base.clock.rules import after_weekend
from endorr.base.clock.source import configured_clock
from endorr.base.clock.wound import DemoClock
from endorr.base.jobs import next_due

TARGETS: dict[str, Callable[[datetime], datetime | None]] = {
    "hour": lambda now: now + timedelta(hours=1),
    "event": next_due,
    "weekend": after_weekend,
}


def wind(request: HttpRequest) -> HttpResponse:
    """Wind to the target that the form names and return to the page it stood on; 404 where no demo clock runs."""
    clock = configured_clock()
    target = TARGETS.get(request.POST.get("target", ""))
    if not isinstance(clock, DemoClock) or target is None:
        raise Http404
    now = clock.now()
    instant = target(now)
    if instant is not None:
        clock.wind(instant - now)
    return HttpResponseRedirect(_page_to_return_to(request))


def _page_to_return_to(request: HttpRequest) -> str:
    page = request.POST.get("page", "")
    return page if url_has_allowed_host_and_scheme(page, allowed_hosts=None) else "/"
