"""The gate: finds out who is looking, and answers only what the policy table allows."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.functional import SimpleLazyObject

from endorr.base.clock import local_date, now
from endorr.base.policy.rules import Access
from endorr.base.policy.table import policy_table
from endorr.base.tenancy.queries import viewer_of
from endorr.base.tenancy.rules import Viewer

Respond = Callable[[HttpRequest], HttpResponse]


def _viewer(request: HttpRequest) -> Viewer:
    return viewer_of(request.user.pk, on=local_date(now()))


def _access(request: HttpRequest) -> Access | None:
    match = request.resolver_match
    rule = policy_table().get(match.view_name) if match else None
    if rule is None or request.method is None:
        return None
    method = "GET" if request.method == "HEAD" else request.method
    return rule.methods.get(method)


class PolicyMiddleware:
    """Gives each request its `viewer` and refuses what no rule allows, in a way that tells nothing of what exists."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: _viewer(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        access = _access(request)
        if access is not None and access.admits(request.viewer):  # type: ignore[attr-defined]
            return None
        return self.refuse(request)

    def refuse(self, request: HttpRequest) -> HttpResponse:
        match = request.resolver_match
        rule = policy_table().get(match.view_name) if match else None
        if rule is None:
            raise Http404
        if not request.viewer.signed_in and request.method in {"GET", "HEAD"}:  # type: ignore[attr-defined]
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        if any(access.admits(request.viewer) for access in rule.methods.values()):  # type: ignore[attr-defined]
            return HttpResponseNotAllowed(sorted(rule.methods))
        raise Http404
