"""Mail: builds the message with the standard's headers and hands it to the configured mailer."""

import smtplib

from django.core.mail import mailers

from endorr.base.outbox.channels import Message, NotNowError, RefusedError, UnansweredError
from endorr.base.outbox.channels.mail.message import built

__all__ = ["send"]

TOO_LARGE = 552


def _said(code: int, words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"{code} {text}"[:500]


def _answer(code: int, words: bytes | str) -> Exception:
    return (RefusedError if code >= 500 else NotNowError)(_said(code, words))


def send(message: Message) -> None:
    """Hand a mail to the mailer `MAILERS["default"]`.

    Only the server's own 5xx about this receiver or this text is final: a failed connection, a failed sign-in or a
    refused sender is our trouble and may be mended within the patience. When the line breaks once the text has begun
    to go over, nobody knows whether it was taken.
    """
    backend = mailers["default"]
    mail = built(message)
    try:
        backend.open()
    except (OSError, smtplib.SMTPException) as error:
        raise NotNowError(f"no connection: {error}") from error
    try:
        backend.send_messages([mail])
    except ValueError as error:
        raise RefusedError(f"no mail can go there: {error}") from error
    except (OSError, smtplib.SMTPException) as error:
        raise _told(error, backend) from error
    finally:
        _hang_up(backend)


def _told(error: OSError | smtplib.SMTPException, backend: object) -> Exception:
    match error:
        case smtplib.SMTPRecipientsRefused():
            return _answer(*next(iter(error.recipients.values())))
        case smtplib.SMTPSenderRefused() if error.smtp_code != TOO_LARGE:
            return NotNowError(_said(error.smtp_code, error.smtp_error))
        case smtplib.SMTPResponseException():
            return _answer(error.smtp_code, error.smtp_error)
    # A mailer that does not remember is taken to have handed the mail over.
    if getattr(getattr(backend, "connection", None), "handing_over", True):
        return UnansweredError(f"the line broke: {error}")
    return NotNowError(f"the line broke before the mail went over: {error}")


def _hang_up(backend: object) -> None:
    """Close the line; whatever the server makes of our goodbye changes nothing about the mail."""
    try:
        backend.close()  # type: ignore[attr-defined]
    except (OSError, smtplib.SMTPException):
        return
