"""The gate: finds out who is looking, and answers only what the policy table allows."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import SuspiciousOperation
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.urls import Resolver404, resolve
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from endorr.base.clock import local_date, now
from endorr.base.policy.proofs import proved
from endorr.base.policy.rules import Access, Area, Door, Rule, area_of
from endorr.base.policy.table import policy_table
from endorr.base.tenancy.queries import viewer_of_account
from endorr.base.tenancy.rules import ANONYMOUS, Viewer

Respond = Callable[[HttpRequest], HttpResponse]
SAFE = {"GET", "HEAD"}


def _viewer(request: HttpRequest) -> Viewer:
    if request.user.pk is None:
        return ANONYMOUS
    viewer = viewer_of_account(request.user, on=local_date(now()))
    if not viewer.seats:
        logout(request)  # whoever has no seat any more is signed out, whatever the session believes
        return ANONYMOUS
    return viewer


def _rule(request: HttpRequest) -> Rule | None:
    match = request.resolver_match
    return policy_table().get(match.view_name) if match else None


class PolicyMiddleware:
    """Gives each request its `viewer` and refuses what no rule allows, in a way that tells nothing of what exists.

    It stands before the CSRF check: a missing token must not tell an existing page from one that does not exist.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: _viewer(request))  # type: ignore[attr-defined]
        area = area_of(request.path_info, languages=dict(settings.LANGUAGES))
        if area is Area.STAFF:
            response = self._at_staff_door(request)
        elif area is Area.API:
            response = self._at_api_door(request)
        else:
            return self.get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    def _at_staff_door(self, request: HttpRequest) -> HttpResponse:
        """Answer for all of the staff's area alike, before anybody looks whether the page exists."""
        if not request.viewer.signed_in:  # type: ignore[attr-defined]
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        if request.method in SAFE and not request.path_info.endswith("/"):
            return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
        if hasattr(request, "asks_for_easy"):
            return HttpResponsePermanentRedirect(request.path_info)  # no page of the staff's has an easy variant
        return self.get_response(request)

    def _at_api_door(self, request: HttpRequest) -> HttpResponse:
        """Ask for a key at every address but the open ones, before anybody looks whether it exists."""
        if proved(Door.API_KEY, request, {}) or _is_open(request):
            return self.get_response(request)
        response = JsonResponse({"detail": "An API key is needed: Authorization: Bearer <key>"}, status=401)
        response["WWW-Authenticate"] = "Bearer"
        return response

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, kwargs: Mapping[str, Any]
    ) -> HttpResponse | None:
        rule = _rule(request)
        if rule is None:
            raise Http404
        access = rule.access(request.method or "")
        if access is not None and (viewer := self._admitted(request, access, kwargs)) is not None:
            request.viewer = viewer  # type: ignore[attr-defined]
            if access.door is Door.API_KEY:
                # A key travels in a header that no foreign page can make a browser send.
                request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
            if _holds_nul(request):
                raise SuspiciousOperation("a NUL character, which no text has and PostgreSQL does not store")
            return None
        return self._refuse(request, rule, kwargs)

    def _admitted(self, request: HttpRequest, access: Access, kwargs: Mapping[str, Any]) -> Viewer | None:
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        if access.door not in {Door.LINK, Door.API_KEY}:
            return viewer if access.door is Door.EVERYONE or access.admits_person(viewer) else None
        holder = proved(access.door, request, kwargs)
        if holder is None or (access.door is Door.API_KEY and not (holder.key and access.admits_key(holder.key))):
            return None
        return holder

    def _refuse(self, request: HttpRequest, rule: Rule, kwargs: Mapping[str, Any]) -> HttpResponse:
        """Tell the methods somebody may use; who may use none hears what is said of a page that is not there."""
        allowed = [
            method for method, access in rule.methods.items() if self._admitted(request, access, kwargs) is not None
        ]
        if not allowed:
            raise Http404
        named = sorted({*allowed, *(["HEAD"] if "GET" in allowed else []), "OPTIONS"})
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(named)})
        return HttpResponseNotAllowed(named)


def _holds_nul(request: HttpRequest) -> bool:
    told = (request.GET, request.POST) if request.method == "POST" else (request.GET,)
    return any("\0" in one for words in told for name, values in words.lists() for one in (name, *values))


def _is_open(request: HttpRequest) -> bool:
    try:
        match = resolve(request.path_info, getattr(request, "urlconf", None))
    except Resolver404:
        return False
    rule = policy_table().get(match.view_name)
    access = rule.access(request.method or "") if rule else None
    return access is not None and access.door is Door.EVERYONE
