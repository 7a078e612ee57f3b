"""The sentences people read, on the wall clock of the door."""

import pytest
from tests.worktime.oddities import at

from endorr.worktime import Language, deadline, due, sentence
from endorr.worktime.wording import moment


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (Language.SV, "Vi hör av oss senast tisdag 24 november kl. 14.20."),
        (Language.EN, "We will be in touch by Tuesday 24 November at 14:20."),
        (Language.EASY, "Vi ringer eller skriver till dig. Det gör vi senast tisdag 24 november klockan 14.20."),
    ],
)
def test_the_promise_is_told_in_three_ways(language: Language, told: str) -> None:
    assert sentence(due(at("2026-11-23T14:20")), "SE", language) == told
    assert sentence(due(at("2026-11-23T14:20")), "SE", language.value) == told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (Language.SV, "Vi hör av oss senast måndag 23 november."),
        (Language.EN, "We will be in touch by the end of Monday 23 November."),
        (Language.EASY, "Vi ringer eller skriver till dig. Det gör vi senast måndag 23 november."),
    ],
)
def test_midnight_is_the_end_of_the_day_before(language: Language, told: str) -> None:
    assert sentence(due(at("2026-11-21T12:00")), "SE", language) == told


def test_a_second_past_midnight_is_the_new_day() -> None:
    assert sentence(due(at("2026-11-16T00:00:01"))) == "Vi hör av oss senast tisdag 17 november kl. 00.00."


def test_seconds_are_dropped_and_never_added() -> None:
    assert deadline(at("2026-11-24T23:59:59")) == "tisdag 24 november kl. 23.59"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (Language.SV, "fredag 1 januari 2027 kl. 00.00"),
        (Language.EN, "Friday 1 January 2027 at 00:00"),
        (Language.EASY, "fredag 1 januari 2027 klockan 00.00"),
    ],
)
def test_a_bare_moment_keeps_its_midnight_and_its_year(language: Language, told: str) -> None:
    assert moment(at("2027-01-01T00:00"), "SE", language) == told


def test_a_finnish_door_speaks_by_its_own_clock() -> None:
    assert deadline(at("2026-11-24T14:20"), "FI") == "tisdag 24 november kl. 15.20"


def test_all_days_and_months_have_their_names() -> None:
    told = [deadline(at(f"2026-{month:02}-{month:02}T10:00")) for month in range(1, 13)]
    assert told == [
        "torsdag 1 januari kl. 10.00",
        "måndag 2 februari kl. 10.00",
        "tisdag 3 mars kl. 10.00",
        "lördag 4 april kl. 10.00",
        "tisdag 5 maj kl. 10.00",
        "lördag 6 juni kl. 10.00",
        "tisdag 7 juli kl. 10.00",
        "lördag 8 augusti kl. 10.00",
        "onsdag 9 september kl. 10.00",
        "lördag 10 oktober kl. 10.00",
        "onsdag 11 november kl. 10.00",
        "lördag 12 december kl. 10.00",
    ]
    english = [deadline(at(f"2026-{month:02}-{month + 3:02}T10:00"), "SE", "en").split() for month in range(1, 13)]
    assert [words[0] for words in english[:7]] == [
        "Sunday",
        "Thursday",
        "Friday",
        "Tuesday",
        "Friday",
        "Tuesday",
        "Friday",
    ]
    assert [words[2] for words in english] == [
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ]
    week = [deadline(at(f"2026-11-{day}T10:00"), "SE", "en").split()[0] for day in range(16, 23)]
    assert week == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    assert deadline(at("2026-11-22T10:00")).startswith("söndag")
    assert deadline(at("2026-11-20T10:00")).startswith("fredag")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="'de' is not a valid Language"):
        sentence(at("2026-11-24T14:20"), "SE", "de")
