"""A coordinator on a phone, without scripts: a member, a deputy, a municipality, a service, each in under a minute."""

from collections.abc import Callable
from time import monotonic
from typing import Any

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from tests.browser.conftest import Open
from tests.browser.people import follow
from tests.catalogue.factories import service
from tests.directory.factories import SINCE, SKELLEFTEA, UMEA, cooperation, function, mapped, organisation, person

from endorr.base.clock import local_date, now
from endorr.base.tenancy.models import Cooperation, Membership
from endorr.base.tenancy.rules import Role
from endorr.catalogue.models import Service
from endorr.companies.commands import Told, recognise
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


class Story:
    """Karin at work on a phone, in the dark, without scripts; her steps are counted.

    A step is a page she comes to: what she reads, fills in and presses there is done before the next one shows.
    """

    def __init__(self, visit: Open, start: str, *, scripts: bool = False) -> None:
        karin = person("Karin")
        session = SessionStore()
        session[SESSION_KEY] = str(karin.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = karin.get_session_auth_hash()
        session.create()
        self.opened = visit("/", width=320, scheme="dark", javascript=scripts)
        self.page = self.opened.page
        self.here = here = self.page.url
        self.page.context.add_cookies([{"name": "sessionid", "value": str(session.session_key), "url": here}])
        self.steps, self.begun = 0, monotonic()
        self.page.goto(f"{here}{start}")
        self._look()

    def _look(self) -> None:
        self.steps += 1
        assert self.opened.sideways() <= 0, self.page.url

    def follow(self, name: str) -> None:
        follow(self.page, self.page.get_by_role("link", name=name).first)
        self._look()

    def press(self, name: str) -> None:
        follow(self.page, self.page.get_by_role("button", name=name).first)
        self._look()

    def choose(self, label: str, what: str) -> None:
        self.page.get_by_label(label).select_option(what)

    def ends(self, words: str, *, steps: int, record: Callable[[str, object], None]) -> None:
        """The deed is confirmed in words, after so many pages and well under a minute."""
        assert self.page.get_by_text(words).first.is_visible()
        assert self.steps == steps
        seconds = monotonic() - self.begun
        record("seconds", round(seconds, 1))
        assert seconds < 60


def test_a_member_is_added(north: Cooperation, visit: Open, record_property: Any) -> None:
    story = Story(visit, "arbete/funktioner/")
    story.follow("Medlemmar i Nord")
    story.follow("Lägg till en medlem")
    story.choose("Organisation", "Handelskammaren")
    story.page.get_by_label("Inbjuden").check()
    story.press("Lägg till")
    story.ends("Organisationen är med från i dag.", steps=4, record=record_property)
    assert story.page.get_by_role("rowheader", name="Handelskammaren").is_visible()


def test_a_person_is_replaced_by_the_deputy(north: Cooperation, visit: Open, record_property: Any) -> None:
    story = Story(visit, "arbete/funktioner/")
    story.follow("Exportfinansiering")
    story.follow("Byt")
    story.choose("Person", "Ola")
    story.press("Byt person")
    story.ends("Funktionen fortsätter.", steps=4, record=record_property)
    assert Holding.objects.get(valid_to=None, function__name="Exportfinansiering").place == Place.HOLDER


def test_a_municipality_is_moved(north: Cooperation, visit: Open, record_property: Any) -> None:
    story = Story(visit, "arbete/funktioner/")
    story.follow("Exportfinansiering")
    story.follow("Flytta en kommun")
    story.choose("Kommun", "Umeå")
    story.choose("Ny funktion", "Finansiering norr, Region Nord")
    story.press("Flytta kommunen")
    story.ends("Kommunen är flyttad.", steps=4, record=record_property)
    moved = Function.objects.get(name="Finansiering norr")
    assert evaluate(UMEA, "finance", on=local_date(now())).functions == (moved.pk,)


def test_a_service_is_verified(north: Cooperation, visit: Open, record_property: Any) -> None:
    service(owner=organisation("Region Nord"))
    story = Story(visit, "arbete/katalog/")
    story.press("Ja, stämmer Exportlån")
    story.ends("Exportlån", steps=2, record=record_property)
    assert Service.objects.get(key="exportlan").verified_at is not None


def test_every_page_of_the_coordinators_work_is_within_everybodys_reach(north: Cooperation, visit: Open) -> None:
    at, door = organisation("Region Nord").public_id, north.public_id
    company = recognise(Told("Linds Lampor AB"), organisation=at, now=now(), actor="test")
    recognise(Told("Lindslampor"), organisation=at, now=now(), actor="test")
    service(owner=organisation("Region Nord"))
    finance = Function.objects.get(name="Exportfinansiering").public_id
    seat = Holding.objects.get(function__public_id=finance, place=Place.HOLDER).public_id
    story = Story(visit, "arbete/funktioner/", scripts=True)
    for path in (
        *("arbete/funktioner/", f"arbete/funktioner/{finance}/", f"arbete/funktioner/{finance}/flytta/"),
        *(f"arbete/funktioner/{finance}/{seat}/byt/", f"arbete/samverkan/{door}/medlemmar/ny/", "arbete/katalog/"),
        *(f"arbete/samverkan/{door}/villkor/", f"arbete/samverkan/{door}/villkor/overenskommelse/"),
        *("arbete/foretag/", f"arbete/foretag/{company}/", f"arbete/foretag/{company}/insats/", "arbete/foretag/lika/"),
    ):
        story.page.goto(f"{story.here}{path}")
        assert story.opened.axe_violations() == [], path
        assert story.opened.sideways() <= 0, path


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
