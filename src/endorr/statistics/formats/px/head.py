"""Builds the head of a table from the statements of a PX file, and says what in them does not hold together."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from endorr.statistics.formats.problems import Said
from endorr.statistics.formats.px.keywords import ESSENTIAL, EXPECTED_INDEX, INDEXED_BY, MOST_DECIMALS, YES_OR_NO, Index
from endorr.statistics.formats.px.lexer import Fault, Lexed, Statement
from endorr.statistics.formats.px.report import Report
from endorr.statistics.formats.px.variables import Variables, read_variables
from endorr.statistics.table import UNKNOWN_LANGUAGE, Dimension, Facts, Flag, Head, Keyword, Mark, Note, Role

TEXTS = {
    "TITLE": "title",
    "DESCRIPTION": "description",
    "CONTENTS": "contents",
    "SOURCE": "source",
    "SUBJECT-AREA": "subject",
}
WORDS = {"SUBJECT-CODE": "subject_code", "MATRIX": "matrix", "CREATION-DATE": "created"}
FACTS = {
    "UNITS": "unit",
    "LAST-UPDATED": "updated",
    "CONTACT": "contact",
    "REFPERIOD": "reference_period",
    "BASEPERIOD": "base_period",
    "STOCKFA": "stock_or_flow",
    "CFPRICES": "prices",
    "DAYADJ": "day_adjusted",
    "SEASADJ": "season_adjusted",
}
SYMBOL_KEYWORDS = {
    **{f"DATASYMBOL{dots}": Flag(dots) for dots in range(1, 7)},
    "DATASYMBOLNIL": Flag.NIL,
    "DATASYMBOLSUM": Flag.SUM,
}
NOTES = frozenset(["NOTE", "NOTEX", "VALUENOTE", "VALUENOTEX", "CELLNOTE", "CELLNOTEX"])
OF_THE_FILE = frozenset(["CHARSET", "CODEPAGE", "LANGUAGE", "LANGUAGES"])
OF_VARIABLES = frozenset(
    [
        "STUB",
        "HEADING",
        "CONTVARIABLE",
        "VALUES",
        "CODES",
        "TIMEVAL",
        "DOMAIN",
        "MAP",
        "ELIMINATION",
        "HIERARCHIES",
        "VARIABLECODE",
        "VARIABLE-TYPE",
        "KEYS",
    ]
)
AXIS_VERSION = "2013"
"""The version of the format that files are written in if nothing else is said."""

type Cells = tuple[str | None, ...]
type NotePlace = tuple[tuple[str, str, Cells, bool], int]

NEVER_WITHOUT = ("MATRIX", "SUBJECT-CODE", "SUBJECT-AREA", "CONTENTS", "DECIMALS")


@dataclass(frozen=True, slots=True)
class HeadOfFile:
    """The head of a table, and by what the rows of the data are keyed (nothing, unless the file uses KEYS)."""

    head: Head
    keys: dict[int, str]


def build_head(lexed: Lexed, report: Report) -> HeadOfFile:
    """The head that the statements make up. Raises `UnreadableError` with all problems if any is fatal."""
    if not lexed.has_data:
        report.fatal(lexed.line, "DATA", Said("DATA sist i filen", "DATA at the end of the file"))
    languages = _languages(lexed.statements, report)
    for fault in lexed.faults:
        _note_fault(fault, languages[0], report)
    found = _by_keyword(lexed, languages, report)
    _demand(found, lexed, report)
    variables = read_variables(found, ("", *languages[1:]), report)
    head = _Builder(variables, languages, found, report).build()
    report.stop_if_fatal()
    return HeadOfFile(head, variables.keys)


def _note_fault(fault: Fault, main: str, report: Report) -> None:
    grave = not fault.keyword or (fault.keyword in ESSENTIAL and fault.language in {"", main})
    note = report.fatal if grave else report.warn
    note(fault.line, fault.keyword, fault.expected, fault.found or None)


def _languages(statements: tuple[Statement, ...], report: Report) -> tuple[str, ...]:
    """The file's languages, the main one first."""
    main, line = UNKNOWN_LANGUAGE, 0
    listed: tuple[str, ...] = ()
    for statement in statements:
        if statement.keyword == "LANGUAGE" and statement.values:
            main = str(statement.values[0]) or UNKNOWN_LANGUAGE
        elif statement.keyword == "LANGUAGES":
            listed = tuple(str(value) for value in statement.values if value)
            line = statement.line
    if main == UNKNOWN_LANGUAGE and listed:
        main = listed[0]
    if listed and main not in listed:
        report.warn(
            line, "LANGUAGES", Said(f"även huvudspråket {main}", f"the main language {main} too"), ", ".join(listed)
        )
    return (main, *dict.fromkeys(each for each in listed if each != main))


def _by_keyword(lexed: Lexed, languages: tuple[str, ...], report: Report) -> dict[str, list[Statement]]:
    """Statements by keyword, the main language spelled ""; those in a language the file does not have are left out."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in lexed.statements:
        if statement.language == languages[0]:
            statement = replace(statement, language="")  # noqa: PLW2901  # the same statement, spelled the one way
        if statement.language and statement.language not in languages:
            known = ", ".join(languages)
            report.warn(
                statement.line,
                statement.keyword,
                Said(f"ett av språken {known}", f"one of the languages {known}"),
                statement.language,
            )
            continue
        found[statement.keyword].append(statement)
    return found


def _demand(found: dict[str, list[Statement]], lexed: Lexed, report: Report) -> None:
    """What the format demands of every file (PX-file format 2013, "Mandatory keywords")."""
    faulty = {fault.keyword for fault in lexed.faults}
    for keyword in NEVER_WITHOUT:
        if keyword not in found and keyword not in faulty:
            report.fatal(lexed.line, keyword, Said(f"{keyword} före DATA", f"{keyword} before DATA"))
    if not {"STUB", "HEADING"} & (found.keys() | faulty):
        report.fatal(lexed.line, "STUB", Said("STUB eller HEADING före DATA", "STUB or HEADING before DATA"))
    if not any(not each.subkeys for each in found.get("UNITS", ())) and "UNITS" not in faulty:
        report.fatal(
            lexed.line, "UNITS", Said("UNITS för hela tabellen före DATA", "UNITS for the whole table before DATA")
        )
    if not {"TITLE", "DESCRIPTION"} & found.keys():
        # Files that state VARIABLECODE come from newer programs, which compose the title when it is shown.
        note = report.warn if "VARIABLECODE" in found else report.fatal
        note(lexed.line, "TITLE", Said("TITLE eller DESCRIPTION före DATA", "TITLE or DESCRIPTION before DATA"))
    report.stop_if_fatal()


class _Builder:
    """Sorts every statement into the field of the head it belongs to."""

    def __init__(
        self, variables: Variables, languages: tuple[str, ...], found: dict[str, list[Statement]], report: Report
    ) -> None:
        self.variables, self.languages, self.found, self.report = variables, languages, found, report
        self.dimensions = variables.dimensions
        self.names = variables.names
        self.metric = next((place for place, each in enumerate(self.dimensions) if each.role is Role.METRIC), None)
        self.texts: dict[str, dict[str, str]] = {name: {} for name in TEXTS.values()}
        self.words: dict[str, str] = {}
        self.facts: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
        self.notes: dict[NotePlace, dict[str, str]] = {}
        self.ordinals: Counter[object] = Counter()
        self.marks: dict[tuple[Cells, int], dict[str, str]] = {}
        self.symbols: dict[Flag, dict[str, str]] = defaultdict(dict)
        self.precision: dict[tuple[str, str], int] = {}
        self.decimals: dict[str, int] = {}
        self.keywords: list[Keyword] = []

    def build(self) -> Head:
        for keyword, statements in self.found.items():
            if keyword not in OF_THE_FILE and keyword not in OF_VARIABLES:
                for statement in statements:
                    self._take(statement)
        self._compare()
        return self._head()

    def _take(self, statement: Statement) -> None:
        """One statement, if its index and its value are of the right kind."""
        keyword = statement.keyword
        if keyword in INDEXED_BY and self._index(statement) is None:
            return
        if keyword in YES_OR_NO and not self._is_yes_or_no(statement):
            return
        if keyword in MOST_DECIMALS:
            self._take_decimals(statement)
        elif keyword in TEXTS:
            _say(self.texts[TEXTS[keyword]], statement, _first(statement))
        elif keyword in WORDS:
            self.words.setdefault(WORDS[keyword], _first(statement))
        elif keyword in FACTS:
            self._take_fact(statement)
        elif keyword in NOTES:
            self._take_note(statement)
        elif keyword == "DATANOTECELL":
            self._take_mark(statement)
        elif keyword in SYMBOL_KEYWORDS:
            self.symbols[SYMBOL_KEYWORDS[keyword]][statement.language] = _first(statement)
        elif (keyword, statement.values) != ("AXIS-VERSION", (AXIS_VERSION,)):
            self.keywords.append(Keyword(keyword, statement.language, statement.subkeys, statement.values))

    def _index(self, statement: Statement) -> tuple[str | None, ...] | None:
        """The codes that a statement's parentheses point at (None for an asterisk); None if at nothing."""
        indexes = INDEXED_BY[statement.keyword]
        given = statement.subkeys
        for kind in (Index.TABLE, Index.CONTENT, Index.VARIABLE, Index.VALUE, Index.CELL):
            found = self._resolve(kind, statement.language, given) if kind in indexes else None
            if found is not None:
                return found
        meant = [kind for kind in indexes if kind is not Index.TABLE] if given else list(indexes)
        kind = Index.VALUE if len(given) == 2 and Index.VALUE in meant else meant[0]
        self.report.fault(statement, EXPECTED_INDEX[kind], ", ".join(given) or None)
        return None

    def _resolve(self, kind: Index, language: str, given: tuple[str, ...]) -> tuple[str | None, ...] | None:
        if kind is Index.TABLE:
            return None if given else ()
        if kind is Index.CONTENT:
            return self._codes(language, (self.metric,), given) if len(given) == 1 and self.metric is not None else None
        if kind is Index.CELL:
            return self._codes(language, tuple(range(len(self.dimensions))), given)
        place = self.names.variable(language, given[0]) if given else None
        if place is None or len(given) != (1 if kind is Index.VARIABLE else 2):
            return None
        code = self.dimensions[place].code
        if kind is Index.VARIABLE:
            return (code,)
        value = self._codes(language, (place,), given[1:])
        return (code, *value) if value else None

    def _codes(self, language: str, places: tuple[int, ...], given: tuple[str, ...]) -> tuple[str | None, ...] | None:
        if len(places) != len(given):
            return None
        codes: list[str | None] = []
        for place, name in zip(places, given, strict=True):
            found = self.names.value(language, place, name)
            everything = name == "*" and len(places) == len(self.dimensions)
            if found is None and not everything:
                return None
            codes.append(None if everything or found is None else self.dimensions[place].codes[found])
        return tuple(codes)

    def _is_yes_or_no(self, statement: Statement) -> bool:
        good = len(statement.values) == 1 and statement.values[0].upper() in {"YES", "NO"}
        if not good:
            self.report.fault(statement, Said("YES eller NO", "YES or NO"), ",".join(statement.values))
        return good

    def _take_decimals(self, statement: Statement) -> None:
        most = MOST_DECIMALS[statement.keyword]
        value = _first(statement)
        if not (value.isdecimal() and len(value) <= 2 and int(value) <= most):
            self.report.fault(statement, Said(f"ett heltal 0-{most}", f"a whole number 0-{most}"), value)
        elif statement.keyword == "PRECISION":
            dimension, category = self._index(statement) or ("", "")
            self.precision[str(dimension), str(category)] = int(value)
        else:
            self.decimals.setdefault(statement.keyword, int(value))

    def _take_fact(self, statement: Statement) -> None:
        code = (self._index(statement) or ("",))[0] or ""
        _say(self.facts[code][FACTS[statement.keyword]], statement, _first(statement))

    def _take_note(self, statement: Statement) -> None:
        """Notes of the same place are paired between languages in the order they come."""
        index = self._index(statement)
        assert index is not None
        cells = index if statement.keyword.startswith("CELL") else ()
        dimension, category = ("", "") if cells else (*map(str, index), "", "")[:2]
        place = (dimension, category, cells, statement.keyword.endswith("X"))
        ordinal = self.ordinals[place, statement.language]
        self.ordinals[place, statement.language] += 1
        _say(self.notes.setdefault((place, ordinal), {}), statement, _first(statement).replace("#", "\n"))

    def _take_mark(self, statement: Statement) -> None:
        cells = self._index(statement) or ()
        ordinal = self.ordinals["mark", cells, statement.language]
        self.ordinals["mark", cells, statement.language] += 1
        _say(self.marks.setdefault((cells, ordinal), {}), statement, _first(statement))

    def _compare(self) -> None:
        """What must hold between keywords."""
        self._compare_decimals()
        self._compare_descriptions()

    def _compare_decimals(self) -> None:
        stored, shown_decimals = self.decimals.get("DECIMALS", 0), self.decimals.get("SHOWDECIMALS", 0)
        if shown_decimals > stored:
            line = self.found["SHOWDECIMALS"][0].line
            expected = Said(f"högst {stored}, som DECIMALS säger", f"at most {stored}, as DECIMALS says")
            self.report.warn(line, "SHOWDECIMALS", expected, shown_decimals)

    def _compare_descriptions(self) -> None:
        default = next((each for each in self.found.get("DESCRIPTIONDEFAULT", ()) if not each.language), None)
        if default is None or default.values[0].upper() != "YES":
            return
        described = self.texts["description"]
        if not described:
            self.report.warn(
                default.line, "DESCRIPTIONDEFAULT", Said("en DESCRIPTION att visa", "a DESCRIPTION to show")
            )
        said = {each.language for each in self.found["DESCRIPTIONDEFAULT"]}
        for language in sorted(described.keys() - said):
            expected = Said(f"även DESCRIPTIONDEFAULT[{language}]", f"DESCRIPTIONDEFAULT[{language}] too")
            self.report.warn(default.line, "DESCRIPTIONDEFAULT", expected)

    def _head(self) -> Head:
        head = Head(
            dimensions=tuple(self._spelled(dimension) for dimension in self.dimensions),
            stub=self.variables.stub,
            language=self.languages[0],
            languages=self.languages,
            title=self._text(self.texts["title"]),
            description=self._text(self.texts["description"]),
            contents=self._text(self.texts["contents"]),
            source=self._text(self.texts["source"]),
            subject=self._text(self.texts["subject"]),
            subject_code=self.words.get("subject_code", ""),
            matrix=self.words.get("matrix", ""),
            created=self.words.get("created", ""),
            decimals=self.decimals.get("DECIMALS", 0),
            shown_decimals=self.decimals.get("SHOWDECIMALS"),
            precision=self.precision,
            facts=self._facts(""),
            measures={code: self._facts(code) for code in list(self.facts) if code and self._facts(code)},
            notes=tuple(self._note(place, texts) for place, texts in self.notes.items()),
            marks=tuple(Mark(self._text(texts), cells) for (cells, _), texts in self.marks.items()),
            symbols={flag: self._text(texts) for flag, texts in self.symbols.items()},
            keywords=tuple(self.keywords),
        )
        return head if head.title or head.description else replace(head, title=composed_title(head))

    def _text(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The texts with the main language by its own name."""
        return {language or self.languages[0]: text for language, text in texts.items()}

    def _facts(self, code: str) -> Facts:
        return Facts(**{name: self._text(texts) for name, texts in self.facts[code].items()})

    def _note(self, place: NotePlace, texts: Mapping[str, str]) -> Note:
        (dimension, category, cells, mandatory), _ = place
        return Note(self._text(texts), mandatory, dimension, category, cells)

    def _spelled(self, dimension: Dimension) -> Dimension:
        main = self.languages[0]
        return replace(
            dimension,
            names=self._text(dimension.names),
            labels={language or main: labels for language, labels in dimension.labels.items()},
            domain=self._text(dimension.domain),
            map=self._text(dimension.map),
        )


def composed_title(head: Head) -> dict[str, str]:
    """A title of contents and variables, in every language the contents are named in."""
    words = {"sv": ("efter", "och")}
    titles = {}
    for language, contents in head.contents.items():
        by, and_ = words.get(language, ("by", "and"))
        *names, last = (dimension.name(language) for dimension in head.dimensions)
        titles[language] = f"{contents} {by} {f'{", ".join(names)} {and_} ' if names else ''}{last}"
    return titles


def _say(texts: dict[str, str], statement: Statement, text: str) -> None:
    """Adds a text in the statement's language; an empty one only keeps the place."""
    if text:
        texts[statement.language] = text


def _first(statement: Statement) -> str:
    """The value of a keyword that takes one; commas outside its quotation marks do not make it several."""
    return ",".join(statement.values)
