"""The company's side in a browser: asked, confirmed and followed, in Swedish, Finnish and Arabic; and read aloud."""

import re

import pytest
from playwright.sync_api import Page
from tests.browser.aloud import assert_reads_as, spoken
from tests.browser.conftest import Open, Scheme, Visit
from tests.browser.people import follow
from tests.cases.factories import door

from endorr.base.tenancy.models import Cooperation
from endorr.cases.models import Case


@pytest.fixture
def north() -> Cooperation:
    return door()


def on(page: Page) -> None:
    follow(page, page.locator("main button[type=submit], main .govuk-button").first)


def aloud(page: Page) -> str:
    """Return what is said of a page, without the day it happens to be."""
    return re.sub(r"(mån|tis|ons|tors|fre|lör|sön)dag \d+ \w+( kl\. \d\d\.\d\d)?", "<en dag och tid>", spoken(page))


def way_in(visit: Visit, *, told: list[str]) -> None:
    page = visit.page
    told.append(aloud(page))
    page.locator("[name=fraga]").fill("Kan jag få betalt i förskott av en kund i Norge?")
    on(page)
    told.append(aloud(page))
    visit.assert_sound()
    for name, answer in (("kommun", "Umeå"), ("namn", "Vera Lind"), ("epost", "vera@lampor.example")):
        page.locator(f"[name={name}]").fill(answer)
    on(page)
    told.append(aloud(page))
    visit.assert_sound()
    page.locator("[name=dela][value=ask]").check()
    on(page)
    told.append(aloud(page))
    visit.assert_sound()
    on(page)
    told.append(aloud(page))
    visit.assert_sound()
    follow(page, page.locator("main a.ui-break[href*='/fraga/min/']"))
    told.append(aloud(page))
    visit.assert_sound()


@pytest.mark.parametrize(
    ("path", "width", "scheme"),
    [("/fraga/", 1200, "light"), ("/ar/fraga/", 320, "dark"), ("/fi/fraga/", 320, "dark")],
)
def test_a_question_is_asked_confirmed_and_followed(
    north: Cooperation, visit: Open, path: str, width: int, scheme: Scheme
) -> None:
    scripts = not path.startswith("/fi/")
    phone, told = visit(path, width=width, scheme=scheme, javascript=scripts), list[str]()
    phone.assert_sound()
    way_in(phone, told=told)
    assert Case.objects.get().enquiry.language == (path.split("/")[1] if path != "/fraga/" else "sv")
    if path == "/fraga/":
        assert_reads_as("asking", told)
