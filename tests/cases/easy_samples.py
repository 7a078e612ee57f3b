"""What the addresses of the door's easy pages are filled in with when their words are counted."""

from datetime import timedelta

from tests.cases.factories import asked, door

from endorr.base.clock import now
from endorr.cases.commands import start_draft

FILLED = {
    "fraga": "Lampor till Norge",
    "kommun": "Umeå",
    "namn": "Vera Lind",
    "telefon": "0600-11 22 33",
    "dela": "yes",
}


def a_draft() -> list[str]:
    door()
    return [start_draft(FILLED, now=now())]


def a_link() -> list[str]:
    door()
    return [asked(now() - timedelta(minutes=1)).token]


SAMPLES = {
    "cases:question": a_draft,
    "cases:about": a_draft,
    "cases:share": a_draft,
    "cases:check": a_draft,
    "cases:change_call": a_draft,
    "cases:sent": a_link,
    "cases:status": a_link,
}
