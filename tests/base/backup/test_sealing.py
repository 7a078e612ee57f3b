"""A sealed backup opens with its passphrase, and with nothing else; no change to it goes unnoticed."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from endorr.base.backup import sealing
from endorr.base.backup.sealing import SealedReader, SealingWriter, WrongPassphraseError


@pytest.fixture(autouse=True, scope="module")
def _small_and_quick() -> "object":
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "PIECE", 64)
        patch.setattr(sealing, "SCRYPT", {"n": 2, "r": 1, "p": 1})
        yield


def sealed(content: bytes, passphrase: bytes = b"right") -> bytes:
    target = io.BytesIO()
    writer = SealingWriter(target, passphrase)
    for at in range(0, len(content), 37):
        writer.write(content[at : at + 37])
    writer.finish()
    return target.getvalue()


def opened(content: bytes, passphrase: bytes = b"right") -> bytes:
    return io.BufferedReader(SealedReader(io.BytesIO(content), passphrase), 50).read()


@given(st.binary(max_size=400))
def test_what_was_sealed_comes_out(content: bytes) -> None:
    assert opened(sealed(content)) == content


def test_another_passphrase_opens_nothing() -> None:
    with pytest.raises(WrongPassphraseError):
        opened(sealed(b"secret"), b"wrong")


@settings(max_examples=200)
@given(st.binary(min_size=1, max_size=300), st.data())
def test_any_changed_byte_is_noticed(content: bytes, data: st.DataObject) -> None:
    whole = bytearray(sealed(content))
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(WrongPassphraseError):
        opened(bytes(whole))


@given(st.binary(min_size=1, max_size=300), st.data())
def test_any_cut_is_noticed(content: bytes, data: st.DataObject) -> None:
    whole = sealed(content)
    with pytest.raises(WrongPassphraseError):
        opened(whole[: data.draw(st.integers(0, len(whole) - 1))])


def test_pieces_that_change_places_are_noticed() -> None:
    whole = sealed(b"a" * 64 + b"b" * 64 + b"c" * 64)
    start, piece = len(sealing.MAGIC) + sealing.SALT, 64 + sealing.TAG
    first, second, rest = (
        whole[start : start + piece],
        whole[start + piece : start + 2 * piece],
        whole[start + 2 * piece :],
    )
    with pytest.raises(WrongPassphraseError):
        opened(whole[:start] + second + first + rest)
