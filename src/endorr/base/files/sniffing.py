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
MOST_PARTS = 5_000
MOST_UNPACKED = 200 * 1024 * 1024  # bytes that the receiver's program would have to hold


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
    """Only the list of parts is read, nothing is unpacked; no macros are taken, and nothing that would unpack huge."""
    try:
        with zipfile.ZipFile(path) as parts:
            listed = parts.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_UNPACKED:
        return None
    names = {part.filename.lower() for part in listed}
    if "[content_types].xml" not in names or any(name.endswith(MACROS) for name in names):
        return None
    kinds = [kind for part, kind in OFFICE.items() if part in names]
    return kinds[0] if len(kinds) == 1 else None
