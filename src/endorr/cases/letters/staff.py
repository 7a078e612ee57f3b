"""Writes the mails of the door to those who answer."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy, override

from endorr import worktime
from endorr.base.outbox.commands import enqueue_mail
from endorr.base.outbox.rendering import render_mail
from endorr.base.outbox.silence import is_quiet
from endorr.calendars.queries import pinned
from endorr.cases.letters.leads import COMPANY_DID
from endorr.cases.letters.spoken import act_by, deadline, spoken
from endorr.cases.models import Case
from endorr.cases.places import place_name
from endorr.directory.queries import need_name

if TYPE_CHECKING:
    from endorr.cases.models import Referral

STAFF_LANGUAGE = "sv"

LEADS: dict[str, Lazy] = {
    "intake": gettext_lazy("En fråga väntar på att någon tar den."),
    "at_once": gettext_lazy("Den som skrev kan må dåligt. Läs frågan och ring nu."),
    "proposed": gettext_lazy("En fråga har kommit in som kan passa er."),
    "offered": gettext_lazy("En fråga erbjuds er."),
    "accepted": gettext_lazy("Den du erbjöd frågan har tagit över den."),
    "declined": gettext_lazy("Den du erbjöd frågan tar den inte. Du har den kvar."),
    "lapsed": gettext_lazy("Ingen tog emot frågan i tid. Den är tillbaka vid dörren."),
    "unanswered": gettext_lazy("Erbjudandet gick ut utan svar. Den som hade frågan har den kvar."),
    "duty": gettext_lazy("Halva tiden har gått, och ingen har tagit frågan."),
    "lead": gettext_lazy("Tre fjärdedelar av tiden har gått, och ingen har hört av sig till företaget."),
    "last_call": gettext_lazy("En timme kvar av kontorstiden, och ingen har hört av sig till företaget."),
    "missed": gettext_lazy("Löftet bröts: ingen hörde av sig i tid. Berätta varför, så att det inte händer igen."),
    "taken": gettext_lazy("Du har frågan."),
    "covered": gettext_lazy("Du har frågan nu, i stället för en kollega som är borta."),
    "let_go": gettext_lazy("Den som hade frågan är borta, och ingen annan finns för funktionen."),
    "given_back": gettext_lazy("Den som hade frågan har lämnat tillbaka den. Den väntar på att någon tar den."),
    "not_ours": gettext_lazy("En organisation har sagt att frågan inte är deras. Den väntar än."),
    "joined": gettext_lazy("Du är med på en fråga som en kollega leder."),
    "added": gettext_lazy("Företaget har lagt till något till sin fråga."),
    "unheard": gettext_lazy("Företaget säger att ingen har hört av sig."),
    "offer_ended": gettext_lazy("Företaget har ändrat vem som får läsa. Erbjudandet är slut, och du har frågan kvar."),
    "asked_again": gettext_lazy("Samma företag har frågat om samma sak igen."),
    "not_sent": gettext_lazy("Ditt svar skickades inte till företaget."),
    **COMPANY_DID,
}


def offer(row: "Referral") -> Mapping[str, Any]:
    """Return what the mail of an offer says besides: who offers, in which words, and until when."""
    given = row.case.promise
    until = worktime.deadline(row.answer_by, pinned(given.calendar_id, given.calendar_version), spoken(STAFF_LANGUAGE))
    return {"offered_by": f"{row.person.name}, {row.organisation.name}", "words": row.text, "until": until}


def task_addresses(case: Case, token: str) -> dict[str, str]:
    """Return the whole addresses of a person's own page for a case, and of the deeds that are asked for there."""
    with override(STAFF_LANGUAGE):
        page = case.enquiry.site + reverse("cases:task", args=[token])
    return {"task": page, "to_take": f"{page}?gor=ta", "to_return": f"{page}?gor=retur", "to_log": f"{page}?gor=ringt"}


def to_staff(
    case: Case,
    name: str,
    subject: Lazy | str,
    *,
    to: str,
    now: datetime,
    once: str = "",
    extra: Mapping[str, Any] | None = None,
    reply_to: str | None = None,
) -> None:
    """Put a mail about a case to those who answer in the outbox; a shared address is told place and time only.

    The same mail to the same address goes out once a case, or once for each `once`.
    """
    if is_quiet():
        return
    asked = case.enquiry
    with override(STAFF_LANGUAGE):
        page = asked.site + reverse("cases:case", args=[case.public_id])
    context = {
        "case": case,
        "lead": LEADS[name],
        "page": page,
        "due": deadline(case, STAFF_LANGUAGE),
        "act_by": act_by(case, STAFF_LANGUAGE),
        "place": place_name(asked.municipality),
        "need": need_name(case.need) if case.need else "",
        **(extra or {}),
    }
    mail = render_mail("cases/mail/staff", subject=subject, context=context, language=STAFF_LANGUAGE)
    enqueue_mail(
        to=to,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        language=mail.language,
        now=now,
        key=f"cases.{name}:{once or case.public_id}:{to}",
        reply_to=reply_to,
        about=case.public_id,
        chain=asked.cooperation.public_id,
        matters_at=case.promise.act_by,
    )
