"""An administrator looks after the people of her own organisation, and of no other."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from endorr.base.accounts.commands import open_account
from endorr.base.accounts.models import User
from endorr.base.clock import now
from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy import commands
from endorr.base.tenancy.models import Membership, Organisation
from endorr.base.tenancy.rules import Role

pytestmark = pytest.mark.django_db
BY = "operator"


def organisation(name: str, slug: str) -> Organisation:
    entity = commands.create_legal_entity(name, "", now=now(), actor=BY, is_authority=False)
    return commands.create_organisation(name, slug, legal_entity=entity, now=now(), actor=BY)


def seated(name: str, where: Organisation, role: Role) -> User:
    person = open_account(f"{name.split(maxsplit=1)[0].lower()}@{where.slug}.example", name, now=now(), actor=BY)
    commands.grant_membership(person, where, role, now=now() - timedelta(days=1), actor=BY)
    return person


@pytest.fixture
def almi() -> Organisation:
    return organisation("Almi Nord", "almi-nord")


@pytest.fixture
def maja(almi: Organisation, client: Client) -> User:
    maja = seated("Maja Exempel", almi, Role.ADMINISTRATOR)
    client.force_login(maja)
    return maja


def wanted(almi: Organisation, **changes: str) -> dict[str, str]:
    asked = {"organisation": almi.public_id, "name": "Ali Berg", "email": "ali@almi.example", "role": "adviser"}
    return {**asked, **changes}


@pytest.mark.usefixtures("maja")
def test_somebody_new_gets_an_account_a_seat_and_a_letter(almi: Organisation, client: Client) -> None:
    assert client.post("/arbete/personer/ny/", wanted(almi)).status_code == 302
    assert Membership.objects.get(person__email="ali@almi.example").role == Role.ADVISER
    letter = OutboxRow.objects.get().payload
    assert letter["to"] == "ali@almi.example"
    assert "http://testserver/konto/kod/" in letter["text"]
    assert "Ali Berg" in client.get("/arbete/personer/").content.decode()


@pytest.mark.usefixtures("maja")
def test_what_is_wrong_is_said_and_what_was_written_is_kept(almi: Organisation, client: Client) -> None:
    page = client.post("/arbete/personer/ny/", wanted(almi, email="ali", last_day="2020-01-01")).content.decode()
    assert "namn@organisation.se" in page
    assert "Sista dagen kan inte vara före i dag." in page
    assert 'value="Ali Berg"' in page


@pytest.mark.usefixtures("maja")
def test_nobody_is_added_to_somebody_elses_organisation(client: Client) -> None:
    other = organisation("Region Norrbotten", "norrbotten")
    assert client.post("/arbete/personer/ny/", wanted(other)).status_code == 200
    assert not User.objects.filter(email="ali@almi.example").exists()


@pytest.mark.usefixtures("maja")
def test_a_seat_is_ended_at_once(almi: Organisation, client: Client) -> None:
    ali = seated("Ali Berg", almi, Role.ADVISER)
    theirs = Client()
    theirs.force_login(ali)
    seat = ali.memberships.get()
    assert client.get(f"/arbete/personer/{seat.public_id}/avsluta/").status_code == 200
    assert client.post(f"/arbete/personer/{seat.public_id}/avsluta/").status_code == 302
    assert theirs.get("/arbete/konto/").status_code == 302


def test_the_last_administrator_hears_why_not(maja: User, client: Client) -> None:
    seat = maja.memberships.get()
    page = client.post(f"/arbete/personer/{seat.public_id}/avsluta/").content.decode()
    assert "måste ha en administratör" in page


@pytest.mark.usefixtures("maja")
def test_more_people_cost_no_more_queries(
    almi: Organisation, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        seated(f"Person{number} Berg", almi, Role.ADVISER)
    with django_assert_max_num_queries(7):
        assert client.get("/arbete/personer/").status_code == 200


def test_a_cooperations_look_is_served_as_files_of_our_own(client: Client) -> None:
    door = commands.create_cooperation("Västerbotten", "vasterbotten", county_code="24", now=now(), actor=BY)
    assert client.get("/utseende/vasterbotten/farger.css").status_code == 404
    png = b"\x89PNG\r\n\x1a\n" + b"\0" * 8
    commands.set_brand(door, primary="#17415c", accent="#f2b632", now=now(), actor=BY, logo=png)
    assert client.get("/utseende/vasterbotten/farger.css")["Content-Type"] == "text/css; charset=utf-8"
    logo = client.get("/utseende/vasterbotten/logotyp")
    assert (logo["Content-Type"], logo["X-Content-Type-Options"]) == ("image/png", "nosniff")
