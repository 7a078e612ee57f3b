"""The page over what waits, by time left."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from endorr import worktime
from endorr.base.clock import now
from endorr.base.i18n.formats import clock, moment_without_year
from endorr.base.ui.parts import Tag
from endorr.cases.letters import spoken
from endorr.cases.queries import Card, Queue, queue_for
from endorr.cases.rules import State
from endorr.cases.staff.common import language, viewer_of


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


def lines(cards: tuple[Card, ...], at: datetime) -> list[Line]:
    return [
        Line(
            card,
            _left(card, at),
            worktime.deadline(card.act_by, card.calendar, spoken(language())),
            worktime.deadline(card.due, card.calendar, spoken(language())),
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
    when = clock(queue.first, language()) if queue.first_is_today else moment_without_year(queue.first, language())
    return _("%(waits)s, %(soon)s senast %(when)s") % {"waits": waits, "soon": queue.at_first, "when": when}


def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits, by time left."""
    at = now()
    found = queue_for(viewer_of(request), at)
    context = {
        "summary": summary(found),
        "waiting": lines(found.waiting, at),
        "mine": lines(found.mine, at),
        "others": lines(found.others, at),
    }
    return render(request, "cases/queue.html", context)
