"""The working-day clock: by when a question asked at any moment must be answered, and why.

>>> from datetime import datetime
>>> from zoneinfo import ZoneInfo
>>> from endorr import worktime
>>> asked = datetime(2026, 6, 18, 14, 0, tzinfo=ZoneInfo("Europe/Stockholm"))
>>> worktime.sentence(worktime.due(asked))
'Vi hör av oss senast måndag 22 juni kl. 14.00.'

Pure: no Django, no database, no network, and it never asks what time it is. Instants go in with an offset and come out
in UTC. Arrays are in `endorr.worktime.batch` (NumPy); iCalendar is in `endorr.worktime.feed` and
`endorr.worktime.icalendar_out`. README.md beside this file is the guide.
"""

from endorr.worktime.builtin import BUILT_IN, calendar
from endorr.worktime.calendar import NATIONAL_DAYS, Calendar, Change, Override
from endorr.worktime.errors import (
    CalendarError,
    NaiveTimeError,
    NoWorkingDayError,
    OutOfRangeError,
    UnknownCalendarError,
    WorktimeError,
)
from endorr.worktime.explain import CountedDay, Explanation, explain
from endorr.worktime.hours import Season, Window, week, windows
from endorr.worktime.ladder import (
    Rung,
    Step,
    act_by_within,
    inner_target,
    ladder,
    next_rung,
    office_moment,
    office_time_left,
)
from endorr.worktime.promise import (
    Promise,
    act_by,
    after,
    due,
    from_wall_clock,
    kept,
    latest_received,
    promise,
    share_used,
    wall_clock,
    working_time,
)
from endorr.worktime.publish import as_json, coming_days
from endorr.worktime.reasons import Ground, Reason, reason
from endorr.worktime.validation import CalendarRefusedError, Refusal, refusals, require_promise
from endorr.worktime.wording import Language, deadline, sentence
from endorr.worktime.zone import tzdata_version

__all__ = [
    "BUILT_IN",
    "NATIONAL_DAYS",
    "Calendar",
    "CalendarError",
    "CalendarRefusedError",
    "Change",
    "CountedDay",
    "Explanation",
    "Ground",
    "Language",
    "NaiveTimeError",
    "NoWorkingDayError",
    "OutOfRangeError",
    "Override",
    "Promise",
    "Reason",
    "Refusal",
    "Rung",
    "Season",
    "Step",
    "UnknownCalendarError",
    "Window",
    "WorktimeError",
    "act_by",
    "act_by_within",
    "after",
    "as_json",
    "calendar",
    "coming_days",
    "deadline",
    "due",
    "explain",
    "from_wall_clock",
    "inner_target",
    "kept",
    "ladder",
    "latest_received",
    "next_rung",
    "office_moment",
    "office_time_left",
    "promise",
    "reason",
    "refusals",
    "require_promise",
    "sentence",
    "share_used",
    "tzdata_version",
    "wall_clock",
    "week",
    "windows",
    "working_time",
]
