"""A dataset from an API becomes a table, and a table becomes a dataset that others' programs accept."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from jsonstat_validator import validate_jsonstat
from tests.statistics.samples import CONFORMANCE, DATA, conformance_files, px_parameters, read
from tests.statistics.tables import tables

from endorr.statistics.formats.jsonstat import Form, read_jsonstat, read_jsonstat_head, write_jsonstat
from endorr.statistics.formats.problems import Problem, Severity, UnreadableError
from endorr.statistics.table import ELIMINATED_BY_SUM, Flag, Note, Role, Table

EXPORTS, _ = read((DATA / "exports.px").read_bytes())

DATASET: dict[str, Any] = {
    "version": "2.0",
    "class": "dataset",
    "label": "Varuexport efter län och år",
    "source": "Övningsvärlden",
    "updated": "2026-05-25T13:42:00Z",
    "note": ["Övningsdata."],
    "id": ["lan", "tid", "innehall"],
    "size": [2, 2, 1],
    "role": {"time": ["tid"], "geo": ["lan"], "metric": ["innehall"]},
    "dimension": {
        "lan": {
            "label": "län",
            "note": ["Efter säte"],
            "category": {"index": ["24", "25"], "label": {"24": "Västerbotten"}, "note": {"25": ["Utan gruvor"]}},
            "extension": {"elimination": True},
        },
        "tid": {"category": {"index": {"2020K2": 1, "2020K1": 0}}},
        "innehall": {"category": {"label": {"V": "Värde"}, "unit": {"V": {"base": "mnkr", "decimals": 1}}}},
    },
    "value": [1.5, None, 3, 0],
    "status": {"1": "..", "2": "p", "3": "-"},
}


def load(document: object) -> Table:
    table, _ = read_jsonstat(BytesIO(json.dumps(document).encode()), "svar.json")
    return table


def written(table: Table, form: Form = Form.DENSE, language: str = "") -> bytes:
    stream = BytesIO()
    write_jsonstat(table, stream, form=form, language=language)
    return stream.getvalue()


def first_problem(data: bytes) -> Problem:
    with pytest.raises(UnreadableError) as caught:
        read_jsonstat(BytesIO(data), "svar.json")
    return caught.value.problems[0]


def with_(**changes: object) -> bytes:
    return json.dumps({**DATASET, **changes}).encode()


def test_the_dataset_says_what_the_table_is() -> None:
    head = load(DATASET).head
    assert head.title == {"und": "Varuexport efter län och år"}
    assert head.facts.updated == {"und": "20260525 15:42"}
    assert head.decimals == 1
    assert head.measures["V"].unit == {"und": "mnkr"}
    assert head.notes == (
        Note({"und": "Övningsdata."}),
        Note({"und": "Efter säte"}, dimension="lan"),
        Note({"und": "Utan gruvor"}, dimension="lan", category="25"),
    )


def test_indexes_come_as_lists_as_objects_and_not_at_all() -> None:
    county, quarter, contents = load(DATASET).head.dimensions
    assert (county.codes, county.label("sv")) == (("24", "25"), ("Västerbotten", "25"))
    assert (quarter.codes, quarter.scale, quarter.periods) == (("2020K1", "2020K2"), "Q", ("20201", "20202"))
    assert (contents.codes, contents.label("sv")) == (("V",), ("Värde",))
    assert [each.role for each in (county, quarter, contents)] == [Role.GEO, Role.TIME, Role.METRIC]
    assert county.elimination == ELIMINATED_BY_SUM


def test_symbols_statuses_and_gaps_are_told_apart() -> None:
    observations = load(DATASET).observations
    assert observations.flags.tolist() == [Flag.VALUE, Flag.TWO_DOTS, 16, Flag.NIL]
    assert [observations.status(place) for place in range(4)] == ["", "..", "p", "-"]
    assert load({**DATASET, "status": None}).observations.flags[1] == Flag.ABSENT


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ({"0": 1.5, "2": 3, "3": 0}, {"1": "..", "2": "p", "3": "-"}),
        ([1.5, None, 3, 0], [None, "..", "p", "-"]),
        ({"0": 1.5, "2": 3, "3": 0}, [None, "..", "p", "-"]),
    ],
)
def test_dense_and_sparse_forms_mean_the_same(value: object, status: object) -> None:
    assert load({**DATASET, "value": value, "status": status}).observations == load(DATASET).observations


def test_one_status_may_stand_for_all() -> None:
    assert load({**DATASET, "status": "e"}).observations.statuses == ("e",)


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (b"", "$"),
        (b"[]", "$"),
        (b"\xff\xfe", "$"),
        (b'{"a":' * 100_000, "$"),
        (b'{"class":"dataset","value":[1' + b"0" * 5000 + b"]}", "$"),
        (with_(**{"class": "collection"}), "$.class"),
        (with_(version="1.3"), "$.version"),
        (with_(id=["lan", "lan", "tid"]), "$.id"),
        (with_(id=["lan", 2, "tid"]), "$.id[1]"),
        (with_(size=[2, 2]), "$.size"),
        (with_(size=[2, 0, 1]), "$.size[1]"),
        (with_(size=[2, True, 1]), "$.size[1]"),
        (with_(size=[2, 2.5, 1]), "$.size[1]"),
        (with_(size=[10**6, 10**6, 10**6]), "$.size"),
        (with_(size=[2, 3, 1]), "$.dimension.tid.category.index"),
        (with_(dimension={}), "$.dimension.lan"),
        (with_(value=[1, 2, 3]), "$.value"),
        (with_(value=[1, 2, 3, "4"]), "$.value[3]"),
        (with_(value=[1, 2, 3, True]), "$.value[3]"),
        (with_(value={"9": 1}), "$.value[9]"),
        (with_(value={"-1": 1}), "$.value[-1]"),
        (with_(value=None), "$.value"),
        (with_(status=["p"] * 3), "$.status"),
        (with_(status={"1": 7}), "$.status[1]"),
        (with_(value=[1, 2, 3, float("nan")]), "$"),
        (with_(value=[1, 2, 3, float("inf")]), "$"),
        (json.dumps(DATASET).replace('"2020K2": 1', '"2020K2": 0').encode(), "$.dimension.tid.category.index"),
        (json.dumps(DATASET).replace('["24", "25"]', '["24", "24"]').encode(), "$.dimension.lan.category.index"),
        (json.dumps(DATASET).replace("[1.5, null", "[1e999, null").encode(), "$.value"),
    ],
)
def test_what_would_change_the_figures_leaves_nothing_loaded(data: bytes, path: str) -> None:
    problem = first_problem(data)
    assert (problem.severity, problem.keyword) == (Severity.FATAL, path)
    assert problem.expected.sv
    assert problem.expected.en


def test_a_fault_in_the_json_itself_tells_the_line() -> None:
    assert first_problem(b'{\n"class": "dataset",\n"id": [,]\n}').line == 3


def test_a_role_of_no_dimension_is_left_out_with_a_warning() -> None:
    _, (warning,) = read_jsonstat(BytesIO(with_(role={"time": ["tid", "år"]})), "svar.json")
    assert (warning.severity, warning.keyword) == (Severity.WARNING, "$.role.time")


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("language", ["sv", "en"])
def test_our_sample_passes_the_independent_validator(form: Form, language: str) -> None:
    document = json.loads(written(EXPORTS, form, language))
    assert validate_jsonstat(document)
    assert document["label"] == EXPORTS.head.title[language]
    assert load(document).observations == EXPORTS.observations


@given(table=tables())
@settings(max_examples=40, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_every_table_passes_the_validator_and_survives_a_round(table: Table) -> None:
    for form in Form:
        once = written(table, form)
        assert validate_jsonstat(json.loads(once))
        again, _ = read_jsonstat(BytesIO(once), "svar.json")
        assert again.observations == table.observations
        assert [each.codes for each in again.head.dimensions] == [each.codes for each in table.head.dimensions]
        assert written(again, form) == once


@pytest.mark.parametrize(
    "path", px_parameters([*conformance_files("px-pxweb", pattern="[!e]*"), *conformance_files("pxwebapi")])
)
def test_every_sound_conformance_file_becomes_a_dataset_that_the_validator_accepts(path: Path) -> None:
    table, _ = read(path.read_bytes(), path.name)
    for language in table.head.languages:
        document = json.loads(written(table, language=language))
        assert validate_jsonstat(document)
    assert np.array_equal(load(document).observations.values, table.observations.values, equal_nan=True)


@pytest.mark.skipif(not CONFORMANCE.is_dir(), reason=f"no conformance files at {CONFORMANCE}; set ENDORR_CONFORMANCE")
@pytest.mark.parametrize("name", ["tab001", "tab003", "tab004"])
def test_our_dataset_agrees_with_the_answer_a_pxwebapi_server_gives(name: str) -> None:
    folder = CONFORMANCE / "pxwebapi"
    table, _ = read((folder / f"{name.upper()}.px").read_bytes())
    answer = (folder / f"MetadataById_{name}_js2.json").read_bytes()
    ours, theirs = json.loads(written(table)), json.loads(answer.decode("utf-8-sig"))
    for field in ("label", "source", "role", "id", "size"):
        assert ours[field] == theirs[field]
    for code, dimension in theirs["dimension"].items():
        assert ours["dimension"][code]["label"] == dimension["label"]
        assert ours["dimension"][code]["category"] == dimension["category"]
        mine = ours["dimension"][code]["extension"]
        assert {
            key: mine.get(key)
            for key in ("elimination", "eliminationValueCode", "measuringType", "priceType", "adjustment")
        } == {
            key: dimension["extension"].get(key)
            for key in ("elimination", "eliminationValueCode", "measuringType", "priceType", "adjustment")
        }
    head, _ = read_jsonstat_head(BytesIO(answer), name)
    assert [each.codes for each in head.dimensions] == [each.codes for each in table.head.dimensions]
    assert head.measures.keys() == table.head.measures.keys()


def long_dataset(value: str) -> bytes:
    many = value.count(",") + 1
    document = {**DATASET, "id": ["nr"], "size": [many], "role": {}, "status": None, "note": []}
    document["dimension"] = {"nr": {"category": {"index": [str(number) for number in range(many)]}}}
    del document["value"]
    return json.dumps(document).encode()[:-1] + b',"value":[' + value.encode() + b"]}"


LONG = ",".join(str(number % 977 / 4) if number % 7 else "null" for number in range(20_000))


@pytest.mark.parametrize("tail", ["-0.5", "0", "-0", "1e3", "1E-3", "12345678901234567890", "null", "1.5e2"])
@pytest.mark.parametrize("comma", [",", ", ", ",\n "])
def test_a_long_array_is_read_to_the_same_figures_as_any_json(tail: str, comma: str) -> None:
    value = f"{LONG},{tail}".replace(",", comma)
    table, _ = read_jsonstat(BytesIO(long_dataset(value)), "lång.json")
    expected = np.array(json.loads(f"[{value}]"), np.float64)
    assert np.array_equal(table.observations.values, expected, equal_nan=True)


@pytest.mark.parametrize(
    "tail",
    ["01", "-01", ".5", "-.5", "5.", "+5", "1e", "--1", "1-2", "nul", "nullnull", "-null", "1..2", "", "-", "-,1"],
)
def test_a_long_array_with_what_is_no_json_is_refused_like_a_short_one(tail: str) -> None:
    for value in (f"{LONG},{tail}", f"{tail},{LONG}", f"1,{tail}"):
        assert first_problem(long_dataset(value)).keyword == "$"


def test_an_array_that_only_seems_to_be_the_values_is_left_where_it_is() -> None:
    document = long_dataset(LONG).replace(b'"role": {}', b'"extension":{"value":[' + LONG.encode() + b"]}")
    table, _ = read_jsonstat(BytesIO(document), "lång.json")
    assert len(table.observations) == 20_000
    assert table.head.extension["value"] == json.loads(f"[{LONG}]")
