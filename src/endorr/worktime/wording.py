"""The sentences people read about a promise, in the languages of the door, on the door's own wall clock."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from endorr.worktime.calendar import Calendar
from endorr.worktime.promise import wall_clock

_WEEKDAYS = {
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    # The essive, "on Tuesday": a deadline in Finnish is a day on which something happens.
    "fi": ("maanantaina", "tiistaina", "keskiviikkona", "torstaina", "perjantaina", "lauantaina", "sunnuntaina"),
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
}
_MONTHS = {
    "sv": (
        *("januari", "februari", "mars", "april", "maj", "juni"),
        *("juli", "augusti", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "fi": (
        *("tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta"),
        *("heinäkuuta", "elokuuta", "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta"),
    ),
    "ar": (
        *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
        *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
    ),
}


class Language(StrEnum):
    """The languages of the promise: Swedish, English, Swedish that is easy to read, Finnish and Arabic."""

    SV = "sv"
    EN = "en"
    EASY = "sv-easy"
    FI = "fi"
    AR = "ar"

    @property
    def words(self) -> str:
        """The language the words are taken from: easy Swedish is Swedish."""
        return "sv" if self is Language.EASY else self.value


_SENTENCES = {
    Language.SV: ("Vi hör av oss senast {day} kl. {clock}.", "Vi hör av oss senast {day}."),
    Language.EN: ("We will be in touch by {day} at {clock}.", "We will be in touch by the end of {day}."),
    Language.EASY: (
        "Vi ringer eller skriver till dig. Det gör vi senast {day} klockan {clock}.",
        "Vi ringer eller skriver till dig. Det gör vi senast {day}.",
    ),
    Language.FI: ("Otamme sinuun yhteyttä viimeistään {day} klo {clock}.", "Otamme sinuun yhteyttä viimeistään {day}."),
    Language.AR: ("سنتواصل معك في موعد أقصاه {day} الساعة {clock}.", "سنتواصل معك في موعد أقصاه نهاية {day}."),
}

_DEADLINES = {
    Language.SV: ("{day} kl. {clock}", "{day}"),
    Language.EN: ("{day} at {clock}", "the end of {day}"),
    Language.EASY: ("{day} klockan {clock}", "{day}"),
    Language.FI: ("{day} klo {clock}", "{day}"),
    Language.AR: ("{day} الساعة {clock}", "نهاية {day}"),
}

_DAYS = {"fi": "{weekday} {day}. {month}", "ar": "يوم {weekday} {day} {month}"}
_COLON = frozenset({Language.EN, Language.AR})


def months(language: Language | str) -> tuple[str, ...]:
    """The names of the months, January first."""
    return _MONTHS[Language(language).words]


def sentence(due: datetime, calendar: Calendar | str = "SE", language: Language | str = Language.SV) -> str:
    """What the company is told: "Vi hör av oss senast tisdag 24 november kl. 14.20."

    A due instant of 00:00 is the end of the day before and is told as that day alone. Seconds are dropped, so the
    sentence never promises later than the promise.
    """
    return _fill(_SENTENCES[Language(language)], due, calendar, Language(language))


def deadline(due: datetime, calendar: Calendar | str = "SE", language: Language | str = Language.SV) -> str:
    """The bare deadline for headings and tables: "tisdag 24 november kl. 14.20", or "måndag 23 november" for 24:00."""
    return _fill(_DEADLINES[Language(language)], due, calendar, Language(language))


def moment(instant: datetime, calendar: Calendar | str = "SE", language: Language | str = Language.SV) -> str:
    """A point in time as it is read, midnight included: "måndag 22 juni 2026 kl. 14.00"."""
    wall, spoken = wall_clock(instant, calendar), Language(language)
    template = _DEADLINES[spoken][0]
    return template.format(day=f"{day_text(wall.date(), spoken)} {wall.year}", clock=clock_text(wall, spoken))


def day_text(day: date, language: Language | str = Language.SV) -> str:
    """A date as it is spoken, without the year: "tisdag 24 november", "Tuesday 24 November"."""
    words = Language(language).words
    shape = _DAYS.get(words, "{weekday} {day} {month}")
    return shape.format(weekday=_WEEKDAYS[words][day.weekday()], day=day.day, month=_MONTHS[words][day.month - 1])


def clock_text(wall: datetime, language: Language | str = Language.SV) -> str:
    """A time of day as it is written: 14.20 in Swedish and Finnish, 14:20 in English and Arabic."""
    return f"{wall:%H:%M}" if Language(language) in _COLON else f"{wall:%H.%M}"


def _fill(templates: tuple[str, str], due: datetime, calendar: Calendar | str, language: Language) -> str:
    wall = wall_clock(due, calendar)
    with_clock, day_only = templates
    if (wall.hour, wall.minute, wall.second) == (0, 0, 0):
        return day_only.format(day=day_text(wall.date() - timedelta(days=1), language))
    return with_clock.format(day=day_text(wall.date(), language), clock=clock_text(wall, language))
