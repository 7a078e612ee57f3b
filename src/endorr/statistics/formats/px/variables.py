"""Builds the dimensions of a table from the PX keywords that name, number and describe variables."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from endorr.statistics.formats.problems import Said
from endorr.statistics.formats.px.keywords import EXPECTED_INDEX, Index
from endorr.statistics.formats.px.lexer import Statement
from endorr.statistics.formats.px.periods import read_timeval
from endorr.statistics.formats.px.report import Report
from endorr.statistics.table import ELIMINATED_BY_SUM, Bare, Dimension, Role

CONTENT_INDEXED = (
    "UNITS",
    "LAST-UPDATED",
    "STOCKFA",
    "CFPRICES",
    "DAYADJ",
    "SEASADJ",
    "CONTACT",
    "REFPERIOD",
    "BASEPERIOD",
)
PARENTED = re.compile(r'"([^"]*)":"([^"]*)"')
ONE_FOR_EACH_VALUE = Said("lika många som värdena i VALUES", "as many as the values in VALUES")


@dataclass(slots=True)
class Names:
    """Finds variables and values by what a language calls them; the main language is "" and codes always do."""

    variables: list[Mapping[str, str]] = field(default_factory=list)
    values: list[dict[str, dict[str, int]]] = field(default_factory=list)

    def variable(self, language: str, name: str) -> int | None:
        """Which variable, by its name in the language or in the main one."""
        for each in (language, ""):
            for place, names in enumerate(self.variables):
                if names.get(each) == name:
                    return place
        return None

    def value(self, language: str, variable: int, name: str) -> int | None:
        """Which value of a variable, by its label in the language or the main one, or by its code."""
        labels = self.values[variable]
        for each in (language, "", "code"):
            if name in labels.get(each, ()):
                return labels[each][name]
        return None


@dataclass(slots=True)
class Variables:
    """The dimensions, how many of them are rows, how to find them, and whether CODES or VALUES key them in the data."""

    dimensions: list[Dimension]
    stub: int
    names: Names
    keys: dict[int, str]


type ByKeyword = Mapping[str, list[Statement]]


def read_variables(found: ByKeyword, languages: Sequence[str], report: Report) -> Variables:
    """The variables of STUB and HEADING. `found` holds statements by keyword, the main language spelled "".

    Raises `UnreadableError` when they cannot be known: then nothing that rests on them can be checked either.
    """
    names = Names(*_variable_names(found, languages, report))
    report.stop_if_fatal()
    builder = _Builder(found, languages, names, report)
    dimensions = builder.build()
    report.stop_if_fatal()
    stub = sum(len(statement.values) for statement in found.get("STUB", ()) if not statement.language)
    return Variables(dimensions, stub, names, builder.keys())


def _variable_names(found: ByKeyword, languages: Sequence[str], report: Report) -> tuple[list[Mapping[str, str]]]:
    named = {language: _listed(found, language) for language in languages}
    main = named.get("", ())
    if not main and not any(found.get(keyword) for keyword in ("STUB", "HEADING")):
        report.fatal(0, "STUB", Said("STUB eller HEADING", "STUB or HEADING"))
    for name, times in Counter(main).items():
        if times > 1:
            report.fatal(
                found["STUB"][0].line if "STUB" in found else 0,
                "STUB",
                Said("olika variabler", "different variables"),
                name,
            )
    for language, listed in named.items():
        if language and listed and len(listed) != len(main):
            line = next(
                each.line for word in ("STUB", "HEADING") for each in found.get(word, ()) if each.language == language
            )
            report.warn(line, "STUB", Said(f"{len(main)} variabler", f"{len(main)} variables"), len(listed))
    fitting = {language: listed for language, listed in named.items() if len(listed) == len(main)}
    return ([{language: listed[place] for language, listed in fitting.items()} for place in range(len(main))],)


def _listed(found: ByKeyword, language: str) -> tuple[str, ...]:
    return tuple(
        value
        for keyword in ("STUB", "HEADING")
        for statement in found.get(keyword, ())
        if statement.language == language
        for value in statement.values
    )


class _Builder:
    """Gathers what is said of each variable, then makes the dimensions."""

    def __init__(self, found: ByKeyword, languages: Sequence[str], names: Names, report: Report) -> None:
        self.names, self.report, self.languages, self.all = names, report, languages, found
        self.found: dict[str, dict[int, dict[str, Statement]]] = defaultdict(lambda: defaultdict(dict))
        for keyword in (
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
        ):
            for statement in found.get(keyword, ()):
                self._place(statement)

    def _place(self, statement: Statement) -> None:
        if len(statement.subkeys) != 1:
            self.report.fault(statement, EXPECTED_INDEX[Index.VARIABLE], ", ".join(statement.subkeys))
            return
        place = self.names.variable(statement.language, statement.subkeys[0])
        if place is None:
            self.report.fault(statement, EXPECTED_INDEX[Index.VARIABLE], statement.subkeys[0])
            return
        self.found[statement.keyword][place].setdefault(statement.language, statement)

    def _said(self, keyword: str, place: int) -> Statement | None:
        """What is said of a variable in the main language, or else in any."""
        said = self.found[keyword].get(place, {})
        return said.get("") or next(iter(said.values()), None)

    def build(self) -> list[Dimension]:
        count = len(self.names.variables)
        labels = [self._labels(place) for place in range(count)]
        self.report.stop_if_fatal()
        codes = [self._codes(place, labels[place][""]) for place in range(count)]
        self.names.values = [
            {**{language: _index(each) for language, each in labels[place].items()}, "code": _index(codes[place])}
            for place in range(count)
        ]
        variable_codes = self._variable_codes()
        metric = self._content_variable()
        return [
            self._dimension(place, variable_codes[place], codes[place], labels[place], metric) for place in range(count)
        ]

    def _labels(self, place: int) -> dict[str, tuple[str, ...]]:
        statements = self.found["VALUES"].get(place, {})
        main = statements.get("")
        name = self.names.variables[place][""]
        if main is None or (len(main.values) == 1 and isinstance(main.values[0], Bare) and not main.values[0]):
            self.report.fatal(
                main.line if main else self._named_on(name), "VALUES", Said(f"VALUES(«{name}»)", f"VALUES(«{name}»)")
            )
            return {"": ()}
        labels = {"": tuple(map(str, main.values))}
        for language, statement in statements.items():
            if len(statement.values) == len(main.values):
                labels[language] = tuple(map(str, statement.values))
            else:
                many = len(main.values)
                self.report.warn(
                    statement.line, "VALUES", Said(f"{many} värden", f"{many} values"), len(statement.values)
                )
        return labels

    def _named_on(self, name: str) -> int:
        """The line on which STUB or HEADING names a variable."""
        named = (each for keyword in ("STUB", "HEADING") for each in self.all.get(keyword, ()))
        return next((each.line for each in named if name in each.values), 0)

    def _codes(self, place: int, labels: tuple[str, ...]) -> tuple[str, ...]:
        statement = self._said("CODES", place)
        codes = tuple(map(str, statement.values)) if statement else labels
        if statement and len(codes) != len(labels):
            self.report.fatal(statement.line, "CODES", ONE_FOR_EACH_VALUE, f"{len(codes)} ≠ {len(labels)}")
            return labels
        if len(set(codes)) == len(codes):
            return codes
        keyword, line = ("CODES", statement.line) if statement else ("VALUES", 0)
        twice = next(code for code, times in Counter(codes).items() if times > 1)
        self.report.warn(
            line, keyword, Said("olika koder; numrerade i stället", "different codes; numbered instead"), twice
        )
        return tuple(str(number) for number in range(1, len(codes) + 1))

    def _variable_codes(self) -> list[str]:
        names = [each[""] for each in self.names.variables]
        stated = [self._said("VARIABLECODE", place) for place in range(len(names))]
        codes = [
            str(each.values[0]) if each and each.values else name for each, name in zip(stated, names, strict=True)
        ]
        if len(set(codes)) == len(codes):
            return codes
        line = next(each.line for each in stated if each)
        self.report.warn(line, "VARIABLECODE", Said("olika koder", "different codes"), ", ".join(codes))
        return names

    def _content_variable(self) -> int | None:
        """CONTVARIABLE, or the one variable whose values UNITS and its like are indexed by."""
        statements = {each.language: each for each in self.all.get("CONTVARIABLE", ())}
        main = statements.get("")
        if main is None:
            return self._unnamed_content_variable()
        place = self.names.variable("", str(main.values[0]))
        if place is None:
            self.report.fatal(main.line, "CONTVARIABLE", EXPECTED_INDEX[Index.VARIABLE], main.values[0])
        for language in self.languages:
            if language and language not in statements:
                self.report.warn(
                    main.line, "CONTVARIABLE", Said(f"även CONTVARIABLE[{language}]", f"CONTVARIABLE[{language}] too")
                )
        return place

    def _unnamed_content_variable(self) -> int | None:
        statements = [
            each for word in CONTENT_INDEXED for each in self.all.get(word, ()) if each.subkeys and not each.language
        ]
        wanted = {each.subkeys[0] for each in statements}
        fitting = [place for place, values in enumerate(self.names.values) if wanted <= values[""].keys()]
        if not statements or len(fitting) != 1:
            return None
        name = self.names.variables[fitting[0]][""]
        said = Said(
            f"CONTVARIABLE=«{name}», vars värden har egna uppgifter",
            f"CONTVARIABLE=«{name}», whose values have facts of their own",
        )
        self.report.warn(statements[0].line, "CONTVARIABLE", said)
        return fitting[0]

    def _dimension(
        self, place: int, code: str, codes: tuple[str, ...], labels: dict[str, tuple[str, ...]], metric: int | None
    ) -> Dimension:
        scale, periods = self._periods(place, len(codes))
        stated = self._said("VARIABLE-TYPE", place)
        kind = str(stated.values[0]) if stated and stated.values else ""
        role = self._role(place, kind.upper()[:1], metric)
        return Dimension(
            code=code,
            names=self.names.variables[place],
            codes=codes,
            labels=labels,
            role=role,
            scale=scale,
            periods=periods,
            elimination=self._elimination(place, codes),
            domain=self._text("DOMAIN", place),
            map=self._text("MAP", place),
            parents=self._parents(place, codes),
            kind="" if kind == implied_kind(role, bool(periods), place in self.found["MAP"]) else kind,
        )

    def _role(self, place: int, letter: str, metric: int | None) -> Role | None:
        if place == metric:
            return Role.METRIC
        if letter == "T" or place in self.found["TIMEVAL"]:
            return Role.TIME
        return Role.GEO if letter == "G" or place in self.found["MAP"] else None

    def _text(self, keyword: str, place: int) -> dict[str, str]:
        said = self.found[keyword].get(place, {})
        return {language: str(statement.values[0]) for language, statement in said.items() if statement.values}

    def _periods(self, place: int, many: int) -> tuple[str, tuple[str, ...]]:
        statement = self._said("TIMEVAL", place)
        if statement is None:
            return "", ()
        timeval = read_timeval(statement.values)
        if timeval is None:
            expected = Said(
                "TLIST med A1, H1, Q1, M1 eller W1 och perioder", "TLIST with A1, H1, Q1, M1 or W1 and periods"
            )
            self.report.warn(statement.line, "TIMEVAL", expected, ",".join(statement.values))
            return "", ()
        scale, periods = timeval
        if len(periods) not in (0, many):
            self.report.warn(
                statement.line,
                "TIMEVAL",
                Said(f"{many} perioder, en för varje värde", f"{many} periods, one for each value"),
                len(periods),
            )
            return "", ()
        if "1" not in statement.values[0]:
            self.report.warn(
                statement.line, "TIMEVAL", Said(f"TLIST({scale}1)", f"TLIST({scale}1)"), statement.values[0]
            )
        if len(periods) > len(statement.values) - 1 and not any(
            isinstance(value, Bare) for value in statement.values[1:]
        ):
            self.report.warn(statement.line, "TIMEVAL", Said("komma mellan perioderna", "a comma between the periods"))
        return scale, periods

    def _elimination(self, place: int, codes: tuple[str, ...]) -> str | None:
        statement = self._said("ELIMINATION", place)
        if statement is None or not statement.values:
            return None
        value = statement.values[0]
        if isinstance(value, Bare) and value.upper() in {"YES", "NO"}:
            return ELIMINATED_BY_SUM if value.upper() == "YES" else None
        found = self.names.value(statement.language, place, str(value))
        if found is None:
            self.report.warn(
                statement.line,
                "ELIMINATION",
                Said("YES, NO eller ett av variabelns värden", "YES, NO or one of the variable's values"),
                value,
            )
            return None
        return codes[found]

    def _parents(self, place: int, codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        statement = self._said("HIERARCHIES", place)
        if statement is None:
            return ()
        pairs: list[tuple[str, str]] = []
        for value in statement.values:
            pair = PARENTED.fullmatch(value) if isinstance(value, Bare) else None
            if isinstance(value, Bare) and pair is None:
                expected = Said("en kod, eller förälder:barn", "a code, or parent:child")
                self.report.warn(statement.line, "HIERARCHIES", expected, value)
                return ()
            pairs.append((pair[2], pair[1]) if pair else (str(value), ""))
        known = set(codes)
        strange = next((code for pair in pairs for code in pair if code and code not in known), None)
        if strange is not None:
            self.report.warn(statement.line, "HIERARCHIES", Said("koder ur CODES", "codes from CODES"), strange)
        return tuple(pairs)

    def keys(self) -> dict[int, str]:
        """How the rows of the data name each variable of the stub: by CODES or by VALUES."""
        keys: dict[int, str] = {}
        for place in self.found["KEYS"]:
            statement = self._said("KEYS", place)
            assert statement is not None
            keys[place] = str(statement.values[0]).upper() if statement.values else ""
            if keys[place] not in {"CODES", "VALUES"}:
                self.report.fatal(statement.line, "KEYS", Said("CODES eller VALUES", "CODES or VALUES"), keys[place])
        return keys


def implied_kind(role: Role | None, has_periods: bool, has_map: bool) -> str:  # noqa: FBT001  # two facts, not switches
    """The VARIABLE-TYPE that must be stated because no other keyword shows the role; "" if one does."""
    if role is Role.GEO and not has_map:
        return "G"
    return "T" if role is Role.TIME and not has_periods else ""


def _index(labels: tuple[str, ...]) -> dict[str, int]:
    """Where each label first stands."""
    return {label: place for place, label in reversed(list(enumerate(labels)))}
