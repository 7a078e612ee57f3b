"""What a visitor fills in to try a moment."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from endorr.calendars.queries import Door
from endorr.worktime import Calendar, OutOfRangeError, from_wall_clock

# As a Swede writes the time of day, and as most computers do.
CLOCK_FORMATS = ["%H.%M", "%H:%M", "%H"]
NATIONAL = "SE"


class MomentForm(forms.Form):
    """A moment at a door: which calendar, which day, which time of day on that door's own wall."""

    kalender = forms.ChoiceField(label=_("Vilken dörr?"))
    dag = forms.DateField(
        label=_("Vilken dag ställs frågan?"),
        help_text=_("Till exempel 2026-06-18."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Skriv vilken dag frågan ställs, till exempel 2026-06-18."),
            "invalid": _("Skriv dagen så här: 2026-06-18."),
        },
    )
    tid = forms.TimeField(
        label=_("Vilken tid?"),
        help_text=_("Till exempel 14.00."),
        input_formats=CLOCK_FORMATS,
        widget=forms.TimeInput(attrs={"inputmode": "decimal"}, format="%H.%M"),
        error_messages={
            "required": _("Skriv klockslaget, till exempel 14.00."),
            "invalid": _("Skriv klockslaget så här: 14.00."),
        },
    )

    def __init__(self, *args: Any, doors: Sequence[Door], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calendars = {door.id: door.calendar for door in doors}
        choice = self.fields["kalender"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(door.id, door.name) for door in doors]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {"kalender", "dag", "tid"} <= cleaned.keys():
            try:
                cleaned["received"] = self._received(cleaned)
            except OutOfRangeError:
                self.add_error("dag", _("Så långt bort räcker inte kalendern. Välj en dag mellan 1990 och 2100."))
        return cleaned

    def _received(self, cleaned: dict[str, Any]) -> datetime:
        day, clock = cleaned["dag"], cleaned["tid"]
        assert isinstance(day, date)
        assert isinstance(clock, time)
        calendar = self.calendar()
        if not date(1990, 1, 1) <= day <= calendar.covers_until - timedelta(days=60):
            raise OutOfRangeError(f"{day} lies outside the calendar")
        return from_wall_clock(datetime.combine(day, clock), calendar)

    def calendar(self) -> Calendar:
        """Return the chosen calendar; only after the form has been found valid."""
        return self.calendars[self.cleaned_data["kalender"]]
