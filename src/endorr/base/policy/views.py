"""The answer to what does not exist, and, word for word, to what somebody may not see."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import activate, get_language_from_path

from endorr.base.policy.rules import Area, area_of


def unknown(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404; which address was asked for, and whether it exists, leaves no trace in the answer."""
    request.resolver_match = None  # a menu that marks the current page would tell that the page exists
    request.missing_language = ""  # type: ignore[attr-defined]
    activate(get_language_from_path(request.path_info) or settings.LANGUAGE_CODE)
    if area_of(request.path_info, languages=dict(settings.LANGUAGES)) is Area.API:
        return JsonResponse({"detail": "Not found"}, status=404)
    return render(request, "404.html", status=404)
