"""A reader looks at exports in figures, on a phone and at a desk, by day and by night, with scripts and without."""

from pathlib import Path

import pytest
from pytest_django import Settings
from tests.browser.conftest import Open, Scheme
from tests.browser.people import follow, press
from tests.catalogue.factories import NOW

from endorr.statistics.seed.practice import sow_practice
from endorr.statistics.seed.published import sow_published

PAGES = (
    "/statistik/lan/19/",
    "/statistik/matt/per-invanare/",
    "/statistik/tabeller/varuexport-huvudkontor/",
    "/statistik/ovning/lan/24/",
    "/statistik/ovning/matt/per-invanare/?lan=24",
    "/statistik/ovning/matt/varuexport/?niva=kommun&lan=09",
    "/statistik/ovning/jamfor/?matt=varuexport&lan=19&lan=24",
    "/en/statistik/vad-siffrorna-betyder/",
)


@pytest.fixture
def _sown(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    sow_published(NOW)
    sow_practice(NOW)


def _looked_at(visit: Open, address: str, width: int, scheme: Scheme) -> None:
    opened = visit(address, width=width, scheme=scheme)
    assert opened.axe_violations() == [], address
    assert opened.sideways() <= 0, address
    assert opened.complaints == [], address


@pytest.mark.usefixtures("_sown")
@pytest.mark.parametrize(("address", "width", "scheme"), [(PAGES[0], 320, "dark"), (PAGES[4], 1200, "light")])
def test_a_profile_and_an_indicator_fit_and_are_within_everybodys_reach(
    visit: Open, address: str, width: int, scheme: Scheme
) -> None:
    _looked_at(visit, address, width, scheme)


@pytest.mark.long
@pytest.mark.usefixtures("_sown")
@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1200, "light"), (320, "light"), (1200, "dark")])
def test_every_page_fits_and_is_within_everybodys_reach(visit: Open, width: int, scheme: Scheme) -> None:
    for address in PAGES:
        _looked_at(visit, address, width, scheme)


@pytest.mark.usefixtures("_sown")
def test_without_scripts_a_county_is_found_on_the_map_and_compared(visit: Open) -> None:
    page = visit("/statistik/ovning/matt/per-invanare/", javascript=False).page
    follow(page, page.locator("svg.fig-tiles a[aria-label^='Västerbottens län']"))
    assert page.locator("h1").inner_text().startswith("Västerbottens län")
    page.goto(page.url.replace("lan/24/", "jamfor/"))
    page.get_by_label("Mått").select_option("exportorer")
    for name in ("Västerbotten", "Norrbotten"):
        page.get_by_label(name, exact=True).check()
    press(page, "Jämför")
    assert page.locator("figure figcaption").first.inner_text().startswith("Företag som exporterar varor")
    assert page.get_by_text("Övningsdata").first.is_visible()
