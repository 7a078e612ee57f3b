"""A company writes with the link in its mail, a region decides and answers, and everybody can read how it goes."""

import re
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.browser.conftest import Open, Visit
from tests.browser.people import press, sign_in
from tests.catalogue.factories import NOW

from endorr.base.accounts.models import User
from endorr.base.demo.people import seed_people
from endorr.base.outbox.models import OutboxRow
from endorr.statistics.seed.practice import sow_practice
from endorr.strategy.demo.commands import NILS, SARA, SLUG, number, sow_strategies
from endorr.strategy.models import Action, Input, Programme, Strategy, Theme


@pytest.fixture
def strategy(settings: Settings, tmp_path: Path) -> str:
    settings.MEDIA_ROOT, settings.STAFF_NEED_SECOND_STEP, settings.DEMO = tmp_path, False, True
    sow_practice(NOW)
    seed_people(NOW)
    sow_strategies(NOW)
    return Strategy.objects.get(slug=SLUG).public_id


def _as(visit: Visit, address: str) -> None:
    sign_in(visit, User.objects.get(email=address))


def _fits(visit: Visit) -> None:
    assert visit.axe_violations() == [], visit.page.url
    assert visit.sideways() <= 0, visit.page.url
    assert visit.complaints == [], visit.page.url


def _link() -> str:
    mail = str(OutboxRow.objects.get(key__startswith="strategy.invited").payload)
    found = re.search(r"/inspel/[\w-]+/", mail)
    assert found
    return found[0]


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_an_input_becomes_a_decision_and_an_action_and_a_list_counts_companies_once(
    visit: Open, strategy: str, scheme: str, tmp_path: Path
) -> None:
    opened = visit(_link(), width=320, scheme=scheme)
    _fits(opened)
    page = opened.page
    here = page.url.partition("/inspel")[0]
    page.locator("[name=text]").fill("Koderna i tulltaxan går inte att förstå.")
    press(page, "Skicka inspelet")
    assert "Ditt inspel har kommit fram" in page.locator("main").inner_text()

    _as(opened, SARA)
    own = f"{here}/arbete/strategier/{strategy}/"
    page.goto(f"{own}inspel/")
    _fits(opened)
    page.goto(f"{own}gor/tema/")
    page.get_by_label("Koderna i tulltaxan").check()
    page.locator("[name=theme]").fill("Tullkoder")
    press(page, "Samla")
    page.goto(f"{own}gor/tema/{Theme.objects.get(name='Tullkoder').public_id}/")
    _fits(opened)
    page.locator("[name=answer][value=accepted]").check()
    press(page, "Besluta och svara")
    assert "Skriv ett skäl" in page.locator(".govuk-error-summary").inner_text()
    page.locator("[name=reason]").fill("Kursen i vår tar upp koderna.")
    press(page, "Besluta och svara")
    assert Input.objects.get(theme__name="Tullkoder").reply == "Kursen i vår tar upp koderna."

    page.goto(f"{own}gor/atgard/")
    page.locator("[name=text]").fill("En halv dag om tullkoder")
    page.locator("[name=goal]").select_option(index=2)
    press(page, "Föreslå")
    page.goto(f"{own}gor/besluta/{Action.objects.get(text='En halv dag om tullkoder').public_id}/")
    _fits(opened)
    page.locator("[name=owner]").select_option(label="Almi Västerbotten")
    page.locator("[name=due]").fill("2027-05-01")
    press(page, "Besluta")
    _fits(opened)

    _as(opened, NILS)
    programme = Programme.objects.get(slug="exportlyftet").public_id
    page.goto(f"{here}/arbete/program/{programme}/lista/")
    _fits(opened)
    rows = ["Organisationsnummer;Företag;Datum;Insats;Region;Organisation"]
    rows += [f"{number(place)};Bolaget;2026-11-02;Möte;Västerbotten;Almi Västerbotten" for place in (0, 20)]
    sheet = tmp_path / "lista.csv"
    sheet.write_text("\n".join(rows), encoding="utf-8")
    page.locator("[name=file]").set_input_files(sheet)
    press(page, "Läs in listan")
    assert "2 nya rader är inlästa" in page.locator("main").inner_text()
    _fits(opened)

    page.context.clear_cookies()
    page.goto(f"{here}/program/exportlyftet/")
    _fits(opened)
    assert "11" in page.locator("main").inner_text(), "ten before, one new and one who was there already"
    page.goto(f"{here}/strategier/{SLUG}/")
    _fits(opened)
    told = page.locator("main").inner_text()
    for words in ("På väg", "Efter", "Försenad", "En halv dag om tullkoder", "Hjälp med tull och ursprung"):
        assert words in told, words
    assert "Koderna i tulltaxan" not in told
    page.goto(f"{here}/strategier/")
    _fits(opened)
