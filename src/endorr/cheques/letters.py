"""Writes the mails of a cheque: to the company with a link to its own page, to whoever has to do something."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from endorr.base.outbox.commands import enqueue_mail
from endorr.base.outbox.rendering import render_mail
from endorr.base.outbox.silence import is_quiet
from endorr.cheques.rules.words import Duty

if TYPE_CHECKING:
    from endorr.cheques.models import Application

STAFF_LANGUAGE = "sv"
SPOKEN = ("sv", "en")

TO_COMPANY: dict[str, tuple[Lazy, Lazy]] = {
    "begun": (
        _("Din ansökan om exportcheck är påbörjad"),
        _("Här fortsätter du med ansökan. Spara länken: den är din väg in, och du behöver inget konto."),
    ),
    "submitted": (
        _("Vi har din ansökan om exportcheck"),
        _("Ansökan har kommit in. På din egen sida ser du var den är och när du senast får besked."),
    ),
    "completion": (
        _("Vi behöver mer för att pröva din ansökan"),
        _("Något saknas i ansökan. Tiden till beslut står stilla tills du har svarat."),
    ),
    "decided": (
        _("Beslut om din ansökan om exportcheck"),
        _("Nu finns ett beslut. Läs det på din egen sida, med skälen och hur du överklagar."),
    ),
    "rejected": (
        _("Vi kan inte betala ut det du har begärt"),
        _("Ingen av fakturorna gav rätt till utbetalning. Du kan begära utbetalning igen med andra fakturor."),
    ),
    "paid": (_("Exportchecken är utbetald"), _("Pengarna är utbetalda. På din egen sida ser du hur vi har räknat.")),
    "failed": (
        _("Utbetalningen kom tillbaka"),
        _("Banken kunde inte sätta in pengarna. Hör av dig till oss med rätt konto, så betalar vi igen."),
    ),
    "closed": (
        _("Din exportcheck är avslutad"),
        _("Slutrapporten är godkänd och ärendet avslutat."),
    ),
    "demanded": (_("Krav på återbetalning"), _("Vi kräver tillbaka pengar. Läs skälen på din egen sida.")),
}
TO_STAFF: dict[str, tuple[Lazy, Lazy]] = {
    "board": (_("En ansökan väntar på bedömning"), _("Tala först om ifall du har jäv. Sedan ser du ansökan.")),
    "completed": (_("En komplettering har kommit in"), _("Företaget har svarat på det du bad om.")),
    "reported": (_("En slutrapport har kommit in"), _("Läs slutrapporten och godkänn den.")),
}


@dataclass(frozen=True, slots=True)
class _Letter:
    """A mail before it is rendered: to whom, in which language, where its link leads, and its key in the outbox."""

    to: str
    language: str
    address: str
    key: str
    words: str = ""


def tell(application: "Application", name: str, *, token: str, once: str, now: datetime, words: str = "") -> None:
    """Put a mail to the company in the outbox, with a link to its own page; the same `once` sends nothing twice."""
    if not application.email:
        return
    language = application.language if application.language in SPOKEN else STAFF_LANGUAGE
    with override(language):
        address = application.site + reverse("cheques:own", args=[token])
    letter = _Letter(application.email, language, address, f"cheques.{name}:{once}", words)
    _send(application, *TO_COMPANY[name], letter, now=now)


def tell_board(application: "Application", *, now: datetime) -> None:
    """Tell everybody with a seat on the board that an application waits."""
    for seat in application.call.board.filter(left_at__isnull=True).select_related("person"):
        _to_person(application, seat.person.email, "board", once=f"{application.public_id}:{seat.pk}", now=now)


def tell_officer(application: "Application", name: str, *, now: datetime, once: str) -> None:
    """Tell the officer of the file that the company has done something; nobody when it has none."""
    officer = application.duties.filter(duty=Duty.OFFICER.value).select_related("person").first()
    if officer is not None:
        _to_person(application, officer.person.email, name, once=once, now=now)


def _to_person(application: "Application", to: str, name: str, *, once: str, now: datetime) -> None:
    with override(STAFF_LANGUAGE):
        address = application.site + reverse("cheques:file", args=[application.public_id])
    letter = _Letter(to, STAFF_LANGUAGE, address, f"cheques.{name}:{once}")
    _send(application, *TO_STAFF[name], letter, now=now)


def _send(application: "Application", subject: Lazy, lead: Lazy, letter: _Letter, *, now: datetime) -> None:
    if is_quiet():
        return
    with override(letter.language):
        told = str(subject)
        context = {
            "application": application,
            "lead": str(lead),
            "words": letter.words,
            "address": letter.address,
        }
    mail = render_mail("cheques/mail/word", subject=told, context=context, language=letter.language)
    enqueue_mail(
        to=letter.to,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        language=mail.language,
        now=now,
        key=letter.key,
        about=application.public_id,
        chain=application.call.cooperation.public_id,
    )
