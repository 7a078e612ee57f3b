"""Writes tables as PX files: the same bytes for the same table, and the same table when they are read again."""

import codecs
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import batched
from math import prod
from typing import BinaryIO

import numpy as np

from endorr.statistics.formats.problems import UnwritableError
from endorr.statistics.formats.px.head import AXIS_VERSION, FACTS, SYMBOL_KEYWORDS
from endorr.statistics.formats.px.variables import implied_kind
from endorr.statistics.table import (
    ELIMINATED_BY_SUM,
    FIRST_STATUS,
    SYMBOLS,
    UNKNOWN_LANGUAGE,
    Bare,
    Dimension,
    Flag,
    Head,
    Mark,
    Note,
    Observations,
    Role,
    Table,
    Text,
)

LINE = 80
"""Long texts are cut into pieces of so many characters, as the format's older readers expect."""

CHARSETS = {"windows-1252": "cp1252", "utf-8": "utf-8"}
MOST_CELLS_A_LINE = 10_000
CELLS_AT_A_TIME = 1 << 16
EXACT_INTEGERS = 2.0**53


def write_px(table: Table, stream: BinaryIO, charset: str = "utf-8") -> None:
    """Writes a table as windows-1252 or utf-8. Raises `UnwritableError`, before any byte, if PX cannot hold it."""
    head = _head_bytes(table, charset)
    stream.write(head)
    for line in _data(table.head, table.observations):
        stream.write(line)
    stream.write(b";\n")


def _head_bytes(table: Table, charset: str) -> bytes:
    if charset not in CHARSETS:
        raise UnwritableError(f"PX is written as windows-1252 or utf-8, not {charset}")
    text = "".join(_Statements(table, charset).lines()) + "DATA=\n"
    try:
        head = text.encode(CHARSETS[charset])
    except UnicodeEncodeError as error:
        raise UnwritableError(f"windows-1252 has no «{text[error.start]}»; write the table as utf-8") from error
    if charset != "utf-8" and _looks_like_utf8(head):
        raise UnwritableError("in windows-1252 these texts would be taken for utf-8; write the table as utf-8")
    return head


def _looks_like_utf8(head: bytes) -> bool:
    """A reader tells UTF-8 by its bytes, which text in windows-1252 imitates only if it is made to."""
    try:
        codecs.decode(head, "utf-8")
    except UnicodeDecodeError:
        return False
    return not head.isascii()


class _Statements:
    """The statements of a head, in the order the format recommends."""

    def __init__(self, table: Table, charset: str) -> None:
        self.head, self.observations, self.charset = table.head, table.observations, charset
        self.others = [each for each in self.languages if each != self.head.language]

    @property
    def languages(self) -> tuple[str, ...]:
        return self.head.languages or (self.head.language,)

    def lines(self) -> Iterator[str]:
        yield from self._of_the_file()
        yield from self._of_the_table()
        yield from self._of_variables()
        yield from self._of_contents()
        yield from self._of_notes()
        for keyword in self.head.keywords:
            if keyword.name != "AXIS-VERSION":
                yield _statement(keyword.name, keyword.language, keyword.subkeys, keyword.values)

    def _of_the_file(self) -> Iterator[str]:
        version = next((each for each in self.head.keywords if each.name == "AXIS-VERSION"), None)
        yield _statement("CHARSET", "", (), ("ANSI",))
        yield _statement("AXIS-VERSION", "", (), version.values if version else (AXIS_VERSION,))
        yield _statement("CODEPAGE", "", (), (self.charset,))
        if self.head.language != UNKNOWN_LANGUAGE:
            yield _statement("LANGUAGE", "", (), (self.head.language,))
        if len(self.languages) > 1:
            yield _statement("LANGUAGES", "", (), self.languages)

    def _of_the_table(self) -> Iterator[str]:
        head = self.head
        if head.created:
            yield _statement("CREATION-DATE", "", (), (head.created,))
        yield _statement("DECIMALS", "", (), (Bare(head.decimals),))
        if head.shown_decimals is not None:
            yield _statement("SHOWDECIMALS", "", (), (Bare(head.shown_decimals),))
        yield _statement("MATRIX", "", (), (head.matrix,))
        yield _statement("SUBJECT-CODE", "", (), (head.subject_code,))
        yield from self._text("SUBJECT-AREA", head.subject, needed=True)
        yield from self._text("DESCRIPTION", head.description)
        yield from self._text("TITLE", head.title, needed=not head.description)
        yield from self._text("CONTENTS", head.contents, needed=True)
        yield from self._text("UNITS", head.facts.unit, needed=True)

    def _text(
        self, keyword: str, text: Text, subkeys: Mapping[str, tuple[str, ...]] | None = None, *, needed: bool = False
    ) -> Iterator[str]:
        """A text in every language it has; a needed one in the main language even if it is empty."""
        if needed and self.head.language not in text:
            text = {self.head.language: "", **text}
        for language in (self.head.language, *self.others):
            if language in text:
                spelled = "" if language == self.head.language else language
                yield _statement(keyword, spelled, subkeys[language] if subkeys else (), (text[language],))

    def _of_variables(self) -> Iterator[str]:
        dimensions, stub = self.head.dimensions, self.head.stub
        for language in self._naming_languages():
            for keyword, some in (("STUB", dimensions[:stub]), ("HEADING", dimensions[stub:])):
                if some:
                    yield _statement(
                        keyword, self._spelled(language), (), tuple(self._name(each, language) for each in some)
                    )
        for dimension in dimensions:
            if dimension.role is Role.METRIC:
                for language in self._naming_languages():
                    yield _statement("CONTVARIABLE", self._spelled(language), (), (self._name(dimension, language),))
        for dimension in dimensions:
            for language in self._naming_languages():
                yield from self._of_variable(dimension, language)

    def _naming_languages(self) -> tuple[str, ...]:
        """The main language and those in which the variables have names."""
        named = (each for each in self.others if all(each in dimension.names for dimension in self.head.dimensions))
        return self.head.language, *named

    def _spelled(self, language: str) -> str:
        return "" if language == self.head.language else language

    def _name(self, dimension: Dimension, language: str) -> str:
        return dimension.names.get(language) or dimension.name(self.head.language)

    def _of_variable(self, dimension: Dimension, language: str) -> Iterator[str]:
        spelled, subkey = self._spelled(language), (self._name(dimension, language),)
        labels = dimension.labels.get(language)
        main = dimension.label(self.head.language)
        if dimension.code != dimension.name(self.head.language):
            yield _statement("VARIABLECODE", spelled, subkey, (dimension.code,))
        if labels is not None or not spelled:
            yield _statement("VALUES", spelled, subkey, labels or main)
        if dimension.periods:
            yield _statement("TIMEVAL", spelled, subkey, (Bare(f"TLIST({dimension.scale}1)"), *dimension.periods))
        if dimension.codes != main:
            yield _statement("CODES", spelled, subkey, dimension.codes)
        if dimension.parents:
            yield _statement("HIERARCHIES", spelled, subkey, tuple(map(_parented, dimension.parents)))
        for keyword, text in (("DOMAIN", dimension.domain), ("MAP", dimension.map)):
            if language in text:
                yield _statement(keyword, spelled, subkey, (text[language],))
        if dimension.elimination is not None:
            yield _statement("ELIMINATION", spelled, subkey, (self._elimination(dimension, language),))
        kind = dimension.kind or implied_kind(dimension.role, bool(dimension.periods), bool(dimension.map))
        if kind:
            yield _statement("VARIABLE-TYPE", spelled, subkey, (kind,))

    def _elimination(self, dimension: Dimension, language: str) -> str:
        if dimension.elimination == ELIMINATED_BY_SUM:
            return Bare("YES")
        return self._label(dimension, dimension.elimination or "", language)

    def _of_contents(self) -> Iterator[str]:
        for (dimension, category), decimals in sorted(self.head.precision.items()):
            yield _statement("PRECISION", "", self._place(dimension, category, self.head.language), (Bare(decimals),))
        for keyword, name in FACTS.items():
            if keyword != "UNITS":
                yield from self._fact(keyword, getattr(self.head.facts, name), "")
            for code, facts in sorted(self.head.measures.items()):
                yield from self._fact(keyword, getattr(facts, name), code)
        yield from self._text("SOURCE", self.head.source)

    def _fact(self, keyword: str, text: Text, code: str) -> Iterator[str]:
        spelled = {language: _yes_or_no(keyword, each) for language, each in text.items()}
        if not code:
            yield from self._text(keyword, spelled)
            return
        metric = self.head.having(Role.METRIC)[0]
        subkeys = {language: (self._label(metric, code, language),) for language in self.languages}
        yield from self._text(keyword, spelled, subkeys)

    def _label(self, dimension: Dimension, code: str, language: str) -> str:
        """What finds a category again: its label in the language, or its code where the label names another one too."""
        main = dimension.label(self.head.language)
        labels = dimension.labels.get(language) or main
        place = dimension.codes.index(code)
        # An asterisk would mean every value.
        if labels.index(labels[place]) == place and labels[place] != "*":
            return labels[place]
        if code in labels or code in main or code == "*":
            raise UnwritableError(f"neither label nor code tells «{code}» of {dimension.code} from the others")
        return code

    def _place(self, dimension: str, category: str, language: str) -> tuple[str, ...]:
        found = next(each for each in self.head.dimensions if each.code == dimension)
        return (self._name(found, language), *((self._label(found, category, language),) if category else ()))

    def _of_notes(self) -> Iterator[str]:
        for note, padded in _padded(
            self.head.notes, lambda note: (note.dimension, note.category, note.cells, note.mandatory)
        ):
            if note.cells:
                keyword, subkeys = "CELLNOTE", self._cells(note.cells)
            elif note.dimension:
                keyword = "VALUENOTE" if note.category else "NOTE"
                subkeys = {each: self._place(note.dimension, note.category, each) for each in self.languages}
            else:
                keyword, subkeys = "NOTE", dict.fromkeys(self.languages, ())
            texts = {language: text.replace("\n", "#") for language, text in padded.items()}
            yield from self._text(keyword + "X" * note.mandatory, texts, subkeys)
        for keyword, flag in SYMBOL_KEYWORDS.items():
            yield from self._text(keyword, self.head.symbols.get(flag, {}))
        for mark, padded in _padded(self.head.marks, lambda mark: mark.cells):
            yield from self._text("DATANOTECELL", padded, self._cells(mark.cells))
        yield from self._statuses()

    def _cells(self, cells: tuple[str | None, ...]) -> dict[str, tuple[str, ...]]:
        return {
            language: tuple(
                "*" if code is None else self._label(dimension, code, language)
                for dimension, code in zip(self.head.dimensions, cells, strict=True)
            )
            for language in self.languages
        }

    def _statuses(self) -> Iterator[str]:
        """Statuses that PX has no symbol for, such as "p" for preliminary, become marks beside their cells."""
        for position in np.flatnonzero(self.observations.flags >= FIRST_STATUS).tolist():
            place = np.unravel_index(position, self.head.shape)
            cells = tuple(each.codes[int(at)] for each, at in zip(self.head.dimensions, place, strict=True))
            yield _statement(
                "DATANOTECELL", "", self._cells(cells)[self.head.language], (self.observations.status(position),)
            )


def _padded[Told: (Note, Mark)](told: Sequence[Told], place: Callable[[Told], object]) -> Iterator[tuple[Told, Text]]:
    """Texts with empty ones where others of the same place have a language: readers pair them by their order."""
    languages: dict[object, set[str]] = {}
    for each in told:
        languages.setdefault(place(each), set()).update(each.texts)
    for each in told:
        yield each, dict.fromkeys(sorted(languages[place(each)]), "") | dict(each.texts)


def _parented(pair: tuple[str, str]) -> str:
    child, parent = pair
    return Bare(f'"{parent}":"{child}"') if parent else child


def _yes_or_no(keyword: str, value: str) -> str:
    return Bare(value) if keyword in {"DAYADJ", "SEASADJ"} else value


def _statement(keyword: str, language: str, subkeys: Sequence[str], values: Sequence[str]) -> str:
    """One keyword in the notation of the file; lists break after their commas, long texts into pieces."""
    spelled = f"{keyword}[{language}]" if language else keyword
    if subkeys:
        spelled += f"({','.join(f'"{_checked(each)}"' for each in subkeys)})"
    pieces = [_spelled(value) for value in values]
    lines, line = [], f"{spelled}="
    for number, piece in enumerate(pieces):
        comma = "," if number < len(pieces) - 1 else ";"
        if line and len(line) + len(piece) > LINE * 2 and number:
            lines.append(line)
            line = ""
        line += piece + comma
    return "\n".join([*lines, line]) + "\n"


def _spelled(value: str) -> str:
    if isinstance(value, Bare):
        return value
    text = _checked(value)
    if len(text) <= LINE * 2:
        return f'"{text}"'
    return "\n".join(f'"{"".join(piece)}"' for piece in batched(text, LINE))


def _checked(text: str) -> str:
    """A text without the one sign that PX texts cannot hold. Raises `UnwritableError`."""
    if '"' in text or "\r" in text:
        raise UnwritableError(f"PX texts cannot hold quotation marks: {text[:60]}")
    return text


def _data(head: Head, observations: Observations) -> Iterator[bytes]:
    """Lines of cells, one for each row of the table."""
    width = max(prod(head.shape[head.stub :]), 1)
    lines = max(CELLS_AT_A_TIME // width, 1)
    for start in range(0, len(observations), lines * width):
        stop = start + lines * width
        cells = _cells(observations, start, stop)
        yield b"".join(_line(row) for row in batched(cells, min(width, MOST_CELLS_A_LINE)))


def _line(cells: Iterable[str]) -> bytes:
    return (" ".join(cells) + " \n").encode("ascii")


def _cells(observations: Observations, start: int, stop: int) -> list[str]:
    """Cells as text: whole numbers plainly, others with as few decimals as tell them apart, symbols quoted."""
    values, flags = observations.values[start:stop], observations.flags[start:stop]
    known = np.nan_to_num(values, nan=0.0)
    if np.all((known == np.floor(known)) & (np.abs(known) < EXACT_INTEGERS)):
        cells = [str(number) for number in known.astype(np.int64).tolist()]
    else:
        cells = [_number(number) for number in known.tolist()]
    for place in np.flatnonzero((flags != Flag.VALUE) | np.isnan(values)).tolist():
        cells[place] = _symbol(int(flags[place]), cells[place], missing=bool(np.isnan(values[place])))
    return cells


def _number(number: float) -> str:
    text = repr(number)
    return np.format_float_positional(number, trim="-") if "e" in text else text.removesuffix(".0")


def _symbol(flag: int, number: str, *, missing: bool) -> str:
    """A symbol; a status PX does not have leaves its number, or two dots ("not available") where there is none."""
    symbol = SYMBOLS.get(Flag(flag)) if flag < FIRST_STATUS else None
    if symbol is None:
        return '".."' if missing else number
    return f'"{symbol}"'
