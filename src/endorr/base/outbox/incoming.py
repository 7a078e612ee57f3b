"""By what an incoming mail is known again: pure, and the same whichever way the mail came."""

import hashlib
from email.message import Message
from email.parser import BytesHeaderParser

# What each mailbox and server on the way adds; the mail itself is the rest.
TRANSPORT = frozenset(
    {"received", "delivered-to", "x-original-to", "return-path", "envelope-to", "authentication-results"}
    | {"received-spf", "dkim-signature", "arc-seal", "arc-message-signature", "arc-authentication-results", "x-uidl"}
)
LONGEST = 250


def identity(raw: bytes) -> str:
    """Return what a mail is known by: its Message-ID with who wrote it and when, or a digest of it if it has none.

    A Message-ID alone is not enough: there are programs that give every mail the same, and none may be lost for it.
    """
    headers = BytesHeaderParser().parsebytes(raw)
    named = one_line(headers.get("Message-ID", ""))
    if not named:
        return f"sha256:{_digest(raw, headers)}"
    told = [one_line(headers.get(name, "")) for name in ("From", "Date")]
    written = _sha256("\n".join(told).encode(errors="replace") + (b"" if told[1] else _body(raw)))
    return f"{named[: LONGEST - 17]}#{written[:16]}"


def one_line(value: object) -> str:
    """Return a header as it may be stored: on one line, without what no database takes."""
    told = "".join(mark if mark.isprintable() else " " for mark in str(value))
    return " ".join(told.encode("utf-8", "replace").decode().split())


def _digest(raw: bytes, headers: Message) -> str:
    told = sorted(f"{name.lower()}: {value}" for name, value in headers.items() if name.lower() not in TRANSPORT)
    return _sha256("\n".join(told).encode(errors="replace") + b"\n\n" + _body(raw))


def _body(raw: bytes) -> bytes:
    # Cut by hand: a reader of the parts stumbles over a mail nested a thousand deep, and this may never stumble.
    plain = raw.replace(b"\r\n", b"\n")
    return plain if plain.startswith(b"\n") or b"\n\n" not in plain else plain.partition(b"\n\n")[2]


def _sha256(told: bytes) -> str:
    return hashlib.sha256(told).hexdigest()
