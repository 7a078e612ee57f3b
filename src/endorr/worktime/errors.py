"""What can go wrong in this room, each with a message a person can act on."""


class WorktimeError(ValueError):
    """Any refusal of the working-day clock; `str()` of it is fit to show to whoever asked."""


class CalendarError(WorktimeError):
    """A calendar, or its dict form, contradicts itself: the message names the field and the reason."""


class UnknownCalendarError(WorktimeError):
    """No built-in calendar has this id."""


class NaiveTimeError(WorktimeError):
    """A point in time without an offset from UTC was given where only an instant will do."""


class OutOfRangeError(WorktimeError):
    """The point in time lies outside the years the calendars are computed for."""


class NoWorkingDayError(WorktimeError):
    """The calendar runs out of working days, or of office hours, before the answer is reached."""
