"""A person's own page for a case, behind the link in a mail: the whole of it can be kept from here, not signed in."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from endorr import worktime
from endorr.base.clock import local_date, now
from endorr.base.i18n.formats import on_wall
from endorr.base.idempotency.forms import once
from endorr.base.links.commands import revoke
from endorr.base.links.queries import Opened
from endorr.base.links.views import LinkView
from endorr.base.tenancy.queries import viewer_of as viewer_by_id
from endorr.base.tenancy.rules import Viewer
from endorr.cases import commands, stories
from endorr.cases.commands import TASK
from endorr.cases.forms.answering import AnswerForm, CloseForm, ContactForm
from endorr.cases.letters import spoken
from endorr.cases.queries import CaseView, anonymous_card, case_for, head_for
from endorr.cases.queries.work import offer_to
from endorr.cases.rules import Refused, State, answering
from endorr.cases.staff.common import language
from endorr.cases.staff.queue import lines
from endorr.cases.words import REFUSALS
from endorr.directory.queries import needs

Wrong = Mapping[str, Form]
"""The forms that must be put right, by their name on the page; empty when the deed was done."""

DOING = ("ta", "retur", "ringt")


class Task(LinkView):
    """What the link in a mail opens, for the person it was sent to and as long as that person has a seat."""

    purpose = TASK

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        case, viewer = _bound_to(opened)
        standing: Any = request
        standing.door = viewer.door
        return _shown(request, case, viewer) or self._closed(opened)

    def acted(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        case, viewer = _bound_to(opened)
        if not answering(viewer) or not _visible(case, viewer):
            return self._closed(opened)
        response = _acted(request, case, viewer)
        # A closed question has no task: there is no page left to lead to.
        return render(request, "cases/task_closed.html") if _over(case, viewer) else response

    def _closed(self, opened: Opened) -> HttpResponse:
        """The seat has ended: so has the link."""
        revoke(opened.public_id, now=now(), actor="system:cases")
        return self._missed(self.request)


def _bound_to(opened: Opened) -> tuple[str, Viewer]:
    case, _colon, person = opened.target.partition(":")
    return case, viewer_by_id(int(person), on=local_date(now()))


def _over(case: str, viewer: Viewer) -> bool:
    found = case_for(viewer, case, now())
    return found is not None and found.state is State.CLOSED


def _visible(case: str, viewer: Viewer) -> bool:
    return head_for(viewer, case, now()) is not None or anonymous_card(viewer, case, now()) is not None


def _shown(request: HttpRequest, case: str, viewer: Viewer, **forms: Form) -> HttpResponse | None:
    at = now()
    found = case_for(viewer, case, at)
    card = None if found else anonymous_card(viewer, case, at)
    if not answering(viewer) or (found is None and card is None):
        return None
    context: dict[str, Any] = {
        "name": viewer.name,
        "doing": request.GET.get("gor") if request.GET.get("gor") in DOING else "",
        "contact": ContactForm(initial={"satt": "call", "dag": on_wall(at).date(), "tid": on_wall(at).time()}),
        "answer": AnswerForm(),
        "ending": CloseForm(auto_id="utfall_%s"),
        "offer": offer_to(viewer, case),
        **(_whole(found, viewer) if found else {"line": lines((card,), at, needs())[0]} if card else {}),
        **forms,
    }
    context["may_take"] = context["offer"] is not None or context.get("free", bool(card and card.may_take))
    return render(request, "cases/task.html", context)


def _whole(found: CaseView, viewer: Viewer) -> dict[str, Any]:
    """Return what whoever may read the question is shown."""
    mine = found.organisation_id in answering(viewer)
    return {
        "case": found,
        "steps": stories.for_staff(found),
        "deadline": worktime.deadline(found.promise.due, found.calendar, spoken(language())),
        "act_by": worktime.deadline(found.promise.act_by, found.calendar, spoken(language())),
        "ours": mine,
        "free": found.state is State.ASKED,
    }


@once
def _acted(request: HttpRequest, case: str, viewer: Viewer) -> HttpResponse:
    deed = DEEDS.get(request.POST.get("vad", ""))
    try:
        wrong = deed(request, case, viewer) if deed else {}
    except commands.TakenError as taken:
        who = ", ".join(part.name for part in (taken.case.holder, taken.case.organisation) if part)
        messages.warning(request, _("%s hann före och har frågan.") % who)
        wrong = {}
    except Refused as refused:
        messages.error(request, str(REFUSALS[refused.refusal]))
        wrong = {}
    shown = _shown(request, case, viewer, **wrong) if wrong else None
    return shown or HttpResponseRedirect(request.path)


def _take(request: HttpRequest, case: str, viewer: Viewer) -> Wrong:
    commands.take_on(case, viewer, now=now())
    messages.success(request, _("Frågan är din."))
    return {}


def _return(request: HttpRequest, case: str, viewer: Viewer) -> Wrong:
    commands.not_ours(case, viewer, text=request.POST.get("varfor", "").strip()[:500], now=now())
    messages.success(request, _("Tack, då vet vi. Löftet till företaget gäller som förut."))
    return {}


def _called(request: HttpRequest, case: str, viewer: Viewer) -> Wrong:
    form = ContactForm(request.POST)
    if not form.is_valid():
        return {"contact": form}
    try:
        with transaction.atomic():
            commands.take_on(case, viewer, now=now())
            commands.log_contact(case, viewer, form.talk(), now=now())
    except Refused as refused:
        if form.heeds(refused):
            return {"contact": form}
        raise
    messages.success(request, _("Kontakten är sparad."))
    return {}


def _answer(request: HttpRequest, case: str, viewer: Viewer) -> Wrong:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return {"answer": form}
    with transaction.atomic():
        commands.take_on(case, viewer, now=now())
        commands.write(case, viewer, form.cleaned_data["svar"], now=now())
    messages.success(request, _("Svaret är på väg till företaget. Det räknas som en kontakt."))
    return {}


def _close(request: HttpRequest, case: str, viewer: Viewer) -> Wrong:
    form = CloseForm(request.POST, auto_id="utfall_%s")
    if not form.is_valid():
        return {"ending": form}
    commands.close(case, viewer, form.outcome(), text=form.cleaned_data["ord"], now=now())
    return {}


DEEDS: dict[str, Callable[[HttpRequest, str, Viewer], Wrong]] = {
    "ta": _take,
    "retur": _return,
    "ringt": _called,
    "svara": _answer,
    "avsluta": _close,
}
