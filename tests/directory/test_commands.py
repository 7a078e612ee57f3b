"""What happens to functions when people come, go and stay at home."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.directory.factories import (
    ACTOR,
    NOW,
    SINCE,
    SKELLEFTEA,
    TUESDAY,
    UMEA,
    cooperation,
    function,
    mapped,
    needs,
    organisation,
    person,
)

from endorr.base.ledger.models import Event
from endorr.base.tenancy.models import Cooperation, Organisation
from endorr.directory import commands
from endorr.directory.models import Coverage, Function, Holding
from endorr.directory.queries import evaluate
from endorr.directory.rules import Competence, Part, Place, Refusal, Refused, Standing, Verdict, Why

pytestmark = pytest.mark.django_db

TOMORROW = TUESDAY + timedelta(days=1)
WHO: dict[str, Any] = {"now": NOW, "actor": ACTOR}


@pytest.fixture
def almi() -> Organisation:
    return organisation("Almi Nord")


@pytest.fixture
def north(almi: Organisation) -> Cooperation:
    return cooperation("Västerbotten", "24", almi)


@pytest.fixture
def finance(almi: Organisation, north: Cooperation) -> str:
    """Eva answers for finance in Umeå, and Ola when she does not."""
    mapped(north, UMEA, SKELLEFTEA)
    return function("Exportfinansiering", almi, within=north, covers=[UMEA], held_by=["Eva"], deputies=["Ola"])


def verdict(on: date = TUESDAY, municipality: str = UMEA) -> Verdict:
    return evaluate(municipality, "finance", on=on).verdict


def why(on: date = TUESDAY) -> Why:
    return evaluate(UMEA, "finance", on=on).reasons[0].why


def seat_of(name: str) -> str:
    return Holding.objects.get(person__name=name).public_id


def away(name: str, first: date = TUESDAY, last: date = TUESDAY, part: Part = Part.WHOLE) -> str:
    return commands.report_absence(person(name).public_id, first_day=first, last_day=last, part=part, **WHO)


def refusal(refused: pytest.ExceptionInfo[Refused]) -> Refusal:
    return refused.value.refusal


def test_the_deputy_answers_while_the_holder_is_away(finance: str) -> None:
    assert why() is Why.HOLDER
    absence = away("Eva")
    assert why() is Why.DEPUTY
    assert why(TOMORROW) is Why.HOLDER
    commands.withdraw_absence(absence, **WHO)
    assert why() is Why.HOLDER


def test_when_both_are_away_there_is_a_hole_that_says_so(finance: str) -> None:
    away("Eva")
    away("Ola")
    assert verdict() is Verdict.HOLE
    assert why() is Why.ALL_AWAY


def test_reporting_the_same_absence_twice_is_one_absence(finance: str) -> None:
    assert away("Eva") == away("Eva")


def test_half_days_come_one_at_a_time(finance: str) -> None:
    with pytest.raises(Refused) as refused:
        away("Eva", TUESDAY, TOMORROW, Part.MORNING)
    assert refusal(refused) is Refusal.HALF_DAY_OVER_SEVERAL


def test_the_days_somebody_was_away_are_not_in_the_ledger(finance: str) -> None:
    away("Eva")
    event = Event.objects.get(kind=commands.AWAY)
    assert event.facts == {}


def test_a_seat_ends_the_very_day(finance: str) -> None:
    commands.end_seat(seat_of("Eva"), from_day=TUESDAY, **WHO)
    assert why() is Why.DEPUTY
    assert why(TUESDAY - timedelta(days=1)) is Why.HOLDER


def test_a_deputy_takes_over_and_is_deputy_no_more(finance: str) -> None:
    commands.replace_holder(seat_of("Eva"), person("Ola").public_id, from_day=TOMORROW, **WHO)
    rows = Holding.objects.filter(function__public_id=finance, valid_to__isnull=True)
    assert [(row.person.name, row.place) for row in rows] == [("Ola", Place.HOLDER)]
    assert why(TUESDAY) is Why.HOLDER
    assert why(TOMORROW) is Why.HOLDER


def test_nobody_is_seated_twice_behind_the_same_function(finance: str) -> None:
    with pytest.raises(Refused) as refused:
        commands.seat_person(finance, person("Eva").public_id, place=Place.DEPUTY, from_day=TUESDAY, **WHO)
    assert refusal(refused) is Refusal.ALREADY_SEATED


def test_a_person_leaves_and_the_function_goes_on(finance: str, almi: Organisation) -> None:
    left = commands.person_leaves(person("Eva").public_id, organisation=almi.public_id, from_day=TUESDAY, **WHO)
    assert left == ()
    assert why() is Why.DEPUTY


def test_when_the_last_one_leaves_the_function_is_told_vacant(finance: str, almi: Organisation) -> None:
    commands.person_leaves(person("Ola").public_id, organisation=almi.public_id, from_day=TUESDAY, **WHO)
    left = commands.person_leaves(person("Eva").public_id, organisation=almi.public_id, from_day=TUESDAY, **WHO)
    assert left == (finance,)
    assert verdict() is Verdict.HOLE
    assert why() is Why.VACANT
    assert Function.objects.get(public_id=finance).valid_to is None


def test_leaving_one_organisation_is_not_leaving_another(finance: str, north: Cooperation) -> None:
    chamber = organisation("Handelskammaren")
    function("Ursprung", chamber, within=north, good_at=["origin"], held_by=["Eva"])
    commands.person_leaves(person("Eva").public_id, organisation=chamber.public_id, from_day=TUESDAY, **WHO)
    assert why() is Why.HOLDER


def test_a_municipality_moves_without_a_day_between(finance: str, almi: Organisation, north: Cooperation) -> None:
    other = function("Finansiering norr", almi, within=north, held_by=["Mia"])
    commands.move_coverage(UMEA, before=finance, after=other, from_day=TOMORROW, **WHO)
    assert evaluate(UMEA, "finance", on=TUESDAY).functions == (Function.objects.get(public_id=finance).pk,)
    assert evaluate(UMEA, "finance", on=TOMORROW).functions == (Function.objects.get(public_id=other).pk,)


def test_moving_back_the_same_day_leaves_no_trace_of_the_detour(
    finance: str, almi: Organisation, north: Cooperation
) -> None:
    other = function("Finansiering norr", almi, within=north, held_by=["Mia"])
    commands.move_coverage(UMEA, before=finance, after=other, from_day=TOMORROW, **WHO)
    commands.move_coverage(UMEA, before=other, after=finance, from_day=TOMORROW, **WHO)
    assert evaluate(UMEA, "finance", on=TOMORROW).functions == (Function.objects.get(public_id=finance).pk,)
    assert not Coverage.objects.filter(function__public_id=other).exists()


def test_what_is_not_covered_cannot_be_moved(finance: str, almi: Organisation, north: Cooperation) -> None:
    other = function("Finansiering norr", almi, within=north)
    with pytest.raises(Refused) as refused:
        commands.move_coverage(SKELLEFTEA, before=finance, after=other, from_day=TOMORROW, **WHO)
    assert refusal(refused) is Refusal.NOT_COVERED
    with pytest.raises(Refused) as refused:
        commands.move_coverage(UMEA, before=finance, after=finance, from_day=TOMORROW, **WHO)
    assert refusal(refused) is Refusal.SAME_FUNCTION


def test_a_closed_function_covers_nothing_and_seats_nobody(finance: str) -> None:
    commands.close_function(finance, from_day=TOMORROW, **WHO)
    assert verdict(TUESDAY) is Verdict.COVERED
    assert verdict(TOMORROW) is Verdict.HOLE
    with pytest.raises(Refused) as refused:
        commands.seat_person(finance, person("Mia").public_id, place=Place.HOLDER, from_day=TOMORROW, **WHO)
    assert refusal(refused) is Refusal.FUNCTION_CLOSED


def test_covering_the_same_place_again_changes_nothing(finance: str) -> None:
    events = Event.objects.count()
    assert commands.cover(finance, [UMEA], standing=Standing.CONFIRMED, from_day=TUESDAY, **WHO) == 0
    assert Event.objects.count() == events


def test_what_was_only_read_is_confirmed_once_its_owner_says_so(almi: Organisation, north: Cooperation) -> None:
    read = function("Läst", almi, within=north, covers=[UMEA], held_by=["Eva"], standing=Standing.UNCONFIRMED)
    assert verdict() is Verdict.UNKNOWN
    assert commands.cover(read, [UMEA, SKELLEFTEA], standing=Standing.CONFIRMED, from_day=TUESDAY, **WHO) == 2
    assert verdict() is Verdict.COVERED
    assert Coverage.objects.filter(function__public_id=read, municipality=UMEA).count() == 1


def test_a_place_can_be_given_up_and_taken_back(finance: str) -> None:
    commands.cease_to_cover(finance, [UMEA], from_day=TUESDAY, **WHO)
    assert verdict() is Verdict.HOLE
    assert commands.cover(finance, [UMEA], standing=Standing.CONFIRMED, from_day=TOMORROW, **WHO) == 1
    assert verdict(TOMORROW) is Verdict.COVERED


def test_a_function_without_a_known_need_would_never_be_found(almi: Organisation) -> None:
    needs("finance")
    for skills, reason in (
        ([(Competence.LANGUAGE, "de")], Refusal.NO_NEED),
        ([(Competence.NEED, "trolleri")], Refusal.UNKNOWN_NEED),
    ):
        with pytest.raises(Refused) as refused:
            commands.open_function(
                "Rådgivning", organisation=almi.public_id, cooperation=None, skills=skills, from_day=SINCE, **WHO
            )
        assert refusal(refused) is reason
    assert not Function.objects.exists()


def test_every_deed_leaves_its_event_in_the_cooperations_chain(finance: str, north: Cooperation) -> None:
    kinds = set(Event.objects.filter(chain=north.public_id).values_list("kind", flat=True))
    assert {commands.OPENED, commands.SEATED, commands.COVERED, commands.MAPPED} <= kinds
