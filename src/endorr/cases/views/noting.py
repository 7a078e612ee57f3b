"""A call or a visit, written down by whoever took it: the same question, the same promise."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from endorr.base.clock import now
from endorr.base.files.views import as_download
from endorr.base.i18n.formats import on_wall
from endorr.base.idempotency.forms import once
from endorr.base.tenancy.rules import Viewer
from endorr.cases.commands import Asked, Note, ask
from endorr.cases.forms.asking import company_of, municipality_names
from endorr.cases.forms.noting import NoteForm
from endorr.cases.queries import case_file
from endorr.cases.rules import Channel, Refusal, Refused, Sharing, answering
from endorr.cases.words import REFUSALS

AT_FIELD = {
    Refusal.SAY_WHY: "varfor",
    Refusal.TOO_LONG_AGO: "dag",
    Refusal.IN_THE_FUTURE: "tid",
    Refusal.NO_DOOR: "kommun",
}


@once
def note_call(request: HttpRequest) -> HttpResponse:
    """Write a call down; what the rules refuse is said at the field it is about."""
    if request.method != "POST":
        wall = on_wall(now())
        return _shown(request, NoteForm(initial={"dag": wall.date(), "tid": wall.time(), "sprak": "sv"}))
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _shown(request, form)
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    try:
        receipt = ask(_asked(request, viewer, form.cleaned_data, form), now=now(), actor=viewer.actor)
    except Refused as refused:
        form.add_error(AT_FIELD.get(refused.refusal), str(REFUSALS[refused.refusal]))
        return _shown(request, form)
    messages.success(request, _("Samtalet är antecknat som fråga %(number)s.") % {"number": receipt.number})
    return HttpResponseRedirect(reverse("cases:case", args=[receipt.case]))


def _shown(request: HttpRequest, form: NoteForm) -> HttpResponse:
    return render(request, "cases/note_call.html", {"form": form, "places": municipality_names()})


def _asked(request: HttpRequest, viewer: Viewer, told: dict[str, Any], form: NoteForm) -> Asked:
    assert viewer.user_id is not None
    company, number = company_of(told["foretag"], form.number if form.hidden_numbers else "")
    return Asked(
        site=request.build_absolute_uri("/")[:-1],
        language=form.written_language(),
        speaks=told["sprak"],
        question=told["fraga"],
        municipality=told["kommun"],
        name=told["namn"],
        sharing=Sharing(told["dela"]),
        channel=Channel.PHONE,
        email=told["epost"],
        phone=told["telefon"],
        company=company,
        company_number=number,
        good_times=told["tider"],
        note=Note(viewer.user_id, min(answering(viewer)), form.ended(), told["varfor"]),
    )


def file(request: HttpRequest, public_id: str, file: str) -> HttpResponseBase:
    """Give a file of a question to those who may read the question."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = case_file(viewer, public_id, file)
    if found is None:
        raise Http404
    return as_download(found.file)
