"""Seats begin and end on their days, and count only where they are held."""

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.base.tenancy.conftest import BY, organisation

from endorr.base.accounts.commands import close_account
from endorr.base.accounts.models import User
from endorr.base.clock import local_date
from endorr.base.tenancy import commands, queries
from endorr.base.tenancy.models import Cooperation, Organisation
from endorr.base.tenancy.queries import viewer_of
from endorr.base.tenancy.rules import ANONYMOUS, Role

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def seat(karin: User, almi: Organisation, tuesday: datetime) -> None:
    commands.grant_membership(karin, almi, Role.ADVISER, now=tuesday, actor=BY, valid_to=local_date(tuesday) + DAY)


@pytest.mark.usefixtures("seat")
def test_an_adviser_sees_as_her_organisation_and_its_cooperations(
    karin: User, almi: Organisation, vasterbotten: Cooperation, tuesday: datetime
) -> None:
    viewer = viewer_of(karin.pk, on=local_date(tuesday))
    assert viewer.roles == {Role.ADVISER}
    assert viewer.organisation_ids == {almi.pk}
    assert viewer.cooperation_ids == {vasterbotten.pk}
    assert viewer.actor == f"person:{karin.public_id}"


@pytest.mark.usefixtures("seat")
def test_access_ends_the_day_after_the_last_day(karin: User, tuesday: datetime) -> None:
    today = local_date(tuesday)
    assert viewer_of(karin.pk, on=today + DAY).organisation_ids
    assert not viewer_of(karin.pk, on=today + 2 * DAY).organisation_ids


@pytest.mark.usefixtures("seat")
def test_access_ends_at_once_when_somebody_ends_it(karin: User, tuesday: datetime) -> None:
    commands.end_membership(karin.memberships.get(), now=tuesday, actor=BY)
    assert viewer_of(karin.pk, on=local_date(tuesday)).seats == ()


@pytest.mark.usefixtures("seat")
def test_a_closed_account_is_nobody(karin: User, tuesday: datetime) -> None:
    close_account(karin, now=tuesday, actor=BY)
    assert viewer_of(karin.pk, on=local_date(tuesday)) == ANONYMOUS


def test_a_seat_for_one_cooperation_counts_in_that_one_only(
    karin: User, almi: Organisation, vasterbotten: Cooperation, tuesday: datetime
) -> None:
    norrbotten = commands.create_cooperation("Norrbotten", "norrbotten", county_code="25", now=tuesday, actor=BY)
    commands.join_cooperation(almi, norrbotten, now=tuesday, actor=BY)
    commands.grant_membership(karin, almi, Role.COORDINATOR, now=tuesday, actor=BY, cooperation=norrbotten)
    assert viewer_of(karin.pk, on=local_date(tuesday)).cooperations_as(Role.COORDINATOR) == {norrbotten.pk}


def test_a_role_in_one_organisation_gives_nothing_in_another(
    karin: User, almi: Organisation, chamber: Organisation, tuesday: datetime
) -> None:
    commands.grant_membership(karin, almi, Role.ADVISER, now=tuesday, actor=BY)
    commands.grant_membership(karin, chamber, Role.ADMINISTRATOR, now=tuesday, actor=BY)
    viewer = viewer_of(karin.pk, on=local_date(tuesday))
    assert viewer.organisations_as(Role.ADMINISTRATOR) == {chamber.pk}


def test_whoever_looks_costs_two_queries(
    karin: User, almi: Organisation, tuesday: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for role in Role:
        commands.grant_membership(karin, almi, role, now=tuesday, actor=BY)
    with django_assert_num_queries(2):
        viewer = viewer_of(karin.pk, on=local_date(tuesday))
    assert viewer.roles == set(Role)


def test_an_administrator_sees_the_seats_of_her_own_organisation_in_one_query(
    karin: User, ali: User, almi: Organisation, tuesday: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    elsewhere = organisation("Region Norrbotten", "norrbotten", now=tuesday)
    commands.grant_membership(karin, almi, Role.ADMINISTRATOR, now=tuesday, actor=BY)
    theirs = commands.grant_membership(ali, elsewhere, Role.ADVISER, now=tuesday, actor=BY)
    commands.grant_membership(ali, almi, Role.ADVISER, now=tuesday, actor=BY)
    today = local_date(tuesday)
    viewer = viewer_of(karin.pk, on=today)
    with django_assert_num_queries(1):
        rows = queries.seats_of_own_organisations(viewer, on=today)
    assert [(row.name, row.role) for row in rows] == [("Ali Berg", Role.ADVISER), ("Karin Ek", Role.ADMINISTRATOR)]
    assert queries.own_seat(viewer, theirs.public_id) is None


def test_one_person_has_one_account_however_the_address_is_written(karin: User) -> None:
    assert karin.email == "karin@almi.example"
