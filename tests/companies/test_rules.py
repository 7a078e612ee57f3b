"""Numbers that tell what they are of, names that people spell as they like, and companies counted once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorr.base.tenancy.rules import Span
from endorr.companies.rules import (
    HIDDEN,
    Kind,
    Reached,
    Refusal,
    Refused,
    Sign,
    Sketch,
    Touch,
    Who,
    check_group_span,
    keeper,
    likely_same,
    name_key,
    phone_key,
    reach,
    read,
    shown,
    signs,
)
from endorr.core.checksums import luhn_valid

# A number of the series that the tax authority keeps for tests, so that nobody has it.
TEST_PERSON = "191212121212"


def with_check_digit(nine: str) -> str:
    return next(nine + str(last) for last in range(10) if luhn_valid(nine + str(last)))


@pytest.mark.parametrize(
    ("written", "kind", "kept"),
    [
        ("556036-0793", Kind.COMPANY, "SE5560360793"),
        ("16 556036 0793", Kind.COMPANY, "SE5560360793"),
        ("se556036079301", Kind.COMPANY, "SE5560360793"),
        ("802002-4280", Kind.ASSOCIATION, "SE8020024280"),
        ("19121212-1212", Kind.SOLE_TRADER, ""),
        ("121212-1212", Kind.SOLE_TRADER, ""),
        ("SE121212121201", Kind.SOLE_TRADER, ""),
        ("NO 923 609 016 MVA", Kind.FOREIGN, "NO923609016"),
        ("DE123456789", Kind.FOREIGN, "DE123456789"),
        ("CHE-123.456.788 MWST", Kind.FOREIGN, "CHE123456788"),
        ("ES X1234567L", Kind.FOREIGN, ""),  # a person's, abroad
        ("NL123456789B01", Kind.FOREIGN, ""),  # until 2020 a person's, and still so shaped
        ("US 12-3456789", Kind.FOREIGN, "US123456789"),
    ],
)
def test_a_number_tells_what_it_is_of_and_a_persons_own_is_not_kept(written: str, kind: Kind, kept: str) -> None:
    found = read(written)
    assert found is not None
    assert (found.kind, found.kept) == (kind, kept)
    assert found.personal == (kept == "")


@pytest.mark.parametrize(
    ("written", "stated", "refusal"),
    [
        ("556036-0794", None, Refusal.CHECK_DIGIT),
        ("556036-079", None, Refusal.SHAPE),
        ("Linds Lampor", None, Refusal.SHAPE),
        ("456036-0796", None, Refusal.UNKNOWN_KIND),
        ("DE12345678", None, Refusal.SHAPE),
        ("12345678", Kind.FOREIGN, Refusal.NO_COUNTRY),
        ("556036-0793", Kind.ASSOCIATION, Refusal.OTHER_KIND),
        ("19121212-1212", Kind.COMPANY, Refusal.OTHER_KIND),
        ("556036-0793", Kind.NONE, Refusal.NO_NUMBER_FOR_NONE),
    ],
)
def test_a_number_that_is_none_is_refused_with_the_reason(written: str, stated: Kind | None, refusal: Refusal) -> None:
    with pytest.raises(Refused) as refused:
        read(written, stated)
    assert refused.value.refusal is refusal
    assert "".join(written.split()) not in str(refused.value)


def test_no_number_is_no_number() -> None:
    assert read("") is None
    assert read("  ", Kind.COMPANY) is None
    assert shown("", numbered=False) == ""


@given(
    st.dates(date(1925, 1, 1), date(2020, 12, 31)), st.integers(0, 999), st.sampled_from(["", "-", " "]), st.booleans()
)
def test_no_persons_number_is_ever_kept_shown_or_told(born: date, serial: int, gap: str, whole: bool) -> None:
    ten = with_check_digit(f"{born:%y%m%d}{serial:03}")
    found = read((f"{born:%Y}"[:2] if whole else "") + ten[:6] + gap + ten[6:])
    assert found is not None
    assert found.kind is Kind.SOLE_TRADER
    assert found.kept == ""
    assert ten not in repr(found)
    assert shown(found.kept, numbered=True) == HIDDEN


@given(st.text(max_size=30), st.none() | st.sampled_from(Kind))
def test_whatever_is_written_is_a_number_or_refused(text: str, kind: Kind | None) -> None:
    try:
        found = read(text, kind)
    except Refused:
        return
    assert found is None or (found.spelled[:2].isalpha() and len(found.spelled) <= 24)


def test_names_and_telephones_are_compared_as_people_mean_them() -> None:
    assert name_key("Linds Lampor AB") == name_key("LINDS  LAMPOR, Aktiebolag (publ)") == name_key("Lindslampor")
    assert name_key("Bröderna Ek & Son HB") == name_key("Bröderna Ek och Son")
    assert name_key("Umeå Mejeri ek. för.") == name_key("Umeå mejeri ekonomisk förening") != name_key("Umeå Ek")
    assert name_key("AB") == "ab"
    assert phone_key("070-123 45 67") == phone_key("+46 (0)70 1234567".replace("(0)", "")) == phone_key("0046701234567")
    assert phone_key("112") == ""


LAMPS = Sketch("a", "Linds Lampor AB", "2480", mails=frozenset({"vera@lampor.example"}))


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Sketch("b", "Lindslampor", "2480"), (Sign.SAME_NAME, Sign.SAME_PLACE)),
        (Sketch("b", "Linds Lampor", "1280"), (Sign.SAME_NAME,)),
        (Sketch("b", "Lindz Lampor", "2480"), (Sign.CLOSE_NAME, Sign.SAME_PLACE)),
        (Sketch("b", "Lindz Lampor", "1280"), ()),
        (Sketch("b", "Något annat", mails=frozenset({"vera@lampor.example"})), (Sign.SAME_MAIL, Sign.SAME_DOMAIN)),
        (Sketch("b", "Något annat", "2480", mails=frozenset({"olle@lampor.example"})), ()),
    ],
)
def test_a_person_is_asked_only_when_there_is_something_to_ask_about(other: Sketch, expected: tuple[Sign, ...]) -> None:
    assert signs(LAMPS, other) == signs(other, LAMPS) == expected


def test_two_numbers_are_two_companies_however_alike() -> None:
    one, other = (Sketch(name, "Linds Lampor", "2480", numbered=True) for name in "ab")
    assert signs(one, other) == ()
    with pytest.raises(Refused, match="two_numbers"):
        keeper(one, other)
    with pytest.raises(Refused, match="the_same"):
        keeper(LAMPS, LAMPS)
    assert keeper(LAMPS, other)[0] is other
    assert keeper(LAMPS, Sketch("b", "Lampor"))[0] is LAMPS


def test_a_free_mail_address_says_nothing_of_whose_it_is() -> None:
    one = Sketch("a", "Norrlampor", mails=frozenset({"vera@gmail.com"}))
    other = Sketch("b", "Norrlampan", mails=frozenset({"olle@gmail.com"}))
    assert signs(one, other) == ()


def test_pairs_are_told_once_the_most_alike_first_and_settled_ones_never() -> None:
    pairs = likely_same(
        [
            LAMPS,
            Sketch("b", "Lindz Lampor", "2480"),
            Sketch("c", "Linds Lampor", "2480", mails=frozenset({"vera@lampor.example"})),
            Sketch("d", "Bildäck i Nord", "2480"),
        ],
        apart=[frozenset({"a", "b"})],
    )
    assert [(one.company, other.company) for one, other, _ in pairs] == [("a", "c"), ("b", "c")]


def test_a_company_is_in_one_group_at_a_time() -> None:
    new_year = date(2026, 1, 1)
    held = [Span(date(2024, 1, 1), date(2025, 12, 31))]
    check_group_span(Span(new_year), held)
    with pytest.raises(Refused, match="in_a_group"):
        check_group_span(Span(date(2025, 12, 31)), held)
    with pytest.raises(Refused, match="ends_before_it_starts"):
        check_group_span(Span(new_year, new_year - timedelta(days=1)), [])


def test_the_same_firm_at_three_partners_counts_once() -> None:
    lamps = Who("lamps", numbered=True, kind=Kind.COMPANY)
    known = {
        "lamps": lamps,
        "lamps-before": lamps,
        "nameless": Who("nameless", numbered=False, kind=Kind.COMPANY),
        "vera": Who("vera", numbered=False, kind=Kind.NONE),
    }
    spring, summer = date(2026, 4, 1), date(2026, 7, 1)
    told = reach(
        [
            Touch("lamps", "almi", "vasterbotten", spring),
            Touch("lamps-before", "region", "vasterbotten", spring),
            Touch("lamps", "almi", "norrbotten", spring),
            Touch("nameless", "almi", "", spring),
            Touch("vera", "almi", "norrbotten", spring),
            Touch("nameless", "region", "norrbotten", summer),
        ],
        known,
        first=spring,
        last=summer - timedelta(days=1),
    )
    assert told.whole == Reached(numbered=1, unnumbered=1, people=1)
    assert told.whole.companies == 2
    assert told.by_organisation == {"almi": Reached(1, 1, 1), "region": Reached(1, 0, 0)}
    assert told.by_cooperation == {"vasterbotten": Reached(1, 0, 0), "norrbotten": Reached(1, 0, 1)}


@given(
    st.lists(
        st.tuples(
            st.integers(0, 9), st.sampled_from(["a", "b", "c"]), st.sampled_from(["", "x", "y"]), st.integers(0, 30)
        ),
        max_size=60,
    ),
    st.lists(st.integers(0, 9), min_size=10, max_size=10),
)
def test_no_way_of_splitting_the_work_changes_how_many_companies_there_are(
    work: list[tuple[int, str, str, int]], roots: list[int]
) -> None:
    start = date(2026, 1, 1)
    known = {str(one): Who(str(roots[one]), roots[one] % 2 == 0, Kind.COMPANY) for one in range(10)}
    touches = [Touch(str(who), where, within, start + timedelta(days=days)) for who, where, within, days in work]
    told = reach(touches, known, first=start, last=start + timedelta(days=15))
    counted = {roots[who] for who, _, _, days in work if days <= 15}
    assert told.whole.companies == len(counted)
    for parts in (told.by_organisation, told.by_cooperation):
        assert all(part.companies <= told.whole.companies for part in parts.values())
    assert sum(part.companies for part in told.by_organisation.values()) >= told.whole.companies
