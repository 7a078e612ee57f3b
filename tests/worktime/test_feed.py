"""A calendar feed only proposes, day by day; a person decides."""

from datetime import date

import pytest
from tests.worktime.oddities import ODD

from endorr.worktime import BUILT_IN, CalendarError
from endorr.worktime.feed import Proposal, proposals

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def feed(*events: str) -> str:
    bodies = "".join(f"BEGIN:VEVENT\r\n{event.strip()}\r\nEND:VEVENT\r\n" for event in events)
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\n{bodies}END:VCALENDAR\r\n"
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def proposed(
    *events: str, name: str = "SE", first: date = FIRST, last: date = LAST
) -> list[tuple[str, str, list[str]]]:
    found = proposals(feed(*events), BUILT_IN.get(name) or ODD[name], first, last)
    return [(str(one.day), one.summary, [str(window) for window in one.hours]) for one in found]


def test_a_feed_changes_nothing_by_itself() -> None:
    # Elsewhere a feed with a saint's day nobody has off surprised a whole service desk.
    martin = feed("SUMMARY:St. Martin\nDTSTART;VALUE=DATE:20261111")
    (proposal,) = proposals(martin, "SE", FIRST, LAST)
    assert proposal == Proposal(date(2026, 11, 11), "St. Martin")
    assert BUILT_IN["SE"].is_working_day(proposal.day)
    accepted = proposal.accepted(BUILT_IN["SE"])
    assert not accepted.is_working_day(proposal.day)
    assert accepted.version == 2
    override = accepted.override(proposal.day)
    assert override is not None
    assert override.note == "St. Martin"


def test_days_that_are_closed_anyway_are_not_proposed() -> None:
    assert (
        proposed("SUMMARY:Juldagen\nDTSTART;VALUE=DATE:20261225", "SUMMARY:Lördag\nDTSTART;VALUE=DATE:20261121") == []
    )


def test_every_day_of_a_long_event_is_proposed() -> None:
    # Elsewhere an event over several days counted only by its first.
    assert proposed("SUMMARY:Flytt\nDTSTART;VALUE=DATE:20261119\nDTEND;VALUE=DATE:20261124") == [
        ("2026-11-19", "Flytt", []),
        ("2026-11-20", "Flytt", []),
        ("2026-11-23", "Flytt", []),
    ]


@pytest.mark.parametrize("length", ["DURATION:P2D", "DURATION:PT48H", "DTEND;VALUE=DATE:20261119"])
def test_two_days_however_they_are_written(length: str) -> None:
    days = [day for day, _, _ in proposed(f"SUMMARY:Flytt\nDTSTART;VALUE=DATE:20261117\n{length}")]
    assert days == ["2026-11-17", "2026-11-18"]


def test_part_of_a_day_leaves_the_rest_of_the_office_hours() -> None:
    course = "SUMMARY:Kurs\nDTSTART;TZID=Europe/Stockholm:20261117T{}00\nDTEND;TZID=Europe/Stockholm:20261117T{}00"
    assert proposed(course.format("1200", "1700")) == [("2026-11-17", "Kurs", ["08:00-12:00"])]
    assert proposed(course.format("0700", "1000")) == [("2026-11-17", "Kurs", ["10:00-16:30"])]
    assert proposed(course.format("1000", "1100")) == [("2026-11-17", "Kurs", ["08:00-10:00", "11:00-16:30"])]
    assert proposed(course.format("0800", "1630")) == [("2026-11-17", "Kurs", [])]
    assert proposed(course.format("1800", "2000")) == []
    assert proposed(course.format("1100", "1400"), name="lunch") == [
        ("2026-11-17", "Kurs", ["08:10-11:00", "14:00-16:40"])
    ]


def test_two_events_of_a_day_are_one_proposal() -> None:
    event = "SUMMARY:{}\nDTSTART:20261117T{}00Z\nDTEND:20261117T{}00Z"
    assert proposed(event.format("Möte", "0800", "0900"), event.format("Kurs", "1200", "1600")) == [
        ("2026-11-17", "Möte, Kurs", ["08:00-09:00", "10:00-13:00"])
    ]
    assert proposed(event.format("Möte", "0700", "1100"), event.format("Möte", "1000", "1600")) == [
        ("2026-11-17", "Möte", [])
    ]


def test_an_event_over_the_night_takes_part_of_both_days() -> None:
    assert proposed("SUMMARY:Resa\nDTSTART:20261117T110000Z\nDTEND:20261119T080000Z") == [
        ("2026-11-17", "Resa", ["08:00-12:00"]),
        ("2026-11-18", "Resa", []),
        ("2026-11-19", "Resa", ["09:00-16:30"]),
    ]


def test_times_are_put_on_the_doors_own_wall_clock() -> None:
    event = "SUMMARY:Kurs\nDTSTART:20261117T110000Z\nDTEND:20261117T230000Z"
    assert proposed(event, name="FI") == [
        ("2026-11-17", "Kurs", ["08:00-13:00"]),
    ]
    floating = "SUMMARY:Kurs\nDTSTART:20261117T120000\nDTEND:20261117T230000"
    assert proposed(floating, name="FI") == proposed(floating) == [("2026-11-17", "Kurs", ["08:00-12:00"])]


def test_what_repeats_is_proposed_each_time_within_the_days_asked_for() -> None:
    yearly = "SUMMARY:Stadens dag\nDTSTART;VALUE=DATE:20200909\nRRULE:FREQ=YEARLY"
    assert proposed(yearly) == [("2026-09-09", "Stadens dag", [])]
    weekly = "SUMMARY:Kurs\nDTSTART;TZID=Europe/Stockholm:20261019T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3"
    assert proposed(weekly) == [
        (f"2026-{day}", "Kurs", ["08:00-09:00", "10:00-16:30"]) for day in ("10-19", "10-26", "11-02")
    ]
    until = "SUMMARY:Kurs\nDTSTART;VALUE=DATE:20261102\nRRULE:FREQ=WEEKLY;UNTIL=20261116T000000Z"
    assert [day for day, _, _ in proposed(f"{until}\nEXDATE;VALUE=DATE:20261109")] == ["2026-11-02", "2026-11-16"]
    more = "SUMMARY:Kurs\nDTSTART;VALUE=DATE:20261102\nRDATE;VALUE=DATE:20261103,20261105"
    assert [day for day, _, _ in proposed(more)] == ["2026-11-02", "2026-11-03", "2026-11-05"]


def test_one_moved_occasion_moves() -> None:
    weekly = "UID:1\nSUMMARY:Stängt\nDTSTART;VALUE=DATE:20261102\nRRULE:FREQ=WEEKLY;COUNT=2"
    moved = "UID:1\nSUMMARY:Stängt\nRECURRENCE-ID;VALUE=DATE:20261109\nDTSTART;VALUE=DATE:20261110"
    assert [day for day, _, _ in proposed(weekly, moved)] == ["2026-11-02", "2026-11-10"]


def test_what_is_cancelled_or_outside_the_days_is_left_out() -> None:
    assert proposed("SUMMARY:Flytt\nSTATUS:CANCELLED\nDTSTART;VALUE=DATE:20261117") == []
    long = "SUMMARY:Flytt\nDTSTART;VALUE=DATE:20261109\nDTEND;VALUE=DATE:20261128"
    found = proposed(long, first=date(2026, 11, 17), last=date(2026, 11, 18))
    assert [day for day, _, _ in found] == ["2026-11-17", "2026-11-18"]


def test_an_event_of_no_length_takes_nothing() -> None:
    assert proposed("SUMMARY:Påminnelse\nDTSTART:20261117T110000Z") == []
    assert proposed("SUMMARY:Bakvänd\nDTSTART:20261117T110000Z\nDTEND:20261117T100000Z") == []


@pytest.mark.parametrize("text", ["", "hello", "BEGIN:VCALENDAR\r\n", "BEGIN:VEVENT\r\nEND:VCALENDAR\r\n", b"\xff\xfe"])
def test_what_is_no_feed_is_refused(text: str | bytes) -> None:
    with pytest.raises(CalendarError, match="the feed is not iCalendar"):
        proposals(text, "SE", FIRST, LAST)


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ("SUMMARY:Ofta\nDTSTART:20200101T000000Z\nRRULE:FREQ=SECONDLY", "Ofta repeats too often"),
        ("SUMMARY:Kurs\nDTSTART;VALUE=DATE:20261117\nDTEND:20261118T000000Z", "Kurs begins and ends in different"),
    ],
)
def test_an_event_beyond_reason_is_refused(event: str, told: str) -> None:
    with pytest.raises(CalendarError, match=told):
        proposed(event)


def test_an_endless_event_is_cut_off() -> None:
    endless = "SUMMARY:Evig\nDTSTART;VALUE=DATE:20000101\nDTEND;VALUE=DATE:99990101"
    assert proposed(endless) == []
    assert len(proposed(endless, first=date(2001, 1, 1), last=date(2001, 1, 7))) == 4
