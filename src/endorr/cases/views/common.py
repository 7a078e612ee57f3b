"""What every page on the way in needs: its language, its answer, the way on in the same variant of the page."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language

from endorr.base.i18n.pages import easy_address, is_easy, page
from endorr.base.tenancy.queries import look_in
from endorr.cases.letters import EASY

LANGUAGES = ("sv", "en", "fi", "ar")
"""The languages of the way in, of the confirmation and of the company's own page."""


def language_of(request: HttpRequest) -> str:
    """Return the language a page is read in, easy Swedish as a language of its own."""
    return EASY if is_easy(request) else get_language() or "sv"


def address_of(request: HttpRequest, name: str, *args: str) -> str:
    """Return a page's address in the variant that is being read."""
    address = reverse(name, args=args)
    return easy_address(address) if is_easy(request) else address


def go(request: HttpRequest, name: str, *args: str) -> HttpResponse:
    """Lead on to a page in the variant that is being read."""
    return HttpResponseRedirect(address_of(request, name, *args))


def stand_at(request: HttpRequest, county: str, *, phone: str = "") -> None:
    """Let a page stand at a county's door: the frame around it wears the door's look and tells its telephone."""
    standing: Any = request
    standing.door = look_in(county)
    standing.phone = phone


def own_page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Show a page of somebody's own answers: no copy is kept on the way, no address is passed on."""
    response = page(request, template, context)
    response.status_code = status
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
