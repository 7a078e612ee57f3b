"""Exported heads: how far each chain reached on a day, signed and kept where the database's keepers cannot reach."""

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from endorr.base.ledger.rules import canonical, spelled

FORMAT = "endorr-heads-1"


class HeadsError(ValueError):
    """A file of heads that cannot be believed: not ours, damaged, or signed by another key."""


@dataclass(frozen=True, slots=True)
class Head:
    """How far a chain had come: its last number and that event's hash."""

    chain: str
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Reach:
    """How far an authority's diary had come in a year: its last number and that row's seal."""

    entity: str
    year: int
    number: int
    seal: str


@dataclass(frozen=True, slots=True)
class Heads:
    """Every chain's head and every diary's reach at one instant; `key` recognises the key the chains are sealed by."""

    at: str
    key: str
    heads: tuple[Head, ...]
    diaries: tuple[Reach, ...] = ()


def heads_of(*, at: datetime, key: str, heads: Iterable[Head], diaries: Iterable[Reach]) -> Heads:
    """Return the heads of an instant, in a fixed order."""
    return Heads(
        at=spelled(at),
        key=key,
        heads=tuple(sorted(heads, key=lambda head: head.chain)),
        diaries=tuple(sorted(diaries, key=lambda reach: (reach.entity, reach.year))),
    )


def _body(heads: Heads) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "at": heads.at,
        "key": heads.key,
        "heads": [{"chain": one.chain, "seq": one.seq, "hash": one.hash} for one in heads.heads],
        "diaries": [
            {"entity": one.entity, "year": one.year, "number": one.number, "seal": one.seal} for one in heads.diaries
        ],
    }


def signed(heads: Heads, *, key: Ed25519PrivateKey) -> str:
    """Return the heads as a JSON text with an Ed25519 signature over their canonical spelling."""
    body = _body(heads)
    signature = key.sign(canonical(body)).hex()
    return json.dumps(body | {"signature": signature}, ensure_ascii=False, indent=1) + "\n"


def believed(text: str, *, public_key: Ed25519PublicKey) -> Heads:
    """Return the heads in a text whose signature holds; raises HeadsError otherwise."""
    try:
        told: Mapping[str, Any] = json.loads(text)
        body = {name: value for name, value in told.items() if name != "signature"}
        public_key.verify(bytes.fromhex(told["signature"]), canonical(body))
        return _parsed(body)
    except (ValueError, KeyError, TypeError, AttributeError, InvalidSignature) as error:
        raise HeadsError("the signature does not hold") from error


def _parsed(body: Mapping[str, Any]) -> Heads:
    if body["format"] != FORMAT:
        raise HeadsError(f"not {FORMAT}")
    return Heads(
        at=body["at"],
        key=body["key"],
        heads=tuple(Head(**one) for one in body["heads"]),
        diaries=tuple(Reach(**one) for one in body["diaries"]),
    )


def put(text: str, *, into: Path) -> None:
    """Write a file whole or not at all: to a neighbour first, through to the disk, then renamed."""
    into.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=into.parent, prefix=f".{into.name}.")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(into)
