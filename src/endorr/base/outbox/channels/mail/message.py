"""Builds a mail as text and HTML from an outbox row's payload, with our clock's date and a stable Message-ID."""

import base64
from email.utils import format_datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from endorr.base.outbox.channels import Message


def built(message: Message) -> EmailMultiAlternatives:
    """Return the mail; the same row gives the same Message-ID and date each time, so that a resend is seen as one.

    `Auto-Submitted` keeps other machines from answering (RFC 3834); a reply-to means a person may.
    """
    payload = message.payload
    headers = {
        "Message-ID": message.message_id,
        "Date": format_datetime(message.created),
        "Auto-Submitted": "auto-generated",
        "Content-Language": payload["language"],
        **payload["headers"],
    }
    if payload["in_reply_to"]:
        headers |= {"In-Reply-To": payload["in_reply_to"], "References": payload["in_reply_to"]}
    mail = EmailMultiAlternatives(
        subject=payload["subject"],
        body=payload["text"],
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[payload["to"]],
        reply_to=[payload["reply_to"]] if payload["reply_to"] else None,
        headers=headers,
    )
    if payload["html"]:
        mail.attach_alternative(payload["html"], "text/html")
    for one in payload["attachments"]:
        mail.attach(one["name"], base64.b64decode(one["content"]), one["content_type"])
    return mail
