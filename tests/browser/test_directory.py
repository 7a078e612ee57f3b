"""A coordinator on a phone, without scripts: a member added, a person replaced, a municipality moved."""

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Page
from tests.browser.conftest import Open, Visit
from tests.directory.factories import SINCE, SKELLEFTEA, UMEA, cooperation, function, mapped, organisation, person

from endorr.base.clock import local_date, now
from endorr.base.tenancy.models import Cooperation, Membership
from endorr.base.tenancy.rules import Role
from endorr.directory.models import Function, Holding, Terms
from endorr.directory.queries import evaluate
from endorr.directory.rules import Obligation, Place


@pytest.fixture
def north() -> Cooperation:
    """Nord with two organisations; Eva answers for finance in Umeå, Ola is her deputy, Karin coordinates."""
    region, almi = organisation("Region Nord"), organisation("Almi Nord")
    door = cooperation("Nord", "24", region, almi)
    for part in door.participations.all():
        Terms.objects.create(participation=part, obligation=Obligation.SHALL.value)
    for name, at, role in (("Karin", region, Role.COORDINATOR), ("Ola", almi, Role.ADVISER)):
        Membership.objects.create(person=person(name), organisation=at, role=role, valid_from=SINCE)
    function("Exportfinansiering", almi, within=door, covers=[UMEA], held_by=["Eva"], deputies=["Ola"])
    function("Finansiering norr", region, within=door, held_by=["Mia"])
    mapped(door, UMEA, SKELLEFTEA)
    organisation("Handelskammaren")
    return door


def as_karin(visit: Open) -> Visit:
    """Open the list of functions as Karin, on a phone in the dark without scripts."""
    karin = person("Karin")
    session = SessionStore()
    session[SESSION_KEY] = str(karin.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = karin.get_session_auth_hash()
    session.create()
    opened = visit("/", width=320, scheme="dark", javascript=False)
    here = opened.page.url
    opened.page.context.add_cookies([{"name": "sessionid", "value": str(session.session_key), "url": here}])
    opened.page.goto(f"{here}arbete/funktioner/")
    return opened


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.click()


def test_a_member_is_added(north: Cooperation, visit: Open) -> None:
    opened = as_karin(visit)
    page = opened.page
    follow(page, "Medlemmar i Nord")
    follow(page, "Lägg till en medlem")
    page.get_by_label("Organisation").select_option("Handelskammaren")
    page.get_by_label("Inbjuden").check()
    press(page, "Lägg till")
    assert page.get_by_text("Organisationen är med från i dag.").is_visible()
    assert page.get_by_role("rowheader", name="Handelskammaren").is_visible()
    assert opened.sideways() <= 0


def test_a_person_is_replaced_by_the_deputy(north: Cooperation, visit: Open) -> None:
    page = as_karin(visit).page
    follow(page, "Exportfinansiering")
    follow(page, "Byt")
    page.get_by_label("Person").select_option("Ola")
    press(page, "Byt person")
    assert page.get_by_text("Funktionen fortsätter.").is_visible()
    assert Holding.objects.get(valid_to=None, function__name="Exportfinansiering").place == Place.HOLDER


def test_a_municipality_is_moved(north: Cooperation, visit: Open) -> None:
    page = as_karin(visit).page
    follow(page, "Exportfinansiering")
    follow(page, "Flytta en kommun")
    page.get_by_label("Kommun").select_option("Umeå")
    page.get_by_label("Ny funktion").select_option("Finansiering norr, Region Nord")
    press(page, "Flytta kommunen")
    assert page.get_by_text("Kommunen är flyttad.").is_visible()
    moved = Function.objects.get(name="Finansiering norr")
    assert evaluate(UMEA, "finance", on=local_date(now())).functions == (moved.pk,)


@pytest.mark.parametrize(
    "path",
    [
        "/vem-hjalper/",
        "/vem-hjalper/?municipality=Ume%C3%A5&need=finance",
        "/vem-hjalper/?municipality=Ankeborg&need=",
        "/vem-hjalper/lan/24/",
    ],
)
@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 320)])
def test_who_helps_here_shuts_nobody_out(north: Cooperation, visit: Open, path: str, scheme: str, width: int) -> None:
    opened = visit(path, width=width, scheme=scheme)
    assert opened.axe_violations() == []
    assert opened.sideways() <= 0
    assert [one for one in opened.complaints if "favicon" not in one] == []
