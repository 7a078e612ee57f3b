"""A company looks for help, on a phone and at a desk, by day and by night, with scripts and without."""

import pytest
from tests.browser.conftest import Open, Scheme
from tests.browser.people import follow, press
from tests.catalogue.factories import NOW

from endorr.catalogue.commands.seed import sow


@pytest.fixture
def _sown() -> None:
    sow(NOW)


PAGES = ("/stod/?q=kunden+betalar+inte", "/stod/auc-sormland/", "/stod/hanvisningar/", "/en/stod/ekn-fordran/")


@pytest.mark.usefixtures("_sown")
@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1200, "light")])
def test_every_page_fits_and_is_within_everybodys_reach(visit: Open, width: int, scheme: Scheme) -> None:
    for address in PAGES:
        opened = visit(address, width=width, scheme=scheme)
        assert opened.axe_violations() == [], address
        assert opened.sideways() <= 0, address
        assert opened.complaints == [], address


@pytest.mark.usefixtures("_sown")
def test_the_answers_change_while_one_types(visit: Open) -> None:
    page = visit("/stod/").page
    page.get_by_label("Vad vill du ha hjälp med?").press_sequentially("eori")
    page.wait_for_url("**q=eori**")
    assert page.locator("#svar h2").first.inner_text() == "Eori-nummer"


@pytest.mark.usefixtures("_sown")
def test_without_scripts_a_button_does_the_same_and_the_check_answers(visit: Open) -> None:
    page = visit("/stod/", width=320, javascript=False).page
    page.get_by_label("Vad vill du ha hjälp med?").fill("check sörmland")
    press(page, "Sök")
    follow(page, page.get_by_role("link", name="Affärsutvecklingscheck Sörmland"))
    page.get_by_label("Hur många anställda har företaget?").fill("12")
    press(page, "Se om det passar")
    assert page.get_by_text("Kanske.").is_visible()
