"""A partner's own entrance: its name over the door, its colours if it has any, and the same way in as everybody's."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from endorr.base.clock import local_date, now
from endorr.base.i18n.pages import offered
from endorr.base.tenancy.queries import look_of, participant
from endorr.cases.forms.asking import QuestionForm
from endorr.cases.views.common import LANGUAGES


@offered(languages=LANGUAGES)
def entrance(request: HttpRequest, partner: str) -> HttpResponse:
    """The question box under a partner's name; what is asked here is the same question, with where it came from."""
    found = participant(partner, on=local_date(now()))
    if found is None:
        raise Http404
    look = look_of(found.door)
    if look:
        # The page's frame reads it: the door's colours, under the partner's own name.
        speaking: Any = request
        speaking.door = replace(look, name=found.name)
    context = {"partner": found, "form": QuestionForm(), "ask": reverse("cases:ask")}
    return render(request, "cases/entrance.html", context)
