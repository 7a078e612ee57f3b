"""Finds the head of a PX file in its bytes, and the alphabet the file is written in."""

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

from endorr.statistics.formats.problems import Problem, Said, Severity, UnreadableError, shown
from endorr.statistics.formats.px.lexer import Lexed, Lexer

BLOCK = 1 << 18
LARGEST_HEAD = 64 << 20
"""The largest head in bytes; those of real files are a few megabytes at most."""
MOST_TRIES = 20
"""How many lines reading DATA= may stand inside texts before the first of them is taken at its word."""

DATA = re.compile(rb"(?:^|[;\r\n])[ \t]*DATA[ \t]*=", re.IGNORECASE)
CODEPAGE = re.compile(rb'(?:^|[;\r\n])\s*CODEPAGE\s*=\s*"([^"]{1,40})"', re.IGNORECASE)
CHARSET = re.compile(rb'(?:^|[;\r\n])\s*CHARSET\s*=\s*"([^"]{1,40})"', re.IGNORECASE)

WINDOWS, DOS = "cp1252", "cp850"
# What calls itself ISO 8859-1 is in practice Windows-1252, which agrees with it wherever it has letters.
LATIN = frozenset({"iso8859-1", "ascii", "latin-1"})


@dataclass(frozen=True, slots=True)
class Source:
    """A head cut into statements, and how much of the file it took."""

    lexed: Lexed
    codec: str
    rest: bytes
    warnings: tuple[Problem, ...]


def read_head(stream: BinaryIO, name: str) -> Source:
    """Reads as far as DATA. Raises `UnreadableError` when there is none, when the head is too large or no PX at all."""
    head = stream.read(BLOCK)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in head:
        raise UnreadableError(
            [_fatal(name, Said("text i UTF-8 eller en Windows-kodsida", "text in UTF-8 or a Windows codepage"))]
        )
    first: tuple[Lexed, int] | None = None
    searched = tries = 0
    while True:
        match = DATA.search(head, searched) if tries < MOST_TRIES else None
        if match is not None:
            codec, warnings = _codec(head[: match.end()], name)
            lexed = Lexer(_text(head[: match.end()], codec)).lex()
            if lexed.has_data and not lexed.unclosed:
                return Source(lexed, codec, head[match.end() :], warnings)
            first = first or (lexed, match.end())
            searched, tries = match.end(), tries + 1
            continue
        block = stream.read(len(head)) if len(head) < LARGEST_HEAD and tries < MOST_TRIES else b""
        if not block:
            return _without_clear_data(stream, head, name, first)
        searched = max(searched, len(head) - 80)
        head += block


def _without_clear_data(stream: BinaryIO, head: bytes, name: str, first: tuple[Lexed, int] | None) -> Source:
    """No DATA stands clear of every text: take the first that looked like it, or say what is missing."""
    codec, warnings = _codec(head, name)
    if first is not None and first[0].has_data:
        return Source(first[0], codec, head[first[1] :], warnings)
    if len(head) >= LARGEST_HEAD:
        raise UnreadableError([_fatal(name, Said("DATA inom 64 MB", "DATA within 64 MB"), keyword="DATA")])
    return Source(Lexer(_text(head, codec)).lex(), codec, b"", warnings)


def _codec(head: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """The alphabet: by byte order mark, as text that can only be UTF-8, by CODEPAGE or by CHARSET, in this order."""
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig", ()
    declared, warnings = _declared(head, name)
    if declared != "utf-8" and not head.isascii() and _decodes(head, "utf-8"):
        return "utf-8", (
            *warnings,
            _warning(name, "CODEPAGE", Said("utf-8, som texten är skriven i", "utf-8, which the text is in"), declared),
        )
    if declared == "utf-8" and not _decodes(head, "utf-8"):
        return WINDOWS, (
            *warnings,
            _warning(
                name,
                "CODEPAGE",
                Said("windows-1252, som texten är skriven i", "windows-1252, which the text is in"),
                declared,
            ),
        )
    return declared, warnings


def _declared(head: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    codepage = CODEPAGE.search(head)
    if codepage is not None:
        wanted = codepage[1].decode("latin-1").strip()
        try:
            codec = codecs.lookup(wanted if not wanted.isdigit() else f"cp{wanted}").name
            "".encode(codec)
        except (LookupError, ValueError):
            return WINDOWS, (_warning(name, "CODEPAGE", Said("en känd kodsida", "a known codepage"), wanted),)
        return (WINDOWS if codec in LATIN else codec), ()
    charset = CHARSET.search(head)
    if charset is None:
        return _likelier(head), ()
    return (WINDOWS if charset[1].strip().upper() == b"ANSI" else DOS), ()


def _likelier(head: bytes) -> str:
    """A file that says nothing is in DOS text by the format, unless its letters stand where only Windows has any."""
    letters = head.translate(None, bytes(range(0x80)))
    return WINDOWS if 2 * len(letters.translate(None, bytes(range(0xC0)))) > len(letters) else DOS


def _decodes(head: bytes, codec: str) -> bool:
    try:
        head.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _text(head: bytes, codec: str) -> str:
    """The head as text with plain newlines; bytes that the alphabet leaves empty stay the control signs they are."""
    try:
        text = head.decode(codec)
    except UnicodeDecodeError:
        text = head.decode(codec, "endorr-latin-1")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _as_latin(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("endorr-latin-1", _as_latin)


def _fatal(name: str, expected: Said, keyword: str = "") -> Problem:
    return Problem(Severity.FATAL, name, 0, keyword, expected)


def _warning(name: str, keyword: str, expected: Said, found: str) -> Problem:
    return Problem(Severity.WARNING, name, 0, keyword, expected, shown(found))
