"""What a number becomes before it is stored: a keyed hash, and, while a form is filled in, a sealed text.

The key lies outside the database (`COMPANY_KEY`, else the file `COMPANY_KEY_FILE`). There are few enough personal
numbers to try them all, so that whoever has both rows and key has the numbers. A lost key means that no sole trader is
recognised again; it is kept as the ledger's is.
"""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken

from endorr.base.ledger.keys import secret_key
from endorr.companies.rules import Number


def _derived(purpose: bytes) -> bytes:
    return hmac.new(secret_key("COMPANY_KEY"), purpose, hashlib.sha256).digest()


def digest(number: Number) -> str:
    """Return the keyed hash by which a company is found again, in 64 hex digits: the same number, the same hash."""
    return hmac.new(_derived(b"company numbers"), number.spelled.encode(), hashlib.sha256).hexdigest()


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_derived(b"numbers in drafts")))


def sealed(text: str) -> str:
    """Return what somebody typed so that only this house can read it: for a draft that waits to be sent; "" stays."""
    return _box().encrypt(text.encode()).decode() if text else ""


def opened(text: str) -> str:
    """Return what `sealed` sealed; "" for anything else."""
    try:
        return _box().decrypt(text.encode()).decode() if text else ""
    except InvalidToken:
        return ""
