"""Writes the mails of the door to the company that asked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from endorr import worktime
from endorr.base.outbox.commands import Attachment, enqueue_mail
from endorr.base.outbox.rendering import render_mail
from endorr.base.outbox.silence import is_quiet
from endorr.calendars.queries import pinned
from endorr.cases.calendar_file import calendar_file
from endorr.cases.letters.spoken import deadline, spoken, status_address, written
from endorr.cases.models import Case
from endorr.cases.queries import CaseView


def promise_file(case: "Case | CaseView", *, now: datetime) -> Attachment:
    """Return a case's promise as a calendar file, in the company's language."""
    language = case.language if isinstance(case, CaseView) else case.enquiry.language
    with override(written(language)):
        title, text = _("Senast nu hör vi av oss om din exportfråga"), _("Vårt löfte, räknat från när frågan kom in.")
        name = _("lofte-%(number)s.ics") % {"number": case.number}
    content = calendar_file(
        uid=case.public_id, number=case.number, title=title, text=text, due=case.promise.due, written=now
    )
    return Attachment(name, "text/calendar", content)


def confirm(
    case: Case, *, token: str, reader: str, phone: str, reply_to: str, same: Case | None = None, now: datetime
) -> None:
    """Put the confirmation to the company in the outbox, if it gave a mail address.

    `same` is an earlier question that asks the same; where its promise runs, it is this one's too.
    """
    asked = case.enquiry
    if not asked.email or is_quiet():
        return
    context = {
        "case": case,
        "deadline": deadline(case, asked.language),
        "same": same,
        "ruled": same is not None and same.promise.due == case.promise.due,
        "address": status_address(asked.site, token, asked.language),
        "reader": reader,
        "phone": phone,
    }
    to_company(
        case,
        "confirm",
        gettext_lazy("Vi har din fråga. Vi hör av oss senast %(deadline)s"),
        context,
        now=now,
        attachments=[promise_file(case, now=now)],
        reply_to=reply_to,
    )


def tell_new_link(case: Case, *, token: str, once: str, now: datetime) -> None:
    """Mail the company the new link to its page, if it gave an address; the old ones have been closed."""
    asked = case.enquiry
    if not asked.email or is_quiet():
        return
    context = {"case": case, "address": status_address(asked.site, token, asked.language)}
    to_company(case, "new_link", gettext_lazy("Ny länk till din fråga"), context, now=now, once=once)


def tell_of_risk(case: Case, *, phone: str, now: datetime) -> None:
    """Tell the company, before the promised time has passed, that nobody has been in touch."""
    language = case.enquiry.language
    context = {"case": case, "deadline": deadline(case, language), "phone": phone}
    to_company(case, "risk", gettext_lazy("Vi har inte hört av oss än om din fråga"), context, now=now)


def promise_anew(case: Case, due: datetime, *, reason: str, once: str, now: datetime) -> None:
    """Tell the company that its promise is given anew; the first one still stands in the figures."""
    asked = case.enquiry
    if not asked.email:
        return
    given = case.promise
    calendar = pinned(given.calendar_id, given.calendar_version)
    context = {
        "case": case,
        "deadline": deadline(case, asked.language),
        "anew": worktime.deadline(due, calendar, spoken(asked.language)),
        "reason": reason,
    }
    subject = gettext_lazy("Vi hör av oss vid en annan tid än vi lovade")
    to_company(case, "anew", subject, context, now=now, once=once)


def answer(case: Case, writer: Any, text: str, *, once: str, reply_to: str, now: datetime) -> None:
    """Put what a person (with a `name`) writes to the company in the outbox; a reply goes to its case."""
    assert case.organisation is not None
    context = {"case": case, "words": text, "writer": writer.name, "organisation": case.organisation.name}
    subject = gettext_lazy("Svar på din fråga %(number)s")
    with override(written(case.enquiry.language)):
        filled = str(subject) % {"number": case.number}
    to_company(case, "answer", filled, context, now=now, once=once, reply_to=reply_to)


def to_company(
    case: Case,
    name: str,
    subject: Lazy | str,
    context: Mapping[str, Any],
    *,
    now: datetime,
    attachments: list[Attachment] | None = None,
    template: str = "",
    once: str = "",
    reply_to: str | None = None,
) -> None:
    asked = case.enquiry
    with override(written(asked.language)):
        filled = str(subject) % {"deadline": context["deadline"]} if "%(deadline)s" in str(subject) else str(subject)
    template = f"cases/mail/{template or name}"
    mail = render_mail(template, subject=filled, context=context, language=written(asked.language))
    enqueue_mail(
        to=asked.email,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        language=mail.language,
        now=now,
        key=f"cases.{name}:{once or case.public_id}",
        reply_to=reply_to,
        about=case.public_id,
        chain=asked.cooperation.public_id,
        matters_at=case.promise.due,
        attachments=attachments or (),
    )
