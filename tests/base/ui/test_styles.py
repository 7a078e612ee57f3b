"""The committed stylesheets: made of today's sources, small, ours, and calling nobody."""

import gzip
import hashlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
STATIC = ROOT / "src" / "endorr" / "base" / "ui" / "static" / "ui"
SHEETS = ["endorr.css", "endorr-rtl.css"]


def recorded() -> dict[str, str]:
    lines = (ROOT / "styles" / "compiled.sha256").read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split("  ") for line in lines)}


def test_the_stylesheets_were_compiled_from_what_lies_here() -> None:
    found = {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in recorded()}
    assert found == recorded(), "run script/styles"


def test_every_source_was_compiled() -> None:
    sources = {path.relative_to(ROOT).as_posix() for path in (ROOT / "styles").glob("*.scss")}
    assert sources <= recorded().keys(), "run script/styles"


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_stylesheet_is_small_and_asks_nobody(sheet: str) -> None:
    text = (STATIC / sheet).read_text(encoding="utf-8")
    assert len(gzip.compress(text.encode(), mtime=0)) < 20_000
    for foreign in ("GDS Transport", "crown", "url(", "@import", "@font-face"):
        assert foreign not in text, foreign


@pytest.mark.parametrize(
    ("left_to_right", "right_to_left"),
    [
        ("linear-gradient(to right", "linear-gradient(to left"),
        ("padding:0 0 26px 36px}", "padding:0 36px 26px 0}"),
    ],
)  # fmt: skip
def test_right_to_left_is_the_mirror(left_to_right: str, right_to_left: str) -> None:
    one, other = ((STATIC / sheet).read_text(encoding="utf-8") for sheet in SHEETS)
    assert left_to_right in one
    assert left_to_right not in other
    assert right_to_left in other


@pytest.mark.parametrize(
    ("file", "words"), [("GOVUK-FRONTEND-LICENSE.txt", "The MIT License"), ("HTMX-LICENSE.txt", "Zero-Clause BSD")]
)
def test_whose_work_we_carry_is_said_beside_it(file: str, words: str) -> None:
    assert words in (STATIC / file).read_text(encoding="utf-8")


def test_the_script_is_tiny_and_htmx_is_the_pinned_one() -> None:
    assert (STATIC / "endorr.js").stat().st_size < 3_000
    assert 'version:"2.0.11"' in (STATIC / "htmx.min.js").read_text(encoding="utf-8")
