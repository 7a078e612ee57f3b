"""When a link opens, and how its token is made and recognised."""

import hashlib
import secrets
from datetime import datetime

TOKEN_BYTES = 32  # 256 random bits: nobody finds one by trying


def new_token() -> str:
    """Return a fresh token, 43 characters that may stand in an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """Return what is stored of a token; with so much chance in it a plain SHA-256 cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()


def opens(*, expires_at: datetime, revoked_at: datetime | None, used: int, max_uses: int | None, now: datetime) -> bool:
    """Say whether a link opens: not expired, not revoked, not used up."""
    return now < expires_at and revoked_at is None and (max_uses is None or used < max_uses)
