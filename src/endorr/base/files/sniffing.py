"""Finds out what a file is by looking into it; what it is called counts for nothing."""

import zipfile
from pathlib import Path

import puremagic

from endorr.base.files.rules import ENDINGS, EXCEL, WORD

ZIP = b"PK\x03\x04"
HEAD = 4096
# The part that a document's main text lies in, by type.
OFFICE = {"word/document.xml": WORD, "xl/workbook.xml": EXCEL}
MACROS = "vbaproject.bin"


def media_type_of(path: Path) -> str | None:
    """Return the media type of a file if it is one we take, else None."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(ZIP):
        return _office_type(path)
    found = puremagic.magic_string(head)
    # All guesses that tie for the best must agree, or the file is two things at once.
    best = {guess.mime_type for guess in found if guess.confidence == found[0].confidence}
    kind = best.pop() if len(best) == 1 else None
    return kind if kind in ENDINGS else _pdf(head)


def _pdf(head: bytes) -> str | None:
    return "application/pdf" if head.startswith(b"%PDF-") else None


def _office_type(path: Path) -> str | None:
    """Only the list of parts is read, nothing is unpacked; documents with macros are not taken."""
    try:
        with zipfile.ZipFile(path) as parts:
            names = {name.lower() for name in parts.namelist()}
    except zipfile.BadZipFile:
        return None
    if "[content_types].xml" not in names or any(name.endswith(MACROS) for name in names):
        return None
    kinds = [kind for part, kind in OFFICE.items() if part in names]
    return kinds[0] if len(kinds) == 1 else None
