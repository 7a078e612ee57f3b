"""The look in a real browser: narrow, zoomed, dark, without a script, on paper, with the longest words there are."""

import pytest
from tests.browser.conftest import Open, Scheme

DRESSES = ["/stil/ram/varumarke/", "/stil/ram/hoger/", "/stil/ram/inloggad/", "/stil/ram/fel/"]
PAGES = ["/", "/stil/", *DRESSES, "/finns-inte/"]


LARGE = "document.styleSheets[0].insertRule('html { font-size: 200% }')"
SPACED = """document.styleSheets[0].insertRule(
    '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }')"""


@pytest.mark.parametrize("path", PAGES)
def test_nobody_is_shut_out_by_day_or_by_night(visit: Open, path: str) -> None:
    opened = visit(path)
    assert opened.axe_violations() == []
    opened.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert opened.axe_violations() == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_sticks_out_however_narrow_or_large(visit: Open, path: str) -> None:
    """320 pixels, or 1280 at 400 % (WCAG 1.4.10); letters twice as large (1.4.4); text spaced out (1.4.12)."""
    opened = visit(path, width=320)
    assert opened.sideways() == 0
    opened.page.evaluate(SPACED)
    assert opened.sideways() == 0
    opened.page.set_viewport_size({"width": 640, "height": 900})
    opened.page.evaluate(LARGE)
    assert opened.sideways() == 0


def test_the_first_page_is_light_enough_for_the_woods(visit: Open) -> None:
    first = visit("/").settle()
    assert first.weight < 60_000
    assert len(first.requests) <= 6
    assert first.complaints == []
    host = first.page.url.split("/")[2]
    assert {request.split("/")[2] for request in first.requests} == {host}


@pytest.mark.parametrize("path", ["/", "/stil/"])
def test_everything_is_there_without_a_script(visit: Open, path: str) -> None:
    plain = visit(path, javascript=False)
    assert plain.page.locator("h1").is_visible()
    scripted = visit(path)
    assert plain.page.locator("body").inner_text() == scripted.page.locator("body").inner_text()


def test_an_answer_unfolds_without_a_script(visit: Open) -> None:
    first = visit("/", javascript=False)
    first.page.locator(".ui-answers summary").first.click()
    assert first.page.locator(".ui-answers details p").first.is_visible()


def test_the_error_summary_has_the_focus_and_leads_to_the_field(visit: Open) -> None:
    page = visit("/stil/ram/fel/", javascript=False).page
    assert page.locator(".govuk-error-summary").evaluate("element => element === document.activeElement")
    page.locator(".govuk-error-summary a").nth(1).click()
    page.keyboard.press("Tab")
    assert page.url.endswith("#id_name")


@pytest.mark.parametrize(("path", "scheme"), [("/", "dark"), ("/stil/", "light")])
def test_whoever_walks_by_keyboard_always_sees_where(visit: Open, path: str, scheme: Scheme) -> None:
    page = visit(path, scheme=scheme).page
    unseen = []
    for _step in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        unseen += page.evaluate(FOCUS_UNSEEN)
    assert unseen == []


# A control whose box is drawn on its label (radio, checkbox) shows its ring there.
FOCUS_UNSEEN = """() => {
    const element = document.activeElement;
    const boxed = element.matches(".govuk-radios__input, .govuk-checkboxes__input");
    const drawn = boxed ? getComputedStyle(element.nextElementSibling, "::before") : getComputedStyle(element);
    const clear = /, 0\\)$/.test(drawn.outlineColor);
    const ring = drawn.outlineStyle !== "none" && parseFloat(drawn.outlineWidth) >= 2 && !clear;
    return ring ? [] : [element.outerHTML.slice(0, 120)];
}"""

TOO_SMALL = """() => {
    const pressed = "button, summary, input:not([type=hidden]), select, textarea, nav a, .govuk-button";
    return [...document.querySelectorAll(pressed)].filter(element => {
        const box = element.getBoundingClientRect();
        return element.checkVisibility() && box.width > 1 && (box.width < 24 || box.height < 24);
    }).map(element => element.outerHTML.slice(0, 80));
}"""


@pytest.mark.parametrize("path", ["/", "/stil/"])
def test_everything_to_press_is_large_enough_for_a_thumb(visit: Open, path: str) -> None:
    """WCAG 2.5.8: at least 24 by 24 pixels, links within a sentence excepted."""
    assert visit(path, width=320).page.evaluate(TOO_SMALL) == []


def test_paper_is_white_even_at_night_and_carries_no_menus(visit: Open) -> None:
    page = visit("/stil/ram/varumarke/", scheme="dark").page
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".ui-nav").is_visible()
    assert not page.locator(".ui-header__tools").is_visible()
    assert page.locator("h1").is_visible()


def test_forced_colours_keep_the_edges_of_what_one_presses(visit: Open) -> None:
    page = visit("/stil/").page
    page.emulate_media(forced_colors="active")
    for name in (".govuk-button", ".govuk-input", ".govuk-textarea"):
        widths = page.locator(name).first.evaluate("element => parseFloat(getComputedStyle(element).borderTopWidth)")
        assert widths >= 1, name


@pytest.mark.parametrize(
    ("holder", "fetched", "place"),
    [
        pytest.param("aside", "/stil/ram/fel/", "held", id="what comes in asks for the focus"),
        pytest.param("part", "/stil/ram/hoger/", "part", id="what had the focus is gone"),
    ],
)
def test_htmx_leaves_the_readers_place_alone(visit: Open, holder: str, fetched: str, place: str) -> None:
    work = visit("/stil/ram/inloggad/")
    assert work.complaints == []
    work.page.evaluate(PART_TO_RENEW, [holder, fetched])
    work.page.locator("#held").click()
    work.page.wait_for_selector("#part .ui-timeline, #part .govuk-error-summary")
    work.page.wait_for_function("place => document.activeElement.id === place", arg=place)


PART_TO_RENEW = """([holder, fetched]) => {
    document.querySelector("main").insertAdjacentHTML("afterbegin", '<div id="aside"></div><div id="part"></div>');
    document.getElementById(holder).innerHTML = `<button id="held" data-hx-get="${fetched}" data-hx-target="#part"
        data-hx-select=".ui-timeline, .govuk-error-summary">Ta</button>`;
    htmx.process(document.getElementById(holder));
}"""


def test_the_persons_menu_opens_and_folds_when_one_leaves_it(visit: Open) -> None:
    page = visit("/stil/ram/inloggad/").page
    page.locator(".ui-person summary").click()
    assert page.locator(".ui-person__menu").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".ui-person__menu").is_visible()
