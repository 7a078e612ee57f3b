"""Counties and municipalities are complete and hang together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorr.core.counties import COUNTIES, county
from endorr.core.municipalities import in_county, municipalities, named


def test_there_are_21_counties_with_codes_of_their_own() -> None:
    assert len(COUNTIES) == 21
    for codes in ([c.code for c in COUNTIES], [c.letter for c in COUNTIES], [c.nuts3 for c in COUNTIES]):
        assert len(set(codes)) == 21
    assert [c.code for c in COUNTIES] == sorted(c.code for c in COUNTIES)


def test_the_counties_make_up_the_eight_national_areas() -> None:
    assert {c.nuts2 for c in COUNTIES} == {"SE11", "SE12", "SE21", "SE22", "SE23", "SE31", "SE32", "SE33"}


def test_a_county_has_its_names() -> None:
    gotaland = county("14")
    assert (gotaland.sv, gotaland.short, gotaland.en) == (
        "Västra Götalands län",
        "Västra Götaland",
        "Västra Götaland County",
    )
    assert (gotaland.iso, gotaland.nuts3) == ("SE-O", "SE232")
    with pytest.raises(KeyError):
        county("02")


def test_a_swedish_county_name_is_the_short_one_in_the_genitive() -> None:
    assert [c.sv for c in COUNTIES if c.sv.removesuffix(" län") not in {c.short, f"{c.short}s"}] == []


def test_there_are_290_municipalities_and_each_county_has_some() -> None:
    assert len(municipalities()) == 290
    assert sum(len(in_county(c.code)) for c in COUNTIES) == 290
    assert [len(in_county(code)) for code in ("01", "09", "12", "14", "25")] == [26, 1, 33, 49, 14]


@given(st.sampled_from(sorted(municipalities())))
def test_a_municipality_is_found_by_its_name_however_it_is_typed(code: str) -> None:
    place = municipalities()[code]
    assert named(place.name) is place
    assert named(f"  {place.name.upper()} ") is place
    assert place in in_county(place.county.code)


def test_a_place_that_is_no_municipality_is_not_guessed() -> None:
    assert named("Storstad") is None
    with pytest.raises(KeyError):
        in_county("99")
