"""A statistician sends a PX file; what it says is what the table holds."""

from io import BytesIO
from math import isnan

import numpy as np
import pytest
from tests.statistics.samples import DATA, read

from endorr.statistics.formats.problems import Severity, UnreadableError
from endorr.statistics.formats.px import PxFile
from endorr.statistics.table import ELIMINATED_BY_SUM, Bare, Flag, Keyword, Mark, Note, Role, Table

EXPORTS = (DATA / "exports.px").read_bytes()
KEYED = (DATA / "keyed.px").read_bytes()


@pytest.fixture(scope="module")
def exports() -> Table:
    table, warnings = read(EXPORTS)
    assert warnings == ()
    return table


def test_the_table_says_what_it_is_in_both_languages(exports: Table) -> None:
    head = exports.head
    assert head.languages == ("sv", "en")
    assert head.title == {
        "sv": "Export efter län, varugrupp, innehåll och år",
        "en": "Exports by county, commodity, contents and year",
    }
    assert head.source["sv"] == "Övningsvärlden"
    assert head.subject["en"] == "Trade"
    assert (head.matrix, head.subject_code, head.created) == ("EXLAN", "HA", "20261117 09:40")
    assert (head.decimals, head.shown_decimals, head.stub, head.shape) == (1, 1, 2, (2, 3, 2, 3))


def test_the_dimensions_know_their_roles_codes_and_labels(exports: Table) -> None:
    county, commodity, contents, year = exports.head.dimensions
    assert (county.code, county.names) == ("Region", {"sv": "län", "en": "county"})
    assert [each.role for each in exports.head.dimensions] == [Role.GEO, None, Role.METRIC, Role.TIME]
    assert county.codes == ("24", "25")
    assert commodity.labels["sv"] == ("Livsmedel; drycker", "Trä (obearbetat eller sågat)", "Övrigt")
    assert commodity.labels["en"][1] == "Wood, raw or sawn"
    assert commodity.parents == (("9", ""), ("0", "9"), ("2", "9"))
    assert (county.elimination, commodity.elimination) == (ELIMINATED_BY_SUM, "9")
    assert (year.scale, year.periods) == ("A", ("2019", "2020", "2021"))
    assert contents.label("fi") == ("Värde", "Företag")


def test_each_measure_has_its_own_unit_and_decimals(exports: Table) -> None:
    value, firms = exports.head.measures["V"], exports.head.measures["F"]
    assert value.unit == {"sv": "miljoner kronor", "en": "SEK million"}
    assert firms.updated == {"sv": "20261115 08:00"}
    assert firms.reference_period == {"sv": "31 december"}
    assert exports.head.facts.unit == {"sv": "blandade", "en": "mixed"}
    assert exports.head.precision == {("innehåll", "V"): 1}


def test_notes_stand_where_they_belong(exports: Table) -> None:
    table, county, other, cell = exports.head.notes
    assert table == Note(
        {
            "sv": "Övningsdata: inga siffror här är riktiga.\nLäs först.",
            "en": "Practice data: no figure here is real.\nRead first.",
        },
        mandatory=True,
    )
    assert county.dimension == "Region"
    assert county.texts["sv"].endswith("inte då varorna lämnade landet.")
    assert other == Note({"sv": "Resten"}, dimension="varugrupp", category="9")
    assert cell == Note({"sv": "Preliminärt"}, cells=("25", None, "V", "2021"))
    assert exports.head.marks == (Mark({"sv": "p"}, ("25", None, "V", "2021")),)


def test_dots_and_dashes_keep_their_meanings_apart(exports: Table) -> None:
    values, flags = exports.observations.values, exports.observations.flags
    assert [Flag(flag) for flag in flags[6:12]] == [
        Flag.ONE_DOT, Flag.TWO_DOTS, Flag.THREE_DOTS, Flag.FOUR_DOTS, Flag.FIVE_DOTS, Flag.SIX_DOTS,
    ]  # fmt: skip
    assert np.isnan(values[6:12]).all()
    assert (values[12], Flag(flags[12])) == (0.0, Flag.NIL)
    assert (values[13], Flag(flags[13])) == (0.0, Flag.VALUE)
    assert exports.observations.status(7) == ".."
    assert exports.head.symbols[Flag.TWO_DOTS] == {"sv": "Uppgift saknas", "en": "Not available"}


def test_every_way_to_write_a_number_is_read(exports: Table) -> None:
    values = exports.observations.values
    assert values[:6].tolist() == [12.5, 13, 13.25, 4, 4, 5]
    assert values[14] == -3.5
    assert values[24:30].tolist() == [1000, 5, 0.5, 5, 0.1, float(123456789012345678)]


def test_unknown_keywords_are_kept_as_they_stand(exports: Table) -> None:
    assert Keyword("HOUSE-WORD", "", ("a", "b"), ("kept", "as it is", "7")) in exports.head.keywords
    (kept,) = (each for each in exports.head.keywords if each.name == "HOUSE-WORD")
    assert isinstance(kept.values[2], Bare)


def test_rows_left_out_of_a_keyed_file_are_nothing_but_zeros() -> None:
    table, warnings = read(KEYED)
    assert warnings == ()
    values = table.observations.values.reshape(table.head.shape)
    assert values[0].tolist() == [[0, 0], [0, 0], [3, 4]]
    assert values[1, 2].tolist() == [210, 0]
    assert values[2].tolist() == [[0, 0], [0, 1], [0, 0]]
    assert isnan(values[1, 0, 1])
    assert Flag(table.observations.flags.reshape(table.head.shape)[1, 2, 1]) is Flag.NIL


def test_the_head_is_known_before_any_figure_is_read() -> None:
    stream = BytesIO(EXPORTS)
    file = PxFile(stream, "exports.px")
    assert file.head.size == 36
    chunks = list(file.chunks())
    assert sum(len(chunk.values) for chunk in chunks) == 36


@pytest.mark.parametrize("old", [",", ";", "\t", " \r\n", "\n"])
def test_old_delimiters_are_synonyms_of_the_space(old: str) -> None:
    text = EXPORTS.decode("cp1252")
    head, data = text.split("DATA=\n")
    table, _ = read((head + "DATA=\n" + data.replace(" \n", " ").replace(" ", old)).encode("cp1252"))
    assert table.observations == read(EXPORTS)[0].observations


@pytest.mark.parametrize(
    ("declared", "codec", "byte_order_mark"),
    [
        ('CHARSET="ANSI";\nCODEPAGE="iso-8859-1";', "cp1252", b""),
        ('CHARSET="ANSI";\nCODEPAGE="iso-8859-15";', "iso-8859-15", b""),
        ('CHARSET="ANSI";\nCODEPAGE="utf-8";', "utf-8", b""),
        ('CHARSET="ANSI";\nCODEPAGE="850";', "cp850", b""),
        ('CHARSET="OEM";', "cp850", b""),
        ('CHARSET="ANSI";', "cp1252", b""),
        ("", "cp850", b""),
        ("", "cp1252", b""),
        ('CHARSET="ANSI";\nCODEPAGE="utf-8";', "utf-8", b"\xef\xbb\xbf"),
        ("", "utf-8", b"\xef\xbb\xbf"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_letters_come_out_right_whatever_alphabet_the_file_is_in(
    declared: str, codec: str, byte_order_mark: bytes, newline: str
) -> None:
    text = EXPORTS.decode("cp1252").replace('CHARSET="ANSI";\n', declared + "\n" if declared else "")
    text = text.replace('CODEPAGE="windows-1252";\n', "").replace("\n", newline)
    table, warnings = read(byte_order_mark + text.encode(codec))
    assert warnings == ()
    assert table == read(EXPORTS)[0]


def test_a_file_that_lies_about_its_alphabet_is_read_with_a_warning() -> None:
    text = EXPORTS.decode("cp1252").replace("windows-1252", "iso-8859-1")
    table, (warning,) = read(text.encode("utf-8"))
    assert table == read(EXPORTS)[0]
    assert (warning.severity, warning.keyword) == (Severity.WARNING, "CODEPAGE")


def test_data_named_inside_a_text_does_not_begin_the_data() -> None:
    text = EXPORTS.decode("cp1252").replace('"Resten"', '"Se raden\nDATA=\ni filen"')
    table, warnings = read(text.encode("cp1252"))
    assert warnings == ()
    assert table.head.notes[2].texts["sv"] == "Se raden\nDATA=\ni filen"
    assert table.observations == read(EXPORTS)[0].observations


def test_a_file_larger_than_one_block_is_read_whole() -> None:
    rows, columns = 3000, 100
    head = EXPORTS.decode("cp1252").split("STUB=")[0]
    names = ",".join(f'"{number}"' for number in range(rows))
    years = ",".join(f'"{number}"' for number in range(columns))
    figures = [(row * 7919 + column * 104729) % 1_000_003 - 500_000 for row in range(rows) for column in range(columns)]
    text = f'{head}STUB="a";\nHEADING="b";\nVALUES("a")={names};\nVALUES("b")={years};\nDATA=\n'
    text += "\n".join(
        " ".join(f"{each / 100:.2f}" if each % 3 else '".."' for each in figures[at : at + columns])
        for at in range(0, len(figures), columns)
    )
    table, _ = read((text + ";\n").encode("cp1252"))
    expected = np.array([each / 100 if each % 3 else np.nan for each in figures])
    assert np.array_equal(table.observations.values, expected, equal_nan=True)


def test_utf_16_is_refused_by_name() -> None:
    with pytest.raises(UnreadableError, match="UTF-8 or a Windows codepage"):
        read(EXPORTS.decode("cp1252").encode("utf-16"))
