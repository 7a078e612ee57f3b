"""What a key looks like, and when it opens anything."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

PREFIX_LENGTH = 10
SECRET_BYTES = 32  # 256 random bits: a plain digest is then as safe as a slow one, and answers at once
LONGEST = timedelta(days=365)
USE_NOTED_EVERY = timedelta(minutes=5)

_SHAPE = re.compile(r"endorr_([0-9a-f]{10})_([A-Za-z0-9_-]{43})")


@dataclass(frozen=True, slots=True)
class Secret:
    """A new key: its prefix is shown in lists, its text to its maker once, its digest is all that is stored."""

    prefix: str
    text: str


def new_secret() -> Secret:
    """Return a new random key."""
    prefix = secrets.token_hex(PREFIX_LENGTH // 2)
    return Secret(prefix, f"endorr_{prefix}_{secrets.token_urlsafe(SECRET_BYTES)}")


def digest(text: str) -> str:
    """Return the SHA-256 of a key's whole text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def prefix_of(text: str) -> str | None:
    """Return the prefix of something shaped like a key; None for anything else."""
    shaped = _SHAPE.fullmatch(text)
    return shaped[1] if shaped else None


def opens(text: str, *, stored: str, expires_at: datetime, revoked_at: datetime | None, now: datetime) -> bool:
    """Say whether a key's text fits the stored digest and the key is alive; compares in constant time."""
    fits = secrets.compare_digest(digest(text), stored)
    return fits and revoked_at is None and now < expires_at
