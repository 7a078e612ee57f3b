"""A promise explained: the days on the way, as text and as data."""

from datetime import timedelta

from tests.worktime.oddities import at

from endorr import worktime
from endorr.worktime import explain

ASKED = at("2026-06-18T14:00")


def test_midsummer_in_swedish() -> None:
    assert explain(ASKED).text().splitlines() == [
        "Frågan kom torsdag 18 juni 2026 kl. 14.00 (Europe/Stockholm).",
        "Kontaktlöftet: 24 timmar arbetsdagstid enligt kalendern SE, version 1.",
        "- torsdag 18 juni: räknas, 10 tim 0 min: arbetsdag",
        "- fredag 19 juni: räknas inte: Midsommarafton "
        "[lag (1930:173) om beräkning av lagstadgad tid 2 §; semesterlagen (1977:480)]",
        "- lördag 20 juni: räknas inte: Midsommardagen [lag (1989:253) om allmänna helgdagar]",
        "- söndag 21 juni: räknas inte: söndag",
        "- måndag 22 juni: räknas, 14 tim 0 min: arbetsdag",
        "Vi hör av oss senast måndag 22 juni kl. 14.00.",
        "Kontakta senast, inom kontorstid: måndag 22 juni kl. 14.00.",
    ]


def test_midsummer_in_english_and_easy_swedish() -> None:
    english = explain(ASKED).text("en").splitlines()
    assert english[0] == "The question came Thursday 18 June 2026 at 14:00 (Europe/Stockholm)."
    assert english[1] == "The promise: 24 hours of working-day time by calendar SE, version 1."
    assert english[2] == "- Thursday 18 June: counts, 10 h 0 min: working day"
    assert english[5] == "- Sunday 21 June: does not count: Sunday"
    assert english[-2:] == [
        "We will be in touch by Monday 22 June at 14:00.",
        "Act by, within office hours: Monday 22 June at 14:00.",
    ]
    easy = explain(ASKED).text("sv-easy").splitlines()
    assert easy[0] == "Frågan kom torsdag 18 juni 2026 klockan 14.00 (Europe/Stockholm)."
    assert easy[-2] == "Vi ringer eller skriver till dig. Det gör vi senast måndag 22 juni klockan 14.00."


def test_the_same_as_data() -> None:
    found = explain(ASKED).as_dict()
    assert found["received"] == "2026-06-18T12:00:00Z"
    assert found["due"] == found["act_by"] == "2026-06-22T12:00:00Z"
    assert (found["calendar"], found["calendar_version"], found["zone"]) == ("SE", 1, "Europe/Stockholm")
    assert found["tzdata"] == worktime.tzdata_version()
    assert set(found["sentence"]) == {spoken.value for spoken in worktime.Language}
    assert [day["counted_minutes"] for day in found["days"]] == [600, 0, 0, 0, 840]
    assert [day["working"] for day in found["days"]] == [True, False, False, False, True]


def test_a_deadline_at_midnight_ends_with_its_own_day() -> None:
    days = explain(at("2026-11-21T12:00")).days
    assert [day.reason.day.day for day in days] == [21, 22, 23]
    assert [day.counted for day in days] == [timedelta(), timedelta(), timedelta(days=1)]
    assert [day.reason.day.day for day in explain(at("2026-11-16T00:00")).days] == [16]


def test_half_a_minute_is_rounded_down_in_words_only() -> None:
    first, second = explain(at("2026-11-17T09:40:30")).days
    assert first.counted == timedelta(hours=14, minutes=19, seconds=30)
    assert first.as_dict()["counted_minutes"] == 14 * 60 + 19
    assert first.counted + second.counted == timedelta(days=1)
    assert "14 tim 19 min" in explain(at("2026-11-17T09:40:30")).text()
