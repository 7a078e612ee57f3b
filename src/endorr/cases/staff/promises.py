"""The page over a question's clocks: the promise given anew, the organisation's own, why a promise was missed."""

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from endorr import worktime
from endorr.base.clock import now
from endorr.base.i18n.formats import moment_without_year
from endorr.base.idempotency.forms import once
from endorr.base.ui.parts import Column, Row, Table
from endorr.cases import commands
from endorr.cases.forms.answering import AnewForm, AnswerTimeForm, HoldForm, MissForm
from endorr.cases.letters import spoken
from endorr.cases.queries import CaseView
from endorr.cases.queries.work import Clocks, clocks_of
from endorr.cases.rules import HoldReason, Keeping, MissCause, answering
from endorr.cases.staff.common import do, head_or_404, language, viewer_of
from endorr.cases.words import HOLD_REASONS, MISS_CAUSES

Forms = dict[str, AnewForm | AnswerTimeForm | HoldForm | MissForm]


def clocks(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the clocks of a question and what may be done with them."""
    found = head_or_404(request, public_id)
    return _clocks(request, found) if request.method == "POST" else _shown(request, found, {})


@once
def _clocks(request: HttpRequest, found: CaseView) -> HttpResponse:
    deed = DEEDS.get(request.POST.get("vad", ""))
    if deed is None:
        raise Http404
    return deed(request, found)


def _shown(request: HttpRequest, found: CaseView, forms: Forms) -> HttpResponse:
    viewer = viewer_of(request)
    told = clocks_of(viewer, found.public_id)
    if told is None:
        raise Http404
    own = answering(viewer)
    running = next((one for one in told.own if one.organisation_id in own and one.met_at is None), None)
    context = {
        "case": found,
        "rows": _rows(found, told),
        "anew": AnewForm(auto_id="anew_%s"),
        "own": AnswerTimeForm(),
        "hold": HoldForm(),
        "miss": MissForm(auto_id="miss_%s"),
        "running": running,
        "table": _own_table(found, told),
        "ours": found.organisation_id in own,
        "missed": found.keeping is Keeping.MISSED,
        **forms,
    }
    return render(request, "cases/clocks.html", context)


def _rows(found: CaseView, told: Clocks) -> list[Row]:
    rows = [
        Row(_("Frågan kom in"), moment_without_year(found.promise.received, language())),
        Row(_("Kontakta senast"), _deadline(found, found.promise.act_by)),
        Row(_("Lovat företaget"), _deadline(found, found.promise.due)),
    ]
    rows += [
        Row(_("Löftet på nytt"), ". ".join(filter(None, (_deadline(found, one.due), one.person, one.reason))))
        for one in told.anew
    ]
    if told.by_attempt:
        rows.append(Row(_("Försök"), _("Sökt två gånger på två sätt före tiden. Det räknas för sig.")))
    rows += [
        Row(_("Varför det bröts"), ". ".join(filter(None, (str(MISS_CAUSES[cause]), who, words))))
        for cause, who, words in told.missed_because
    ]
    return rows


def _deadline(found: CaseView, at: datetime) -> str:
    return worktime.deadline(at, found.calendar, spoken(language()))


def _own_table(found: CaseView, told: Clocks) -> Table:
    return Table(
        _("Organisationernas egna tider"),
        [Column(name) for name in (_("Organisation"), _("Svar senast"), _("Läge"))],
        [
            (
                one.organisation,
                _deadline(found, one.due),
                _("Svarat") if one.met_at else str(HOLD_REASONS[one.held]) if one.held else _("Löper"),
            )
            for one in told.own
        ],
        empty=_("Ingen organisation har satt en egen tid."),
    )


def _anew(request: HttpRequest, found: CaseView) -> HttpResponse:
    form = AnewForm(request.POST, auto_id="anew_%s")
    if not form.is_valid():
        return _shown(request, found, {"anew": form})
    due, words = form.due(), form.cleaned_data["ord"]
    return do(
        request,
        found.public_id,
        lambda: commands.re_promise(found.public_id, viewer_of(request), due=due, reason=words, now=now()),
        _("Företaget får veta den nya tiden. Det första löftet står kvar i våra siffror."),
    )


def _own(request: HttpRequest, found: CaseView) -> HttpResponse:
    form = AnswerTimeForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, {"own": form})
    budget = form.budget()
    return do(
        request,
        found.public_id,
        lambda: commands.set_answer_time(found.public_id, viewer_of(request), budget=budget, now=now()),
        _("Er egen tid är satt."),
    )


def _hold(request: HttpRequest, found: CaseView) -> HttpResponse:
    form = HoldForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, {"hold": form})
    reason = HoldReason(form.cleaned_data["skal"])
    return do(
        request,
        found.public_id,
        lambda: commands.hold(found.public_id, viewer_of(request), reason, now=now()),
        _("Er egen klocka står still. Löftet till företaget löper som förut."),
    )


def _resume(request: HttpRequest, found: CaseView) -> HttpResponse:
    viewer = viewer_of(request)
    return do(
        request, found.public_id, lambda: commands.resume(found.public_id, viewer, now=now()), _("Klockan löper igen.")
    )


def _met(request: HttpRequest, found: CaseView) -> HttpResponse:
    viewer = viewer_of(request)
    return do(
        request,
        found.public_id,
        lambda: commands.meet_answer_time(found.public_id, viewer, now=now()),
        _("Ert svar är noterat."),
    )


def _miss(request: HttpRequest, found: CaseView) -> HttpResponse:
    form = MissForm(request.POST, auto_id="miss_%s")
    if not form.is_valid():
        return _shown(request, found, {"miss": form})
    cause, words = MissCause(form.cleaned_data["orsak"]), form.cleaned_data["ord"]
    return do(
        request,
        found.public_id,
        lambda: commands.explain_miss(found.public_id, viewer_of(request), cause, text=words, now=now()),
        _("Tack. Skälet står på samordnarens tavla."),
    )


DEEDS: dict[str, Callable[[HttpRequest, CaseView], HttpResponse]] = {
    "anew": _anew,
    "egen": _own,
    "vanta": _hold,
    "fortsatt": _resume,
    "svarat": _met,
    "missat": _miss,
}
