"""The catalogue's phrases as the model of meaning sees them, kept so that a start takes no minutes."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

_FILE = files("endorr.matching") / "data" / "meanings.npz"
SCALE = 400.0  # the numbers of a vector of length one are small; what is above 0.32 is cut


def mark_of(phrase: str) -> str:
    """Return the short name under which a phrase's vector is kept."""
    return hashlib.sha256(phrase.encode()).hexdigest()[:16]


@cache
def _kept() -> dict[str, npt.NDArray[np.float32]]:
    if not _FILE.is_file():
        return {}
    with _FILE.open("rb") as source, np.load(source) as told:
        rows = told["vectors"].astype(np.float32) / SCALE
        return dict(zip(told["marks"].tolist(), rows, strict=True))


def vectors_of(phrases: Sequence[str]) -> Mapping[str, npt.NDArray[np.float32]]:
    """Return the kept vectors of those phrases that have one."""
    kept = _kept()
    return {phrase: kept[mark_of(phrase)] for phrase in phrases if mark_of(phrase) in kept}


def pack(vectors: Mapping[str, npt.NDArray[np.float32]]) -> tuple[npt.NDArray[np.str_], npt.NDArray[np.int8]]:
    """Return marks and vectors as they are kept: one byte a number, in the order of the marks."""
    marks = sorted((mark_of(phrase), phrase) for phrase in vectors)
    rows = np.array([vectors[phrase] for _mark, phrase in marks])
    return np.array([mark for mark, _phrase in marks]), np.clip(np.round(rows * SCALE), -127, 127).astype(np.int8)
