"""The demo's clock goes on, stands still and is wound; it never goes back."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from endorr.base.clock.rules import LEASE, START, after_weekend
from endorr.base.clock.wound import DemoClock

SECOND = timedelta(seconds=1)


class Counter:
    """The machine's counter, moved by hand; microseconds."""

    def __init__(self) -> None:
        self.microseconds = 1_000_000

    def __call__(self) -> int:
        return self.microseconds

    def pass_time(self, length: timedelta) -> None:
        self.microseconds += length // timedelta(microseconds=1)


@pytest.fixture
def counter() -> Counter:
    return Counter()


@pytest.fixture
def clock(tmp_path: Path, counter: Counter) -> DemoClock:
    return DemoClock(tmp_path / "clock.json", counter=counter)


def test_it_begins_on_an_ordinary_tuesday_morning_and_waits_for_the_demo(clock: DemoClock, counter: Counter) -> None:
    counter.pass_time(timedelta(hours=1))
    assert clock.now() == datetime(2026, 11, 17, 8, 40, tzinfo=UTC)


def test_it_ticks_in_real_seconds_while_the_demo_beats(clock: DemoClock, counter: Counter) -> None:
    for _ in range(90):
        clock.beat()
        counter.pass_time(SECOND)
    assert clock.now() == START + timedelta(seconds=90)


def test_it_stands_still_while_the_demo_is_stopped(clock: DemoClock, counter: Counter) -> None:
    clock.beat()
    counter.pass_time(timedelta(days=3))
    clock.resume()
    assert clock.now() == START + LEASE


def test_it_goes_on_after_the_machine_was_restarted_and_its_counter_began_anew(
    clock: DemoClock, counter: Counter
) -> None:
    clock.wind(timedelta(hours=2))
    counter.microseconds = 0
    clock.resume()
    assert clock.now() == START + timedelta(hours=2) + LEASE


def test_all_processes_see_it_wound_at_once(tmp_path: Path, clock: DemoClock, counter: Counter) -> None:
    worker = DemoClock(tmp_path / "clock.json", counter=counter)
    clock.beat()
    assert worker.now() == START
    clock.wind(timedelta(hours=1))
    assert worker.now() == START + timedelta(hours=1)


def test_it_is_never_wound_back(clock: DemoClock) -> None:
    with pytest.raises(ValueError, match="never"):
        clock.wind_to(START - SECOND)
    with pytest.raises(ValueError, match="never"):
        clock.wind(-SECOND)


class TwoProcesses(RuleBasedStateMachine):
    """Two processes, beats, stops, winding: no reading is ever earlier than one before it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory(prefix="endorr-clock-")
        folder = Path(self.folder.name)
        self.counter = Counter()
        self.clocks = [DemoClock(folder / "clock.json", counter=self.counter) for _ in range(2)]
        self.latest = START.astimezone(UTC)

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule(who=st.integers(0, 1))
    def beat(self, who: int) -> None:
        self.clocks[who].beat()

    @rule(microseconds=st.integers(0, 20_000_000))
    def pass_time(self, microseconds: int) -> None:
        self.counter.microseconds += microseconds

    @rule(who=st.integers(0, 1))
    def restart_machine(self, who: int) -> None:
        self.counter.microseconds = 0
        self.clocks[who].resume()

    @rule(who=st.integers(0, 1), minutes=st.integers(0, 10_000))
    def wind(self, who: int, minutes: int) -> None:
        self.clocks[who].wind(timedelta(minutes=minutes))

    @invariant()
    def never_back(self) -> None:
        for clock in self.clocks:
            reading = clock.now()
            assert reading >= self.latest
            self.latest = reading


TestTwoProcesses = TwoProcesses.TestCase
TestTwoProcesses.settings = settings(max_examples=30, stateful_step_count=30, deadline=None)


@pytest.mark.parametrize(
    ("instant", "monday"),
    [
        ("2026-11-17T09:40+01:00", "2026-11-23T08:00+01:00"),
        ("2026-11-21T12:00+01:00", "2026-11-23T08:00+01:00"),
        ("2026-11-22T23:59+01:00", "2026-11-23T08:00+01:00"),
        ("2026-11-23T07:00+01:00", "2026-11-30T08:00+01:00"),
        ("2026-10-23T16:00+02:00", "2026-10-26T08:00+01:00"),
    ],
    ids=["tuesday", "saturday", "sunday night", "monday morning", "over the end of summer time"],
)
def test_over_the_weekend_is_to_monday_at_eight(instant: str, monday: str) -> None:
    assert after_weekend(datetime.fromisoformat(instant)) == datetime.fromisoformat(monday)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_over_the_weekend_is_ahead_and_within_eight_days(instant: datetime) -> None:
    assert timedelta(0) < after_weekend(instant) - instant <= timedelta(days=8)
