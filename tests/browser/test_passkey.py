"""A person adds a key that is a passkey, signs out, and comes in with nothing but the key; Chromium holds the key."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import CDPSession, Page
from tests.browser.conftest import Open, Visit
from tests.browser.people import sign_in

from endorr.base.accounts.commands import confirm_address, open_account
from endorr.base.accounts.models import User
from endorr.base.clock import now
from endorr.base.tenancy import commands
from endorr.base.tenancy.rules import Role

BY = "operator"
INTERNAL = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def karin() -> User:
    at = now() - timedelta(days=1)
    entity = commands.create_legal_entity("Almi Nord AB", "", now=at, actor=BY, is_authority=False)
    almi = commands.create_organisation("Almi Nord", "almi-nord", legal_entity=entity, now=at, actor=BY)
    person = open_account("karin@almi.example", "Karin Ek", now=at, actor=BY)
    confirm_address(person, now=at, actor=BY)
    commands.grant_membership(person, almi, Role.ADVISER, now=at, actor=BY)
    return person


def keyring(page: Page) -> tuple[CDPSession, str]:
    """Give the browser an authenticator of its own, with a thumb that always agrees."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": INTERNAL})
    return session, made["authenticatorId"]


def add_key(desk: Visit, home: str) -> None:
    page = desk.page
    page.goto(f"{home}arbete/konto/nycklar/ny/")
    page.get_by_label("Vad vill du kalla nyckeln?").fill("Min mobil")
    page.get_by_label("Nyckeln ska räcka för att logga in").check()
    page.get_by_role("button", name="Lägg till nyckeln").click()
    page.wait_for_url(lambda url: not url.endswith("/ny/"))


def try_to_come_in(desk: Visit, home: str) -> None:
    desk.page.goto(f"{home}konto/logga-in/")
    desk.page.get_by_role("button", name="Logga in med en nyckel").click()


def test_a_passkey_is_added_and_opens_the_door_alone(karin: User, visit: Open) -> None:
    desk = visit("/")
    home, page = desk.page.url, desk.page
    sign_in(desk, karin)
    session, authenticator = keyring(page)
    add_key(desk, home)
    (held,) = session.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})["credentials"]
    assert (held["isResidentCredential"], held["rpId"]) == (True, "localhost")

    page.context.clear_cookies()
    page.goto(f"{home}arbete/konto/")
    assert "/konto/logga-in/" in page.url
    try_to_come_in(desk, home)
    page.wait_for_url(f"{home}arbete/fragor/")  # whoever answers questions begins there
    assert page.get_by_text("Karin Ek").first.is_visible()
    assert desk.complaints == []


def test_a_key_that_is_not_hers_opens_nothing(karin: User, visit: Open) -> None:
    desk = visit("/")
    home, page = desk.page.url, desk.page
    sign_in(desk, karin)
    session, authenticator = keyring(page)
    add_key(desk, home)
    (held,) = session.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})["credentials"]
    Authenticator.objects.filter(user=karin).delete()

    page.context.clear_cookies()
    try_to_come_in(desk, home)
    page.get_by_text("Nyckeln hör inte till något konto här.").wait_for()
    page.goto(f"{home}arbete/konto/")
    assert "/konto/logga-in/" in page.url
    session.send("WebAuthn.removeCredential", {"authenticatorId": authenticator, "credentialId": held["credentialId"]})
    try_to_come_in(desk, home)
    page.locator("[data-passkey-problem]").wait_for(state="visible")
