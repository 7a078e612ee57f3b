"""What every page behind a company's link shows: the promise in words, and the desk's telephone."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_bidi

from endorr import worktime
from endorr.base.clock import local_date, now
from endorr.cases.letters import spoken
from endorr.cases.queries import CaseView
from endorr.cases.views.common import language_of, stand_at
from endorr.directory.queries import desk_for


def context_of(request: HttpRequest, case: CaseView) -> dict[str, Any]:
    """Return the promise in the page's language, and whom to call; the house's own number where the desk has none.

    The page stands at the door: it wears the door's colours, and the number around it is the one on it.
    """
    language = spoken(language_of(request))
    desk = desk_for(case.county, on=local_date(now()))
    stand_at(request, case.county, phone=desk.phone if desk else "")
    return {
        "case": case,
        "sentence": worktime.sentence(case.promise.due, case.calendar, language),
        "deadline": worktime.deadline(case.promise.due, case.calendar, language),
        "phone": apart((desk.phone if desk else "") or settings.OPERATOR["phone"]),
    }


def apart(number: str) -> str:
    """Return a telephone number that keeps its own direction among words that run from the right."""
    return f"\N{LEFT-TO-RIGHT ISOLATE}{number}\N{POP DIRECTIONAL ISOLATE}" if number and get_language_bidi() else number
