"""Proves that a request comes with a living link: its token stands in the address, its purpose beside the view."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from endorr.base.clock import now
from endorr.base.links.queries import peek
from endorr.base.tenancy.rules import Viewer


def prove(request: HttpRequest, arguments: Mapping[str, Any]) -> Viewer | None:
    """Return the viewer that a link's holder is, without using the link up; None for a link that opens nothing."""
    match = request.resolver_match
    purpose = getattr(getattr(match.func, "view_class", None), "purpose", "") if match else ""
    token = arguments.get("token", "")
    opened = peek(token, purpose=purpose, now=now()) if purpose and token else None
    proved: Any = request
    proved.opened_link = opened  # the page behind the link need not look it up again
    return Viewer(link=opened.public_id) if opened else None
