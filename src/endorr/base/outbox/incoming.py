"""By what an incoming mail is known again: pure, and the same whichever way the mail came."""

import hashlib
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser

# What each mailbox and server on the way adds; the mail itself is the rest.
TRANSPORT = frozenset(
    {"received", "delivered-to", "x-original-to", "return-path", "envelope-to", "authentication-results"}
    | {"received-spf", "dkim-signature", "arc-seal", "arc-message-signature", "arc-authentication-results", "x-uidl"}
)
LONGEST = 250


def identity(raw: bytes) -> str:
    """Return a mail's Message-ID, or when it has none a digest of the mail without the headers of its transport."""
    headers: Message = BytesHeaderParser().parsebytes(raw)
    named = " ".join(str(headers.get("Message-ID", "")).split())
    return named[:LONGEST] or f"sha256:{_digest(raw)}"


def _digest(raw: bytes) -> str:
    mail = message_from_bytes(raw)
    told = sorted(f"{name.lower()}: {value}" for name, value in mail.items() if name.lower() not in TRANSPORT)
    plain = raw.replace(b"\r\n", b"\n")
    body = plain if plain.startswith(b"\n") or b"\n\n" not in plain else plain.partition(b"\n\n")[2]
    return hashlib.sha256("\n".join(told).encode(errors="replace") + b"\n\n" + body).hexdigest()
