"""The page over what waits, by time left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from endorr import worktime
from endorr.base.clock import now
from endorr.base.i18n.formats import clock, moment_without_year
from endorr.base.idempotency.forms import once
from endorr.base.tenancy.rules import Role
from endorr.base.ui.parts import Link, Tag
from endorr.cases import commands
from endorr.cases.letters import spoken
from endorr.cases.queries.queue import PAGE, Card, Queue, Shown, Wanted, queue_for
from endorr.cases.queries.work import single_keys
from endorr.cases.staff.common import language, viewer_of
from endorr.cases.words.reasons import reasons_for
from endorr.directory.queries import NeedRow, needs


@dataclass(frozen=True, slots=True)
class Line:
    """A card of the queue with its time left in words."""

    card: Card
    left: Tag
    act_by: str
    due: str
    reasons: list[str]
    need: str = ""
    again_by: str = ""
    answer_by: str = ""


def time_left(minutes: int) -> str:
    """Return office time left in words: `2 tim 15 min kvar`, `12 min kvar`."""
    hours, rest = divmod(minutes, 60)
    if hours:
        return _("%(hours)s tim %(minutes)s min kvar") % {"hours": hours, "minutes": rest}
    return _("%(minutes)s min kvar") % {"minutes": rest}


def _left(card: Card, at: datetime) -> Tag:
    if card.again_by is not None:
        return Tag(_("Öppnad igen"), "bad" if card.again_by < at else "warn")
    if card.contacted and card.answer_by is not None:
        late = card.answer_by < at
        return Tag(_("Ert svar är försenat") if late else _("Ert svar väntar"), "bad" if late else "plain")
    if card.contacted:
        return Tag(_("Kontakt tagen"), "good")
    if card.due < at:
        return Tag(_("Löftet brutet"), "bad")
    if card.act_by < at:
        return Tag(_("Kontorstiden är slut"), "bad")
    return Tag(time_left(card.minutes_left), "warn" if card.minutes_left <= 120 else "plain")


def lines(cards: tuple[Card, ...], at: datetime, vocabulary: Sequence[NeedRow] = ()) -> list[Line]:
    """Return cards in words, with the names of their needs where the vocabulary of needs is given."""
    names = {one.code: one.name_en if language() == "en" else one.name_sv for one in vocabulary}
    return [
        Line(
            card,
            _left(card, at),
            _deadline(card, card.act_by),
            _deadline(card, card.due),
            reasons_for(card.first, most=2) if card.first else [],
            need=names.get(card.need, ""),
            again_by=_deadline(card, card.again_by) if card.again_by else "",
            answer_by=_deadline(card, card.answer_by) if card.answer_by else "",
        )
        for card in cards
    ]


def _deadline(card: Card, at: datetime) -> str:
    return worktime.deadline(at, card.calendar, spoken(language()))


def summary(queue: Queue) -> str:
    """Return the queue in one line: `3 väntar, 1 före kl. 11.30`."""
    count = queue.waiting
    offered = ngettext("%(count)s erbjuds er", "%(count)s erbjuds er", queue.offered) % {"count": queue.offered}
    if not count:
        return offered if queue.offered else _("Ingen fråga väntar.")
    waits = ngettext("%(count)s väntar", "%(count)s väntar", count) % {"count": count}
    if queue.late:
        late = ngettext("%(late)s är försenad", "%(late)s är försenade", queue.late) % {"late": queue.late}
        waits = f"{waits}, {late}"
    if queue.first and queue.at_first:
        when = clock(queue.first, language()) if queue.first_is_today else moment_without_year(queue.first, language())
        waits = _("%(waits)s, %(soon)s senast %(when)s") % {"waits": waits, "soon": queue.at_first, "when": when}
    return f"{waits}, {offered}" if queue.offered else waits


VIEWS = {
    Shown.TO_DO: _lazy("Att göra"),
    Shown.MINE: _lazy("Mina"),
    Shown.OURS: _lazy("Hos oss"),
    Shown.ALL: _lazy("Alla öppna"),
}


def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits, by time left; which part of it is in the address, so that a view can be kept and sent on."""
    at, viewer, wanted = now(), viewer_of(request), _wanted(request)
    found = queue_for(viewer, at, wanted)
    vocabulary = needs()
    shown = Paginator(range(found.found), PAGE).get_page(wanted.page)
    context = {
        "summary": summary(found),
        "lines": lines(found.cards, at, vocabulary),
        "found": found.found,
        "page": shown,
        "tabs": _tabs(wanted),
        "needs": vocabulary,
        "wanted": wanted,
        "keys": single_keys(viewer),
        "coordinates": Role.COORDINATOR in viewer.roles,
    }
    return render(request, "cases/queue.html", context)


def _wanted(request: HttpRequest) -> Wanted:
    told = request.GET
    views = {one.value for one in Shown}
    page = told.get("sida", "")
    return Wanted(
        shown=Shown(told["visa"]) if told.get("visa") in views else Shown.TO_DO,
        need=told.get("behov", "")[:40],
        words=" ".join(told.get("sok", "").split())[:80],
        page=max(1, min(int(page), 4000)) if page.isascii() and page.isdigit() else 1,
    )


def _tabs(wanted: Wanted) -> list[Link]:
    kept = {name: value for name, value in (("behov", wanted.need), ("sok", wanted.words)) if value}
    return [
        Link(str(words), f"?{urlencode({'visa': one.value, **kept})}", current=one is wanted.shown)
        for one, words in VIEWS.items()
    ]


@once
def keys(request: HttpRequest) -> HttpResponse:
    """Switch single-key shortcuts on or off."""
    on = request.POST.get("kortkommandon") == "pa"
    commands.set_single_keys(viewer_of(request), on=on)
    messages.success(request, _("Kortkommandona är på.") if on else _("Kortkommandona är av."))
    return HttpResponseRedirect(reverse("cases:queue"))
