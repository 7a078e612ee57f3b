"""The company's own page behind its private link: the promise, where the question is, and what it may do."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr import worktime
from endorr.base.clock import local_date, now
from endorr.base.idempotency.forms import once
from endorr.base.links.queries import Opened
from endorr.base.links.views import LinkView
from endorr.base.tenancy.queries import look_in
from endorr.cases import commands, stories
from endorr.cases.commands import STATUS
from endorr.cases.forms.asking import SharingForm
from endorr.cases.forms.following import GradeForm, MessageForm
from endorr.cases.letters import promise_file, spoken
from endorr.cases.queries import CaseView, case_of_link
from endorr.cases.rules import Refused
from endorr.cases.words import REFUSALS
from endorr.directory.queries import desk_for


def context_of(case: CaseView) -> dict[str, Any]:
    """Return what both pages behind the link show."""
    language = spoken(get_language() or "sv")
    desk = desk_for(case.county, on=local_date(now()))
    return {
        "case": case,
        "sentence": worktime.sentence(case.promise.due, case.calendar, language),
        "deadline": worktime.deadline(case.promise.due, case.calendar, language),
        "phone": desk.phone if desk else "",
    }


class Sent(LinkView):
    """The confirmation: the day and the hour, who reads first, what to prepare."""

    purpose = STATUS

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        case = case_of_link(opened.target, now())
        request.door = look_in(case.county)  # type: ignore[attr-defined]
        token = self.kwargs["token"]
        address = request.build_absolute_uri(reverse("cases:status", args=[token]))
        return render(request, "cases/sent.html", {**context_of(case), "token": token, "address": address})

    def acted(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return HttpResponseRedirect(request.path)


class PromiseFile(LinkView):
    """The promise as a calendar file."""

    purpose = STATUS

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        file = promise_file(case_of_link(opened.target, now()), now=now())
        response = HttpResponse(file.content, content_type=file.content_type)
        response["Content-Disposition"] = f'attachment; filename="{file.name}"'
        return response

    def acted(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return HttpResponseRedirect(request.path)


class Status(LinkView):
    """Where the question is, and what the company may do: add, object, confirm, change who reads, close and grade."""

    purpose = STATUS

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return _shown(request, opened.target, self.kwargs["token"])

    def acted(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return _acted(request, opened.target, self.kwargs["token"])


def _shown(request: HttpRequest, public_id: str, token: str, **forms: Form) -> HttpResponse:
    case = case_of_link(public_id, now())
    request.door = look_in(case.county)  # type: ignore[attr-defined]
    context = {
        **context_of(case),
        "steps": stories.for_company(case),
        "token": token,
        "message": MessageForm(),
        "sharing": SharingForm(initial={"dela": case.sharing.value}),
        "grade": GradeForm(),
        **forms,
    }
    return render(request, "cases/status.html", context)


@once
def _acted(request: HttpRequest, public_id: str, token: str) -> HttpResponse:
    deed = DEEDS.get(request.POST.get("vad", ""))
    wrong = deed(request, public_id) if deed else {}
    return _shown(request, public_id, token, **wrong) if wrong else HttpResponseRedirect(request.path)


Wrong = Mapping[str, Form]
"""The forms that must be put right, by their name on the page; empty when the deed was done."""


def _add(request: HttpRequest, public_id: str) -> Wrong:
    form = MessageForm(request.POST)
    if not form.is_valid():
        return {"message": form}
    commands.add_message(public_id, form.cleaned_data["ord"], now=now())
    messages.success(request, _("Det du skrev ligger nu hos den som har din fråga."))
    return {}


def _object(request: HttpRequest, public_id: str) -> Wrong:
    commands.say_unheard(public_id, now=now())
    messages.success(request, _("Tack för att du säger till. De som svarar för dörren får veta det nu."))
    return {}


def _confirm(request: HttpRequest, public_id: str) -> Wrong:
    try:
        commands.confirm_contact(public_id, right_person=request.POST.get("ratt") == "ja", now=now())
    except Refused as refused:
        messages.error(request, str(REFUSALS[refused.refusal]))
    else:
        messages.success(request, _("Tack, då vet vi."))
    return {}


def _share(request: HttpRequest, public_id: str) -> Wrong:
    form = SharingForm(request.POST)
    if not form.is_valid():
        return {"sharing": form}
    commands.change_sharing(public_id, form.sharing(), now=now())
    messages.success(request, _("Ditt val gäller från och med nu."))
    return {}


def _end(request: HttpRequest, public_id: str) -> Wrong:
    try:
        commands.close_by_company(public_id, now=now())
    except Refused as refused:
        messages.error(request, str(REFUSALS[refused.refusal]))
    else:
        messages.success(request, _("Frågan är avslutad."))
    return {}


def _grade(request: HttpRequest, public_id: str) -> Wrong:
    form = GradeForm(request.POST)
    if not form.is_valid():
        return {"grade": form}
    told = form.cleaned_data
    if told["betyg"] is not None or told["ord"]:
        commands.grade(public_id, told["betyg"], text=told["ord"], now=now())
    messages.success(request, _("Tack för att du berättade."))
    return {}


DEEDS: dict[str, Callable[[HttpRequest, str], Wrong]] = {
    "skriv": _add,
    "ohord": _object,
    "bekrafta": _confirm,
    "dela": _share,
    "avsluta": _end,
    "betyg": _grade,
}
