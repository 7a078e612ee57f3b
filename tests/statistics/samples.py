"""The files that the readers of statistics are tested with: ours beside the tests, others' beside the checkout."""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from endorr.statistics.formats.problems import Problem
from endorr.statistics.formats.px import read_px, write_px
from endorr.statistics.table import Table

DATA = Path(__file__).parent / "data"
ROOT = Path(__file__).resolve().parents[2]
CONFORMANCE = Path(os.environ.get("ENDORR_CONFORMANCE", ROOT.parent / "shared" / "conformance"))


def conformance_files(folder: str, *, pattern: str = "*") -> list[Path]:
    """The conformance files of one folder beside the checkout; none if they are not there."""
    return sorted(path for path in (CONFORMANCE / folder).glob(pattern) if path.suffix.lower() == ".px")


def px_parameters(paths: Iterator[Path] | list[Path]) -> list[object]:
    """Files as test parameters, or one that is skipped and says why."""
    found = [pytest.param(path, id=path.name) for path in paths]
    missing = pytest.mark.skip(reason=f"no conformance files at {CONFORMANCE}; set ENDORR_CONFORMANCE")
    return list(found) or [pytest.param(Path(), id="absent", marks=missing)]


def read(data: bytes, name: str = "test.px") -> tuple[Table, tuple[Problem, ...]]:
    """A table out of the bytes of a PX file."""
    return read_px(BytesIO(data), name)


def written(table: Table, charset: str = "utf-8") -> bytes:
    """A table as the bytes of a PX file."""
    stream = BytesIO()
    write_px(table, stream, charset)
    return stream.getvalue()
