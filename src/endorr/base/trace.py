"""The request id under which something happens, carried from the page to the job and the mail."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# A harmless shape: what comes from outside ends up in logs, headers and mails.
SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{7,63}")

_current: ContextVar[str] = ContextVar("request_id", default="")


def new_request_id() -> str:
    """Return a fresh id: 32 hexadecimal characters, 128 random bits."""
    return secrets.token_hex(16)


def accepted(offered: str | None) -> str:
    """Return an id offered from outside if its shape is safe, else a fresh one."""
    return offered if offered and SAFE.fullmatch(offered) else new_request_id()


def request_id() -> str:
    """Return the id under which the present code runs; empty outside requests, jobs and tasks."""
    return _current.get()


@contextmanager
def tracing(identity: str) -> Iterator[str]:
    """Run the block under a request id."""
    token = _current.set(identity)
    try:
        yield identity
    finally:
        _current.reset(token)
