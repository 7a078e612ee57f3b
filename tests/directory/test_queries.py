"""The answers as the database gives them: by market and language, and the map cell by cell."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.directory.factories import (
    ACTOR,
    NOW,
    SKELLEFTEA,
    TUESDAY,
    UMEA,
    cooperation,
    function,
    mapped,
    organisation,
    person,
)
from tests.directory.factories import needs as make_needs

from endorr.base.tenancy.models import Cooperation, Organisation
from endorr.core.municipalities import in_county
from endorr.directory.commands import add_channel, report_absence
from endorr.directory.queries import Wish, coverage_of, evaluate, needs, who_helps
from endorr.directory.rules import ChannelKind, Competence, Part, Standing, Verdict, Why

pytestmark = pytest.mark.django_db


@pytest.fixture
def almi() -> Organisation:
    return organisation("Almi Nord")


@pytest.fixture
def north(almi: Organisation) -> Cooperation:
    door = cooperation("Nord", "24", almi)
    mapped(door, UMEA, SKELLEFTEA)
    return door


def test_a_function_that_names_markets_takes_those_and_no_others(almi: Organisation, north: Cooperation) -> None:
    function("Tyskland", almi, within=north, covers=[UMEA], held_by=["Eva"], skills=[(Competence.MARKET, "DE")])
    assert evaluate(UMEA, "finance", on=TUESDAY, wish=Wish(market="DE")).verdict is Verdict.COVERED
    japan = evaluate(UMEA, "finance", on=TUESDAY, wish=Wish(market="JP"))
    assert japan.verdict is Verdict.HOLE
    assert Why.OTHER_CASES in {reason.why for reason in japan.reasons}


def test_a_function_that_names_none_takes_every_market(almi: Organisation, north: Cooperation) -> None:
    function("Hela världen", almi, within=north, covers=[UMEA], held_by=["Eva"])
    assert evaluate(UMEA, "finance", on=TUESDAY, wish=Wish(market="JP", language="ja")).verdict is Verdict.COVERED


def test_channels_come_with_the_function(almi: Organisation, north: Cooperation) -> None:
    made = function("Finansiering", almi, within=north, covers=[UMEA], held_by=["Eva"])
    for _twice in range(2):
        add_channel(made, ChannelKind.PHONE, "0980-319 200", now=NOW, actor=ACTOR, fictional=True)
    (row,) = who_helps(UMEA, "finance", on=TUESDAY).rows
    assert [(one.kind, one.value, one.fictional) for one in row.channels] == [("phone", "0980-319 200", True)]


def test_the_needs_keep_their_order(north: Cooperation) -> None:
    make_needs("b", "a")
    assert [need.code for need in needs()] == ["b", "a"]


@pytest.mark.parametrize("day", [TUESDAY - timedelta(days=1), TUESDAY, TUESDAY + timedelta(days=1)])
def test_every_cell_of_the_map_is_what_one_question_would_hear(
    almi: Organisation, north: Cooperation, day: date
) -> None:
    make_needs("finance", "customs", "vat")
    function("Alltid", almi, within=north, covers=[UMEA], held_by=["Eva"], deputies=["Ola"])
    function("Från i dag", almi, within=north, covers=[SKELLEFTEA], held_by=["Mia"], since=TUESDAY)
    function("Läst", almi, within=north, good_at=["vat"], covers=[UMEA], standing=Standing.UNCONFIRMED)
    function("Tom", almi, within=north, good_at=["customs"], covers=[UMEA])
    for name in ("Eva", "Mia"):
        away = person(name).public_id
        report_absence(away, first_day=TUESDAY, last_day=TUESDAY, part=Part.WHOLE, now=NOW, actor=ACTOR)
    places = tuple(place.code for place in in_county("24"))
    whole = coverage_of(places, on=day)
    for place in places:
        for need in ("finance", "customs", "vat"):
            assert whole.verdict(place, need) is evaluate(place, need, on=day).verdict


def test_one_look_up_is_one_question_to_the_database_unless_nobody_has_spoken(
    almi: Organisation, north: Cooperation, django_assert_num_queries: Any
) -> None:
    function("Lån", almi, within=north, covers=[UMEA], held_by=["Eva"], deputies=["Ola"])
    make_needs("origin")
    with django_assert_num_queries(1):
        assert evaluate(UMEA, "finance", on=TUESDAY).verdict is Verdict.COVERED
    with django_assert_num_queries(2):
        assert evaluate(UMEA, "origin", on=TUESDAY).verdict is Verdict.HOLE


def test_the_prepared_look_up_forgets_nothing_between_two_askers(almi: Organisation, north: Cooperation) -> None:
    function("Lån", almi, within=north, covers=[UMEA], held_by=["Eva"])
    later = TUESDAY + timedelta(days=400)
    report_absence(person("Eva").public_id, first_day=later, last_day=later, part=Part.WHOLE, now=NOW, actor=ACTOR)
    asked = [(UMEA, TUESDAY), (UMEA, later), (SKELLEFTEA, TUESDAY), (UMEA, date(2020, 1, 1)), (UMEA, TUESDAY)]
    assert [evaluate(place, "finance", on=day).verdict for place, day in asked] == [
        Verdict.COVERED,
        Verdict.HOLE,
        Verdict.HOLE,
        Verdict.UNKNOWN,
        Verdict.COVERED,
    ]
