"""The advisers' side: what waits, one question at a time, and the deeds on it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from endorr import worktime
from endorr.base.clock import now
from endorr.base.i18n.formats import clock, moment_without_year, on_wall
from endorr.base.idempotency.forms import once
from endorr.base.tenancy.rules import Viewer
from endorr.base.ui.parts import Row, Tag
from endorr.cases import commands, stories
from endorr.cases.forms.answering import AnswerForm, CloseForm, ContactForm
from endorr.cases.letters import spoken
from endorr.cases.queries import Card, CaseView, Queue, anonymous_card, case_for, queue_for
from endorr.cases.rules import Refused, State, answering
from endorr.cases.words import EVIDENCE, OUTCOMES, REFUSALS, SHARINGS, STATES


def _language() -> str:
    return get_language() or "sv"


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


@dataclass(frozen=True, slots=True)
class Line:
    """A card of the queue with its time left in words."""

    card: Card
    left: Tag
    act_by: str
    due: str


def time_left(minutes: int) -> str:
    """Return office time left in words: `2 tim 15 min kvar`, `12 min kvar`."""
    hours, rest = divmod(minutes, 60)
    if hours:
        return _("%(hours)s tim %(minutes)s min kvar") % {"hours": hours, "minutes": rest}
    return _("%(minutes)s min kvar") % {"minutes": rest}


def _left(card: Card, at: datetime) -> Tag:
    if card.state is State.CONTACTED:
        return Tag(_("Kontakt tagen"), "good")
    if card.due < at:
        return Tag(_("Löftet brutet"), "bad")
    if card.act_by < at:
        return Tag(_("Kontorstiden är slut"), "bad")
    return Tag(time_left(card.minutes_left), "warn" if card.minutes_left <= 120 else "plain")


def _lines(cards: tuple[Card, ...], at: datetime) -> list[Line]:
    return [
        Line(
            card,
            _left(card, at),
            worktime.deadline(card.act_by, card.calendar, spoken(_language())),
            worktime.deadline(card.due, card.calendar, spoken(_language())),
        )
        for card in cards
    ]


def summary(queue: Queue) -> str:
    """Return the queue in one line: `3 väntar, 1 före kl. 11.30`."""
    count = len(queue.waiting)
    if not count:
        return _("Ingen fråga väntar.")
    waits = ngettext("%(count)s väntar", "%(count)s väntar", count) % {"count": count}
    if queue.late:
        late = ngettext("%(late)s är försenad", "%(late)s är försenade", queue.late) % {"late": queue.late}
        waits = f"{waits}, {late}"
    if not queue.first:
        return waits
    when = clock(queue.first, _language()) if queue.first_is_today else moment_without_year(queue.first, _language())
    return _("%(waits)s, %(soon)s senast %(when)s") % {"waits": waits, "soon": queue.at_first, "when": when}


def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits, by time left."""
    at = now()
    found = queue_for(_viewer(request), at)
    context = {
        "summary": summary(found),
        "waiting": _lines(found.waiting, at),
        "mine": _lines(found.mine, at),
        "others": _lines(found.others, at),
    }
    return render(request, "cases/queue.html", context)


def case(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one question; before it is delivered, other organisations see its anonymous card."""
    at, viewer = now(), _viewer(request)
    found = case_for(viewer, public_id, at)
    if found is None:
        card = anonymous_card(viewer, public_id, at)
        if card is None:
            raise Http404
        return render(request, "cases/anonymous.html", {"line": _lines((card,), at)[0]})
    return _shown(request, found)


def _shown(
    request: HttpRequest,
    found: CaseView,
    *,
    contact: ContactForm | None = None,
    ending: CloseForm | None = None,
    answer: AnswerForm | None = None,
) -> HttpResponse:
    wall = on_wall(now())
    context = {
        "case": found,
        "rows": _rows(found),
        "steps": stories.for_staff(found),
        "deadline": worktime.deadline(found.promise.due, found.calendar, spoken(_language())),
        "act_by": worktime.deadline(found.promise.act_by, found.calendar, spoken(_language())),
        "contact": contact or ContactForm(initial={"dag": wall.date(), "tid": wall.time()}),
        "answer": answer or AnswerForm(),
        "ending": ending or CloseForm(auto_id="utfall_%s"),
        "ours": found.organisation_id in answering(_viewer(request)),
    }
    return render(request, "cases/case.html", context)


def _rows(found: CaseView) -> list[Row]:
    rows = [
        Row(_("Var den är"), str(STATES[found.state])),
        Row(_("Vem som har den"), ", ".join(filter(None, (found.holder, found.organisation))) or _("Ingen än")),
        Row(_("Varför hos er"), _("Frågan kom till %s.") % found.function),
        Row(_("Företag"), found.company or found.company_number or _("Inget företag än")),
        Row(_("Namn"), found.name),
        Row(_("Kommun"), found.municipality),
        Row(_("När det passar"), found.good_times or _("Inte sagt")),
        Row(_("Språk"), _("engelska") if found.language == "en" else _("svenska")),
        Row(_("Dela med andra"), str(SHARINGS[found.sharing])),
    ]
    if found.evidence:
        rows.append(Row(_("Kontakten bygger på"), str(EVIDENCE[found.evidence])))
    if found.outcome:
        rows.append(Row(_("Utfall"), str(OUTCOMES[found.outcome])))
    return rows


def _back(public_id: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("cases:case", args=[public_id]))


def _do(request: HttpRequest, public_id: str, deed: Callable[[], None], done: str) -> HttpResponse:
    """Do a deed and say how it went; a question that is not the viewer's to see looks as if it did not exist."""
    try:
        deed()
    except commands.TakenError as taken:
        who = ", ".join(part.name for part in (taken.case.holder, taken.case.organisation) if part)
        messages.warning(request, _("%s hann före och har frågan.") % who)
    except Refused as refused:
        messages.error(request, str(REFUSALS[refused.refusal]))
    else:
        messages.success(request, done)
    return _back(public_id)


@once
def _take(request: HttpRequest, public_id: str) -> HttpResponse:
    return _do(request, public_id, lambda: commands.take(public_id, _viewer(request), now=now()), _("Frågan är din."))


# Whether there is such a question is asked before anything else, so that no answer tells of one behind a wall.


def take(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a question."""
    viewer, at = _viewer(request), now()
    if case_for(viewer, public_id, at) is None and anonymous_card(viewer, public_id, at) is None:
        raise Http404
    return _take(request, public_id)


def _readable(request: HttpRequest, public_id: str) -> CaseView:
    found = case_for(_viewer(request), public_id, now())
    if found is None:
        raise Http404
    return found


def give_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give a question back to the door."""
    return _give_back(request, _readable(request, public_id))


@once
def _give_back(request: HttpRequest, found: CaseView) -> HttpResponse:
    why = request.POST.get("varfor", "").strip()[:500]
    return _do(
        request,
        found.public_id,
        lambda: commands.give_back(found.public_id, _viewer(request), text=why, now=now()),
        _("Frågan är tillbaka vid dörren. Löftet gäller som förut."),
    )


def contact(request: HttpRequest, public_id: str) -> HttpResponse:
    """Log a contact."""
    return _contact(request, _readable(request, public_id))


@once
def _contact(request: HttpRequest, found: CaseView) -> HttpResponse:
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, contact=form)
    talk = form.talk()
    return _do(
        request,
        found.public_id,
        lambda: commands.log_contact(found.public_id, _viewer(request), talk, now=now()),
        _("Kontakten är sparad."),
    )


def write(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write to the company by mail."""
    return _write(request, _readable(request, public_id))


@once
def _write(request: HttpRequest, found: CaseView) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, answer=form)
    words = form.cleaned_data["svar"]
    return _do(
        request,
        found.public_id,
        lambda: commands.write(found.public_id, _viewer(request), words, now=now()),
        _("Svaret är på väg till företaget. Det räknas som en kontakt."),
    )


def close(request: HttpRequest, public_id: str) -> HttpResponse:
    """Close a question with its outcome."""
    return _close(request, _readable(request, public_id))


@once
def _close(request: HttpRequest, found: CaseView) -> HttpResponse:
    form = CloseForm(request.POST, auto_id="utfall_%s")
    if not form.is_valid():
        return _shown(request, found, ending=form)
    outcome, words = form.outcome(), form.cleaned_data["ord"]
    return _do(
        request,
        found.public_id,
        lambda: commands.close(found.public_id, _viewer(request), outcome, text=words, now=now()),
        _("Frågan är avslutad."),
    )
