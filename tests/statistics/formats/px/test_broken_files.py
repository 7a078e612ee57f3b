"""A PX file with a fault says where it is, and either stays out entirely or comes in without the part at fault."""

import pytest
from tests.statistics.samples import DATA, read

from endorr.statistics.formats.problems import Problem, Severity, UnreadableError

EXPORTS = (DATA / "exports.px").read_bytes().decode("cp1252")
KEYED = (DATA / "keyed.px").read_text(encoding="utf-8")


def spoiled(good: str, bad: str, text: str = EXPORTS) -> bytes:
    assert text.count(good) == 1, f"{good!r} stands {text.count(good)} times"
    return text.replace(good, bad).encode("cp1252")


def problems_of(data: bytes) -> tuple[Problem, ...]:
    with pytest.raises(UnreadableError) as caught:
        read(data, "trasig.px")
    return caught.value.problems


def line_of(text: str, within: str = EXPORTS) -> int:
    return within[: within.index(text)].count("\n") + 1


DATA_LINE = line_of("DATA=")


@pytest.mark.parametrize(
    ("good", "bad", "keyword", "line"),
    [
        ('MATRIX="EXLAN"', 'MATRIX="EX"LAN"', "MATRIX", 9),
        ('STUB="län"', 'STUB="l"än"', "STUB", line_of('STUB="län"')),
        ('CODES("län")="24"', 'CODES("län")="2"4"', "CODES", line_of('CODES("län")')),
        ('CODES("län")="24","25"', 'CODES("län")="24"', "CODES", line_of('CODES("län")')),
        ('VALUES("innehåll")', 'VALUES("innehållet")', "VALUES", line_of('VALUES("innehåll")')),
        ('VALUES("år")="2019","2020","2021";\n', "", "VALUES", line_of('HEADING="')),
        ('CONTVARIABLE="innehåll"', 'CONTVARIABLE="saken"', "CONTVARIABLE", line_of('CONTVARIABLE="')),
        ('UNITS("Värde")', 'UNITS("Värdet")', "UNITS", line_of('UNITS("Värde")')),
        ("\nDECIMALS=1;", "\nDECIMALS=A;", "DECIMALS", 7),
        ("\nDECIMALS=1;", "\nDECIMALS=1", "DECIMALS", 8),
        ("\nDECIMALS=1;", "", "DECIMALS", DATA_LINE - 1),
        ('CONTENTS="Export";\nCONTENTS[en]="Exports";\n', "", "CONTENTS", DATA_LINE - 2),
        ('UNITS="blandade";\nUNITS[en]="mixed";\n', "", "UNITS", DATA_LINE - 2),
        ('SUBJECT-CODE="HA";\n', "", "SUBJECT-CODE", DATA_LINE - 1),
        ("12.5 13 13.25", "12.5 x13 13.25", "DATA", DATA_LINE + 1),
        ("12.5 13 13.25", "12.5 1_3 13.25", "DATA", DATA_LINE + 1),
        ("12.5 13 13.25", "12.5 nan 13.25", "DATA", DATA_LINE + 1),
        ("12.5 13 13.25", "12.5 1.3.1 13.25", "DATA", DATA_LINE + 1),
        ("12.5 13 13.25", "12.5 1-3 13.25", "DATA", DATA_LINE + 1),
        ("12.5 13 13.25", "12.5 1e999 13.25", "DATA", DATA_LINE + 1),
        ('"-" 0 -3.5', '"--" 0 -3.5', "DATA", DATA_LINE + 3),
        ("1 2 3 4 5 6;", "1 2 3 4 5;", "DATA", DATA_LINE + 6),
        ("1 2 3 4 5 6;", "1 2 3 4 5 6 7;", "DATA", DATA_LINE + 6),
        ("DATA=\n", "", "DATA", None),
    ],
)
def test_what_would_change_the_figures_leaves_nothing_loaded(
    good: str, bad: str, keyword: str, line: int | None
) -> None:
    first = problems_of(spoiled(good, bad))[0]
    assert (first.severity, first.file, first.keyword) == (Severity.FATAL, "trasig.px", keyword)
    assert first.expected.sv
    assert first.expected.en
    if line is not None:
        assert first.line == line


@pytest.mark.parametrize(
    ("good", "bad", "keyword", "line"),
    [
        ('MAP("län")="Sverige_lan"', 'MAP("län")="Sve"rige_lan"', "MAP", line_of("MAP(")),
        ('SOURCE="Övningsvärlden"', 'SOURCE="Övnings"världen"', "SOURCE", line_of("SOURCE=")),
        ('SOURCE="Övningsvärlden";', 'SOURCE="Övningsvärlden;', "SOURCE", line_of("SOURCE=")),
        ('DOMAIN("län")', 'DOMAIN("lan")', "DOMAIN", line_of("DOMAIN(")),
        ('ELIMINATION("län")=YES', 'ELIMINATION("lan")=YES', "ELIMINATION", line_of('ELIMINATION("län")')),
        (
            'ELIMINATION("varugrupp")="Övrigt"',
            'ELIMINATION("varugrupp")="Annat"',
            "ELIMINATION",
            line_of('ELIMINATION("varu'),
        ),
        ('PRECISION("innehåll","Värde")', 'PRECISION("innehåll","Värdet")', "PRECISION", line_of("PRECISION")),
        ('STOCKFA("Värde")', 'STOCKFA("Värdet")', "STOCKFA", line_of("STOCKFA")),
        ("SHOWDECIMALS=1", "SHOWDECIMALS=20", "SHOWDECIMALS", 8),
        ("SHOWDECIMALS=1", "SHOWDECIMALS=A", "SHOWDECIMALS", 8),
        ("SHOWDECIMALS=1", "SHOWDECIMALS=2", "SHOWDECIMALS", 8),
        ("AGGREGALLOWED=NO", "AGGREGALLOWED=2", "AGGREGALLOWED", 10),
        ('TLIST(A1),"2019"-"2021"', 'TLIST(A1),"2019","2020"', "TIMEVAL", line_of('TIMEVAL("')),
        ('TLIST(A1),"2019"-"2021"', 'TLIST(A1),"2019","2020""2021"', "TIMEVAL", line_of('TIMEVAL("')),
        ('TLIST(A1),"2019"-"2021"', '"2019","2020","2021"', "TIMEVAL", line_of('TIMEVAL("')),
        (
            'CELLNOTE("Norrbotten","*","Värde","2021")',
            'CELLNOTE("Norrbotten","*","2021")',
            "CELLNOTE",
            line_of("CELLNOTE"),
        ),
        ('DATANOTECELL("25"', 'DATANOTECELL("26"', "DATANOTECELL", line_of("DATANOTECELL")),
        ('DESCRIPTION[en]="Goods', 'DESCRIPTION[enx]="Goods', "DESCRIPTION", line_of("DESCRIPTION[en]")),
        ('CONTVARIABLE[en]="contents";\n', "", "CONTVARIABLE", line_of('CONTVARIABLE="')),
        ('STUB[en]="county","commodity"', 'STUB[en]="county"', "STUB", line_of("STUB[en]")),
        (
            'VALUES[en]("contents")="Value","Firms"',
            'VALUES[en]("contents")="Value"',
            "VALUES",
            line_of('VALUES[en]("contents")'),
        ),
        ('"9","9":"0"', '"9","9":"7"', "HIERARCHIES", line_of("HIERARCHIES")),
        ("1 2 3 4 5 6;", "1 2 3 4 5 6", "DATA", None),
    ],
)
def test_what_leaves_the_figures_alone_is_left_out_with_a_warning(
    good: str, bad: str, keyword: str, line: int | None
) -> None:
    table, warnings = read(spoiled(good, bad))
    assert warnings[0].keyword == keyword
    assert line is None or warnings[0].line == line
    assert table.observations == read(EXPORTS.encode("cp1252"))[0].observations


@pytest.mark.parametrize(
    ("good", "bad", "line"),
    [
        ('"09","Norge"', '"08","Norge"', 21),
        ('"09","Norge"', '"09",Norge', 21),
        ('"12", "Norge", 210', '"12", "Norge"', 23),
        ('"12", "Norge", 210', '"12", "Norge", 2l0', 23),
        ('"12", "Norge"', '"09", "Norge"', 23),
        ('KEYS("län")=CODES', 'KEYS("län")=NAMES', 18),
    ],
)
def test_a_row_with_a_wrong_key_is_named(good: str, bad: str, line: int) -> None:
    first = problems_of(spoiled(good, bad, KEYED))[0]
    assert (first.severity, first.line) == (Severity.FATAL, line)


def test_the_message_is_plain_in_both_languages() -> None:
    first = problems_of(spoiled("12.5 13 13.25", "12.5 x13 13.25"))[0]
    assert first.text("sv") == (
        f"trasig.px, rad {DATA_LINE + 1}, DATA: "
        "väntade ett tal, eller punkter eller streck inom citattecken, fann «x13»"
    )
    assert first.text("en") == (
        f"trasig.px, line {DATA_LINE + 1}, DATA: expected a number, or dots or a dash in quotation marks, found «x13»"
    )


def test_all_faults_are_told_at_once_the_fatal_ones_first() -> None:
    data = spoiled('MAP("län")="Sverige_lan"', 'MAP("län")="Sve"rige_lan"').decode("cp1252")
    found = problems_of(
        data.replace('MATRIX="EXLAN"', 'MATRIX="EX"LAN"').replace('"24","25"', '"2"4","25"').encode("cp1252")
    )
    assert [(each.severity.value, each.keyword) for each in found] == [
        ("fatal", "MATRIX"),
        ("fatal", "CODES"),
        ("warning", "MAP"),
    ]


def test_a_table_too_large_to_hold_is_refused_before_any_room_is_taken() -> None:
    many = ",".join(f'"{number}"' for number in range(40_000))
    data = spoiled('VALUES("län")="Västerbotten","Norrbotten"', f'VALUES("län")={many}').decode("cp1252")
    data = data.replace('CODES("län")="24","25";\n', "").replace(
        'VALUES("år")="2019","2020","2021"', f'VALUES("år")={many}'
    )
    assert problems_of(data.encode("cp1252"))[0].keyword == "DATA"


@pytest.mark.parametrize(
    "junk", [b"", b"PK\x03\x04 a zip", b"<html>no table</html>", b'"' * 100, b"DATA=1 2 3;", b"\xff" * 50]
)
def test_what_is_no_px_file_is_refused(junk: bytes) -> None:
    assert problems_of(junk)
