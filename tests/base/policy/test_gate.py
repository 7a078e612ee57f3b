"""What the gate tells, and what it keeps to itself, beyond what the walk sees."""

import re
from datetime import timedelta

import pytest
from django.http import HttpRequest
from django.test import Client, override_settings

from endorr.base.accounts.commands import open_account
from endorr.base.clock import now
from endorr.base.policy.proofs import proved
from endorr.base.policy.rules import EVERYONE, Area, Door, area_of, rule
from endorr.base.tenancy import commands
from endorr.base.tenancy.rules import Role

pytestmark = pytest.mark.django_db
BY = "operator"


@pytest.fixture
def adviser(client: Client) -> Client:
    """An adviser, whose client checks CSRF as a browser's requests are checked."""
    entity = commands.create_legal_entity("Almi Nord AB", "", now=now(), actor=BY, is_authority=False)
    almi = commands.create_organisation("Almi Nord", "almi-nord", legal_entity=entity, now=now(), actor=BY)
    karin = open_account("karin@almi.example", "Karin Ek", now=now(), actor=BY)
    commands.grant_membership(karin, almi, Role.ADVISER, now=now() - timedelta(days=1), actor=BY)
    checked = Client(enforce_csrf_checks=True)
    checked.force_login(karin)
    return checked


def without_tokens(content: bytes) -> bytes:
    """The page but for the token of the sign-out form, which is another in every answer."""
    return re.sub(rb'(name="csrfmiddlewaretoken" value=")[^"]+', rb"\1", content)


def test_a_missing_token_does_not_tell_that_a_page_exists(adviser: Client) -> None:
    forbidden, unknown = adviser.post("/arbete/personer/ny/"), adviser.post("/arbete/finns-inte/")
    assert forbidden.status_code == unknown.status_code == 404
    assert without_tokens(forbidden.content) == without_tokens(unknown.content)


def test_a_missing_token_is_still_refused_where_one_may_be(adviser: Client) -> None:
    assert adviser.post("/arbete/konto/logga-ut/").status_code == 403


@pytest.mark.parametrize("path", ["/arbete/personer", "/arbete/finns-inte", "/arbete"])
def test_a_missing_slash_is_mended_whether_or_not_there_is_a_page(adviser: Client, path: str) -> None:
    answer = adviser.get(path)
    assert (answer.status_code, answer["Location"]) == (301, f"{path}/")


@pytest.mark.parametrize("path", ["/ll/arbete/personer/", "/ll/arbete/finns-inte/"])
def test_the_easy_variant_tells_nothing_either(adviser: Client, path: str) -> None:
    answer = adviser.get(path)
    assert (answer.status_code, answer["Location"]) == (301, path.removeprefix("/ll"))


def test_methods_are_told_to_whoever_may_use_one(adviser: Client, client: Client) -> None:
    assert adviser.options("/arbete/konto/")["Allow"] == "GET, HEAD, OPTIONS"
    assert client.options("/arbete/konto/").status_code == 302


@override_settings(PROVERS={})
def test_a_door_nobody_can_prove_stays_shut() -> None:
    assert proved(Door.LINK, HttpRequest(), {"token": "x" * 40}) is None
    assert proved(Door.API_KEY, HttpRequest(), {}) is None


@pytest.mark.parametrize(
    ("path", "area"),
    [
        ("/arbete/personer/", Area.STAFF),
        ("/en/arbete/personer/", Area.STAFF),
        ("/arbete", Area.STAFF),
        ("/api/key/", Area.API),
        ("/arbetet/", Area.PUBLIC),
        ("/", Area.PUBLIC),
    ],
)
def test_an_area_is_the_first_word_of_a_path(path: str, area: Area) -> None:
    assert area_of(path, languages=("sv", "en")) is area


def test_a_rule_names_only_methods_that_can_be_had() -> None:
    with pytest.raises(ValueError, match="HEAD"):
        rule("first", HEAD=EVERYONE)
