"""Seals what must be readable again but not by whoever only has the database: the key comes from the settings."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes

PURPOSE = b"endorr.base.signin.sealing"


def _lock(secret: str | bytes) -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(force_bytes(secret))
    return Fernet(urlsafe_b64encode(key))


def _locks() -> MultiFernet:
    return MultiFernet([_lock(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def seal(text: str) -> str:
    """Return `text` encrypted and authenticated under the first secret key."""
    return _locks().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Return the text that was sealed under the secret key or one of its fallbacks.

    Raises cryptography.fernet.InvalidToken for anything else.
    """
    return _locks().decrypt(sealed.encode()).decode()
