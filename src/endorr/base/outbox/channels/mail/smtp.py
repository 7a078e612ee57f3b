"""Django's SMTP backend on a line that remembers whether it has begun to hand the mail over."""

import smtplib
from typing import Any

from django.core.mail.backends.smtp import EmailBackend

from endorr.base.failpoints import failpoint


class _Remembering:
    """Before DATA nothing has been handed over; from then until the answer nobody can know."""

    handing_over = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        failpoint("outbox.before_data")
        self.handing_over = True
        answer: tuple[int, bytes] = super().data(msg)  # type: ignore[misc]
        failpoint("outbox.after_data")
        return answer


class Line(_Remembering, smtplib.SMTP):
    """A plain or STARTTLS line."""


class SecureLine(_Remembering, smtplib.SMTP_SSL):
    """A line that is TLS from the start."""


class Backend(EmailBackend):
    """The SMTP mailer of `MAILERS`; takes the options of Django's own."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return SecureLine if self.use_ssl else Line
