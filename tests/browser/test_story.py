"""The story as a newcomer sees it: three panes in a real browser, with and without scripts, wide and on a phone."""

from collections.abc import Iterator
from datetime import UTC

import pytest
from tests.browser.conftest import Open, Scheme, Visit
from tests.browser.people import follow
from tests.cases.demo.house import demo_at, open_demo

from endorr.base.clock.rules import START
from endorr.cases.demo.situations import SITUATIONS


@pytest.fixture
def demo() -> Iterator[None]:
    now = START.astimezone(UTC)
    with demo_at(now):
        open_demo(now)
        yield


def press(visit: Visit, value: str, *, scripts: bool) -> None:
    """Press the button of a deed and wait until the panes are drawn anew, in their place or on a new page."""
    button = visit.page.locator(f"button[value='{value}']").first
    if scripts and visit.page.query_selector("#berattelse"):
        visit.page.evaluate("document.querySelector('#berattelse').dataset.old = 'yes'")
        button.click()
        visit.page.wait_for_function("() => document.querySelector('#berattelse:not([data-old])')")
    else:
        follow(visit.page, button)


def sound(visit: Visit, *, scripts: bool) -> None:
    assert visit.sideways() <= 0, visit.page.url
    if scripts:
        assert visit.axe_violations() == []
        assert [one for one in visit.complaints if "favicon" not in one] == []


def played(visit: Visit, steps: str, *, scripts: bool) -> str:
    for step in steps.split():
        if step == UNTIL_MISSED:
            _wait_for_the_miss(visit, scripts=scripts)
        else:
            press(visit, step, scripts=scripts)
    sound(visit, scripts=scripts)
    return visit.page.inner_text("#berattelse")


UNTIL_MISSED = "nasta..."


def _wait_for_the_miss(visit: Visit, *, scripts: bool) -> None:
    for _step in range(10):
        if "Löftet är brutet" in visit.page.inner_text("#berattelse"):
            return
        press(visit, "nasta", scripts=scripts)
    pytest.fail("nothing that happens next breaks the promise")


WAYS: tuple[tuple[int, Scheme, bool], ...] = ((1360, "light", True), (320, "dark", False))


@pytest.mark.usefixtures("demo")
def test_a_newcomer_sees_a_promise_kept_across_midsummer_in_three_panes(visit: Open) -> None:
    seen = visit("/demo/", width=1360)
    sound(seen, scripts=True)
    seen.page.click("summary:has-text('annan tid')")
    seen.page.check("input[value=midsummer]")
    press(seen, "vasterbotten", scripts=True)
    text = seen.page.inner_text("#berattelse")
    assert "torsdag 24 juni 2027 kl. 15.30" in text
    assert "måndag 28 juni kl. 15.30" in text
    told = played(seen, "ta skriv ja", scripts=True)
    assert "Företaget har bekräftat" in told
    seen.page.set_viewport_size({"width": 320, "height": 800})
    seen.page.emulate_media(color_scheme="dark")
    sound(seen, scripts=True)
    _the_adviser_falls_ill_on_a_phone_without_scripts(visit)


def _the_adviser_falls_ill_on_a_phone_without_scripts(visit: Open) -> None:
    seen = visit("/demo/", width=320, scheme="dark", javascript=False)
    press(seen, "boras", scripts=False)
    before = seen.page.inner_text(".story-mail__owner")
    press(seen, "ta", scripts=False)
    press(seen, "sjuk", scripts=False)
    assert seen.page.inner_text(".story-mail__owner") != before
    press(seen, "ring", scripts=False)
    assert "Kom du till rätt person?" in seen.page.inner_text("#telefon")
    sound(seen, scripts=False)


STEPS = {
    "vasterbotten": ("ta ring ja avsluta 5 nasta", "är med i siffran nu"),
    "boras": ("ta sjuk nasta ring ja", "Företaget har bekräftat"),
    "vastmanland": ("sok sok nasta ring nej", "inte med rätt person"),
    "norrbotten": ("ohord ta skriv ja slut", "Frågan är avslutad"),
    "dalarna": (f"{UNTIL_MISSED} ohord", "Vi höll inte vårt löfte"),
}


@pytest.mark.long
@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("situation", [one.key for one in SITUATIONS])
@pytest.mark.parametrize(("width", "scheme", "scripts"), WAYS)
def test_each_situation_can_be_played_to_its_end(
    visit: Open, situation: str, width: int, scheme: Scheme, scripts: bool
) -> None:
    seen = visit("/demo/", width=width, scheme=scheme, javascript=scripts)
    press(seen, situation, scripts=scripts)
    steps, end = STEPS[situation]
    assert end in played(seen, steps, scripts=scripts)


@pytest.mark.long
@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("situation", [one.key for one in SITUATIONS])
@pytest.mark.parametrize("feast", ["midsummer", "christmas"])
def test_each_situation_can_be_played_over_a_feast(visit: Open, situation: str, feast: str) -> None:
    seen = visit("/demo/", width=320, scheme="dark")
    seen.page.click("summary:has-text('annan tid')")
    seen.page.check(f"input[value={feast}]")
    press(seen, situation, scripts=True)
    steps, end = STEPS[situation]
    assert end in played(seen, steps, scripts=True)
