"""The deeds on a question: take it, give it back, log a contact, write, close."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from endorr.base.clock import now
from endorr.base.idempotency.forms import once
from endorr.cases import commands
from endorr.cases.forms.answering import AnswerForm, CloseForm, ContactForm
from endorr.cases.queries import CaseView
from endorr.cases.queries.work import canned_answers
from endorr.cases.rules import Refused
from endorr.cases.staff.case import shown
from endorr.cases.staff.common import back, do, readable_or_404, viewer_of, visible_or_404
from endorr.cases.words import REFUSALS


@once
def _take(request: HttpRequest, public_id: str) -> HttpResponse:
    return do(request, public_id, lambda: commands.take(public_id, viewer_of(request), now=now()), _("Frågan är din."))


# Whether there is such a question is asked before anything else, so that no answer tells of one behind a wall.


def take(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a question."""
    visible_or_404(request, public_id)
    return _take(request, public_id)


def give_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give a question back to the door."""
    return _give_back(request, readable_or_404(request, public_id))


@once
def _give_back(request: HttpRequest, found: CaseView) -> HttpResponse:
    why = request.POST.get("varfor", "").strip()[:500]
    return do(
        request,
        found.public_id,
        lambda: commands.give_back(found.public_id, viewer_of(request), text=why, now=now()),
        _("Frågan är tillbaka vid dörren. Löftet gäller som förut."),
    )


def contact(request: HttpRequest, public_id: str) -> HttpResponse:
    """Log a contact."""
    return _contact(request, readable_or_404(request, public_id))


@once
def _contact(request: HttpRequest, found: CaseView) -> HttpResponse:
    form = ContactForm(request.POST)
    if not form.is_valid():
        return shown(request, found, contact=form)
    try:
        commands.log_contact(found.public_id, viewer_of(request), form.talk(), now=now())
    except Refused as refused:
        if form.heeds(refused):
            return shown(request, found, contact=form)
        messages.error(request, str(REFUSALS[refused.refusal]))
    else:
        messages.success(request, _("Kontakten är sparad."))
    return back(found.public_id)


def write(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write to the company by mail."""
    return _write(request, readable_or_404(request, public_id))


@once
def _write(request: HttpRequest, found: CaseView) -> HttpResponse:
    if request.POST.get("infoga"):
        return shown(request, found, answer=_with_canned(request, found))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return shown(request, found, answer=form)
    words = form.cleaned_data["svar"]
    return do(
        request,
        found.public_id,
        lambda: commands.write(found.public_id, viewer_of(request), words, now=now()),
        _("Svaret är på väg till företaget. Det räknas som en kontakt."),
    )


def _with_canned(request: HttpRequest, found: CaseView) -> AnswerForm:
    """Put a canned answer after what has been written so far; nothing typed is lost, and no script is needed."""
    chosen = request.POST.get("mall", "")
    words = next(
        (one.text(found.language) for one in canned_answers(viewer_of(request)) if one.public_id == chosen), ""
    )
    written = request.POST.get("svar", "").strip()
    return AnswerForm(initial={"svar": "\n\n".join(part for part in (written, words) if part)})


def close(request: HttpRequest, public_id: str) -> HttpResponse:
    """Close a question with its outcome."""
    return _close(request, readable_or_404(request, public_id))


@once
def _close(request: HttpRequest, found: CaseView) -> HttpResponse:
    form = CloseForm(request.POST, auto_id="utfall_%s")
    if not form.is_valid():
        return shown(request, found, ending=form)
    outcome, words = form.outcome(), form.cleaned_data["ord"]
    return do(
        request,
        found.public_id,
        lambda: commands.close(found.public_id, viewer_of(request), outcome, text=words, now=now()),
        _("Frågan är avslutad."),
    )
