"""What a fresh demo's directory holds: the real doors, and nobody who exists."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from tests.directory.factories import NOW, TUESDAY

from endorr.base.accounts.models import User
from endorr.base.demo.people import PLAYERS, seed_people
from endorr.base.ledger.models import Event
from endorr.base.tenancy.models import Cooperation, Organisation, Participation
from endorr.base.tenancy.rules import Role
from endorr.core.counties import COUNTIES
from endorr.core.municipalities import in_county, municipalities
from endorr.directory.demo.cast import STAFFED
from endorr.directory.demo.commands import sow_facts, sow_staff
from endorr.directory.models import Coverage, DutyFlag, Function, Holding, Need, Terms
from endorr.directory.queries import coverage_of, desk_for, duty_address, who_helps
from endorr.directory.rules import Duty, Obligation, Place, Verdict, Why

pytestmark = pytest.mark.django_db

HALMSTAD, VARBERG, FALKENBERG, MALMO, UMEA, LULEA = "1380", "1383", "1382", "1280", "2480", "2580"


def sow() -> None:
    for seed in (sow_facts, seed_people, sow_staff):
        seed(NOW)


@pytest.fixture(scope="module")
def sown(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One sowing for all these tests, undone in the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        sow()
        yield
        transaction.set_rollback(True)


def helpers(municipality: str, need: str, on: date = TUESDAY) -> list[str]:
    found = who_helps(municipality, need, on=on)
    return [row.organisation for row in found.rows if row.why in {Why.HOLDER, Why.DEPUTY}]


def verdict(municipality: str, need: str) -> Verdict:
    return who_helps(municipality, need, on=TUESDAY).verdict


def counts() -> dict[str, int]:
    models: list[Any] = [
        Need,
        Organisation,
        Cooperation,
        Participation,
        Terms,
        Function,
        Coverage,
        Holding,
        User,
        Event,
    ]
    return {model.__name__: model.objects.count() for model in models}


def test_a_second_sowing_changes_nothing(sown: None) -> None:
    before = counts()
    sow()
    assert counts() == before
    assert before["Cooperation"] == 21


def test_every_county_has_its_door_with_the_members_of_the_assignment(sown: None) -> None:
    for county in COUNTIES:
        door = Cooperation.objects.get(county_code=county.code)
        shall = Terms.objects.filter(participation__cooperation=door, obligation=Obligation.SHALL)
        kinds = set(shall.values_list("participation__organisation__profile__kind", flat=True))
        assert {"region", "almi", "een", "business-sweden", "ekn"} <= kinds


def test_all_municipalities_have_somebody_or_are_told_unknown(sown: None) -> None:
    whole = coverage_of(tuple(municipalities()), on=TUESDAY)
    assert len(whole.municipalities) == 290
    staffed = {place.code for county in STAFFED for place in in_county(county)}
    for code in municipalities():
        counted = whole.count(code)
        assert counted[Verdict.COVERED] >= 20 if code in staffed else counted[Verdict.COVERED] == 0
        assert counted[Verdict.HOLE] == 0 or code in staffed


def test_nobody_in_the_demo_exists_and_all_are_marked(sown: None) -> None:
    assert User.objects.exists()
    assert not User.objects.exclude(fictional=True).exists()
    assert not Holding.objects.exclude(function__fictional=True).exists()
    assert not User.objects.exclude(email__endswith=".example").exists()


def test_what_a_source_says_has_its_address_and_was_never_verified(sown: None) -> None:
    assert not Function.objects.filter(fictional=False, source="").exists()
    assert not Function.objects.exclude(verified_on=None).exists()
    assert not Terms.objects.filter(source="").exists()


def test_southern_and_northern_halland_have_their_own_chambers(sown: None) -> None:
    assert helpers(HALMSTAD, "trade-documents") == ["Sydsvenska Handelskammaren"]
    assert helpers(VARBERG, "trade-documents") == ["Västsvenska Handelskammaren"]
    # No source says which of them Falkenberg belongs to, so nobody pretends to know.
    assert verdict(FALKENBERG, "trade-documents") is Verdict.UNKNOWN


def test_een_in_skane_moved_at_new_year_2023(sown: None) -> None:
    assert helpers(MALMO, "partners", date(2022, 12, 31)) == ["Invest in Skåne"]
    assert helpers(MALMO, "partners", date(2023, 1, 1)) == ["Almi Skåne"]
    hosts = DutyFlag.objects.filter(duty=Duty.NETWORK_LABEL, organisation__slug="een-12").order_by("valid_from")
    assert [(flag.host.slug if flag.host else "", flag.valid_to) for flag in hosts] == [
        ("invest-in-skane", date(2022, 12, 31)),
        ("almi-12", None),
    ]


def test_the_troubles_of_an_ordinary_tuesday_are_told(sown: None) -> None:
    def first(municipality: str, need: str) -> Why:
        return who_helps(municipality, need, on=TUESDAY).rows[0].why

    assert first(UMEA, "guarantees") is Why.DEPUTY
    assert (verdict(LULEA, "loans"), first(LULEA, "loans")) == (Verdict.HOLE, Why.ALL_AWAY)
    assert (verdict(HALMSTAD, "cheques"), first(HALMSTAD, "cheques")) == (Verdict.HOLE, Why.VACANT)


def test_whatever_the_verdict_there_is_a_desk(sown: None) -> None:
    desk = who_helps(LULEA, "loans", on=TUESDAY).desk
    assert desk is not None
    assert desk.organisation == "Norrbottens Handelskammare"


def test_every_county_has_a_desk_that_somebody_answers_for_and_a_deputy(sown: None) -> None:
    for county in COUNTIES:
        desk = desk_for(county.code, on=TUESDAY)
        assert desk is not None, county.code
        assert desk.phone.startswith("0980-319 2")  # the series kept for fiction
        assert duty_address(desk, on=TUESDAY).endswith(".example")
        places = Holding.objects.filter(function=desk.function_id).values_list("place", flat=True)
        assert sorted(places) == ["deputy", "holder"]
        assert Function.objects.get(pk=desk.function_id).fictional


def test_a_desk_whose_holder_is_away_answers_by_its_deputy(sown: None) -> None:
    desk = desk_for("04", on=TUESDAY)
    assert desk is not None
    deputy = Holding.objects.get(function=desk.function_id, place=Place.DEPUTY)
    assert duty_address(desk, on=TUESDAY) == deputy.person.email


def test_those_one_can_be_in_the_demo_sit_behind_functions(sown: None) -> None:
    advisers = {player.address for player in PLAYERS if player.role in {Role.ADVISER, Role.COORDINATOR}}
    seated = set(Holding.objects.filter(person__email__in=advisers).values_list("person__email", flat=True))
    assert {"karin@almi.example", "sara@region-vasterbotten.example", "jon@een.example"} <= seated
