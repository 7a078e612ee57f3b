"""A stretch in which nothing is written to the outbox: for a demo's past, whose mails nobody ever waited for."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings

_QUIET: ContextVar[bool] = ContextVar("outbox_quiet", default=False)


@contextmanager
def quiet() -> Iterator[None]:
    """Let deeds be done without their mails. Only a demo may: raises RuntimeError where real people wait for mail."""
    if not settings.DEMO:
        raise RuntimeError("only a demo's past is without mails")
    token = _QUIET.set(True)
    try:
        yield
    finally:
        _QUIET.reset(token)


def is_quiet() -> bool:
    """Say whether we are in such a stretch."""
    return _QUIET.get()
