"""Seats begin and end on their days."""

from datetime import date, timedelta

import pytest

from endorr.base.accounts.models import User
from endorr.base.tenancy.models import Cooperation, LegalEntity, Membership, Organisation, Participation
from endorr.base.tenancy.queries import viewer_of
from endorr.base.tenancy.rules import ANONYMOUS, Role

TODAY = date(2026, 11, 17)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def karin() -> User:
    return User.objects.create_user("Karin@Almi.example", name="Karin Ek")


@pytest.fixture
def almi(karin: User) -> Organisation:
    entity = LegalEntity.objects.create(name="Almi Nord AB")
    organisation = Organisation.objects.create(legal_entity=entity, slug="almi-nord", name="Almi Nord")
    cooperation = Cooperation.objects.create(slug="vasterbotten", name="Västerbotten", county_code="24")
    Participation.objects.create(organisation=organisation, cooperation=cooperation, valid_from=YESTERDAY)
    Membership.objects.create(
        person=karin, organisation=organisation, role=Role.ADVISER, valid_from=YESTERDAY, valid_to=TODAY
    )
    return organisation


def test_an_adviser_sees_as_her_organisation_and_its_cooperations(karin: User, almi: Organisation) -> None:
    viewer = viewer_of(karin.pk, on=TODAY)
    assert viewer.roles == {Role.ADVISER}
    assert viewer.organisation_ids == {almi.pk}
    assert len(viewer.cooperation_ids) == 1
    assert viewer.actor == f"person:{karin.public_id}"


def test_access_ends_the_day_after_the_last_day(karin: User, almi: Organisation) -> None:
    viewer = viewer_of(karin.pk, on=TOMORROW)
    assert viewer.signed_in
    assert viewer.organisation_ids == frozenset()
    assert viewer.cooperation_ids == frozenset()


def test_a_closed_account_is_nobody(karin: User, almi: Organisation) -> None:
    User.objects.filter(pk=karin.pk).update(is_active=False)
    assert viewer_of(karin.pk, on=TODAY) == ANONYMOUS


def test_one_person_has_one_account_however_the_address_is_written(karin: User) -> None:
    assert karin.email == "karin@almi.example"
