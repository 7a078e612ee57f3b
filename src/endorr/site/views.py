"""The site's own pages: the first one, the accessibility statement, and what is said when something fails."""

import sys
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from endorr import worktime
from endorr.base.clock import now
from endorr.base.i18n.pages import is_easy, offered, other_languages, page
from endorr.base.tenancy.queries import look_of
from endorr.site.accessibility import GAPS, LISTED_ON, SUPERVISOR, conformity, last_record
from endorr.site.frame import dialled

NATIONAL = "SE"
# Easy Swedish is a variant of the page, with neither abbreviations nor signs.
EASY_HOURS = "Vi svarar måndag till fredag, klockan %(opens)s till %(closes)s."


@offered(easy="site/first.ll.html")
def first(request: HttpRequest) -> HttpResponse:
    """The question box, whom to call instead, and by when a question asked now is answered."""
    context = {
        "promise_sentence": _promise(get_language() or "sv"),
        "phone": _phone(easy=is_easy(request)),
        "ask_url": reverse("cases:ask"),
        "ask_method": "post",
        "ask_in": other_languages("cases:ask"),
    }
    return page(request, "site/first.html", context)


def door(request: HttpRequest, cooperation: str) -> HttpResponse:
    """The first page in one cooperation's own dress, for its partners to link to; the question is the same."""
    look = look_of(cooperation)
    if look is None:
        raise Http404
    request.door = look  # type: ignore[attr-defined]
    return first(request)


def _promise(language: str) -> str:
    due = worktime.due(now(), NATIONAL)
    told = {"deadline": worktime.deadline(due, NATIONAL, language)}
    return _("Ställer du frågan nu hör vi av oss senast %(deadline)s.") % told


def _phone(*, easy: bool) -> dict[str, str]:
    shown = settings.OPERATOR["phone"]
    monday = worktime.calendar(NATIONAL).hours[0]
    opens, closes = monday[0].opens, monday[-1].closes
    told = EASY_HOURS if easy else _("Måndag–fredag kl. %(opens)s–%(closes)s")
    hours = told % {"opens": _clock(opens), "closes": _clock(closes)}
    return {"number": dialled(shown), "shown": shown, "hours": hours} if shown else {}


def _clock(minutes: int) -> str:
    hour, minute = divmod(minutes, 60)
    return f"{hour}{':' if get_language() == 'en' else '.'}{minute:02}"


@offered(easy="site/accessibility.ll.html")
def accessibility(request: HttpRequest) -> HttpResponse:
    record = last_record()
    context = {
        "operator": settings.OPERATOR["name"],
        "contact": _contact(),
        "record": record,
        "gaps": GAPS,
        "conformity": conformity(record, GAPS),
        "listed_on": LISTED_ON,
        "supervisor": SUPERVISOR,
    }
    return page(request, "site/accessibility.html", context)


def _contact() -> dict[str, Any]:
    return settings.OPERATOR | {"dial": dialled(settings.OPERATOR["phone"])}


RETRY_SECONDS = 30


def failed(request: HttpRequest) -> HttpResponse:
    """Say that it went wrong with us; where the database did not answer, that it is worth trying again soon (503)."""
    response: HttpResponse = server_error(request)
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        response.status_code = 503
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
