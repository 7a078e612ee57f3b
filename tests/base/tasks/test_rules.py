"""Which nights a job has missed, and when a sweep is due."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from endorr.base.tasks.rules import STOCKHOLM, is_due, missed_instants

NIGHT = time(2, 30)
instants = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def test_three_nights_without_a_worker_are_three_instants(tuesday: datetime) -> None:
    missed = missed_instants(NIGHT, after=tuesday, until=tuesday + timedelta(days=3))
    assert missed == tuple(at(f"2026-11-{day}T02:30+01:00") for day in (18, 19, 20))


def test_the_night_in_which_the_hour_is_skipped_still_has_its_job() -> None:
    missed = missed_instants(NIGHT, after=at("2027-03-27T12:00+01:00"), until=at("2027-03-28T12:00+02:00"))
    assert missed == (at("2027-03-28T01:30+00:00"),)


def test_the_night_in_which_the_hour_is_doubled_has_one_job() -> None:
    missed = missed_instants(NIGHT, after=at("2026-10-24T12:00+02:00"), until=at("2026-10-25T12:00+01:00"))
    assert missed == (at("2026-10-25T02:30+02:00"),)


@given(instants, st.timedeltas(timedelta(0), timedelta(days=30)), st.timedeltas(timedelta(0), timedelta(days=30)))
def test_cutting_a_span_in_two_loses_no_night_and_doubles_none(
    start: datetime, first: timedelta, second: timedelta
) -> None:
    middle, end = start + first, start + first + second
    parts = missed_instants(NIGHT, after=start, until=middle) + missed_instants(NIGHT, after=middle, until=end)
    assert parts == missed_instants(NIGHT, after=start, until=end)


@given(instants, st.timedeltas(timedelta(0), timedelta(days=30)))
def test_each_night_has_one_instant(start: datetime, length: timedelta) -> None:
    missed = missed_instants(NIGHT, after=start, until=start + length)
    days = [instant.astimezone(STOCKHOLM).date() for instant in missed]
    assert days == sorted(set(days))
    assert all(start < instant <= start + length for instant in missed)


def test_a_sweep_is_due_at_first_then_after_its_interval_and_after_the_clock_was_set_back(tuesday: datetime) -> None:
    minute = timedelta(minutes=1)
    assert is_due(last=None, every=minute, now=tuesday)
    assert not is_due(last=tuesday, every=minute, now=tuesday + minute / 2)
    assert is_due(last=tuesday, every=minute, now=tuesday + minute)
    assert is_due(last=tuesday, every=minute, now=tuesday - timedelta(hours=1))
