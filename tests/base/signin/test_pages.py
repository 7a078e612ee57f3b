"""Coming in: with a password, with a code, not at all, and out again."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client, override_settings

from endorr.base.accounts.commands import give_password, open_account
from endorr.base.accounts.models import User
from endorr.base.clock import now
from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy import commands
from endorr.base.tenancy.models import Organisation
from endorr.base.tenancy.rules import Role

pytestmark = pytest.mark.django_db
BY = "operator"
PASSWORD = "en hemlighet av god längd"
ADDRESS = "karin@almi.example"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def almi() -> Organisation:
    instant = now() - timedelta(days=1)
    entity = commands.create_legal_entity("Almi Nord AB", "", now=instant, actor=BY, is_authority=False)
    return commands.create_organisation("Almi Nord", "almi-nord", legal_entity=entity, now=instant, actor=BY)


@pytest.fixture
def karin(almi: Organisation) -> User:
    karin = open_account(ADDRESS, "Karin Ek", now=now(), actor=BY)
    commands.grant_membership(karin, almi, Role.ADVISER, now=now() - timedelta(days=1), actor=BY)
    return karin


def mailed_code() -> str:
    text = OutboxRow.objects.order_by("-pk")[0].payload["text"]
    found = re.search(r"^[A-Z0-9-]{6,}$", text, re.MULTILINE)
    assert found, text
    return found[0]


def come_in_by_code(client: Client) -> None:
    client.post("/konto/kod/", {"email": ADDRESS})
    answer = client.post("/konto/kod/skriv/", {"code": mailed_code()})
    assert answer.status_code == 302


def is_in(client: Client) -> bool:
    return client.get("/arbete/konto/").status_code == 200


def test_the_first_time_one_comes_in_by_a_mailed_code(karin: User, client: Client) -> None:
    come_in_by_code(client)
    assert is_in(client)


def test_then_with_a_password_one_has_chosen(karin: User, client: Client) -> None:
    come_in_by_code(client)
    give_password(karin, PASSWORD, now=now(), actor=BY)
    assert not is_in(client), "a new password ends what was signed in with the old"
    answer = client.post("/konto/logga-in/", {"login": "KARIN@almi.example", "password": PASSWORD})
    assert answer.status_code == 302
    assert answer["Location"] == "/arbete/fragor/", "one begins at the work of one's role"
    assert is_in(client)


def test_a_wrong_password_and_an_unknown_address_look_alike(karin: User, client: Client) -> None:
    give_password(karin, PASSWORD, now=now(), actor=BY)
    pages = [
        client.post("/konto/logga-in/", {"login": address, "password": "fel lösenord"}).content.decode()
        for address in (ADDRESS, "ingen@almi.example")
    ]
    seen = {re.sub(r'(csrfmiddlewaretoken" value=")[^"]+|(karin|ingen)@almi\.example', "", page) for page in pages}
    assert len(seen) == 1
    assert 'value="karin@almi.example"' in pages[0], "the address is kept"
    assert 'href="#id_password"' in pages[0], "the message leads to the field"


def test_an_unknown_address_hears_of_a_code_but_gets_none(client: Client) -> None:
    answer = client.post("/konto/kod/", {"email": "ingen@almi.example"}, follow=True)
    assert "ingen@almi.example" in answer.content.decode()
    assert not OutboxRow.objects.exists()


def test_an_authenticator_app_is_asked_for_once_added(karin: User, client: Client) -> None:
    come_in_by_code(client)
    page = client.get("/arbete/konto/app/").content.decode()
    assert "data:" not in page
    assert client.get("/arbete/konto/app/bild/")["Content-Type"] == "image/svg+xml"
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert client.post("/arbete/konto/app/", {"code": code}).status_code == 302
    stored = Authenticator.objects.get(user=karin, type=Authenticator.Type.TOTP)
    assert secret not in str(stored.data), "the secret is sealed"
    other = Client()
    come_in_by_code(other)
    assert not is_in(other)
    assert "kod" in other.get("/konto/andra-steget/").content.decode()


def test_ending_the_last_seat_signs_out(karin: User, almi: Organisation, client: Client) -> None:
    come_in_by_code(client)
    commands.end_membership(karin.memberships.get(), now=now(), actor=BY)
    assert client.get("/arbete/konto/").status_code == 302
    client.post("/konto/kod/", {"email": ADDRESS})
    answer = client.post("/konto/kod/skriv/", {"code": mailed_code()})
    assert answer["Location"] == "/konto/stangt/"


def test_signing_out_is_a_post(karin: User, client: Client) -> None:
    come_in_by_code(client)
    assert client.get("/arbete/konto/logga-ut/").status_code == 405
    client.post("/arbete/konto/logga-ut/")
    assert not is_in(client)


def test_where_a_second_step_is_asked_for_nothing_else_can_be_done_first(karin: User, client: Client) -> None:
    come_in_by_code(client)
    with override_settings(STAFF_NEED_SECOND_STEP=True):
        assert client.get("/arbete/personer/")["Location"] == client.get("/arbete/finns-inte/")["Location"]
        assert is_in(client)


def test_nobody_makes_an_account_for_themselves(client: Client) -> None:
    assert client.get("/konto/signup/").status_code == 404


def test_too_many_tries_are_told_to_wait(karin: User, client: Client) -> None:
    answers = [client.post("/konto/logga-in/", {"login": ADDRESS, "password": f"fel{n}"}) for n in range(12)]
    assert "För många" in answers[-1].content.decode()
