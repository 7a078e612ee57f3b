"""A process that fetches from mailboxes and takes in what came, until nothing is left; started in the nursery.

main(AT, MAILBOX ...)
"""

import threading
import time
from datetime import datetime

from django.conf import settings

from endorr.base.outbox.jobs import fetch_mail
from endorr.base.outbox.queries import untaken
from endorr.cases.jobs import take_mail_in

LONGEST = 7200  # seconds that a backlog may take
VAIN = 20  # rounds in a row that a mailbox may be closed to us


def main(at: str, *mailboxes: str) -> None:
    now = datetime.fromisoformat(at)
    settings.MAILBOXES = mailboxes
    settings.DEFAULT_FROM_EMAIL = "En dörr in <svar@dorren.example>"
    threading.Thread(target=_be_heard, daemon=True).start()
    vain = 0
    while _fetched(now) or untaken(limit=1):
        taken = take_mail_in(now)
        print(taken, flush=True)  # noqa: T201 - whoever waits wants to hear that it lives
        vain = 0 if taken else vain + 1
        if vain > VAIN:
            raise SystemExit("nothing more comes")


def _be_heard() -> None:
    """Say something now and then: two hundred mails on a busy machine take longer than whoever listens will wait."""
    for _ in range(LONGEST // 20):
        time.sleep(20)
        print("still here", flush=True)  # noqa: T201


def _fetched(now: datetime) -> bool:
    """Fetch as the worker does; a mailbox closed to us for a moment is tried again, as the worker would."""
    try:
        return fetch_mail(now) > 0
    except ConnectionError as error:
        print(error, flush=True)  # noqa: T201
        time.sleep(0.5)
        return True
