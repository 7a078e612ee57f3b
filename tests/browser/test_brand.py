"""A cooperation's own look in a real browser: chosen by its coordinator, worn by its door, readable day and night."""

import pytest
from tests.browser.conftest import Open, Visit
from tests.browser.people import press, sign_in
from tests.directory.factories import SINCE, cooperation, organisation, person

from endorr.base.tenancy.models import Cooperation, Membership
from endorr.base.tenancy.rules import Role


@pytest.fixture
def north() -> Cooperation:
    region = organisation("Region Nord")
    door = cooperation("Nord", "24", region)
    Membership.objects.create(person=person("Karin"), organisation=region, role=Role.COORDINATOR, valid_from=SINCE)
    return door


def sound(visit: Visit) -> None:
    for scheme in ("light", "dark"):
        visit.page.emulate_media(color_scheme=scheme)
        assert visit.axe_violations() == [], (visit.page.url, scheme)
        assert visit.sideways() <= 0, visit.page.url


def test_a_coordinator_tries_colours_until_they_can_be_read(north: Cooperation, visit: Open) -> None:
    desk = visit("/", width=320)
    sign_in(desk, person("Karin"))
    page = desk.page
    page.goto(f"{page.url}arbete/utseende/")
    page.get_by_label("Huvudfärg").fill("#7fb2d9")
    page.get_by_label("Accentfärg").fill("#f5c04a")
    press(page, "Spara utseendet")
    sound(desk)
    nearest = page.locator("#id_primary-error, .govuk-error-message").first.inner_text().split()[-1].rstrip(".")
    page.get_by_label("Huvudfärg").fill(nearest)
    press(page, "Spara utseendet")
    assert page.get_by_text("Utseendet är sparat").is_visible()
    sound(desk)
    door = visit(f"/dorr/{north.slug}/")
    told = door.page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--brand')")
    assert told.strip() == nearest
    assert door.complaints == []
    sound(door)
