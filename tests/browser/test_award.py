"""A juror steps aside, the last one assesses, the jury decides against the figures, and a journalist reads why."""

from pathlib import Path

import pytest
from pytest_django import Settings
from tests.browser.conftest import Open, Visit
from tests.browser.people import press, sign_in
from tests.catalogue.factories import NOW

from endorr.award import queries
from endorr.award.demo.commands import EVA, GUSTAV, NILS, YLVA, sow_award
from endorr.award.models import Award
from endorr.base.accounts.models import User
from endorr.base.demo.people import seed_people
from endorr.statistics.seed.practice import sow_practice


@pytest.fixture
def award(settings: Settings, tmp_path: Path) -> str:
    settings.MEDIA_ROOT, settings.STAFF_NEED_SECOND_STEP = tmp_path, False
    sow_practice(NOW)
    seed_people(NOW)
    sow_award(NOW)
    return Award.objects.get().public_id


def _as(visit: Visit, address: str) -> None:
    sign_in(visit, User.objects.get(email=address))


def _fits(visit: Visit) -> None:
    assert visit.axe_violations() == [], visit.page.url
    assert visit.sideways() <= 0, visit.page.url
    assert visit.complaints == [], visit.page.url


def test_a_jury_decides_and_everybody_can_read_why(visit: Open, award: str) -> None:
    opened = visit("/arets-exportregion/2026/", width=320, scheme="dark")
    _fits(opened)
    page = opened.page
    here = page.url.partition("/arets")[0]

    _as(opened, EVA)
    page.goto(f"{here}/arbete/jury/{award}/jav/")
    _fits(opened)
    page.locator("[name=jav_24][value=ja]").check()
    page.locator("[name=vad_24]").fill("Arbetar hos en främjare där")
    for county in ("12", "18"):
        page.locator(f"[name=jav_{county}][value=nej]").check()
    press(page, "Svara")
    assert "deltar inte" in page.locator("main").inner_text()

    _as(opened, YLVA)
    for county in ("12", "18", "24"):
        page.goto(f"{here}/arbete/jury/{award}/bedom/{county}/")
        for number in range(3):
            page.locator(f"[name=points_{number}][value='4']").check()
            page.locator(f"[name=why_{number}]").fill("Starkt.")
        press(page, "Spara")
    press(page, "Lämna min bedömning")

    _as(opened, NILS)
    page.goto(f"{here}/arbete/arets-exportregion/{award}/protokoll/")
    _fits(opened)
    page.locator("[name=held_on]").fill("2026-11-17")
    page.get_by_label("Västerbottens län").check()
    page.locator("[name=reasons]").fill("Arbetet över gränsen är utan motstycke.")
    press(page, "Spara protokollet")
    assert "Skriv varför juryn valde annorlunda" in page.locator(".govuk-error-summary").inner_text()
    page.locator("[name=deviation]").fill("Siffrorna mäter inte samarbete över en gräns.")
    press(page, "Spara protokollet")

    _as(opened, GUSTAV)
    page.goto(f"{here}/arbete/jury/{award}/protokoll/")
    _fits(opened)
    press(page, "Justera protokollet")

    page.context.clear_cookies()
    page.goto(f"{here}/arets-exportregion/2026/")
    _fits(opened)
    told = page.locator("main").inner_text()
    for words in ("Vinnare: Västerbottens län", "Siffrorna mäter inte", "Deltog inte", "Hämta underlaget"):
        assert words in told
    decided = queries.award_of(2026)
    assert decided
    assert decided.row.winner == "24"
