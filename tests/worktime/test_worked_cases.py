"""Every worked case of the promise, 2024-2028, and the national days behind them."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from endorr import worktime
from endorr.worktime import Language, sweden
from endorr.worktime.batch import promises

DATA = json.loads((Path(__file__).parent / "data" / "working_day_cases.json").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = DATA["cases"]
ENGLISH_DAYS = {"Mon": "Monday", "Tue": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday", "Fri": "Friday"} | {
    "Sat": "Saturday",
    "Sun": "Sunday",
}


def case_id(case: dict[str, Any]) -> str:
    return f"{case['id']}-{case['category']}"


def test_all_cases_are_here() -> None:
    assert len(CASES) == 73


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_a_worked_case(case: dict[str, Any]) -> None:
    asked = datetime.fromisoformat(case["asked"])
    given = worktime.promise(asked, case["calendar"])
    assert given.due == datetime.fromisoformat(case["due"]) == worktime.due(asked, case["calendar"])
    assert given.act_by == datetime.fromisoformat(case["act_by"]) == worktime.act_by(given.due, case["calendar"])
    assert given.due.utcoffset() == given.act_by.utcoffset() == timedelta(0)
    assert round((given.due - asked) / timedelta(hours=1), 4) == case["elapsed_hours"]


@pytest.mark.parametrize("case", [case for case in CASES if "contact" in case], ids=case_id)
def test_a_contact_is_judged_by_due(case: dict[str, Any]) -> None:
    due = worktime.due(datetime.fromisoformat(case["asked"]), case["calendar"])
    assert worktime.kept(datetime.fromisoformat(case["contact"]), due) is case["kept"]


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_the_deadline_is_told_as_the_case_shows_it(case: dict[str, Any]) -> None:
    name, day, clock = case["due_shown_as"].split()
    told = worktime.deadline(datetime.fromisoformat(case["due"]), case["calendar"], Language.EN)
    spoken = f"{ENGLISH_DAYS[name]} {date.fromisoformat(day).day} "
    if clock == "24:00":
        assert told.startswith(f"the end of {spoken}")
    else:
        assert told.startswith(spoken)
        assert told.endswith(f"at {clock[:5]}")


def test_the_batch_gets_them_all_right_at_once() -> None:
    names = list(worktime.BUILT_IN)
    asked = [datetime.fromisoformat(case["asked"]).astimezone(UTC).replace(tzinfo=None) for case in CASES]
    which = np.array([names.index(case["calendar"]) for case in CASES])
    found = promises(np.array(asked, dtype="datetime64[s]"), names, which)
    for column, wanted in ((found.due, "due"), (found.act_by, "act_by")):
        right = [datetime.fromisoformat(case[wanted]).astimezone(UTC).replace(tzinfo=None) for case in CASES]
        assert column.tolist() == right


@pytest.mark.parametrize("year", range(2024, 2030))
def test_the_days_of_a_year_and_their_names(year: int) -> None:
    days = sweden.days(year)
    free = {day.isoformat(): named.sv for day, named in days.items() if not named.works}
    half = {day.isoformat(): named.sv for day, named in days.items() if named.works}
    assert free == DATA["non_working_dates"][str(year)]
    assert half == DATA["half_days"][str(year)]


def test_the_same_moment_written_in_another_zone_is_the_same_question() -> None:
    here = datetime(2026, 3, 6, 15, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
    there = here.astimezone(ZoneInfo("Asia/Tokyo"))
    assert worktime.promise(here) == worktime.promise(there)
