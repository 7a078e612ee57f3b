"""The clock agrees with one that shares nothing with it, on random seconds of the years 2000-2060."""

import random
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from tests.worktime import walker

from endorr import worktime
from endorr.worktime.batch import promises

START = datetime.fromisoformat("2000-01-01")
SECONDS = int((datetime.fromisoformat("2060-12-20") - START).total_seconds())


def moments(count: int, seed: str) -> list[datetime]:
    """Random seconds, a third of them on whole hours, where edges are."""
    dice = random.Random(seed)
    found = []
    for number in range(count):
        second = dice.randrange(SECONDS)
        found.append(START + timedelta(seconds=second - second % 3600 if number % 3 == 0 else second))
    return found


def compare(name: str, asked: list[datetime]) -> None:
    found = promises(np.array(asked, dtype="datetime64[s]"), name)
    for moment, due, act_by in zip(asked, found.due.tolist(), found.act_by.tolist(), strict=True):
        walked = walker.due(name, moment)
        assert (due, act_by) == (walked, walker.act_by(name, walked)), moment
        given = worktime.promise(moment.replace(tzinfo=UTC), name)
        assert (given.due.replace(tzinfo=None), given.act_by.replace(tzinfo=None)) == (due, act_by), moment


@pytest.mark.parametrize("name", worktime.BUILT_IN)
def test_a_thousand_random_instants(name: str) -> None:
    compare(name, moments(1_000, f"quick {name}"))


@pytest.mark.parametrize("name", worktime.BUILT_IN)
def test_every_hour_around_the_changes_of_the_clock(name: str) -> None:
    around = [change for year in (2024, 2025, 2026) for change in walker.changes(year)]
    compare(name, [change + timedelta(minutes=30 * step) for change in around for step in range(-110, 60)])


@pytest.mark.long
@pytest.mark.parametrize("name", worktime.BUILT_IN)
def test_a_hundred_thousand_random_instants(name: str) -> None:
    compare(name, moments(100_000, f"long {name}"))
