"""What those who keep a door's calendar fill in, and the calendar it would make."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from endorr.calendars.feeds import FEED_BYTES
from endorr.calendars.forms import CLOCK_FORMATS
from endorr.calendars.rules import Objection, decided
from endorr.calendars.staff.fields import DayOfYearField, HoursField
from endorr.worktime import Calendar, Change, Season
from endorr.worktime.hours import Week, minute_of

WEEKDAYS = {
    "monday": _("Måndag"),
    "tuesday": _("Tisdag"),
    "wednesday": _("Onsdag"),
    "thursday": _("Torsdag"),
    "friday": _("Fredag"),
}
LONGEST = timedelta(days=62)
MOST_SEASONS = 12


class ChangeForm(forms.Form):
    """Something about a calendar; `version` is the one that whoever fills it in has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    # Where an objection is told that concerns no field of its own.
    told_at = ""

    def __init__(self, *args: Any, calendar: Calendar, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calendar, self.language = calendar, language
        self.fields["version"].initial = calendar.version

    def after(self) -> Calendar:
        """Return the calendar as it would become; only after the form has been found valid."""
        raise NotImplementedError

    def refuse(self, objections: Sequence[Objection]) -> None:
        """Tell why the change cannot be made, each reason at the field it concerns."""
        for field, text in [(self.field_of(one), one.text(self.language)) for one in objections]:
            self.add_error(field, text)

    def field_of(self, objection: Objection) -> str | None:
        """Return the field that an objection concerns."""
        return self.told_at or None


class _WeekForm(ChangeForm):
    monday = HoursField(label=WEEKDAYS["monday"], required=False, max_length=100)
    tuesday = HoursField(label=WEEKDAYS["tuesday"], required=False, max_length=100)
    wednesday = HoursField(label=WEEKDAYS["wednesday"], required=False, max_length=100)
    thursday = HoursField(label=WEEKDAYS["thursday"], required=False, max_length=100)
    friday = HoursField(label=WEEKDAYS["friday"], required=False, max_length=100)

    def fill(self, week: Week) -> None:
        """Begin with the hours of a week."""
        for name, hours in zip(WEEKDAYS, week, strict=False):
            self.fields[name].initial = hours

    def week(self, before: Week) -> Week:
        """Return the week as filled in; Saturday and Sunday stay as they were."""
        return (*(self.cleaned_data[name] for name in WEEKDAYS), *before[len(WEEKDAYS) :])

    def field_of(self, objection: Objection) -> str | None:
        """Too few office hours in a day and the next are told at the one of them that has the fewest."""
        names = list(WEEKDAYS)
        here = objection.day.weekday()
        if here >= len(names):
            return None
        pair = (names[here], names[(here + 1) % len(names)])
        return min(pair, key=lambda name: sum(window.closes - window.opens for window in self.cleaned_data[name]))


class HoursForm(_WeekForm):
    """The office hours of the week, and when half days close."""

    half_day_close = forms.TimeField(
        label=_("När stänger kontoret på halvdagar?"),
        help_text=_(
            "Trettondagsafton, skärtorsdagen, Valborg, dagen före Kristi himmelsfärdsdag och allhelgonaafton. "
            "Till exempel 12.00. Lämna tomt om ni har öppet som vanligt."
        ),
        required=False,
        input_formats=CLOCK_FORMATS,
        widget=forms.TimeInput(attrs={"inputmode": "decimal"}, format="%H.%M"),
        error_messages={"invalid": _("Skriv klockslaget så här: 12.00.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fill(self.calendar.hours)
        close = self.calendar.half_day_close
        self.fields["half_day_close"].initial = f"{close // 60:02}.{close % 60:02}" if close is not None else ""

    def after(self) -> Calendar:
        """Return the calendar with the hours filled in."""
        close = self.cleaned_data["half_day_close"]
        return self.calendar.changed(
            hours=self.week(self.calendar.hours), half_day_close=minute_of(f"{close:%H:%M}") if close else None
        )


class SeasonForm(_WeekForm):
    """A week of its own between two dates of the year; `place` is the season's place, one past the last for a new."""

    first = DayOfYearField(
        label=_("Från och med"),
        help_text=_("Till exempel 15 juni. Säsongen kommer tillbaka varje år."),
        error_messages={"required": _("Skriv datumet så här: 15 juni.")},
        max_length=20,
    )
    last = DayOfYearField(
        label=_("Till och med"), error_messages={"required": _("Skriv datumet så här: 15 augusti.")}, max_length=20
    )
    field_order = ("first", "last")

    def __init__(self, *args: Any, place: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place
        season = self._season()
        self.fill(season.hours if season else self.calendar.hours)
        if season:
            self.fields["first"].initial, self.fields["last"].initial = season.first, season.last

    def _season(self) -> Season | None:
        return self.calendar.seasons[self.place] if self.place < len(self.calendar.seasons) else None

    def clean(self) -> dict[str, Any]:
        """A new season may not begin where another rules already: the first would silently win."""
        cleaned = super().clean() or {}
        if cleaned.get("first") and cleaned.get("last") and self._meets_another(cleaned["first"], cleaned["last"]):
            self.add_error("first", _("De här dagarna hör redan till en annan säsong."))
        return cleaned

    def _meets_another(self, first: tuple[int, int], last: tuple[int, int]) -> bool:
        others = (*self.calendar.seasons[: self.place], *self.calendar.seasons[self.place + 1 :])
        own = Season(first, last, ())
        # A year that has a 29 February, so that every date of the year is among its days.
        year = (date(2000, 1, 1) + timedelta(days=ahead) for ahead in range(366))
        return any(day in own and any(day in other for other in others) for day in year)

    def after(self) -> Calendar:
        """Return the calendar with the season filled in."""
        season = self._season() or Season((1, 1), (1, 1), self.calendar.hours)
        filled = replace(
            season, first=self.cleaned_data["first"], last=self.cleaned_data["last"], hours=self.week(season.hours)
        )
        seasons = (*self.calendar.seasons[: self.place], filled, *self.calendar.seasons[self.place + 1 :])
        return self.calendar.changed(seasons=seasons)


class SeasonEndForm(ChangeForm):
    """A season taken away."""

    def __init__(self, *args: Any, place: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place

    def after(self) -> Calendar:
        """Return the calendar without the season."""
        seasons = self.calendar.seasons
        return self.calendar.changed(seasons=(*seasons[: self.place], *seasons[self.place + 1 :]))


class UndoForm(ChangeForm):
    """A decision about one date taken back."""

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day

    def after(self) -> Calendar:
        """Return the calendar with nothing decided for the date."""
        return self.calendar.without_override(self.day)


class DaysForm(ChangeForm):
    """One date, or some in a row, closed, open or with hours of their own."""

    first = forms.DateField(
        label=_("Dag"),
        help_text=_("Till exempel 2027-05-07."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Skriv vilken dag det gäller, till exempel 2027-05-07."),
            "invalid": _("Skriv dagen så här: 2027-05-07."),
        },
    )
    last = forms.DateField(
        label=_("Till och med"),
        help_text=_("Fyll i bara om det gäller flera dagar i rad."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Skriv dagen så här: 2027-05-07.")},
    )
    change = forms.ChoiceField(
        label=_("Vad ska gälla?"),
        widget=forms.RadioSelect,
        choices=[
            (Change.CLOSED.value, _("Stängt: dagen räknas inte som arbetsdag")),
            (Change.OPENED.value, _("Öppet: dagen räknas som arbetsdag, fast den annars är ledig")),
            (Change.HOURS.value, _("Andra kontorstider: dagen räknas som vanligt")),
        ],
        error_messages={"required": _("Välj vad som ska gälla.")},
    )
    hours = HoursField(
        label=_("Kontorstider den dagen"),
        help_text=_("Till exempel 08.00–12.00, 13.00–16.30. Behövs inte om ni stänger."),
        required=False,
        max_length=100,
    )
    note = forms.CharField(
        label=_("Varför?"),
        help_text=_("Till exempel klämdag. Det här ser alla, så skriv inget om enskilda personer."),
        max_length=100,
        error_messages={"required": _("Skriv varför, med några ord.")},
    )
    field_order = ("first", "last", "change", "hours", "note")
    told_at = "first"

    def clean(self) -> dict[str, Any]:
        """The dates must be in order and few enough; other hours must be told, and a closed day has none."""
        cleaned = super().clean() or {}
        first, last, change = cleaned.get("first"), cleaned.get("last"), cleaned.get("change")
        if first and not date(1990, 1, 1) <= first <= self.calendar.covers_until:
            self.add_error("first", _("Så långt bort räcker inte kalendern."))
        if first and last and last < first:
            self.add_error("last", _("Sista dagen kan inte komma före den första."))
        elif first and last and last - first > LONGEST:
            self.add_error("last", _("Ta högst två månader i taget."))
        if change == Change.HOURS and not cleaned.get("hours") and "hours" not in self.errors:
            self.add_error("hours", _("Skriv vilka kontorstider som ska gälla."))
        if change == Change.CLOSED and cleaned.get("hours"):
            self.add_error("hours", _("En stängd dag har inga kontorstider. Ta bort dem eller välj något annat."))
        if not self.errors and self.after().overrides == self.calendar.overrides:
            self.add_error("first", self._no_difference(Change(cleaned["change"])))
        return cleaned

    def _no_difference(self, change: Change) -> Any:
        return {
            Change.CLOSED: _("Dagen är redan ledig, så det finns inget att stänga."),
            Change.OPENED: _("Dagen är redan en arbetsdag."),
            Change.HOURS: _("Dagen är ledig. Välj öppet om den ska räknas, eller så gäller tiderna redan."),
        }[change]

    def after(self) -> Calendar:
        """Return the calendar with the dates decided."""
        filled = self.cleaned_data
        count = ((filled.get("last") or filled["first"]) - filled["first"]).days + 1
        days = [filled["first"] + timedelta(days=ahead) for ahead in range(count)]
        return decided(self.calendar, days, Change(filled["change"]), filled["note"], filled["hours"])


class FeedForm(forms.Form):
    """An iCalendar file whose days are to be proposed."""

    feed = forms.FileField(
        label=_("Kalenderfil"),
        help_text=_("En fil som slutar på .ics, högst 1 MB. Inget ändras förrän ni har sagt ja, dag för dag."),
        widget=forms.FileInput({"accept": ".ics,text/calendar"}),
        error_messages={"required": _("Välj en fil."), "empty": _("Filen är tom.")},
    )

    def clean_feed(self) -> Any:
        """A file larger than any calendar is not read at all."""
        file = self.cleaned_data["feed"]
        if file.size > FEED_BYTES:
            raise forms.ValidationError(_("Filen är för stor. Den får vara högst 1 MB."))
        return file
