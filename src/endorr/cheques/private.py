"""The company's own page behind its link: a form while it is a draft, then where it is and what to do."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from endorr.base.clock import now
from endorr.base.files.commands import RefusedFileError
from endorr.base.files.views import as_download
from endorr.base.idempotency.forms import once
from endorr.base.links.queries import Opened
from endorr.base.links.views import LinkView
from endorr.base.tenancy.queries import look_of
from endorr.cheques import commands, showing
from endorr.cheques.commands import APPLICANT
from endorr.cheques.forms import (
    CompletedForm,
    DraftForm,
    FileForm,
    InvoicesForm,
    ReportForm,
    SendForm,
    initial_of,
)
from endorr.cheques.queries.own import own_file, own_page
from endorr.cheques.rules.words import OPEN_PAYING, Refused, State
from endorr.cheques.views import shown_decisions
from endorr.cheques.words import FILE_REFUSALS, REFUSALS, STATE_KINDS, STATES, WARNINGS
from endorr.companies.rules import Refused as NoNumber
from endorr.companies.words import REFUSALS as NUMBER_REFUSALS

Forms = dict[str, Form]
"""The forms that must be put right, by their name on the page; none when the deed was done."""


class OwnFile(LinkView):
    """A file of the application, for whoever holds the link."""

    purpose = APPLICANT

    def get(self, request: HttpRequest, token: str, file: str = "") -> HttpResponse:
        self.file = file
        return super().get(request, token)

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        found = own_file(opened.target, self.file)
        if found is None:
            raise Http404
        return as_download(found.file)  # type: ignore[return-value]

    def acted(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        raise Http404


class Own(LinkView):
    """The company's page of its application."""

    purpose = APPLICANT

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return _shown(request, opened.target, self.kwargs["token"], {})

    def acted(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return _acted(request, opened.target, self.kwargs["token"])


def _shown(request: HttpRequest, public_id: str, token: str, wrong: Forms) -> HttpResponse:
    found = own_page(public_id, now=now())
    if found.room is None:  # a page that tells of the aid account has used up its queries
        request.door = look_of(found.call.door)  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "own": found,
        "token": token,
        "title": showing.title_of(found.call),
        "state": STATES[found.state],
        "state_kind": STATE_KINDS[found.state],
        "files": showing.files_table(found.files, "cheques:own_file", token),
        "warning": WARNINGS[found.call.funding],
        "file": FileForm(auto_id="fil_%s"),
    }
    if found.state in {State.DRAFT, State.COMPLETING}:
        kind = DraftForm if found.state is State.DRAFT else CompletedForm
        context["form"] = kind(initial=initial_of(found))
        return render(request, "cheques/own_form.html", {**context, **wrong})
    context |= {
        "costs": showing.costs_table(found.costs),
        "stopped": showing.stopped_lines(found.costs),
        "decisions": shown_decisions(found.decisions),
        "payments": [(showing.payment_rows(one), showing.invoices_table(one), one.text) for one in found.payments],
        "room": showing.room_rows(found.room) if found.room else [],
        "granted": showing.kronor(found.granted) if found.granted else "",
        "may_pay": found.state is State.RUNNING and not any(one.state in OPEN_PAYING for one in found.payments),
        "invoices": InvoicesForm(costs=found.costs),
        "report": ReportForm(auto_id="rapport_%s"),
    }
    return render(request, "cheques/own.html", {**context, **wrong})


@once
def _acted(request: HttpRequest, public_id: str, token: str) -> HttpResponse:
    do = DEEDS.get(request.POST.get("vad", ""))
    if do is None:
        raise Http404
    try:
        wrong = do(request, public_id)
    except Refused as refused:
        messages.error(request, str(REFUSALS[refused.refusal]))
        wrong = {}
    return _shown(request, public_id, token, wrong) if wrong else redirect("cheques:own", token)


def _save(request: HttpRequest, public_id: str) -> Forms:
    form = DraftForm(request.POST)
    if not form.is_valid():
        return {"form": form}
    commands.save(public_id, form.filled(), now=now())
    messages.success(request, _("Utkastet är sparat. Länken du har fått med e-post leder hit."))
    return {}


def _send(request: HttpRequest, public_id: str) -> Forms:
    form = SendForm(request.POST)
    if not form.is_valid():
        return {"form": form}
    commands.save(public_id, form.filled(), now=now())
    try:
        number = commands.submit(public_id, now=now())
    except NoNumber as refused:
        form.add_error("nummer", str(NUMBER_REFUSALS[refused.refusal]))
        return {"form": form}
    messages.success(request, _("Tack. Ansökan har kommit in och har nummer %(number)s.") % {"number": number})
    return {}


def _complete(request: HttpRequest, public_id: str) -> Forms:
    found = own_page(public_id, now=now())
    form = CompletedForm(request.POST, initial=initial_of(found))
    if not form.is_valid():
        return {"form": form}
    commands.save(public_id, form.filled(), now=now())
    commands.answer_completion(public_id, form.cleaned_data["svar"], now=now())
    messages.success(request, _("Tack. Kompletteringen har kommit in."))
    return {}


def _file(request: HttpRequest, public_id: str) -> Forms:
    form = FileForm(request.POST, request.FILES, auto_id="fil_%s")
    if not form.is_valid():
        return {"file": form}
    sent = form.cleaned_data["fil"]
    try:
        commands.add_file(public_id, sent.chunks(), form.kind(), name=sent.name, now=now())
    except RefusedFileError as refused:
        form.add_error("fil", str(FILE_REFUSALS[refused.reason]))
        return {"file": form}
    messages.success(request, _("Filen är sparad."))
    return {}


def _accept(request: HttpRequest, public_id: str) -> Forms:
    commands.accept_terms(public_id, now=now())
    messages.success(request, _("Villkoren är godkända. Nu kan ni börja."))
    return {}


def _pay(request: HttpRequest, public_id: str) -> Forms:
    form = InvoicesForm(request.POST, costs=own_page(public_id, now=now()).costs)
    if not form.is_valid():
        return {"invoices": form}
    commands.request_payment(public_id, form.invoices(), now=now())
    messages.success(request, _("Begäran om utbetalning har kommit in."))
    return {}


def _report(request: HttpRequest, public_id: str) -> Forms:
    form = ReportForm(request.POST, auto_id="rapport_%s")
    if not form.is_valid():
        return {"report": form}
    told = form.cleaned_data
    commands.hand_in_report(public_id, told["rapport"], told["marknader"], told["order"], now=now())
    messages.success(request, _("Slutrapporten har kommit in."))
    return {}


def _withdraw(request: HttpRequest, public_id: str) -> Forms:
    commands.withdraw(public_id, now=now())
    messages.success(request, _("Ansökan är återkallad."))
    return {}


DEEDS: dict[str, Callable[[HttpRequest, str], Forms]] = {
    "spara": _save,
    "skicka": _send,
    "komplettera": _complete,
    "fil": _file,
    "godkann": _accept,
    "betala": _pay,
    "rapport": _report,
    "aterkalla": _withdraw,
}

own = Own.as_view()
