"""Which languages a page has, said once beside its view; where each lies; what is said when one is missing.

The address alone carries the language: none for Swedish, /en/ for English, /ll/ for easy Swedish, which is no
language but a variant of the pages that have one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, ResolverMatch, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from endorr.core.languages import own_name

SOURCE = "sv"
EASY_PREFIX = "/ll"
# A private-use subtag, so that a page does not claim two Swedish versions that are the same.
EASY_CODE = "sv-x-lattlast"
NOT_EASY = "lattlast"


@dataclass(frozen=True, slots=True)
class Offer:
    """The languages a page is written in, and the template of its easy variant if it has one."""

    languages: Sequence[str] = (SOURCE, "en")
    easy: str = ""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One language of this very page: its code, its own name, its address, and whether it is the one being read."""

    code: str
    name: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """A line about the page's language, and the language that the line itself is in."""

    text: str
    language: str


EVERY_PAGE = Offer()


def offered[View: Callable[..., Any]](
    *, languages: Sequence[str] = EVERY_PAGE.languages, easy: str = ""
) -> Callable[[View], View]:
    """Say that a view's page has other languages than Swedish and English, or an easy variant.

    `@offered(easy="site/first.ll.html")` on a view that answers with `page(...)` is all it takes. Swedish is always
    one of the languages.
    """
    if SOURCE not in languages:
        raise ValueError("a page that is not in Swedish has no words to fall back on")

    def mark(view: View) -> View:
        view.offer = Offer(tuple(languages), easy)  # type: ignore[attr-defined]
        return view

    return mark


def offer_of(view: object) -> Offer:
    """Return what a view offers; Swedish and English when it says nothing."""
    offer = getattr(view, "offer", EVERY_PAGE)
    assert isinstance(offer, Offer)
    return offer


def is_easy(request: HttpRequest) -> bool:
    """Say whether the easy variant of the page is being read."""
    return bool(getattr(request, "easy_template", ""))


def page(request: HttpRequest, template: str, context: dict[str, Any] | None = None) -> HttpResponse:
    """Answer with `template`, or with the page's easy variant when that is what the address asks for."""
    return render(request, getattr(request, "easy_template", "") or template, context)


def easy_address(address: str) -> str:
    """Return the easy variant's address of a Swedish page's."""
    return f"{EASY_PREFIX}{address}"


def alternatives(request: HttpRequest) -> tuple[Alternative, ...]:
    """Return the languages of the page being answered, easy Swedish last; none when there is nothing to choose from."""
    match = request.resolver_match
    if match is None or not match.url_name:
        return ()
    offer = offer_of(match.func)
    easy, current, query = is_easy(request), getattr(request, "LANGUAGE_CODE", SOURCE), _query(request)
    found = [
        Alternative(code, own_name(code), address + query, current=code == current and not easy)
        for code in offer.languages
        if (address := _address(match, code))
    ]
    if offer.easy:
        swedish = easy_address(_address(match, SOURCE))
        found.append(Alternative(EASY_CODE, own_name(EASY_CODE), swedish + query, current=easy))
    return tuple(found) if len({alternative.href for alternative in found}) > 1 else ()


def other_languages(name: str) -> tuple[Alternative, ...]:
    """Return where a page without arguments lies in the languages that only some pages have.

    For the pages that lead to it and are not in those languages themselves.
    """
    found = []
    with override(SOURCE):
        offer = offer_of(resolve(reverse(name)).func)
    for code in offer.languages:
        if code not in EVERY_PAGE.languages:
            with override(code):
                found.append(Alternative(code, own_name(code), reverse(name)))
    return tuple(found)


def notice(request: HttpRequest) -> Notice | None:
    """Return the line that tells a reader why the page is not in the language asked for, in that language."""
    missing = getattr(request, "missing_language", "")
    if missing:
        with override(missing):
            return Notice(_("Den här sidan finns bara på svenska."), missing)
    if NOT_EASY in request.GET and not is_easy(request):
        with override(SOURCE):
            return Notice(_("Den här sidan finns inte på lättläst svenska. Här är den vanliga sidan."), SOURCE)
    return None


def _query(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop(NOT_EASY, None)
    return f"?{kept.urlencode()}" if kept else ""


def _address(match: ResolverMatch, language: str) -> str:
    with override(language):
        try:
            return reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        except NoReverseMatch:
            return ""
