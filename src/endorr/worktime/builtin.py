"""The calendars that come with the room, read from the data file beside this module."""

import json
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

from endorr.worktime.calendar import Calendar
from endorr.worktime.errors import UnknownCalendarError


def _read() -> Mapping[str, Calendar]:
    text = files("endorr.worktime").joinpath("builtin.json").read_text(encoding="utf-8")
    calendars = (Calendar.from_dict(values) for values in json.loads(text)["calendars"])
    return MappingProxyType({calendar.id: calendar for calendar in calendars})


BUILT_IN: Mapping[str, Calendar] = _read()


def calendar(named: Calendar | str = "SE") -> Calendar:
    """A built-in calendar by its id; a calendar is given back as it is. UnknownCalendarError lists the ids."""
    if isinstance(named, Calendar):
        return named
    try:
        return BUILT_IN[named]
    except (KeyError, TypeError):
        raise UnknownCalendarError(f"no calendar {named!r}; built in are {', '.join(BUILT_IN)}") from None
