"""K1 and K15: what is exported passes others' rules, and comes back without a field lost."""

import json
import os
import warnings
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.catalogue.factories import card

from endorr.catalogue.formats.cpsv import NotCpsvError, from_cpsv, to_cpsv
from endorr.catalogue.formats.hsds import from_hsds, to_hsds
from endorr.catalogue.rules.card import Card, as_dict, from_dict
from endorr.catalogue.rules.eligibility import RANGES, SECTORS, Rule, RuleKind
from endorr.catalogue.rules.starter import cards
from endorr.catalogue.rules.words import PROVIDER_KINDS, TOPICS, Applicant, Confidence, Status
from endorr.core.counties import COUNTIES
from endorr.core.municipalities import municipalities

ROOT = Path(__file__).resolve().parents[2]
CONFORMANCE = Path(os.environ.get("ENDORR_CONFORMANCE", ROOT.parent / "shared" / "conformance"))
BASE = "https://export.example/stod/"

beside = pytest.mark.skipif(
    not CONFORMANCE.is_dir() and not os.environ.get("CI"),
    reason="the standards' own shapes and schemas are not beside the checkout (ENDORR_CONFORMANCE)",
)

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)
LINE = TEXT.map(str.strip).filter(bool)
CODES = st.sampled_from(["SE", *(one.code for one in COUNTIES), *municipalities()])


def several(values: st.SearchStrategy[str], least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, unique=True, min_size=least, max_size=4).map(tuple)


BOUNDS = st.none() | st.integers(0, 10**9)
RULES = st.one_of(
    st.builds(Rule, st.sampled_from(sorted(RANGES)), BOUNDS, BOUNDS),
    st.builds(Rule, st.just(RuleKind.SECTOR), codes=several(st.sampled_from(SECTORS), 1)),
    st.builds(Rule, st.just(RuleKind.STATEMENT), sv=LINE, en=TEXT),
)
INSTANTS = st.none() | st.integers(1_577_836_800, 2_051_222_400).map(lambda at: datetime.fromtimestamp(at, UTC))
CARDS = st.builds(
    Card,
    key=st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True),
    name_sv=LINE, name_en=TEXT, provider=LINE,
    provider_kind=st.sampled_from([one.code for one in PROVIDER_KINDS]),
    organisation_key=st.sampled_from(["", "ekn", "almi"]), family=st.sampled_from(["", "check"]),
    topics=several(st.sampled_from([one.code for one in TOPICS])), applicant=st.sampled_from(Applicant),
    for_whom_sv=TEXT, for_whom_en=TEXT, gives_sv=LINE, gives_en=TEXT, cost_sv=TEXT, cost_en=TEXT, how_sv=TEXT,
    how_en=TEXT, note_sv=TEXT, note_en=TEXT, own_share=st.none() | st.integers(0, 100),
    max_amount_sek=st.none() | st.integers(1, 10**12), answer_time=st.sampled_from(["", "P14D", "PT24H", "P1Y2M"]),
    answer_time_text=TEXT, coverage=several(CODES, 1), coverage_confidence=st.sampled_from(Confidence),
    eligibility=st.lists(RULES, max_size=3).map(tuple), status=st.sampled_from(Status), opens_at=INSTANTS,
    closes_at=INSTANTS, phone=st.sampled_from(["", "08-000 00 00"]), email=st.sampled_from(["", "a@exempel.example"]),
    languages=several(st.sampled_from(["sv", "en", "fi", "se"]), 1), synonyms=several(LINE), old_names=several(LINE),
    related=several(st.sampled_from(["ekn-fordran", "tv-eori", "x"])),
    source=st.sampled_from(["", "https://exempel.example/sida?a=1"]), read_on=st.none() | st.dates(date(2000, 1, 1)),
    page_date=TEXT,
)  # fmt: skip


def over_the_wire(values: Any) -> Any:
    return json.loads(json.dumps(values, ensure_ascii=False))


@given(CARDS)
def test_a_card_is_stored_and_read_back_as_it_was(one: Card) -> None:
    assert from_dict(over_the_wire(as_dict(one))) == one


@given(CARDS)
def test_k15_through_hsds_no_field_is_lost(one: Card) -> None:
    assert from_hsds(over_the_wire(to_hsds(one))) == one


@given(st.lists(CARDS, max_size=3, unique_by=lambda one: one.key))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_k15_through_cpsv_no_field_is_lost(some: list[Card]) -> None:
    assert from_cpsv(over_the_wire(to_cpsv(some, base=BASE))) == some


@pytest.mark.parametrize(
    "document", [None, {}, {"@graph": [{}]}, {"@graph": [{"@id": "a", "@type": "cpsv:PublicService"}]}]
)
def test_what_is_no_cpsv_is_said_to_be_none(document: Any) -> None:
    with pytest.raises(NotCpsvError):
        from_cpsv(document)


def hsds_faults(service: dict[str, Any]) -> list[str]:
    from jsonschema import Draft202012Validator, FormatChecker

    schema = json.loads((CONFORMANCE / "hsds-3.0" / "service.json").read_text(encoding="utf-8"))
    found = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(service)
    return [f"{'/'.join(map(str, one.path))}: {one.message}" for one in found]


@beside
def test_k1_every_service_passes_the_schema_of_hsds() -> None:
    faults = {one.key: hsds_faults(to_hsds(one, verified_on=date(2026, 11, 17))) for one in cards()}
    assert {key: found for key, found in faults.items() if found} == {}


@beside
def test_k1_a_service_that_breaks_hsds_is_named_with_its_field() -> None:
    broken = to_hsds(card()) | {"status": "perhaps"}
    assert [fault.partition(":")[0] for fault in hsds_faults(broken)] == ["status"]


def shacl_report(document: dict[str, Any], shapes: str) -> tuple[bool, str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyshacl import validate
        from rdflib import Graph

        data = Graph().parse(data=json.dumps(document), format="json-ld")
        conforms, _graph, text = validate(data, shacl_graph=Graph().parse(data=shapes, format="turtle"))
    return bool(conforms), str(text)


OWN_SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix cpsv: <http://purl.org/vocab/cpsv#> .
@prefix cv: <http://data.europa.eu/m8g/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
[] a sh:NodeShape ; sh:targetClass cpsv:PublicService ;
   sh:property [ sh:path dct:identifier ; sh:minCount 1 ; sh:maxCount 1 ] ;
   sh:property [ sh:path dct:title ; sh:minCount 1 ; sh:datatype rdf:langString ; sh:uniqueLang true ] ;
   sh:property [ sh:path dct:description ; sh:minCount 1 ; sh:uniqueLang true ] ;
   sh:property [ sh:path dct:spatial ; sh:minCount 1 ; sh:class dct:Location ] ;
   sh:property [ sh:path cv:hasChannel ; sh:minCount 1 ; sh:class cv:Channel ] ;
   sh:property [ sh:path cv:hasCompetentAuthority ; sh:minCount 1 ; sh:class cv:PublicOrganisation ] .
"""


def test_k1_every_service_passes_our_own_shapes() -> None:
    conforms, text = shacl_report(to_cpsv(cards(), base=BASE), OWN_SHAPES)
    assert conforms, text


@beside
def test_k1_every_service_passes_the_shapes_of_cpsv_ap() -> None:
    shapes = (CONFORMANCE / "cpsv-ap-3.2.0" / "cpsv-ap-SHACL.ttl").read_text(encoding="utf-8")
    conforms, text = shacl_report(to_cpsv(cards(), base=BASE), shapes)
    assert conforms, text


@beside
def test_k1_a_service_that_breaks_the_shapes_is_named() -> None:
    shapes = (CONFORMANCE / "cpsv-ap-3.2.0" / "cpsv-ap-SHACL.ttl").read_text(encoding="utf-8")
    document = to_cpsv([card("hel"), card("trasig", provider="Annan")], base=BASE)
    del next(node for node in document["@graph"] if node["@id"] == BASE + "trasig")["dct:description"]
    conforms, text = shacl_report(document, shapes)
    assert not conforms
    assert BASE + "trasig" in text
    assert BASE + "hel>" not in text
