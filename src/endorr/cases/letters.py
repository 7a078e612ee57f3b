"""Writes the mails of the door: to the company that asked, and to those who answer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from endorr import worktime
from endorr.base.outbox.commands import Attachment, enqueue_mail
from endorr.base.outbox.rendering import render_mail
from endorr.calendars.queries import pinned
from endorr.cases.calendar_file import calendar_file
from endorr.cases.models import Case
from endorr.cases.queries import CaseView
from endorr.core.municipalities import municipalities

STAFF_LANGUAGE = "sv"


def spoken(language: str) -> worktime.Language:
    """Return the language of the promise's sentences for a page's or a mail's language."""
    return worktime.Language.EN if language == "en" else worktime.Language.SV


def deadline(case: Case, language: str) -> str:
    """Return a case's promised time in words, on the wall of the door that gave it."""
    given = case.promise
    return worktime.deadline(given.due, pinned(given.calendar_id, given.calendar_version), spoken(language))


def act_by(case: Case, language: str) -> str:
    """Return in words when staff must act at the latest."""
    given = case.promise
    return worktime.deadline(given.act_by, pinned(given.calendar_id, given.calendar_version), spoken(language))


def status_address(site: str, token: str, language: str) -> str:
    """Return the whole address of a case's private page, in the company's language."""
    with override(language):
        return site + reverse("cases:status", args=[token])


def promise_file(case: "Case | CaseView", *, now: datetime) -> Attachment:
    """Return a case's promise as a calendar file, in the company's language."""
    language = case.language if isinstance(case, CaseView) else case.enquiry.language
    with override(language):
        title, text = _("Senast nu hör vi av oss om din exportfråga"), _("Vårt löfte, räknat från när frågan kom in.")
        name = _("lofte-%(number)s.ics") % {"number": case.number}
    content = calendar_file(
        uid=case.public_id, number=case.number, title=title, text=text, due=case.promise.due, written=now
    )
    return Attachment(name, "text/calendar", content)


def confirm(case: Case, *, token: str, reader: str, phone: str, now: datetime) -> None:
    """Put the confirmation to the company in the outbox, if it gave a mail address."""
    asked = case.enquiry
    if not asked.email:
        return
    context = {
        "case": case,
        "deadline": deadline(case, asked.language),
        "address": status_address(asked.site, token, asked.language),
        "reader": reader,
        "phone": phone,
    }
    _to_company(
        case,
        "confirm",
        gettext_lazy("Vi har din fråga. Vi hör av oss senast %(deadline)s"),
        context,
        now=now,
        attachments=[promise_file(case, now=now)],
    )


def tell_of_risk(case: Case, *, phone: str, now: datetime) -> None:
    """Tell the company, before the promised time has passed, that nobody has been in touch."""
    language = case.enquiry.language
    context = {"case": case, "deadline": deadline(case, language), "phone": phone}
    _to_company(case, "risk", gettext_lazy("Vi har inte hört av oss än om din fråga"), context, now=now)


def answer(case: Case, writer: Any, text: str, *, once: str, now: datetime) -> None:
    """Put what a person (with `name` and `email`) writes to the company in the outbox; a reply goes to that person."""
    assert case.organisation is not None
    context = {"case": case, "words": text, "writer": writer.name, "organisation": case.organisation.name}
    subject = gettext_lazy("Svar på din fråga %(number)s")
    with override(case.enquiry.language):
        filled = str(subject) % {"number": case.number}
    _to_company(case, "answer", filled, context, now=now, once=once, reply_to=writer.email)


def _to_company(
    case: Case,
    name: str,
    subject: Lazy | str,
    context: Mapping[str, Any],
    *,
    now: datetime,
    attachments: list[Attachment] | None = None,
    once: str = "",
    reply_to: str | None = None,
) -> None:
    asked = case.enquiry
    with override(asked.language):
        filled = str(subject) % {"deadline": context["deadline"]} if "%(deadline)s" in str(subject) else str(subject)
    mail = render_mail(f"cases/mail/{name}", subject=filled, context=context, language=asked.language)
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


def to_staff(case: Case, name: str, subject: Lazy | str, *, to: str, now: datetime, once: str = "") -> None:
    """Put a mail about a case to those who answer in the outbox; who the company is stands on the page only.

    The same mail to the same address goes out once a case, or once for each `once`.
    """
    asked = case.enquiry
    with override(STAFF_LANGUAGE):
        page = asked.site + reverse("cases:case", args=[case.public_id])
    context = {
        "case": case,
        "page": page,
        "due": deadline(case, STAFF_LANGUAGE),
        "act_by": act_by(case, STAFF_LANGUAGE),
        "place": municipalities()[asked.municipality].name,
    }
    mail = render_mail(f"cases/mail/{name}", subject=subject, context=context, language=STAFF_LANGUAGE)
    enqueue_mail(
        to=to,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        language=mail.language,
        now=now,
        key=f"cases.{name}:{once or case.public_id}:{to}",
        about=case.public_id,
        chain=asked.cooperation.public_id,
        matters_at=case.promise.act_by,
    )
