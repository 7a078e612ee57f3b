"""Reads the easy variant off the address, and answers in Swedish where a page lacks the language asked for."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import activate, get_language

from endorr.base.i18n.pages import EASY_PREFIX, NOT_EASY, SOURCE, offer_of

Respond = Callable[[HttpRequest], HttpResponse]


class PageLanguageMiddleware:
    """Stands before Django's LocaleMiddleware, which then sees the address without /ll."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.easy_template = ""  # type: ignore[attr-defined]
        request.missing_language = ""  # type: ignore[attr-defined]
        if request.path_info == EASY_PREFIX or request.path_info.startswith(f"{EASY_PREFIX}/"):
            request.asks_for_easy = True  # type: ignore[attr-defined]
            request.path_info = request.path_info.removeprefix(EASY_PREFIX) or "/"
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        offer, language = offer_of(view), get_language() or SOURCE
        if hasattr(request, "asks_for_easy"):
            if offer.easy and language == SOURCE:
                request.easy_template = offer.easy  # type: ignore[attr-defined]
            elif request.method in {"GET", "HEAD"}:
                return HttpResponseRedirect(_ordinary_address(request))
        if language not in offer.languages:
            request.missing_language = language  # type: ignore[attr-defined]
            request.LANGUAGE_CODE = SOURCE
            activate(SOURCE)
        return None


def _ordinary_address(request: HttpRequest) -> str:
    query = request.GET.copy()
    query[NOT_EASY] = "nej"
    # Two slashes in front would lead to another host.
    return f"/{request.path_info.lstrip('/')}?{query.urlencode()}"
