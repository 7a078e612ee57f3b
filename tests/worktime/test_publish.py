"""The coming days as open data, and why each counts."""

import json
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar as Feed
from tests.worktime.oddities import ODD

from endorr.worktime import BUILT_IN, Ground, OutOfRangeError, as_json, coming_days, reason
from endorr.worktime.feed import proposals
from endorr.worktime.icalendar_out import as_icalendar

FIRST = date(2026, 6, 15)
PUBLISHED = datetime(2026, 6, 1, 12, tzinfo=UTC)


def test_four_hundred_days_of_every_calendar() -> None:
    for name, calendar in {**BUILT_IN, **ODD}.items():
        published = json.loads(json.dumps(as_json(calendar, FIRST)))
        assert (published["calendar"], published["zone"], published["first"]) == (name, calendar.zone, "2026-06-15")
        assert len(published["days"]) == 400
        assert published["days"][0]["date"] == "2026-06-15"
        assert published["days"][-1]["date"] == "2027-07-19"
        assert all(day["working"] or not day["office"] for day in published["days"])
        assert published["version"] == calendar.version


def test_a_midsummer_week_as_data() -> None:
    thursday, friday, saturday, sunday, monday = as_json("SE", date(2026, 6, 18), 5)["days"]
    assert thursday == {
        "date": "2026-06-18",
        "working": True,
        "ground": "weekday",
        "sv": "arbetsdag",
        "en": "working day",
        "basis": "",
        "office": ["08:00-16:30"],
    }
    assert friday["basis"] == "lag (1930:173) om beräkning av lagstadgad tid 2 §; semesterlagen (1977:480)"
    assert [(day["ground"], day["sv"], day["en"], day["working"]) for day in (friday, saturday, sunday, monday)] == [
        ("eve", "Midsommarafton", "Midsummer Eve", False),
        ("public", "Midsommardagen", "Midsummer Day", False),
        ("free_weekday", "söndag", "Sunday", False),
        ("weekday", "arbetsdag", "working day", True),
    ]


@pytest.mark.parametrize(
    ("name", "day", "ground", "sv", "en"),
    [
        ("SE", date(2026, 4, 2), "half", "arbetsdag, kontoret stänger tidigt (Skärtorsdagen)", "closes early (Maundy"),
        ("SE-fullhalf", date(2026, 4, 2), "weekday", "arbetsdag (Skärtorsdagen)", "working day (Maundy Thursday)"),
        ("SE-region-klam", date(2026, 5, 15), "closed", "stängt: Klämdag", "closed: Klämdag"),
        ("SE-open-eve", date(2026, 6, 19), "opened", "öppet: Öppet på midsommarafton", "open: Öppet på"),
        ("seasons", date(2026, 11, 24), "weekday", "arbetsdag", "working day"),
        ("seasons", date(2026, 11, 28), "opened", "öppet: Öppet hus", "open: Öppet hus"),
        ("FI", date(2027, 12, 6), "public", "Självständighetsdagen", "Independence Day"),
        ("SE-7d", date(2026, 4, 5), "public", "Påskdagen", "Easter Sunday"),
        ("SE", date(2026, 4, 4), "free_weekday", "lördag", "Saturday"),
    ],
)
def test_why_a_day_counts_or_not(name: str, day: date, ground: str, sv: str, en: str) -> None:
    found = reason({**BUILT_IN, **ODD}[name], day)
    assert (found.ground, found.sv) == (Ground(ground), sv)
    assert en in found.en
    assert found.text("sv") == found.text("sv-easy") == found.sv
    assert found.text("en") == found.en


def test_a_closing_without_a_note_is_still_said() -> None:
    assert reason(BUILT_IN["SE"].closed_on(FIRST), FIRST).sv == "stängt"


def test_days_nobody_stands_behind_are_not_published() -> None:
    short = BUILT_IN["SE"].changed(covers_until=date(2027, 7, 18))
    assert len(coming_days(short, FIRST, 399)) == 399
    with pytest.raises(OutOfRangeError, match="calendar SE ends on 2027-07-18"):
        coming_days(short, FIRST)


def test_the_same_days_as_icalendar() -> None:
    text = as_icalendar("SE", FIRST, published=PUBLISHED)
    events = Feed.from_ical(text).walk("VEVENT")
    closed = {event.decoded("DTSTART"): str(event["SUMMARY"]) for event in events if "closed" in str(event["UID"])}
    office = [event for event in events if "closed" not in str(event["UID"])]
    assert closed[date(2026, 6, 19)] == "Midsommarafton"
    assert date(2026, 6, 21) not in closed
    assert len(office) == sum(len(day.office) for day in coming_days("SE", FIRST))
    first = office[0]
    assert first.decoded("DTSTART") == datetime(2026, 6, 15, 6, 0, tzinfo=UTC)
    assert first.decoded("DTEND") == datetime(2026, 6, 15, 14, 30, tzinfo=UTC)
    assert first.decoded("DTSTAMP") == PUBLISHED
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_what_one_door_publishes_another_may_propose_to_itself() -> None:
    closed = BUILT_IN["SE"].closed_on(date(2026, 6, 26), "Planeringsdag")
    week = as_icalendar(closed, date(2026, 6, 26), published=PUBLISHED, count=1)
    (proposal,) = proposals(week, "SE", FIRST, date(2026, 7, 1))
    assert proposal.accepted(BUILT_IN["SE"]).is_working_day(date(2026, 6, 26)) is False
    assert proposal.summary == "stängt: Planeringsdag"
