"""Notes, co-owners and canned answers, and the log of who was handed a question and who has seen it."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from endorr.base.clock import local_date, now
from endorr.base.i18n.formats import moment_without_year
from endorr.base.idempotency.forms import once
from endorr.base.tenancy.queries import organisation_people
from endorr.base.ui.parts import Column, Table
from endorr.cases import commands
from endorr.cases.forms.answering import CannedForm, NoteForm
from endorr.cases.queries import CaseView
from endorr.cases.queries.work import Log, canned_answers, log_of
from endorr.cases.rules import ANSWERING
from endorr.cases.staff.case import shown
from endorr.cases.staff.common import do, head_or_404, language, readable_or_404, viewer_of
from endorr.cases.words import DELIVERED_WORDS, GROUNDS, VERDICTS


def note(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write a note."""
    return _note(request, readable_or_404(request, public_id))


@once
def _note(request: HttpRequest, found: CaseView) -> HttpResponse:
    form = NoteForm(request.POST, auto_id="anteckning_%s")
    if not form.is_valid():
        return shown(request, found, note=form)
    words, shared = form.cleaned_data["ord"], form.cleaned_data["vem"] == "alla"
    return do(
        request,
        found.public_id,
        lambda: commands.write_note(found.public_id, viewer_of(request), words, shared=shared, now=now()),
        _("Anteckningen är sparad."),
    )


def log(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show who was handed a question, who has seen it, and who works on it."""
    found, viewer = head_or_404(request, public_id), viewer_of(request)
    told = log_of(viewer, public_id)
    if told is None:
        raise Http404
    having = [found.organisation_id] if found.organisation_id else []
    people = organisation_people(viewer, having, ANSWERING, on=local_date(now()))
    context = {"case": found, "log": told, "tables": _tables(told), "people": people}
    return render(request, "cases/log.html", context)


def _when(at: datetime) -> str:
    return moment_without_year(at, language())


def _tables(told: Log) -> list[Table]:
    return [
        Table(
            _("Utlämnanden"),
            [Column(name) for name in (_("När"), _("Till"), _("Uppgifter"), _("Grund"))],
            [
                (
                    _when(one.at),
                    one.organisation,
                    ", ".join(str(DELIVERED_WORDS.get(name, name)) for name in one.fields),
                    str(GROUNDS.get(one.ground, one.ground)),
                )
                for one in told.handed
            ],
            empty=_("Frågan har inte lämnats ut till någon annan än mottagaren."),
        ),
        Table(
            _("Erbjudanden"),
            [Column(name) for name in (_("När"), _("Till"), _("Av"), _("Svar"))],
            [
                (
                    _when(one.offered_at),
                    ", ".join(filter(None, (one.function, one.organisation))),
                    one.by,
                    " ".join(filter(None, (str(VERDICTS[one.verdict]) if one.verdict else _("Väntar"), one.answer))),
                )
                for one in told.offers
            ],
            empty=_("Frågan har inte erbjudits någon annan."),
        ),
        Table(
            _("Vem som har öppnat frågan"),
            [Column(name) for name in (_("Första gången den dagen"), _("Person"), _("Organisation"))],
            [(_when(one.first_at), one.person, one.organisation) for one in told.seen],
            empty=_("Ingen har öppnat frågan här än."),
        ),
    ]


def join(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let a colleague work on a question, or let one go."""
    return _join(request, head_or_404(request, public_id))


@once
def _join(request: HttpRequest, found: CaseView) -> HttpResponse:
    viewer, who = viewer_of(request), request.POST.get("person", "")
    if request.POST.get("vad") == "lamna":
        deed, done = (lambda: commands.part(found.public_id, viewer, who, now=now())), _("Personen är inte längre med.")
    else:
        deed, done = (lambda: commands.join(found.public_id, viewer, who, now=now())), _("Personen är med på frågan.")
    do(request, found.public_id, deed, done)
    return HttpResponseRedirect(reverse("cases:log", args=[found.public_id]))


def canned(request: HttpRequest) -> HttpResponse:
    """Show and keep the organisation's canned answers."""
    return _canned(request)


@once
def _canned(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    if request.POST.get("ta_bort"):
        commands.retire_canned_answer(viewer, request.POST["ta_bort"], now=now())
        messages.success(request, _("Mallen är borttagen."))
        return HttpResponseRedirect(request.path)
    known = canned_answers(viewer)
    chosen = next((one for one in known if one.public_id == request.GET.get("mall")), None)
    initial = {"namn": chosen.name, "sv": chosen.text_sv, "en": chosen.text_en} if chosen else {}
    form = CannedForm(request.POST) if request.method == "POST" else CannedForm(initial=initial)
    if form.is_valid() and _kept(request, form):
        messages.success(request, _("Mallen är sparad."))
        return HttpResponseRedirect(request.path)
    context = {"form": form, "known": known, "chosen": request.POST.get("mall") or (chosen and chosen.public_id) or ""}
    return render(request, "cases/canned.html", context)


def _kept(request: HttpRequest, form: CannedForm) -> bool:
    told = form.cleaned_data
    kept = commands.keep_canned_answer(
        viewer_of(request),
        name=told["namn"],
        text_sv=told["sv"],
        text_en=told["en"],
        public_id=request.POST.get("mall", ""),
        now=now(),
    )
    if not kept:
        form.add_error("namn", _("Det finns redan en mall med det namnet."))
    return kept
