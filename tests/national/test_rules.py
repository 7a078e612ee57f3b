"""A participant list is read row by row; what a centre has not said is no zero."""

from hypothesis import given
from hypothesis import strategies as st

from endorr.core.checksums import luhn_digit
from endorr.national.rules import Way, Wrong, participants, summed, way

HEAD = ["Organisationsnummer", "E-post"]
A, B = "556036-0793", "5560742420"


def number(body: str) -> str:
    return body + luhn_digit(body)


def test_the_headings_may_stand_under_a_title_and_among_other_columns() -> None:
    sheet = [["Deltagarlista 2026"], [], ["Namn", "E-post *", "Org nr:"], ["Vera", "vera@lampor.example", A]]
    read = participants(sheet)
    assert read.wrong is None
    assert [(line.place, line.wrong) for line in read.lines] == [(4, ())]
    assert read.companies == {"SE5560360793"}


def test_a_wrong_row_is_told_by_its_place_in_the_sheet() -> None:
    read = participants([HEAD, [A, "vera@lampor.example"], ["556036-0794", "x"], ["", ""], [B, "inte en adress"]])
    assert [(line.place, line.wrong) for line in read.faults] == [
        (3, (Wrong.NOT_A_NUMBER, Wrong.NOT_AN_ADDRESS)),
        (5, (Wrong.NOT_AN_ADDRESS,)),
    ]


def test_somebody_without_a_company_is_counted_apart_and_twice_is_once() -> None:
    read = participants([HEAD, [A, "a@x.example"], [A, "b@x.example"], [A, "a@x.example"], ["", "ny@x.example"]])
    assert read.faults == ()
    assert len(read.companies) == 1
    assert read.without_number == 1
    assert Wrong.TWICE in read.lines[2].wrong


def test_a_sheet_without_headings_or_rows_says_so() -> None:
    assert participants([["Vera", "Lind"]]).wrong is Wrong.NO_HEADINGS
    assert participants([HEAD]).wrong is Wrong.EMPTY


bodies = st.lists(st.integers(0, 99_999).map(lambda tail: f"5560{tail:05d}"), min_size=1, max_size=12)


@given(bodies, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_count(given_bodies: list[str], luck: object) -> None:
    rows = [[number(body), f"{place}@x.example"] for place, body in enumerate(given_bodies)]
    shuffled = list(rows)
    luck.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = participants([HEAD, *rows]), participants([HEAD, *shuffled])
    assert first.companies == second.companies
    assert len(first.companies) == len(set(given_bodies))


def test_what_is_counted_here_comes_before_a_file() -> None:
    assert way(promises=3, reported=True) is Way.SYSTEM
    assert way(promises=0, reported=True) is Way.FILE
    assert way(promises=0, reported=False) is Way.NOTHING


def test_late_data_from_one_county_gives_a_sum_of_twenty_and_no_invented_zero() -> None:
    told = summed({str(place): (None if place == 7 else 10) for place in range(21)})
    assert (told.value, told.told, told.of, told.whole) == (200, 20, 21, False)
