"""An organisation's own sign-in: who it vouches for comes in if they hold a seat there, and nobody else."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from tests.base.signin.provider import CLIENT, CODE, SECRET, Provider, standing

from endorr.base.accounts.commands import open_account
from endorr.base.accounts.models import User
from endorr.base.clock import now
from endorr.base.tenancy import commands
from endorr.base.tenancy.models import Membership
from endorr.base.tenancy.rules import Role

pytestmark = pytest.mark.django_db
BY = "operator"
ADDRESS = "karin@region-exempel.example"


def seated(slug: str, address: str) -> User:
    at = now() - timedelta(days=1)
    entity = commands.create_legal_entity(slug, "", now=at, actor=BY, is_authority=True)
    where = commands.create_organisation(slug, slug, legal_entity=entity, now=at, actor=BY)
    person = open_account(address, "Karin Ek", now=at, actor=BY)
    commands.grant_membership(person, where, Role.ADVISER, now=at, actor=BY)
    return person


@pytest.fixture
def provider() -> Iterator[Provider]:
    cache.clear()
    with standing() as made:
        made.claims = {"email": ADDRESS, "email_verified": True, "name": "Karin Ek"}
        app = {
            "provider_id": "region-exempel",
            "name": "Region Exempel",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": made.url, "organisation": "region-exempel"},
        }
        with override_settings(SOCIALACCOUNT_PROVIDERS={"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}):
            yield made


def come_back(client: Client, **changed: str) -> Any:
    """Go to the provider, who agrees, and come back with its code."""
    away = client.get("/konto/organisation/region-exempel/")
    assert away.status_code == 302
    asked = {name: values[0] for name, values in parse_qs(urlsplit(away["Location"]).query).items()}
    assert asked["redirect_uri"] == "http://testserver/konto/organisation/region-exempel/svar/"
    assert asked["code_challenge_method"] == "S256"
    sent = {"code": CODE, "state": asked["state"], **changed}
    return client.get("/konto/organisation/region-exempel/svar/", sent)


def is_in(client: Client) -> bool:
    return client.get("/arbete/konto/").status_code == 200


def test_whoever_holds_a_seat_there_comes_in_and_is_offered_the_way(provider: Provider, client: Client) -> None:
    seated("region-exempel", ADDRESS)
    assert "Logga in med Region Exempel" in client.get("/konto/logga-in/").content.decode()
    come_back(client)
    assert is_in(client)
    assert provider.asked[0]["code_verifier"]
    again = Client()
    come_back(again)
    assert is_in(again), "the second time the account is known by the provider's own name for it"


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param({"email_verified": False}, id="an address the provider has not verified"),
        pytest.param({"email": "ali@almi.example"}, id="a person who holds a seat elsewhere only"),
        pytest.param({"email": "okand@region-exempel.example"}, id="somebody without an account"),
        pytest.param({"aud": "another client"}, id="a token meant for another"),
        pytest.param({"iss": "https://inloggning.example"}, id="a token from another"),
        pytest.param({"exp": 1_000_000_000}, id="a token that has run out"),
    ],
)
def test_nobody_else_does(provider: Provider, client: Client, claims: dict[str, Any]) -> None:
    seated("region-exempel", ADDRESS)
    seated("almi-nord", "ali@almi.example")
    provider.claims |= claims
    answer = come_back(client)
    assert answer.status_code in {200, 302, 401}
    assert not is_in(client)


def test_a_code_or_a_state_of_ones_own_making_opens_nothing(provider: Provider, client: Client) -> None:
    seated("region-exempel", ADDRESS)
    come_back(client, state="gissat")
    assert not is_in(client)
    come_back(client, code="gissat")
    assert not is_in(client)


def test_when_the_seat_ends_the_provider_opens_nothing_more(provider: Provider, client: Client) -> None:
    seated("region-exempel", ADDRESS)
    come_back(client)
    assert is_in(client)
    seat = Membership.objects.get(person__email=ADDRESS)
    commands.end_membership(seat, now=now(), actor=BY)
    assert not is_in(client)
    come_back(client)
    assert not is_in(client)
