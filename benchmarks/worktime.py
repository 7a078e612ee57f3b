"""How fast the clock is beside other business-time libraries: same questions, same run, one core, medians of five.

Every peer gets the Swedish holidays of 2024-2029 with the three eves added by hand, and office hours 08.00-16.30. What
is compared is work a caller would do: a question in UTC in, a deadline in UTC out. CPU time, rounds interleaved.
"""

import os
import random
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from statistics import median
from time import process_time

import businesstimedelta
import numpy as np
import pytz
from django_bizcal import WorkingCalendar

from endorr import worktime
from endorr.worktime import BUILT_IN
from endorr.worktime.batch import promises
from endorr.worktime.sweden import days

SCALAR, ARRAY, ROUNDS = 10_000, 1_000_000, 5
YEARS = range(2024, 2030)
START, END = datetime(2024, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC)
FREE = sorted(day for year in YEARS for day, named in days(year).items() if not named.works)
STOCKHOLM = "Europe/Stockholm"

# What must be reached: (ours, peer, how many times as fast). Below 1 is allowed to be slower.
GOALS = (
    ("due", "django-bizcal, add a business day", 5),
    ("due", "django-bizcal, add 8.5 business hours", 5),
    ("promise (due and act-by)", "django-bizcal, add a business day", 4),
    ("promise (due and act-by)", "django-bizcal, add 8.5 business hours", 4),
    ("due", "businesstimedelta, add 8.5 office hours", 40),
    ("array, mixed calendars, due and act-by", "django-bizcal, add a business day", 200),
    ("array, mixed calendars, due and act-by", "django-bizcal, add 8.5 business hours", 200),
    ("array, mixed calendars, due and act-by", "bare numpy.busday_offset", 1 / 1.5),
)


def scalar_questions() -> list[datetime]:
    dice = random.Random(1)
    minutes = int((END - START) / timedelta(minutes=1))
    return [START + timedelta(minutes=dice.randrange(minutes)) for _ in range(SCALAR)]


def contenders() -> dict[str, tuple[int, Callable[[], object]]]:
    """By name: how many answers one run gives, and the run."""
    asked, stamps = scalar_questions(), array_questions()
    which = np.random.default_rng(2).integers(0, len(BUILT_IN), ARRAY).astype(np.int8)
    dates, plain = stamps.astype("datetime64[D]"), np.busdaycalendar(holidays=np.array(FREE, dtype="datetime64[D]"))
    names = tuple(BUILT_IN)
    peer, office = bizcal(), businesstimedelta.BusinessTimeDelta(office_rules(), hours=8, seconds=1800)
    return {
        "due": (SCALAR, lambda: [worktime.due(moment) for moment in asked]),
        "promise (due and act-by)": (SCALAR, lambda: [worktime.promise(moment) for moment in asked]),
        "django-bizcal, add a business day": (SCALAR, lambda: [peer.add_business_days(moment, 1) for moment in asked]),
        "django-bizcal, add 8.5 business hours": (
            SCALAR,
            lambda: [peer.add_business_hours(moment, 8.5) for moment in asked],
        ),
        "businesstimedelta, add 8.5 office hours": (SCALAR, lambda: [moment + office for moment in asked]),
        "array, mixed calendars, due and act-by": (ARRAY, lambda: promises(stamps, names, which)),
        "array, one calendar, due and act-by": (ARRAY, lambda: promises(stamps, "SE")),
        "bare numpy.busday_offset": (ARRAY, lambda: np.busday_offset(dates, 1, roll="forward", busdaycal=plain)),
    }


def array_questions() -> "np.ndarray[tuple[int], np.dtype[np.datetime64]]":
    seconds = np.random.default_rng(1).integers(int(START.timestamp()), int(END.timestamp()), ARRAY)
    return seconds.astype("datetime64[s]")


def bizcal() -> WorkingCalendar:
    eves = [day for day in FREE if (day.month, day.day) in {(12, 24), (12, 31)} or midsummer_eve(day)]
    hours = {weekday: [("08:00", "16:30")] for weekday in range(5)}
    return WorkingCalendar.from_country(
        country="SE", years=range(YEARS[0] - 1, YEARS[-1] + 2), tz=STOCKHOLM, weekly_schedule=hours, extra_holidays=eves
    )


def midsummer_eve(day: date) -> bool:
    return day.weekday() == 4 and date(day.year, 6, 19) <= day <= date(day.year, 6, 25)


def office_rules() -> businesstimedelta.Rules:
    zone = pytz.timezone(STOCKHOLM)
    office = businesstimedelta.WorkDayRule(start_time=time(8), end_time=time(16, 30), tz=zone)
    return businesstimedelta.Rules([office, businesstimedelta.HolidayRule(FREE, tz=zone)])


def rates(runs: dict[str, tuple[int, Callable[[], object]]]) -> dict[str, list[float]]:
    """Answers a second of every contender in every round, after one round to warm up."""
    found: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(ROUNDS + 1):
        for name, (answers, run) in runs.items():
            started = process_time()
            run()
            if number:
                found[name].append(answers / (process_time() - started))
    return found


def main() -> int:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    found = rates(contenders())
    middle = {name: median(rounds) for name, rounds in found.items()}
    print(f"{'answers a second, CPU time':45} {'median':>12} {'lowest':>12} {'highest':>12}")
    for name, rounds in found.items():
        print(f"{name:45} {middle[name]:12,.0f} {min(rounds):12,.0f} {max(rounds):12,.0f}")
    print()
    missed = 0
    for ours, peer, goal in GOALS:
        ratio = middle[ours] / middle[peer]
        missed += ratio < goal
        print(f"{'ok    ' if ratio >= goal else 'MISSED'} {ratio:8.2f} x (goal {goal:.3g}): {ours} / {peer}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
