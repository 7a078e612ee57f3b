"""An administrator looks after the people of her own organisation, and of no other."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
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


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 8


@pytest.fixture
def sara(client: Client) -> User:
    """A coordinator of Västerbotten, where two organisations keep a door; signed in."""
    region = organisation("Region Västerbotten", "region-24")
    door = commands.create_cooperation("Västerbotten", "vasterbotten", county_code="24", now=now(), actor=BY)
    commands.create_cooperation("Norrbotten", "norrbotten", county_code="25", now=now(), actor=BY)
    commands.join_cooperation(region, door, now=now(), actor=BY)
    person = seated("Sara Lind", region, Role.COORDINATOR)
    client.force_login(person)
    return person


@pytest.mark.usefixtures("sara")
def test_a_coordinator_gives_the_door_colours_and_a_logo_and_every_page_of_it_wears_them(client: Client) -> None:
    assert client.get("/arbete/utseende/")["Location"] == "/arbete/utseende/vasterbotten/"
    logo = SimpleUploadedFile("logga.png", PNG)
    sent = {"primary": "#0B5D4B", "accent": "#f4c95d", "logo": logo}
    assert client.post("/arbete/utseende/vasterbotten/", sent).status_code == 302
    assert "#0b5d4b" in client.get("/utseende/vasterbotten/farger.css").content.decode()
    for path in ("/dorr/vasterbotten/", "/en/dorr/vasterbotten/", "/vem-hjalper/lan/24/", "/arbete/konto/"):
        page = client.get(path).content.decode()
        assert "/utseende/vasterbotten/farger.css?v=1" in page, path
        assert "/utseende/vasterbotten/logotyp?v=1" in page, path
    kept = client.post("/arbete/utseende/vasterbotten/", {"primary": "#17415c", "accent": "#f2b632"})
    assert kept.status_code == 302
    anybody = Client().get("/dorr/vasterbotten/").content.decode()
    assert "farger.css?v=2" in anybody
    assert "logotyp?v=2" in anybody
    assert "farger.css" not in Client().get("/dorr/norrbotten/").content.decode()
    assert Client().get("/dorr/finns-inte/").status_code == 404


@pytest.mark.usefixtures("sara")
def test_colours_nobody_can_read_are_refused_with_the_nearest_that_can(client: Client) -> None:
    page = client.post("/arbete/utseende/vasterbotten/", {"primary": "#7fb2d9", "accent": "#f5c04a"}).content.decode()
    assert "Närmaste färg som går: #" in page
    assert 'value="#7fb2d9"' in page
    assert client.get("/utseende/vasterbotten/farger.css").status_code == 404
    offered = re.findall(r"Närmaste färg som går: (#[0-9a-f]{6})", page)[-1]
    assert client.post("/arbete/utseende/vasterbotten/", {"primary": offered, "accent": "#f5c04a"}).status_code == 302


@pytest.mark.usefixtures("sara")
def test_a_logo_is_judged_by_its_bytes_and_a_colour_by_its_spelling(client: Client) -> None:
    sent = {"primary": "grön", "accent": "#f2b632", "logo": SimpleUploadedFile("logga.png", b"<svg onload='x'/>")}
    page = client.post("/arbete/utseende/vasterbotten/", sent).content.decode()
    assert "PNG eller WebP" in page
    assert "till exempel #17415c" in page
    assert 'value="grön"' in page
