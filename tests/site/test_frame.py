"""What stands around a page, for a visitor and for somebody signed in."""

from datetime import UTC, datetime
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from endorr.base.accounts.models import User
from endorr.base.demo.people import seed_people

pytestmark = pytest.mark.django_db


def read(client: Client, path: str = "/") -> str:
    return unescape(client.get(path).content.decode())


def test_a_visitor_finds_the_statement_the_status_and_the_way_to_sign_in(client: Client) -> None:
    text = read(client)
    for place in ("/tillganglighet/", "/statusz", "/nar-far-jag-svar/", "/oppna-data/kalendrar/", "/konto/logga-in/"):
        assert f'href="{place}"' in text


def test_the_first_page_asks_the_database_nothing(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/")
    with django_assert_num_queries(0):
        client.get("/")


def test_the_first_page_promises_a_day_and_an_hour(client: Client) -> None:
    assert "Ställer du frågan nu hör vi av oss senast" in read(client)
    assert "Ask now and we will be in touch by" in read(client, "/en/")


def test_the_first_page_shows_no_box_that_leads_nowhere(client: Client) -> None:
    text = read(client)
    assert ("<textarea" in text) == ('action="' in text.partition("<textarea")[0].rpartition("<form")[2])


@pytest.mark.parametrize(("email", "sees_people"), [("administrator", True), ("adviser", False)])
def test_a_person_is_shown_only_the_places_that_open(client: Client, email: str, sees_people: bool) -> None:
    seed_people(datetime(2026, 11, 17, 8, 40, tzinfo=UTC))
    person = next(user for user in User.objects.all() if user.memberships.filter(role=email).exists())
    client.force_login(person)
    text = read(client)
    assert person.name in text
    assert ('href="/arbete/personer/"' in text) == sees_people
    assert "Logga ut" in text
