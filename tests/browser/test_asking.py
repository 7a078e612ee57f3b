"""The company's side in a browser: asked, confirmed and followed, in Swedish, Finnish and Arabic; and read aloud."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Open, Scheme, Visit
from tests.cases.factories import door

from endorr.base.tenancy.models import Cooperation
from endorr.cases.models import Case

TRANSCRIPT = Path(__file__).with_name("transcripts") / "asking.txt"


@pytest.fixture
def north() -> Cooperation:
    return door()


def on(page: Page) -> None:
    page.locator("main button[type=submit], main .govuk-button").first.click()


def sound(visit: Visit, scripts: bool) -> None:
    assert visit.sideways() <= 0, visit.page.url
    if scripts:
        assert visit.axe_violations() == [], visit.page.url


def spoken(page: Page) -> str:
    """What a screen reader is given of the page's main part, without what changes from time to time."""
    told = page.locator("main").aria_snapshot()
    told = re.sub(r"/fraga/min/[^/\s\"]+", "/fraga/min/...", told)
    told = re.sub(r"/utkast/[0-9a-f]+", "/utkast/...", told)
    told = re.sub(r"http://localhost:\d+|http://127\.0\.0\.1:\d+", "", told)
    told = re.sub(r"(mån|tis|ons|tors|fre|lör|sön)dag \d+ \w+( kl\. \d\d\.\d\d)?", "<en dag och tid>", told)
    return re.sub(r"EX-\d{4}-\d{4}", "EX-0000-0000", told)


def way_in(visit: Visit, *, scripts: bool, told: list[str]) -> None:
    page = visit.page
    told.append(spoken(page))
    page.locator("[name=fraga]").fill("Kan jag få betalt i förskott av en kund i Norge?")
    on(page)
    told.append(spoken(page))
    sound(visit, scripts)
    for name, answer in (("kommun", "Umeå"), ("namn", "Vera Lind"), ("epost", "vera@lampor.example")):
        page.locator(f"[name={name}]").fill(answer)
    on(page)
    told.append(spoken(page))
    sound(visit, scripts)
    page.locator("[name=dela][value=ask]").check()
    on(page)
    told.append(spoken(page))
    sound(visit, scripts)
    on(page)
    told.append(spoken(page))
    sound(visit, scripts)
    page.locator("main a.ui-break[href*='/fraga/min/']").click()
    told.append(spoken(page))
    sound(visit, scripts)


@pytest.mark.parametrize(
    ("path", "width", "scheme"),
    [("/fraga/", 1200, "light"), ("/ar/fraga/", 320, "dark"), ("/fi/fraga/", 320, "dark")],
)
def test_a_question_is_asked_confirmed_and_followed(
    north: Cooperation, visit: Open, path: str, width: int, scheme: Scheme
) -> None:
    scripts = not path.startswith("/fi/")
    phone, told = visit(path, width=width, scheme=scheme, javascript=scripts), list[str]()
    sound(phone, scripts)
    way_in(phone, scripts=scripts, told=told)
    assert Case.objects.get().enquiry.language == (path.split("/")[1] if path != "/fraga/" else "sv")
    if path == "/fraga/":
        heard = "\n\n".join(told) + "\n"
        assert heard == TRANSCRIPT.read_text(encoding="utf-8"), "read it aloud: if it is right, keep it"


def test_ring_me_is_two_screens_and_the_same_promise(north: Cooperation, visit: Open) -> None:
    phone = visit("/ring-mig/", width=320, scheme="dark")
    sound(phone, scripts=True)
    page = phone.page
    for name, answer in (("telefon", "0600-11 22 33"), ("namn", "Vera Lind"), ("kommun", "Umeå")):
        page.locator(f"[name={name}]").fill(answer)
    page.locator("[name=sprak]").select_option("ar")
    on(page)
    page.locator("[name=dela][value=yes]").check()
    on(page)
    sound(phone, scripts=True)
    on(page)
    assert "Vi har din fråga" in page.content()
    asked = Case.objects.select_related("enquiry", "promise").get()
    assert (asked.enquiry.call_me, asked.enquiry.speaks, asked.enquiry.phone) == (True, "ar", "0600-11 22 33")
    assert asked.promise.due > asked.promise.received
