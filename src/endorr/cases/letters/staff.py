"""Writes the mails of the door to those who answer."""

from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import override

from endorr.base.outbox.commands import enqueue_mail
from endorr.base.outbox.rendering import render_mail
from endorr.base.outbox.silence import is_quiet
from endorr.cases.letters.spoken import act_by, deadline
from endorr.cases.models import Case
from endorr.core.municipalities import municipalities

STAFF_LANGUAGE = "sv"


def to_staff(case: Case, name: str, subject: Lazy | str, *, to: str, now: datetime, once: str = "") -> None:
    """Put a mail about a case to those who answer in the outbox; who the company is stands on the page only.

    The same mail to the same address goes out once a case, or once for each `once`.
    """
    if is_quiet():
        return
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
