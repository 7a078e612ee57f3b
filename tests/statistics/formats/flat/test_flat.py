"""A colleague sends a spreadsheet; with its columns named, it is a table like any other."""

import json
import zipfile
from io import BytesIO

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from openpyxl import Workbook, load_workbook
from tests.statistics.samples import DATA, read
from tests.statistics.tables import tables

from endorr.statistics.formats.flat import Mapping, Separator, read_csv, read_mapping, read_xlsx, write_csv, write_xlsx
from endorr.statistics.formats.problems import UnreadableError, UnwritableError
from endorr.statistics.table import Flag, Role, Table

EXPORTS, _ = read((DATA / "exports.px").read_bytes())

ASKED = {
    "language": "sv",
    "title": "Varuexport per län",
    "source": "Övningsvärlden",
    "delimiter": ";",
    "decimal": ",",
    "missing": {"n/a": "..", "hemlig": "..."},
    "dimensions": [
        {"column": "Länskod", "labels": "Län", "code": "Region", "name": "län", "role": "geo"},
        {"column": "År"},
    ],
    "values": [
        {"column": "Mnkr", "label": "Värde", "unit": "miljoner kronor"},
        {"column": "Antal", "label": "Företag", "unit": "antal"},
    ],
}
SHEET = """Län;Länskod;År;Mnkr;Antal;Kommentar
Västerbotten;24;2019;57 075,5;1 221;
Västerbotten;24;2020;n/a;-;se not
Norrbotten;25;2019;12,25;hemlig;
"""


def mapping(**changes: object) -> Mapping:
    return read_mapping(json.dumps({**ASKED, **changes}).encode(), "kolumner.json")


def sheet(text: str, encoding: str = "utf-8") -> Table:
    table, _ = read_csv(BytesIO(text.encode(encoding)), "län.csv", mapping())
    return table


def as_csv(table: Table, separator: Separator, language: str = "") -> bytes:
    stream = BytesIO()
    write_csv(table, stream, separator=separator, language=language)
    return stream.getvalue()


def as_xlsx(table: Table, language: str = "") -> BytesIO:
    stream = BytesIO()
    write_xlsx(table, stream, language=language)
    stream.seek(0)
    return stream


def same_to_16_digits(one: Table, other: Table) -> bool:
    values = one.observations.values, other.observations.values
    return np.allclose(*values, rtol=1e-15, atol=0, equal_nan=True) and np.array_equal(
        one.observations.flags, other.observations.flags
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_sheet_with_named_columns_is_a_table(encoding: str) -> None:
    table = sheet(SHEET, encoding)
    county, year, contents = table.head.dimensions
    assert (county.code, county.codes, county.label("sv")) == ("Region", ("24", "25"), ("Västerbotten", "Norrbotten"))
    assert (year.role, year.scale, year.periods) == (Role.TIME, "A", ("2019", "2020"))
    assert (contents.role, contents.label("sv")) == (Role.METRIC, ("Värde", "Företag"))
    assert table.head.measures["Mnkr"].unit == {"sv": "miljoner kronor"}
    assert table.head.decimals == 2
    assert np.nan_to_num(table.observations.values, nan=-1).tolist() == [57075.5, 1221, -1, 0, 12.25, -1, -1, -1]
    assert table.observations.flags.tolist() == [
        Flag.VALUE, Flag.VALUE, Flag.TWO_DOTS, Flag.NIL, Flag.VALUE, Flag.THREE_DOTS, Flag.ABSENT, Flag.ABSENT,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("good", "bad", "line", "column"),
    [
        ("57 075,5", "57.075,5", 2, "Mnkr"),
        ("57 075,5", "femtiosju", 2, "Mnkr"),
        ("57 075,5", "1e999", 2, "Mnkr"),
        ("57 075,5", "nan", 2, "Mnkr"),
        ("Norrbotten;25;2019", "Norrbotten;24;2019", 4, ""),
        ("12,25;hemlig;", "12,25", 4, ""),
        ("Länskod", "Kod", 1, "Länskod"),
        ("Län;", "År;", 1, "År"),
        ('se not"', 'se "not', 3, ""),
    ],
)
def test_a_fault_is_told_with_its_row_and_column(good: str, bad: str, line: int, column: str) -> None:
    text = SHEET.replace("se not", 'se not"') if good.endswith('"') else SHEET
    with pytest.raises(UnreadableError) as caught:
        sheet(text.replace(good, bad if not good.endswith('"') else '"se "not"x'))
    first = caught.value.problems[0]
    assert (first.file, first.line, first.keyword) == ("län.csv", line, column)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"dimensions": []}, "$.dimensions"),
        ({"dimensions": [{"labels": "Län"}]}, "$.dimensions[0].column"),
        ({"dimensions": [{"column": "År", "role": "tid"}]}, "$.dimensions[0].role"),
        ({"values": "Mnkr"}, "$.values"),
        ({"delimiter": "|"}, "$.delimiter"),
        ({"decimal": "'"}, "$.decimal"),
        ({"missing": {"n/a": "saknas"}}, "$.missing.n/a"),
    ],
)
def test_a_faulty_mapping_is_told_by_its_path(changes: dict[str, object], path: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        mapping(**changes)
    assert caught.value.problems[0].keyword == path


def test_a_file_without_a_value_column_asks_for_a_mapping() -> None:
    with pytest.raises(UnreadableError, match="a mapping of the columns"):
        read_csv(BytesIO(SHEET.encode()), "län.csv")


@pytest.mark.parametrize("separator", list(Separator))
def test_what_we_write_as_csv_needs_no_mapping_to_be_read(separator: Separator) -> None:
    again, _ = read_csv(BytesIO(as_csv(EXPORTS, separator)), "export.csv")
    assert again.observations == EXPORTS.observations
    for mine, theirs in zip(again.head.dimensions, EXPORTS.head.dimensions, strict=True):
        assert (mine.codes, mine.label("")) == (theirs.codes, theirs.label("sv"))


def test_csv_opens_rightly_in_a_swedish_spreadsheet() -> None:
    data = as_csv(EXPORTS, Separator.SEMICOLON)
    assert data.startswith(b"\xef\xbb\xbf")
    first = data.decode("utf-8-sig").split("\r\n")[1]
    assert first == '24;Västerbotten;0;"Livsmedel; drycker";V;Värde;2019;12,5;'
    english = as_csv(EXPORTS, Separator.COMMA, "en").decode("utf-8-sig").split("\r\n")
    assert english[0] == "county_code,county,commodity_code,commodity,contents_code,contents,year,value,status"
    assert english[1] == "24,Västerbotten,0,Food; beverages,V,Value,2019,12.5,"


def test_no_label_becomes_a_formula() -> None:
    text = "slag;value\n'=1+1;1\n'-minus;2\n's-Hertogenbosch;3\n"
    table, _ = read_csv(BytesIO(text.encode()), "slag.csv")
    assert table.head.dimensions[0].codes == ("=1+1", "-minus", "'s-Hertogenbosch")
    assert as_csv(table, Separator.SEMICOLON).decode("utf-8-sig").split("\r\n")[1:4] == [
        "'=1+1;1;",
        "'-minus;2;",
        "''s-Hertogenbosch;3;",
    ]
    cells = load_workbook(as_xlsx(table))["Data"]
    assert [cells[f"A{row}"].data_type for row in (2, 3)] == ["s", "s"]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_workbook_keeps_the_figures_and_what_they_are(language: str) -> None:
    again, _ = read_xlsx(as_xlsx(EXPORTS, language), "export.xlsx")
    assert same_to_16_digits(again, EXPORTS)
    assert again.head.title == {language: EXPORTS.head.title[language]}
    assert again.head.source == {language: EXPORTS.head.source[language]}
    assert again.head.facts.unit == {language: EXPORTS.head.facts.unit[language]}
    for mine, theirs in zip(again.head.dimensions, EXPORTS.head.dimensions, strict=True):
        assert (mine.codes, mine.label("")) == (theirs.codes, theirs.label(language))


def test_a_workbook_of_somebody_elses_is_read_with_the_same_mapping() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Län", "Länskod", "År", "Mnkr", "Antal", None])
    page.append(["Västerbotten", 24, 2019, 57075.5, 1221])
    page.append(["Norrbotten", 25, 2019, "n/a", "=1/0"])
    stream = BytesIO()
    book.save(stream)
    table, _ = read_xlsx(stream, "län.xlsx", mapping())
    assert table.head.dimensions[0].codes == ("24", "25")
    assert table.observations.values[0] == 57075.5
    assert table.observations.flags.tolist() == [Flag.VALUE, Flag.VALUE, Flag.TWO_DOTS, Flag.ABSENT]


@given(table=tables())
@settings(max_examples=25, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_the_figures_of_every_table_survive_csv_and_xlsx(table: Table) -> None:
    try:
        flat = [read_csv(BytesIO(as_csv(table, each)), "a.csv")[0] for each in Separator]
        book = read_xlsx(as_xlsx(table), "a.xlsx")[0]
    except UnwritableError:
        return
    assert same_to_16_digits(book, table)
    for again in flat:
        assert again.observations == table.observations


def bomb(**parts: bytes) -> BytesIO:
    stream = as_xlsx(EXPORTS)
    good = zipfile.ZipFile(stream)
    changed = BytesIO()
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in good.namelist():
            archive.writestr(name, parts.get(name.rsplit("/", 1)[-1].split(".")[0], good.read(name)))
    changed.seek(0)
    return changed


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]>
<worksheet><sheetData><row><c t="inlineStr"><is><t>&lol2;</t></is></c></row></sheetData></worksheet>"""


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        (bomb(sheet1=LAUGHS), "without entities"),
        (bomb(sheet1=LAUGHS.decode().replace("1.0", "1.0").encode("utf-16")), "without entities"),
        (bomb(sheet1=b"<worksheet>" + b" " * (20 << 20)), "within reason"),
        (bomb(sheet1=b"<worksheet>"), "a workbook"),
        (BytesIO(b""), "a workbook"),
        (BytesIO(b"PK\x03\x04 no more"), "a workbook"),
    ],
)
def test_bombs_and_rubble_are_refused(stream: BytesIO, expected: str) -> None:
    with pytest.raises(UnreadableError, match=expected):
        read_xlsx(stream, "bomb.xlsx")
