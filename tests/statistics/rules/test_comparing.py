"""What a journalist hears who puts two figures beside each other that do not belong together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorr.statistics.rules.comparing import Deed, RefusedError, demand, refusal
from endorr.statistics.rules.identity import ALL_FIRMS, LARGE, SME, Basis, Edition, Identity, Population, Trade

HQ = Identity(Basis.HQ, "goods_export", "miljoner kronor", Trade.GOODS)


def but(**changes: object) -> Identity:
    told = {name: getattr(HQ, name) for name in ("basis", "concept", "unit", "trade", "population", "edition")}
    return Identity(**{**told, **changes})


@pytest.mark.parametrize("deed", [Deed.COMPARE, Deed.SUBTRACT, Deed.CHAIN, Deed.RANK])
def test_vasterbottens_57_075_is_not_judged_by_the_head_office_series(deed: Deed) -> None:
    (reason,) = refusal(deed, HQ, but(basis=Basis.BISNODE))
    assert reason.what == "basis"
    assert "där företaget har sitt säte" in reason.sv
    assert "efter antalet anställda" in reason.sv
    assert "hur det räknades, inte hur det gick" in reason.sv
    assert "registered seat" in reason.en


def test_goods_are_not_compared_with_goods_and_services() -> None:
    (reason,) = refusal(Deed.COMPARE, HQ, but(trade=Trade.BOTH))
    assert "varor och tjänster" in reason.sv


def test_all_firms_and_small_firms_are_told_apart_but_may_make_a_share() -> None:
    (reason,) = refusal(Deed.COMPARE, HQ, but(population=SME))
    assert "alla företag" in reason.sv
    assert "0–249 anställda" in reason.sv
    assert refusal(Deed.SHARE, but(population=LARGE), HQ) == ()
    assert [one.what for one in refusal(Deed.SHARE, HQ, but(population=LARGE))] == ["population"]


def test_a_correction_of_a_table_is_not_a_change_in_the_world() -> None:
    first, second = (but(edition=Edition("varuexport", number)) for number in (1, 2))
    (reason,) = refusal(Deed.SUBTRACT, first, second)
    assert "samma version" in reason.sv
    assert refusal(Deed.SUBTRACT, first, first) == ()
    assert refusal(Deed.RANK, first, second) == ()


def test_practice_and_reality_never_meet_not_even_per_inhabitant() -> None:
    people = Identity(Basis.RESIDENTS, "population", "invånare")
    assert refusal(Deed.RATIO, HQ, people) == ()
    for deed in Deed:
        assert [one.what for one in refusal(deed, but(basis=Basis.SYNTHETIC), people)] == ["world"]


def test_a_refusal_can_be_raised_with_every_reason() -> None:
    with pytest.raises(RefusedError) as raised:
        demand(Deed.COMPARE, HQ, but(basis=Basis.PROD, unit="tusen kronor", concept="exporters"))
    assert [one.what for one in raised.value.reasons] == ["basis", "unit", "concept"]


IDENTITIES = st.builds(
    Identity,
    st.sampled_from(Basis),
    st.sampled_from(["goods_export", "exporters"]),
    st.sampled_from(["miljoner kronor", "företag"]),
    st.sampled_from(Trade),
    st.sampled_from([ALL_FIRMS, SME, LARGE]),
)


@given(IDENTITIES, IDENTITIES)
def test_whoever_comes_first_and_two_bases_never(one: Identity, other: Identity) -> None:
    for deed in set(Deed) - {Deed.SHARE}:
        assert bool(refusal(deed, one, other)) == bool(refusal(deed, other, one))
        assert refusal(deed, one, one) == ()
    if one.basis is not other.basis:
        assert all(refusal(deed, one, other) for deed in set(Deed) - {Deed.RATIO})


@pytest.mark.parametrize(("low", "high"), [(low, high) for low in (0, 1) for high in (9, 249, None)])
def test_a_population_lies_within_itself_and_within_all(low: int, high: int | None) -> None:
    population = Population(low, high)
    assert population.within(population)
    assert population.within(ALL_FIRMS)
    assert population.text("sv")
    assert population.text("en")
