"""Encrypts a stream under a passphrase, so that no part can be read, changed, moved or cut off unnoticed."""

import io
import secrets
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

# AES-256-GCM in pieces; each piece's nonce is its number and whether it is the last (the STREAM construction of Hoang,
# Reyhanitabar, Rogaway and Vizar, 2015). The key is fresh for each backup, so a nonce is never used twice.
MAGIC = b"ENDORR-SEALED-1\n"
SALT, TAG, NUMBER = 16, 16, 11
PIECE = 1 << 20
# RFC 7914 for sensitive storage: 128 MiB and under a second on an ordinary server.
SCRYPT = {"n": 2**17, "r": 8, "p": 1}


class WrongPassphraseError(Exception):
    """The passphrase is wrong, or the backup has been changed or cut off."""


def _cipher(passphrase: bytes, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, **SCRYPT).derive(passphrase))


def _nonce(number: int, *, last: bytes) -> bytes:
    return number.to_bytes(NUMBER) + last


MORE, LAST = b"\0", b"\1"


class SealingWriter(io.RawIOBase):
    """Writes what it is given, sealed, to another stream; only `finish` makes it whole."""

    def __init__(self, target: BinaryIO, passphrase: bytes) -> None:
        salt = secrets.token_bytes(SALT)
        self._cipher = _cipher(passphrase, salt)
        self._target, self._buffer, self._number = target, bytearray(), 0
        target.write(MAGIC + salt)

    def writable(self) -> bool:
        return True

    def write(self, data: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]
        self._buffer += data
        # A full piece is held back until more comes: it might be the last.
        while len(self._buffer) > PIECE:
            self._put(bytes(self._buffer[:PIECE]), MORE)
            del self._buffer[:PIECE]
        return len(data)

    def finish(self) -> None:
        self._put(bytes(self._buffer), LAST)
        self._buffer.clear()

    def _put(self, piece: bytes, last: bytes) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._number, last=last), piece, None))
        self._number += 1


class SealedReader(io.RawIOBase):
    """Reads what a SealingWriter wrote; raises WrongPassphraseError at the first piece that is not as it was."""

    def __init__(self, source: BinaryIO, passphrase: bytes) -> None:
        if source.read(len(MAGIC)) != MAGIC:
            raise WrongPassphraseError
        self._cipher = _cipher(passphrase, source.read(SALT))
        self._source, self._buffer, self._number = source, b"", 0
        self._ahead = source.read(PIECE + TAG)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        if not self._buffer:
            self._buffer = self._next()
        taken = self._buffer[: len(buffer)]
        buffer[: len(taken)] = taken
        self._buffer = self._buffer[len(taken) :]
        return len(taken)

    def _next(self) -> bytes:
        # Even nothing is sealed as one piece, so a stream without any was cut off.
        if not self._ahead and self._number:
            return b""
        piece, self._ahead = self._ahead, self._source.read(PIECE + TAG)
        nonce = _nonce(self._number, last=MORE if self._ahead else LAST)
        self._number += 1
        try:
            return self._cipher.decrypt(nonce, piece, None)
        except InvalidTag as error:
            raise WrongPassphraseError from error


def is_sealed(source: BinaryIO) -> bool:
    """Say whether a stream begins as a sealed backup does, and go back to its beginning."""
    start = source.read(len(MAGIC))
    source.seek(0)
    return start == MAGIC
