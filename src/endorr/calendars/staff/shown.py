"""Turns a door's calendar, and a change to it, into rows to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from endorr.base.ui.parts import Cell, Column, Link, Row, Table, Tag
from endorr.calendars.queries import ProposalRow
from endorr.calendars.rules import SHOWN_AHEAD, Effect, Example
from endorr.calendars.staff.fields import hours_text, spoken
from endorr.calendars.staff.forms import WEEKDAYS
from endorr.calendars.staff.queries import KeptDoor, MadeVersion
from endorr.worktime import Calendar, Change, Reason, Season, deadline, reason, windows
from endorr.worktime.hours import Windows, clock_of
from endorr.worktime.wording import day_text, months


def door_table(doors: Sequence[KeptDoor]) -> Table:
    """The doors whose calendars somebody keeps."""
    rows: list[list[Cell]] = [
        [
            Link(one.name, reverse("calendars:door", args=[one.public_id])),
            Tag(_("Egen"), "good") if one.its_own else Tag(_("Sveriges allmänna")),
        ]
        for one in doors
    ]
    return Table(_("Kalendrar"), [Column(_("Dörr")), Column(_("Kalender"))], rows)


def _or_closed(hours: Windows) -> str:
    return hours_text(hours) or _("inga kontorstider")


def hours_rows(door: KeptDoor) -> list[Row]:
    """The office hours of the week, and of half days."""
    calendar = door.calendar
    rows = [Row(str(name), _or_closed(hours)) for name, hours in zip(WEEKDAYS.values(), calendar.hours, strict=False)]
    close = calendar.half_day_close
    half = _("Stänger som vanligt") if close is None else _("Stänger %(clock)s") % {"clock": _clock(close)}
    return [*rows, Row(_("Halvdagar"), half)]


def _clock(minute: int) -> str:
    return clock_of(minute) if spoken() == "en" else clock_of(minute).replace(":", ".")


def season_table(door: KeptDoor) -> Table:
    """The seasons, each with what may be done about it."""
    columns = [Column(_("Tid på året")), Column(_("Tider")), Column(_("Ändra")), Column(_("Ta bort"))]
    rows: list[list[Cell]] = []
    for place, one in enumerate(door.calendar.seasons, start=1):
        named = season_text(one)
        change, end = (reverse(f"calendars:{name}", args=[door.public_id, place]) for name in ("season", "end_season"))
        rows.append([named, week_text(one), Link(_("Ändra"), change, named), Link(_("Ta bort"), end, named)])
    return Table(_("Delar av året med egna tider"), columns, rows, empty=_("Samma kontorstider hela året."))


def season_text(season: Season) -> str:
    """A season as it is read: 15 juni – 15 augusti."""
    first, last = (f"{day} {months(spoken())[month - 1]}" for month, day in (season.first, season.last))
    return f"{first} – {last}"


def week_text(season: Season) -> str:
    """The hours of a week in a line; weekdays alike are told together."""
    names = [str(name).lower() for name in WEEKDAYS.values()] if spoken() != "en" else [*map(str, WEEKDAYS.values())]
    told: list[list[str]] = []
    for name, hours in zip(names, season.hours, strict=False):
        text = _or_closed(hours)
        if told and told[-1][2] == text:
            told[-1][1] = name
        else:
            told.append([name, name, text])
    return "; ".join(f"{first if first == last else f'{first}–{last}'} {text}" for first, last, text in told)


def _change_tag(change: Change) -> Tag:
    match change:
        case Change.CLOSED:
            return Tag(_("Stängt"), "warn")
        case Change.OPENED:
            return Tag(_("Öppet"), "good")
        case Change.HOURS:
            return Tag(_("Andra tider"), "info")


def decision_table(door: KeptDoor, today: date) -> Table:
    """The coming dates that the door has decided for itself."""
    columns = [Column(text) for text in (_("Dag"), _("Gäller"), _("Tider"), _("Varför"), _("Ändra"))]
    rows: list[list[Cell]] = []
    for one in door.calendar.overrides:
        if one.day >= today:
            named = dated(one.day)
            href = reverse("calendars:undo", args=[door.public_id, one.day.isoformat()])
            hours = hours_text(door.calendar.office_hours(one.day)) or "–"
            rows.append([named, _change_tag(one.change), hours, one.note or "–", Link(_("Ta bort"), href, named)])
    return Table(_("Dagar som dörren själv har bestämt"), columns, rows, empty=_("Inga. Dörren följer almanackan."))


def dated(day: date) -> str:
    """A date with its weekday and year: fredag 7 maj 2027."""
    return f"{day_text(day, spoken())} {day.year}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def version_table(made: Sequence[MadeVersion]) -> Table:
    """Every version, latest first: who, when, what and why."""
    columns = [Column(_("Version")), Column(_("När")), Column(_("Vem")), Column(_("Vad")), Column(_("Varför"))]
    rows: list[list[Cell]] = [
        [
            str(one.number),
            date_format(localtime(one.made_at), "j F Y H.i" if spoken() != "en" else "j F Y H:i"),
            one.made_by or _("systemet"),
            ", ".join(field_text(name) for name in one.changed) or _("första versionen"),
            one.note or "–",
        ]
        for one in made
    ]
    return Table(_("Alla versioner, den senaste först"), columns, rows, empty=_("Inga ännu."))


def field_text(name: str) -> str:
    """What differs between two versions, in words."""
    kind, _space, day = name.partition(" ")
    if kind == "overrides":
        return dated(date.fromisoformat(day))
    words = {"hours": _("kontorstider"), "half_day_close": _("halvdagar"), "seasons": _("säsonger")}
    return words.get(kind, _("annat"))


def _state(why: Reason) -> str:
    if not why.works:
        return why.text(spoken())
    hours = hours_text(why.office) or _("arbetsdag utan kontorstid")
    note = why.text(spoken())
    return hours if note in {"arbetsdag", "working day"} else f"{hours} ({note})"


def effect_table(changed: Sequence[Effect]) -> Table:
    """What a change does, date by date."""
    columns = [Column(_("Dag")), Column(_("Nu")), Column(_("Sedan"))]
    rows: list[list[Cell]] = [[dated(one.day), _state(one.before), _state(one.after)] for one in changed]
    return Table(_("Dagar som ändras"), columns, rows, empty=_("Ingen dag den närmaste tiden."))


def example_text(moved: Example, calendar: Calendar) -> dict[str, str]:
    """The words of an example: when asked, due as it is, due as it would be."""
    instants = {"asked": moved.asked, "before": moved.before, "after": moved.after}
    return {name: deadline(instant, calendar, spoken()) for name, instant in instants.items()}


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the drawing of what comes: whether it works, its hours or why it rests, and whether that is new."""

    day: date
    works: bool
    text: str
    changed: bool
    outside: bool

    @property
    def label(self) -> str:
        """The day of the month; the first of one says which."""
        return f"{self.day.day}/{self.day.month}" if self.day.day == 1 else str(self.day.day)


def weeks(after: Calendar, changed: Sequence[Effect], today: date) -> list[tuple[int, list[Day]]]:
    """The coming 60 days as whole weeks, as they would be; each week with its number."""
    anew = {one.day for one in changed}
    monday = today - timedelta(days=today.weekday())
    last = today + timedelta(days=SHOWN_AHEAD - 1)
    count = (last - monday).days // 7 + 1
    return [
        (
            (monday + timedelta(weeks=week)).isocalendar().week,
            [_day(after, monday + timedelta(weeks=week, days=ahead), anew, (today, last)) for ahead in range(7)],
        )
        for week in range(count)
    ]


def _day(after: Calendar, day: date, anew: set[date], span: tuple[date, date]) -> Day:
    why = reason(after, day)
    text = hours_text(why.office) if why.works else why.text(spoken())
    return Day(day, why.works, text, day in anew, not span[0] <= day <= span[1])


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposed day: what it is now, what it would be, where it comes from, and why it was refused if it was."""

    public_id: str
    title: str
    summary: str
    now: str
    then: str
    source: str
    refusals: Sequence[str]


def proposed(rows: Sequence[ProposalRow], calendar: Calendar, refused: str, why: Sequence[str]) -> list[Proposed]:
    """The days to decide; the one just refused carries the reasons."""
    return [
        Proposed(
            public_id=row.public_id,
            title=_capital(dated(row.day)),
            summary=row.summary or _("(utan namn)"),
            now=_state(reason(calendar, row.day)),
            then=hours_text(windows(*row.hours)) if row.hours else _("stängt"),
            source=row.source,
            refusals=why if row.public_id == refused else (),
        )
        for row in rows
    ]
