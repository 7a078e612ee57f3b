"""A partner's own entrance: its name over the door, its colours if it has any, and the same way in as everybody's."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt

from endorr.base.clock import local_date, now
from endorr.base.i18n.pages import offered
from endorr.base.tenancy.queries import Partner, look_of, participant
from endorr.cases.forms.asking import QuestionForm
from endorr.cases.views.common import LANGUAGES, own_page
from endorr.directory.queries import own_sites

LONGEST_BEGUN = 8000  # characters: what the box itself takes


@csrf_exempt
@offered(languages=LANGUAGES)
def entrance(request: HttpRequest, partner: str) -> HttpResponse:
    """The question box under a partner's name; what is asked here is the same question, with where it came from.

    What was begun in the box on the partner's own site is posted here and shown, to go on with: nothing is kept of it
    yet. So nothing needs guarding either, and the box needs no cookie, which a foreign page's frame would not be given.
    """
    found = _partner(partner)
    look = look_of(found.door)
    if look:
        # The page's frame reads it: the door's colours, under the partner's own name.
        speaking: Any = request
        speaking.door = replace(look, name=found.name)
    form = QuestionForm(initial={"fraga": request.POST.get("fraga", "")[:LONGEST_BEGUN]})
    context = {"partner": found, "form": form, "ask": reverse("cases:ask")}
    response = own_page(request, "cases/entrance.html", context) if request.method == "POST" else None
    return response or render(request, "cases/entrance.html", context)


@xframe_options_exempt
@offered(languages=LANGUAGES)
def box(request: HttpRequest, partner: str) -> HttpResponse:
    """The question box alone, to stand in a frame on the partner's own sites and nobody else's, without a cookie."""
    found = _partner(partner)
    response = render(request, "cases/box.html", {"partner": found, "form": QuestionForm()})
    sites = own_sites(found.organisation_id) or (CSP.NONE,)
    response._csp_config = {**settings.SECURE_CSP, "frame-ancestors": list(sites)}  # type: ignore[attr-defined]
    return response


def _partner(slug: str) -> Partner:
    found = participant(slug, on=local_date(now()))
    if found is None:
        raise Http404
    return found
