"""The mails that wait for a person: what each says, as far as it can be read, and what is to become of it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from endorr.base.clock import now
from endorr.base.i18n.formats import moment
from endorr.base.outbox.commands import set_aside, unpark
from endorr.base.outbox.queries import Received
from endorr.base.ui.parts import Row
from endorr.cases.commands import take_in
from endorr.cases.mail.reading import Letter, read
from endorr.cases.queries.parked import parked_for
from endorr.cases.rules import Refused
from endorr.cases.staff.common import language, viewer_of

SHOWN = 2000  # characters of a mail on the page


@dataclass(frozen=True, slots=True)
class Shown:
    """One parked mail as the page shows it; one that cannot be read has no words."""

    public_id: str
    subject: str
    rows: tuple[Row, ...]
    words: str
    can_be_asked: bool


def _shown(mail: Received) -> Shown:
    try:
        letter: Letter | None = read(mail.raw)
    except Exception:  # noqa: BLE001 - it is here because it is hard to read
        letter = None
    rows = [Row(_("Kom till"), mail.mailbox), Row(_("När"), moment(mail.received_at, language()))]
    if letter is None:
        return Shown(mail.public_id, _("Ett mejl som inte går att läsa"), tuple(rows), "", can_be_asked=False)
    rows = [Row(_("Från"), letter.sender or _("Det står inte vem som skrev.")), *rows]
    words, subject = letter.whole[:SHOWN], letter.subject or _("Utan ämne")
    return Shown(mail.public_id, subject, tuple(rows), words, can_be_asked=bool(letter.sender))


def parked(request: HttpRequest) -> HttpResponse:
    """Show what waits in the viewer's own mailboxes, and see to one of them."""
    waiting = parked_for(viewer_of(request))
    if request.method == "POST":
        mail = next((one for one in waiting if one.public_id == request.POST.get("mejl", "")), None)
        # Another's mail and one that is not there are answered alike, as is one that a colleague was first with.
        if mail is None:
            messages.info(request, _("Mejlet väntar inte längre. Någon har redan sett till det."))
        else:
            _see_to(request, mail)
        return HttpResponseRedirect(reverse("cases:parked"))
    return render(request, "cases/parked.html", {"mails": [_shown(one) for one in waiting]})


def _see_to(request: HttpRequest, mail: Received) -> None:
    match request.POST.get("vad", ""):
        case "fraga":
            _ask(request, mail)
        case "igen":
            unpark(mail.public_id)
            messages.success(request, _("Mejlet läses igen inom kort."))
        case "undan":
            set_aside(mail.public_id, now=now(), actor=viewer_of(request).actor)
            messages.success(request, _("Mejlet är lagt åt sidan. Det finns kvar i 30 dagar."))


def _ask(request: HttpRequest, mail: Received) -> None:
    try:
        take_in(mail, now=now(), looked_at=True)
    except (Refused, ValueError):
        messages.error(request, _("Mejlet gick inte att göra till en fråga. Anteckna den som ett samtal i stället."))
    else:
        messages.success(request, _("Mejlet är nu en fråga. Löftet räknas från när mejlet kom."))
