"""A question kept by an adviser of another organisation from the mail alone, never signed in, on a phone."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Open, Scheme, Visit
from tests.browser.test_door import sign_in
from tests.cases.factories import WHO, adviser, asked, door, organisation, region_of
from tests.directory.factories import function

from endorr.base.clock import now
from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy.models import Cooperation
from endorr.base.tenancy.rules import Role
from endorr.cases import commands
from endorr.cases.models import Case
from endorr.directory.commands import seat_person
from endorr.directory.rules import Place


@pytest.fixture
def north() -> Cooperation:
    return door()


def task_of(case: Case) -> str:
    """The path that the links in the adviser's mail lead to."""
    text = str(OutboxRow.objects.filter(key__startswith="cases.offered").get().payload["text"])
    address = next(word for word in text.split() if "/uppdrag/" in word).partition("?")[0]
    return "/" + address.partition("//")[2].partition("/")[2]


def sound(visit: Visit, scripts: bool) -> None:
    assert visit.sideways() <= 0, visit.page.url
    if scripts:
        assert visit.axe_violations() == [], visit.page.url
    if folder := os.environ.get("ENDORR_PICTURES"):
        name = re.sub(r"\W+", "-", visit.page.title())[:40]
        number = len(list(Path(folder).glob("*.png")))
        visit.page.screenshot(path=f"{folder}/{number:02}-{name}.png", full_page=True)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


@pytest.mark.parametrize(("scheme", "scripts"), [("light", True), ("dark", False)])
def test_taken_called_answered_and_closed_from_the_mail_alone(
    north: Cooperation, visit: Open, scheme: Scheme, scripts: bool
) -> None:
    receipt = asked(now())
    case = Case.objects.get(public_id=receipt.case)
    to = function("Garantier", organisation("Kreditnämnden Exempel", north), within=north)
    lena = adviser("Lena Ek", _home("Kreditnämnden Exempel"))
    seat_person(to, lena.public_id, place=Place.HOLDER, from_day=WHO["now"].date(), **WHO)
    anna = adviser("Anna Berg", region_of(north), Role.COORDINATOR)
    _refer(receipt.case, anna, to)
    phone = visit(task_of(case) + "?gor=ta", width=320, scheme=scheme, javascript=scripts)
    sound(phone, scripts)
    press(phone.page, "Jag tar den")
    sound(phone, scripts)
    assert "Frågan är din." in phone.page.content()
    phone.page.get_by_text("Jag har ringt").first.click()
    press(phone.page, "Spara kontakten")
    sound(phone, scripts)
    phone.page.get_by_label("Skriv till företaget").fill("Här är blanketten.")
    press(phone.page, "Skicka svaret")
    assert "räknas som en kontakt" in phone.page.content()
    phone.page.get_by_text("Avsluta frågan").first.click()
    phone.page.get_by_label("Företaget fick hjälp").check()
    press(phone.page, "Avsluta frågan")
    sound(phone, scripts)
    case.refresh_from_db()
    # The promise stands on what came first: the call, which the adviser has stated; the mail came after it.
    assert (case.holder, case.state, case.evidence) == (lena, "closed", "stated")


def _home(name: str):  # type: ignore[no-untyped-def]
    from endorr.base.tenancy.models import Organisation

    return Organisation.objects.get(name=name)


def _refer(case: str, person, to: str) -> None:  # type: ignore[no-untyped-def]
    from endorr.base.clock import local_date
    from endorr.base.tenancy.queries import viewer_of

    viewer = viewer_of(person.pk, on=local_date(now()))
    commands.refer(case, viewer, function=to, text="De vill ha en garanti.", now=now())


def test_the_pages_of_those_who_answer_on_a_dark_phone(north: Cooperation, visit: Open) -> None:
    receipt = asked(now())
    sara = adviser("Sara Lead", region_of(north), Role.COORDINATOR)
    phone = visit("/", width=320, scheme="dark")
    sign_in(phone, sara)
    here = f"arbete/fragor/{receipt.case}/"
    for path in ("arbete/fragor/", here, "arbete/tavla/", here + "tider/", here + "logg/", here + "erbjud/"):
        phone.page.goto(re.sub(r"(//[^/]+/).*", r"\1", phone.page.url) + path)
        sound(phone, scripts=True)
