"""One question in Västerbotten on a phone without scripts: asked, taken, contacted, confirmed, closed and graded."""

import re

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Page
from tests.browser.conftest import Open, Scheme, Visit
from tests.cases.factories import BACKEND, adviser, door, region_of

from endorr.base.accounts.models import User
from endorr.base.tenancy.models import Cooperation
from endorr.cases.models import Case


@pytest.fixture
def north() -> Cooperation:
    return door()


@pytest.fixture
def anna(north: Cooperation) -> User:
    return adviser("Anna Berg", region_of(north))


def sign_in(visit: Visit, person: User) -> None:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    here = re.sub(r"(//[^/]+/).*", r"\1", visit.page.url)
    visit.page.context.add_cookies([{"name": "sessionid", "value": str(session.session_key), "url": here}])


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def sound(visit: Visit, scripts: bool) -> None:
    """What every page on the way must be: no wider than the phone, and nothing the accessibility engine minds.

    The engine is itself a script, so it looks on the way that has them.
    """
    assert visit.sideways() <= 0, visit.page.url
    if scripts:
        assert visit.axe_violations() == [], visit.page.url


def asked(phone: Visit, *, scripts: bool) -> str:
    """Fill in the three screens, send, and return the address of the private page."""
    page = phone.page
    page.get_by_label("Vad vill du ha hjälp med?").fill("Kan jag få betalt i förskott av en kund i Norge?")
    press(page, "Fortsätt")
    sound(phone, scripts)
    page.get_by_label("I vilken kommun finns ni?").fill("Umeå")
    page.get_by_label("Ditt namn").fill("Vera Lind")
    page.get_by_label("E-post").fill("vera@lampor.example")
    press(page, "Fortsätt")
    sound(phone, scripts)
    page.get_by_label("Ja, dela med den som kan hjälpa").check()
    press(page, "Fortsätt")
    sound(phone, scripts)
    press(page, "Skicka frågan")
    sound(phone, scripts)
    page.get_by_role("link", name="fraga/min/").click()
    return page.url


@pytest.mark.parametrize(("scheme", "scripts"), [("light", True), ("dark", False)])
def test_a_question_is_asked_taken_contacted_confirmed_closed_and_graded(
    north: Cooperation, anna: User, visit: Open, scheme: Scheme, scripts: bool
) -> None:
    phone = visit("/", width=320, scheme=scheme, javascript=scripts)
    private = asked(phone, scripts=scripts)
    sound(phone, scripts)
    assert "Vi hör av oss senast" in phone.page.content()

    desk = visit("/", width=320, scheme=scheme, javascript=scripts)
    sign_in(desk, anna)
    work = desk.page
    work.goto(re.sub(r"/fraga/.*", "/arbete/fragor/", private))
    sound(desk, scripts)
    work.get_by_role("link", name="Vera Lind").click()
    press(work, "Ta frågan")
    sound(desk, scripts)
    work.get_by_label("Samtal").check()
    press(work, "Spara kontakten")
    sound(desk, scripts)
    assert "Anna Berg, Region Exempel var i kontakt med företaget" in work.content()

    phone.page.goto(private)
    sound(phone, scripts)
    assert "Vi höll vårt löfte" in phone.page.content()
    press(phone.page, "Ja")

    work.reload()
    work.get_by_text("Avsluta frågan").first.click()
    work.get_by_label("Företaget fick hjälp").check()
    press(work, "Avsluta frågan")
    sound(desk, scripts)

    phone.page.goto(private)
    phone.page.get_by_label("Mycket bra").check()
    press(phone.page, "Skicka")
    sound(phone, scripts)
    case = Case.objects.get()
    assert (case.state, case.evidence, case.right_person, case.grade) == ("closed", "confirmed", True, 5)


def test_who_goes_back_and_sends_again_has_one_case(north: Cooperation, visit: Open) -> None:
    phone = visit("/", width=320)
    asked(phone, scripts=True)
    phone.page.go_back()
    phone.page.go_back()
    phone.page.wait_for_load_state()
    press(phone.page, "Visa bekräftelsen")
    assert "Vi har din fråga" in phone.page.content()
    assert Case.objects.count() == 1
