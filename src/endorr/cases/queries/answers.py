"""Finds the contacts that answers by mail stand on, by what the outbox knows of those mails."""

from datetime import datetime

from endorr.base.outbox.queries import key_of, keys_undelivered
from endorr.base.tenancy.rules import public_query

PREFIX = "cases.answer:"


@public_query("public ids for the worker")
def written_in(message_id: str) -> str:
    """Return the contact an answer under a Message-ID stands for, "" if it was no answer of ours; one query."""
    key = key_of(message_id)
    return key.removeprefix(PREFIX) if key.startswith(PREFIX) else ""


@public_query("public ids for the worker")
def answers_given_up(since: datetime) -> list[str]:
    """Return the contacts whose mail the outbox has given up on since an instant; one query."""
    return [key.removeprefix(PREFIX) for key in keys_undelivered(PREFIX, since=since)]
