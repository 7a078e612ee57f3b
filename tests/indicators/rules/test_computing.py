"""Indicators out of observed figures: per inhabitant, shares, the nation as a sum that says what it lacks."""

import pytest

from endorr.indicators.rules.areas import SWEDEN, Level, area, areas
from endorr.indicators.rules.computing import Cells, Figure, Made, compute
from endorr.indicators.rules.definitions import GOODS, INDICATORS, PEOPLE, SME_CLASSES, SME_EXPORTERS, Part
from endorr.statistics.rules.series import Observed

COUNTIES = [one.code for one in areas(Level.COUNTY)]


def cells(**told: float) -> Cells:
    """Figures by `c19_2018`."""
    return {(key[1:3], key[4:], ""): Observed(value) for key, value in told.items()}


def made(key: str, known: dict[Part, Cells], code: str = "19", period: str = "2018") -> Figure:
    return compute(INDICATORS[key], known, area(code), period)


def test_43_billion_in_vastmanland_is_157_000_an_inhabitant() -> None:
    known = {GOODS: cells(c19_2018=43e9), PEOPLE: cells(c19_2018=273_929)}
    assert made("per-invanare", known).value == pytest.approx(156.97, abs=0.01)


def test_the_nation_is_a_sum_and_says_20_of_21() -> None:
    known: dict[Part, Cells] = {GOODS: {(code, "2018", ""): Observed(10e9) for code in COUNTIES if code != "09"}}
    found = made("varuexport", known, "00")
    assert (found.value, found.counted, found.of) == (200_000, 20, 21)
    assert found.missing == ("09",)
    assert not found.whole
    assert found.telling


def test_20_counties_exports_are_not_divided_by_21_counties_people() -> None:
    goods: Cells = {(code, "2018", ""): Observed(10e9) for code in COUNTIES if code != "09"}
    people: Cells = {(code, "2018", ""): Observed(100_000) for code in COUNTIES}
    whole: Cells = {**people, ("00", "2018", ""): Observed(2_100_000)}
    for denominator in (people, whole):
        assert made("per-invanare", {GOODS: goods, PEOPLE: denominator}, "00").value == pytest.approx(100)


def test_too_few_counties_do_not_stand_for_the_nation() -> None:
    known: dict[Part, Cells] = {GOODS: {(code, "2018", ""): Observed(10e9) for code in COUNTIES[:3]}}
    assert not made("varuexport", known, "00").telling


def test_what_the_table_says_of_the_nation_goes_before_a_sum() -> None:
    goods: Cells = {**{(code, "2018", ""): Observed(1e9) for code in COUNTIES}, ("00", "2018", ""): Observed(1419e9)}
    assert made("varuexport", {GOODS: goods}, "00").value == 1_419_000


def test_a_figure_that_cannot_be_made_is_taken_as_published_and_says_so() -> None:
    published = INDICATORS["per-invanare"].published
    assert published
    told: Cells = {("25", "2020", ""): Observed(190_000, 1000, note={"sv": "Källa: tillvaxtverket.se."})}
    found = made("per-invanare", {published: told}, "25", "2020")
    assert (found.value, found.made) == (190, Made.PUBLISHED)
    assert found.span
    assert (found.span.low, found.span.high) == (189.5, 190.5)
    assert found.notes == ({"sv": "Källa: tillvaxtverket.se."},)


def test_change_is_made_from_the_values_of_both_years() -> None:
    known = {GOODS: cells(c24_2016=12_349e6, c24_2017=14_500e6)}
    assert made("forandring", known, "24", "2017").value == pytest.approx(17.42, abs=0.01)
    assert made("forandring", known, "24", "2016").span is None
    five = {GOODS: cells(c24_2015=100, c24_2020=161.051)}
    assert made("arlig-forandring", five, "24", "2020").value == pytest.approx(10)


def test_small_and_medium_sized_firms_are_the_sum_of_their_classes_or_nothing() -> None:
    sizes: dict[tuple[str, str, str], Observed] = {("13", "2020", one): Observed(300) for one in SME_CLASSES}
    known: dict[Part, Cells] = {SME_EXPORTERS: sizes, PEOPLE: cells(c13_2020=336_748)}
    assert made("smaforetag-per-100000", known, "13", "2020").value == pytest.approx(356.35, abs=0.01)
    sizes["13", "2020", "1-9"] = Observed(None, symbol="..")
    hidden = made("smaforetag-per-100000", known, "13", "2020")
    assert (hidden.span, hidden.symbol) == (None, "..")


def test_the_world_has_no_counties() -> None:
    below = INDICATORS["varldsandel"].below
    assert below
    known: dict[Part, Cells] = {GOODS: cells(c19_2018=43e9), below: {("", "2018", ""): Observed(160_000e9)}}
    assert made("varldsandel", known).value == pytest.approx(0.26875)


def test_a_county_is_found_by_each_of_its_codes_and_a_national_area_by_its_parts() -> None:
    assert area("19") is area("SE125") is area("SE-U")
    assert set(area("SE23").parts) == {"13", "14"}
    assert len(SWEDEN.parts) == 21
    assert len(areas(Level.MUNICIPALITY, "19")) == 10
    with pytest.raises(KeyError):
        area("99")


def test_every_indicator_says_what_it_is_in_both_languages() -> None:
    for one in INDICATORS.values():
        assert one.traps, one.key
        for text in (one.name, one.unit, one.definition, one.formula, *one.traps):
            assert set(text) == {"sv", "en"}, one.key
            assert all(text.values()), one.key
