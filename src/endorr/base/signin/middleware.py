"""Sends staff without a second step to choose one before anything else, where the settings ask for it."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from endorr.base.policy.rules import Area, area_of

Respond = Callable[[HttpRequest], HttpResponse]


def _vouched_for(request: HttpRequest) -> bool:
    """An organisation's own sign-in asks for the second step itself."""
    return any(record["method"] == "socialaccount" for record in get_authentication_records(request))


def _excused(request: HttpRequest) -> bool:
    if area_of(request.path_info, languages=dict(settings.LANGUAGES)) is not Area.STAFF:
        return True
    return request.path_info.startswith(reverse("mfa_index")) or _vouched_for(request)


class SecondStepMiddleware:
    """Stands inside the gate: whoever comes here to the staff's area is signed in and holds a seat."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.STAFF_NEED_SECOND_STEP and not _excused(request) and not is_mfa_enabled(request.user):
            return redirect("mfa_index")
        return self.get_response(request)
