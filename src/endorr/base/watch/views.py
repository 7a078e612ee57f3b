"""Answers machines that ask how the house is."""

import ipaddress
import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from endorr.base.clock import now
from endorr.base.tenancy.rules import Role
from endorr.base.watch.checks import findings
from endorr.base.watch.metrics import CONTENT_TYPE, exposition


def livez(_request: HttpRequest) -> HttpResponse:
    """Say that this process answers; touches nothing else."""
    return JsonResponse({"status": "alive"})


def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether the house can do its work: 200 or 503, what was found only to those who look after it."""
    found = findings()
    ready = all(finding.well for finding in found)
    answer: dict[str, object] = {"status": "ready" if ready else "not ready"}
    if _looks_after_the_house(request):
        answer["checks"] = [
            {"name": item.name, "well": item.well, "seen": item.seen, "milliseconds": item.milliseconds}
            for item in found
        ]
    return JsonResponse(answer, status=200 if ready else 503)


def statusz(request: HttpRequest) -> HttpResponse:
    """Tell people in plain words whether the house works; the status code is that of /readyz."""
    ready = all(finding.well for finding in findings())
    return render(request, "watch/status.html", {"ready": ready, "at": now()}, status=200 if ready else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    """Give the figures in Prometheus' text format, to those who look after the house."""
    if not _looks_after_the_house(request):
        raise Http404
    return HttpResponse(exposition(), content_type=CONTENT_TYPE)


def _looks_after_the_house(request: HttpRequest) -> bool:
    return _is_local(request) or _has_token(request) or _is_administrator(request)


def _is_local(request: HttpRequest) -> bool:
    # What a proxy passes on also comes from the machine itself, so a forwarded request is never local.
    if "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META:
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _has_token(request: HttpRequest) -> bool:
    token = settings.WATCH_TOKEN
    return bool(token) and secrets.compare_digest(
        request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode()
    )


def _is_administrator(request: HttpRequest) -> bool:
    viewer = request.viewer  # type: ignore[attr-defined]
    return bool(viewer.holds([Role.ADMINISTRATOR]))
