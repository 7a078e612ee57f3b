"""Gives each request an id, counts and times it, and writes one log line that names no person."""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from endorr.base.trace import accepted, tracing
from endorr.base.watch.metrics import REQUESTS, SECONDS

log = logging.getLogger(__name__)

HEADER = "X-Request-ID"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class WatchMiddleware:
    """The outermost layer: whatever happens inside happens under the request's id."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        with tracing(accepted(request.headers.get(HEADER))) as identity:
            response = self.get_response(request)
            self._note(request, response.status_code, time.perf_counter() - started)
        response[HEADER] = identity
        return response

    def _note(self, request: HttpRequest, status: int, seconds: float) -> None:
        match = request.resolver_match
        # The view's name, never the path: addresses and searches name people.
        view = match.view_name or "unnamed" if match else "none"
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(view, method, str(status)).inc()
        SECONDS.labels(view).observe(seconds)
        facts = {
            "view": view,
            "method": method,
            "status": status,
            "ms": round(seconds * 1000, 1),
            "user": _user(request),
        }
        log.info("request", extra=facts)


def _user(request: HttpRequest) -> str:
    """Return the opaque id of whoever signed in, if the request cared to know; never asks the database."""
    user = getattr(request, "_cached_user", None)
    return getattr(user, "public_id", "") or ""
