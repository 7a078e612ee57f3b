"""The ledger's keys: outside the database, so that whoever can write the rows cannot also seal them."""

import hashlib
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

SHORTEST = 32  # bytes: as long as the hash it keys


def _made(path: Path) -> str:
    """Make the demo its own key; exclusive creation lets two starting processes agree on one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_hex(SHORTEST))
    except FileExistsError:
        pass
    return path.read_text()


def _hex(name: str) -> str:
    told: str = getattr(settings, name, "")
    if told:
        return told
    file: str | Path = getattr(settings, f"{name}_FILE", "")
    if not file:
        raise ImproperlyConfigured(f"{name} or {name}_FILE must be set: keys live outside the database")
    path = Path(file)
    if path.exists() or not settings.DEMO:
        return path.read_text()
    return _made(path)


def secret_key(name: str) -> bytes:
    """Return the key of a setting: its own value, or that of the file which `<name>_FILE` names.

    Other rooms keep theirs the same way. Raises ImproperlyConfigured when it is missing, no hexadecimal or too short.
    """
    try:
        key = bytes.fromhex(_hex(name).strip())
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be hexadecimal") from error
    if len(key) < SHORTEST:
        raise ImproperlyConfigured(f"{name} must hold at least {SHORTEST} bytes ({2 * SHORTEST} hexadecimal digits)")
    return key


def chain_key() -> bytes:
    """Return the key that seals events (`LEDGER_KEY`, else the file `LEDGER_KEY_FILE`)."""
    return secret_key("LEDGER_KEY")


def signing_key() -> Ed25519PrivateKey:
    """Return the key that signs exported heads (`LEDGER_SIGNING_KEY`, else the file `LEDGER_SIGNING_KEY_FILE`)."""
    return Ed25519PrivateKey.from_private_bytes(secret_key("LEDGER_SIGNING_KEY")[:SHORTEST])


def fingerprint(key: bytes) -> str:
    """Return 16 hex digits by which a key can be recognised but not found out."""
    return hashlib.sha256(b"endorr ledger key " + key).hexdigest()[:16]
