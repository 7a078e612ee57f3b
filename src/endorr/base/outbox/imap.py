"""Fetches mail from a mailbox over IMAP: each mail is stored first, and only then marked as fetched."""

import imaplib
import logging
import re
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

from endorr.base.failpoints import failpoint
from endorr.base.outbox.commands import receive_mail

log = logging.getLogger(__name__)

TIMEOUT = 30  # seconds for one step
BATCH = 200  # mails in one round; the rest wait for the next
FETCHED = "$EndorrFetched"
STAMP = re.compile(rb'INTERNALDATE "([^"]+)"')


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A mailbox to fetch from; `name` is what its mails are filed under, such as the slug of a cooperation."""

    name: str
    host: str
    port: int
    user: str
    secret: str
    folder: str
    encrypted: bool = True


def mailbox(text: str) -> Mailbox:
    """Return the mailbox that `vasterbotten=imaps://user:secret@host:993/INBOX` describes; ValueError if it is none."""
    name, _equals, address = text.partition("=")
    parts = urlsplit(address)
    if not name or parts.scheme not in {"imap", "imaps"} or not parts.hostname or not parts.username:
        raise ValueError("a mailbox is written name=imaps://user:secret@host/INBOX")
    encrypted = parts.scheme == "imaps"
    return Mailbox(
        name=name,
        host=parts.hostname,
        port=parts.port or (993 if encrypted else 143),
        user=unquote(parts.username),
        secret=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        encrypted=encrypted,
    )


def connect(box: Mailbox) -> imaplib.IMAP4:
    """Open a mailbox of a server that proves who it is; without encryption of its own STARTTLS is asked for."""
    proved = ssl.create_default_context()  # left to itself the library believes any server
    if box.encrypted:
        server: imaplib.IMAP4 = imaplib.IMAP4_SSL(box.host, box.port, ssl_context=proved, timeout=TIMEOUT)
    else:
        server = imaplib.IMAP4(box.host, box.port, timeout=TIMEOUT)
        server.starttls(proved)
    server.login(box.user, box.secret)
    return server


def fetch(box: Mailbox, *, now: datetime, opened: Callable[[Mailbox], imaplib.IMAP4] = connect) -> int:
    """Store every mail not fetched before and mark it, one after another; return how many there were.

    Whether somebody has read it elsewhere does not matter. A mail that was stored but not marked, because the
    connection broke in between, is fetched again and recognised by its identity. The server's arrival stamp is when
    it was received. One mail that the server does not give stops no other; it is told of at the end (ConnectionError).
    """
    server = opened(box)
    try:
        server.select(f'"{box.folder}"')
        _check_keeps_marks(server)
        found = left = 0
        for number in _waiting(server):
            got = _one(server, number)
            if got is None:
                left += 1
                continue
            raw, arrived = got
            receive_mail(raw=raw, mailbox=box.name, now=min(arrived or now, now))
            failpoint("imap.stored")
            server.uid("STORE", number, "+FLAGS", f"({FETCHED})")
            found += 1
        if left:
            raise ConnectionError(f"the mailbox gave nothing for {left} mails")
        return found
    finally:
        _leave(server)


def _waiting(server: imaplib.IMAP4) -> list[str]:
    _answer, data = server.uid("SEARCH", "UNKEYWORD", FETCHED, "UNDELETED")
    numbers = data[0].split() if data and data[0] else []
    return [number.decode() for number in numbers[:BATCH]]


def _check_keeps_marks(server: imaplib.IMAP4) -> None:
    """Refuse a mailbox that forgets our mark: its oldest mails would be fetched for ever, and the newest never."""
    _name, told = server.response("PERMANENTFLAGS")
    flags = b" ".join(part for part in told or [] if isinstance(part, bytes))
    if flags and b"\\*" not in flags and FETCHED.encode() not in flags:
        raise ConnectionError(f"the mailbox cannot keep the mark {FETCHED}")


def _one(server: imaplib.IMAP4, number: str) -> tuple[bytes, datetime | None] | None:
    _answer, data = server.uid("FETCH", number, "(INTERNALDATE BODY.PEEK[])")
    return next(((part[1], _arrived(part[0])) for part in _parts(data)), None)


def _parts(data: list[object]) -> Iterator[tuple[bytes, bytes]]:
    return (part for part in data if isinstance(part, tuple))


def _arrived(head: bytes) -> datetime | None:
    found = STAMP.search(head)
    if found is None:
        return None
    try:
        return datetime.strptime(found[1].decode().strip(), "%d-%b-%Y %H:%M:%S %z").astimezone(UTC)
    except ValueError:
        return None


def _leave(server: imaplib.IMAP4) -> None:
    try:
        server.logout()
    except (OSError, imaplib.IMAP4.error):
        log.info("a mailbox was gone before we had said goodbye")
