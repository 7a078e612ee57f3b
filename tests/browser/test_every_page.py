"""Every page of the door, walked through in one browser: on a phone each day, in every way when there is time."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Open, Scheme, Visit
from tests.browser.furnished import Sheet, furnished
from tests.browser.people import press, sign_in

from endorr.base.accounts.models import User
from endorr.cases.views import limits


@pytest.fixture
def sheets() -> Iterator[list[Sheet]]:
    with furnished() as found:
        yield found


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many have begun questions from here that the next is told to wait."""
    monkeypatch.setattr(limits, "BEGUN", 0)


def turned(visit: Visit, sheets: list[Sheet]) -> Iterator[Sheet]:
    """Open one page after the other, signed in as whoever it is for."""
    site, signed = visit.page.url.rstrip("/"), ""
    for sheet in sorted(sheets, key=lambda one: one.person):
        if sheet.person != signed:
            sign_in(visit, User.objects.get(email=sheet.person))
            signed = sheet.person
        visit.page.goto(site + sheet.path)
        if sheet.then:
            press(visit.page, sheet.then)
        yield sheet


def pictured(page: Page, sheet: Sheet, way: str) -> None:
    """Keep a picture where ENDORR_PICTURES says so, for a person to look at."""
    if folder := os.environ.get("ENDORR_PICTURES"):
        number = len(list(Path(folder).glob(f"{way}-*.png")))
        page.screenshot(path=f"{folder}/{way}-{number:03}.png", full_page=True)
        with Path(folder, f"{way}.txt").open("a", encoding="utf-8") as names:
            names.write(f"{number:03} {sheet} {page.title()}\n")


def walked(visit: Visit, sheets: list[Sheet], way: str, *, examined: bool) -> list[str]:
    """Return what is wrong with any page, each with its address."""
    wrong = []
    for sheet in turned(visit, sheets):
        pictured(visit.page, sheet, way)
        if not visit.page.locator("main h1").first.is_visible():
            wrong.append(f"{sheet}: no heading")
        if (wide := visit.sideways()) > 0:
            wrong.append(f"{sheet}: {wide} pixels too wide")
        if examined:
            wrong += [f"{sheet}: {fault}" for fault in visit.axe_violations()]
    return wrong


def test_every_page_of_the_door_fits_a_phone(visit: Open, sheets: list[Sheet]) -> None:
    assert walked(visit("/", width=320), sheets, "phone", examined=False) == []


@pytest.mark.long
@pytest.mark.parametrize(
    ("scheme", "width", "scripts"),
    [("light", 320, True), ("dark", 320, True), ("light", 1200, True), ("dark", 1200, True), ("light", 320, False)],
)
def test_every_page_of_the_door_is_sound_in_every_way(
    visit: Open, sheets: list[Sheet], scheme: Scheme, width: int, scripts: bool
) -> None:
    seen = visit("/", width=width, scheme=scheme, javascript=scripts)
    way = f"{scheme}-{width}" + ("" if scripts else "-without")
    assert walked(seen, sheets, way, examined=scripts) == []


@pytest.mark.usefixtures("crowded")
def test_where_many_begin_at_once_what_was_written_stays(visit: Open) -> None:
    phone = visit("/fraga/", width=320, scheme="dark")
    phone.page.get_by_label("Vad vill du ha hjälp med?").fill("Vad gäller för tullen i Norge?")
    press(phone.page, "Fortsätt")
    assert "Det är många härifrån just nu" in phone.page.inner_text("h1")
    assert phone.page.get_by_label("Vad vill du ha hjälp med?").input_value() == "Vad gäller för tullen i Norge?"
    phone.assert_sound()
