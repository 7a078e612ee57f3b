"""Proves that a request comes with a living API key: `Authorization: Bearer endorr_...`."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from endorr.base.apikeys.commands import note_use
from endorr.base.apikeys.queries import holder_of
from endorr.base.clock import now
from endorr.base.tenancy.rules import Viewer

SCHEME = "bearer "


def prove(request: HttpRequest, _arguments: Mapping[str, Any]) -> Viewer | None:
    """Return the viewer a request's key makes it; None without a living key. Asked once per request."""
    if not hasattr(request, "_key_viewer"):
        request._key_viewer = _viewer(request.headers.get("Authorization", ""))  # type: ignore[attr-defined]
    found: Viewer | None = request._key_viewer  # type: ignore[attr-defined]
    return found


def _viewer(header: str) -> Viewer | None:
    if not header.lower().startswith(SCHEME):
        return None
    instant = now()
    holder = holder_of(header[len(SCHEME) :].strip(), now=instant)
    if holder is None:
        return None
    note_use(holder.prefix, now=instant)
    return Viewer(key=holder)


class ApiKeyAuth(HttpBearer):
    """Lets django-ninja describe the key in its schema and hands its operations the viewer that the gate found."""

    def authenticate(self, request: HttpRequest, _token: str) -> Viewer | None:
        return prove(request, {})
