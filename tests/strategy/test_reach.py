"""A company counts once: whatever the order of what is told, and however it is split over regions and days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from endorr.companies.rules import Kind, Touch, Who, reach
from endorr.strategy.queries.programmes import _kept
from endorr.strategy.rules.participants import Known, Wrong, named, participants

FIRST = date(2025, 1, 1)
LAST = FIRST + timedelta(days=800)
touches = some.lists(
    some.builds(
        Touch,
        some.sampled_from([f"c{number}" for number in range(9)]),
        some.sampled_from(["almi", "een"]),
        some.sampled_from(["24", "25", "12"]),
        some.integers(0, 800).map(lambda days: FIRST + timedelta(days=days)),
    ),
    max_size=30,
)
# Two ids that a person has found to be one company.
WHO = {f"c{number}": Who(f"c{min(number, 7)}", numbered=True, kind=Kind.COMPANY) for number in range(9)}


@given(told=touches, data=some.data())
def test_reach_is_a_union_whatever_the_order_and_the_splits(told: list[Touch], data: some.DataObject) -> None:
    found = reach(told, WHO, first=FIRST, last=LAST)
    unique = {WHO[one.company].company for one in told}
    assert found.whole.numbered == len(unique)
    shuffled = data.draw(some.permutations(told))
    assert reach([*shuffled, *told], WHO, first=FIRST, last=LAST) == found
    split = FIRST + timedelta(days=data.draw(some.integers(0, 799)))
    early = reach(told, WHO, first=FIRST, last=split).whole.numbered
    late = reach(told, WHO, first=split + timedelta(days=1), last=LAST).whole.numbered
    assert max(early, late) <= found.whole.numbered <= early + late
    parts = [one.numbered for one in found.by_cooperation.values()]
    assert max(parts, default=0) <= found.whole.numbered <= sum(parts)


@given(counts=some.dictionaries(some.sampled_from("abcdefgh"), some.integers(0, 40), max_size=8))
def test_a_small_count_is_never_shown_nor_alone_kept_back(counts: dict[str, int]) -> None:
    told = _kept(counts)
    assert all(one.companies is None or one.companies == 0 or one.companies >= 5 for one in told)
    back = [counts[one.key] for one in told if one.companies is None]
    others = [one for one in told if one.companies]
    assert not back or not others or (len(back) > 1 and sum(back) >= 5)


KNOWN = Known({}, named({"Västerbotten": "w"}), named({"Almi": "a"}), FIRST, LAST)


def test_a_sheet_says_which_columns_it_lacks_and_finds_headings_under_a_title() -> None:
    lacking = participants([["Lista"], ["Orgnr", "Företag", "Datum"]], KNOWN)
    assert [(one.row, one.column, one.wrong) for one in lacking.faults] == [
        (2, column, Wrong.NO_COLUMN) for column in ("Insats", "Region", "Organisation")
    ]
    empty = participants([["Orgnr", "Företag", "Datum", "Insats", "Region", "Organisation"]], KNOWN)
    assert [one.wrong for one in empty.faults] == [Wrong.EMPTY_SHEET]
    personal = participants(
        [["Orgnr", "Företag", "Datum", "Insats", "Region", "Organisation"], ["811228-9875", "A", "x", "y", "z", "q"]],
        KNOWN,
    )
    assert "811228" not in str(personal), "a number is repeated nowhere: it may be a person's own"
