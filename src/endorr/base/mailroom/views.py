"""The list of the undelivered and its button."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr.base.clock import now
from endorr.base.i18n.formats import moment
from endorr.base.mailroom.queries import undelivered_for
from endorr.base.outbox.commands import try_again
from endorr.base.outbox.queries import Sent
from endorr.base.ui.parts import Row


@dataclass(frozen=True, slots=True)
class Shown:
    """One undelivered message as the page shows it."""

    public_id: str
    subject: str
    rows: tuple[Row, ...]


def _answer(one: Sent) -> str:
    if one.perhaps_received:
        return _("Försöket avbröts utan svar. Mottagaren kan ha fått mejlet.")
    return one.last_error


def _shown(one: Sent) -> Shown:
    language = get_language() or "sv"
    rows = (
        Row(_("Till"), one.to),
        Row(_("Skrivet"), moment(one.created, language)),
        Row(_("Försök"), one.attempts),
        Row(_("Senaste svar"), _answer(one)),
    )
    return Shown(one.public_id, one.subject, rows)


def undelivered(request: HttpRequest) -> HttpResponse:
    """Show what could not be delivered in the viewer's own cooperations."""
    shown = [_shown(one) for one in undelivered_for(request.viewer)]  # type: ignore[attr-defined]
    return render(request, "mailroom/undelivered.html", {"messages_left": shown})


def again(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put one message back in the queue; one that is not the viewer's looks as if it did not exist."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if public_id not in {one.public_id for one in undelivered_for(viewer)}:
        raise Http404
    try_again(public_id, now=now(), actor=viewer.actor)
    messages.success(request, _("Utskicket görs igen inom kort."))
    return HttpResponseRedirect(reverse("mailroom:undelivered"))
