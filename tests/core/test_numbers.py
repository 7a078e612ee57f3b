"""Company numbers are read however they are written; a person's number never stays in a text or on a page."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorr.core.checksums import luhn_digit, luhn_valid
from endorr.core.company_numbers import CompanyNumberError, Fault, Kind, parse
from endorr.core.personal_numbers import Kind as Found
from endorr.core.personal_numbers import find, kind_of, masked

FIRST_DIGITS = {
    "1": Kind.ESTATE,
    "2": Kind.PUBLIC,
    "3": Kind.FOREIGN,
    "5": Kind.LIMITED,
    "6": Kind.SIMPLE_PARTNERSHIP,
    "7": Kind.ECONOMIC_ASSOCIATION,
    "8": Kind.NON_PROFIT,
    "9": Kind.PARTNERSHIP,
}


@st.composite
def organisation_numbers(draw: st.DrawFn) -> str:
    first = draw(st.sampled_from(sorted(FIRST_DIGITS)))
    middle = draw(st.integers(0, 9)), draw(st.integers(2, 9)), draw(st.integers(0, 999_999))
    nine = f"{first}{middle[0]}{middle[1]}{middle[2]:06}"
    return nine + luhn_digit(nine)


@st.composite
def personal_numbers(draw: st.DrawFn) -> str:
    """Twelve digits with a birth number of 980 to 999, which the tax agency gives to test persons only."""
    day = draw(st.dates(date(1890, 1, 1), date(2026, 12, 31)))
    shown = day.day + 60 * draw(st.booleans())
    nine = f"{day.year % 100:02}{day.month:02}{shown:02}{draw(st.integers(980, 999))}"
    return f"{day.year // 100}{nine}{luhn_digit(nine)}"


def spellings(twelve: str) -> list[str]:
    century, day, tail = twelve[:2], twelve[2:8], twelve[8:]
    year, month, dom = day[:2], day[2:4], day[4:]
    return [
        twelve,
        twelve[2:],
        f"{day}-{tail}",
        f"{day}+{tail}",
        f"{day}–{tail}",
        f"{day} {tail}",
        f"{day} - {tail}",
        f"{century}{day}-{tail}",
        f"{century} {day}-{tail}",
        f"{century}{year}-{month}-{dom}-{tail}",
        f"{century}{year} {month} {dom} {tail}",
        f"{year} {month} {dom} - {tail[:2]} {tail[2:]}",
        f"{day}\N{NO-BREAK SPACE}{tail}",
        f"{day}\n{tail}",
        f"SE{twelve[2:]}01",
        f"pnr:{twelve};",
        f"({day}-{tail})",
    ]


@given(st.text("0123456789", min_size=1, max_size=20))
def test_a_check_digit_catches_every_single_wrong_digit(digits: str) -> None:
    whole = digits + luhn_digit(digits)
    assert luhn_valid(whole)
    for place, digit in enumerate(whole):
        other = str((int(digit) + 1) % 10)
        assert not luhn_valid(whole[:place] + other + whole[place + 1 :])


@given(organisation_numbers())
def test_an_organisation_number_tells_its_kind_and_is_shown(ten: str) -> None:
    number = parse(ten)
    assert number.kind is FIRST_DIGITS[ten[0]]
    assert str(number) == f"{ten[:6]}-{ten[6:]}"
    ways = [f"{ten[:6]}-{ten[6:]}", f"16{ten}", f"16 {ten[:6]}-{ten[6:]}", f"SE{ten}01", f" se {ten} 01 "]
    assert {parse(way) for way in ways} == {number}


@given(personal_numbers())
def test_a_sole_trader_s_number_is_recognised_and_never_shown(twelve: str) -> None:
    for way in (twelve, twelve[2:], f"{twelve[:8]}-{twelve[8:]}"):
        number = parse(way)
        assert number.kind is Kind.SOLE_TRADER
        assert number.is_personal
        assert not re.search(r"\d", f"{number} {number!r} {number.shown}")
        assert number.digits == twelve[2:]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.SHAPE),
        ("Bolaget AB", Fault.SHAPE),
        ("556036-079", Fault.SHAPE),
        ("556036-0794", Fault.CHECK_DIGIT),
        ("0020000000", Fault.CHECK_DIGIT),
        ("0020000009", Fault.CHECK_DIGIT),
        ("٥٥٦٠٣٦٠٧٩٣", Fault.SHAPE),
        ("19556036-0793", Fault.UNKNOWN_KIND),
    ],
)
def test_what_is_no_company_number_says_why_and_does_not_repeat_it(text: str, fault: Fault) -> None:
    with pytest.raises(CompanyNumberError) as error:
        parse(text)
    assert error.value.fault is fault
    assert not text or text not in str(error.value)


def test_a_number_of_no_kind_is_refused() -> None:
    nine = "402000000"
    with pytest.raises(CompanyNumberError, match="unknown kind"):
        parse(nine + luhn_digit(nine))


SURROUNDINGS = st.sampled_from(
    ["{}", "Jag heter Kim, {}, och vill exportera.", "Ring 070-123 45 67 ({}).", "nr {}.", "Mitt:{}\n", "{}AB", "å{}å"]
)


@given(personal_numbers(), SURROUNDINGS)
def test_every_valid_personal_number_in_a_text_is_found_and_masked(twelve: str, around: str) -> None:
    wanted = Found.COORDINATION if int(twelve[6:8]) > 60 else Found.PERSONAL
    for spelling in spellings(twelve):
        text = around.format(spelling)
        assert wanted in {finding.kind for finding in find(text)}, text
        assert not any(finding.kind is not Found.CARD for finding in find(masked(text))), text
        assert twelve[-4:] not in masked(text).replace(" ", "").replace("070-1234567", "")


@given(personal_numbers())
def test_a_wrong_check_digit_is_nobody_s(twelve: str) -> None:
    wrong = twelve[:-1] + str((int(twelve[-1]) + 1) % 10)
    assert kind_of(wrong) is None
    assert find(f"Diarienummer {wrong[:8]}-{wrong[8:]}") == ()


@given(organisation_numbers())
def test_an_organisation_number_is_no_person_s(ten: str) -> None:
    assert find(f"Bolaget {ten[:6]}-{ten[6:]}") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Vi säljer 57 075 st för 1 234 567 kr i v. 47, ring 08-123 45 67.",
        "EX-2026-1234, tisdag 24 november 2026 kl. 14.20",
        "EAN 7310865004703",
        "20261124-0000",
        "",
    ],
)
def test_ordinary_figures_are_left_alone(text: str) -> None:
    assert find(text) == ()
    assert masked(text) == text


@given(st.integers(0, 10**12 - 1).map(lambda number: f"4{number:012}"))
def test_card_numbers_are_found(first: str) -> None:
    card = first + luhn_digit(first)
    for way in (card, " ".join(re.findall(".{1,4}", card)), "-".join(re.findall(".{1,4}", card))):
        assert [finding.kind for finding in find(f"Kort {way}!")] == [Found.CARD]


@given(st.text())
def test_masking_leaves_nothing_to_find_and_the_length_as_it_was(text: str) -> None:
    assert find(masked(text)) == ()
    assert len(masked(text)) == len(text)
