"""What those who answer fill in."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from endorr import worktime
from endorr.cases.forms.texts import LONGEST, SafeText
from endorr.cases.rules import Outcome, Refusal, Refused, Talk, Way
from endorr.cases.words import HOLD_REASONS, MISS_CAUSES, OUTCOMES, REFUSALS, WAYS

CLOCK_FORMATS = ["%H.%M", "%H:%M", "%H"]


class ContactForm(forms.Form):
    """A contact as an adviser notes it, in a minute; the time is that on the door's wall."""

    satt = forms.ChoiceField(
        label=_("Hur?"), choices=[(one.value, words) for one, words in WAYS.items()], widget=forms.RadioSelect
    )
    nadd = forms.ChoiceField(
        label=_("Nådde du företaget?"),
        choices=[("ja", _("Ja")), ("nej", _("Nej, jag sökte"))],
        initial="ja",
        widget=forms.RadioSelect,
    )
    dag = forms.DateField(label=_("Dag"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    tid = forms.TimeField(
        label=_("Tid"),
        input_formats=CLOCK_FORMATS,
        widget=forms.TimeInput(attrs={"inputmode": "decimal"}, format="%H.%M"),
        error_messages={"invalid": _("Skriv klockslaget så här: 14.00.")},
    )
    ord = SafeText(label=_("Vad sa ni?"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))

    def talk(self) -> Talk:
        """Return the contact; only after the form has been found valid."""
        told = self.cleaned_data
        at = worktime.from_wall_clock(datetime.combine(told["dag"], told["tid"]))
        return Talk(Way(told["satt"]), at, reached=told["nadd"] == "ja", text=told["ord"])

    def heeds(self, refused: Refused) -> bool:
        """Say at its field what the rules refuse; False when that is about none of the fields."""
        field = REFUSED_AT.get(refused.refusal)
        if field is not None:
            self.add_error(field, str(REFUSALS[refused.refusal]))
        return field is not None


REFUSED_AT = {
    Refusal.SAY_WHY: "ord",
    Refusal.TOO_LONG_AGO: "dag",
    Refusal.BEFORE_THE_QUESTION: "dag",
    Refusal.IN_THE_FUTURE: "tid",
}


class AnswerForm(forms.Form):
    """What an adviser writes to the company."""

    svar = SafeText(
        label=_("Skriv till företaget"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Skriv det du vill säga till företaget.")},
    )


class CloseForm(forms.Form):
    """What came of a question."""

    utfall = forms.ChoiceField(
        label=_("Vad blev det?"),
        choices=[(one.value, words) for one, words in OUTCOMES.items() if one is not Outcome.WITHDRAWN],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj vad det blev.")},
    )
    ord = SafeText(
        label=_("Några ord till företaget"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def outcome(self) -> Outcome:
        """Return the outcome; only after the form has been found valid."""
        return Outcome(self.cleaned_data["utfall"])


class ReferForm(forms.Form):
    """To whom a question is offered, and in which words; the functions are those of the cooperation."""

    funktion = forms.ChoiceField(
        label=_("Vem kan hjälpa?"),
        error_messages={"required": _("Välj en funktion."), "invalid_choice": _("Välj en funktion.")},
    )
    ord = SafeText(
        label=_("Varför just de?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, groups: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["funktion"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Välj")), *groups]


class NoteForm(forms.Form):
    """A note for those who answer."""

    ord = SafeText(
        label=_("Anteckning"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv något att minnas.")},
    )
    vem = forms.ChoiceField(
        label=_("Vem får läsa?"),
        choices=[("egna", _("Bara vår organisation")), ("alla", _("Alla som har fått frågan"))],
        initial="egna",
        widget=forms.RadioSelect,
    )


class AnewForm(forms.Form):
    """A promise given anew: a moment on the door's wall, and why if it is later."""

    dag = forms.DateField(label=_("Dag"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    tid = forms.TimeField(
        label=_("Tid"),
        input_formats=CLOCK_FORMATS,
        widget=forms.TimeInput(attrs={"inputmode": "decimal"}, format="%H.%M"),
        error_messages={"invalid": _("Skriv klockslaget så här: 14.00.")},
    )
    ord = SafeText(
        label=_("Skäl, som företaget får läsa"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def due(self) -> datetime:
        """Return the instant; only after the form has been found valid."""
        return worktime.from_wall_clock(datetime.combine(self.cleaned_data["dag"], self.cleaned_data["tid"]))


class AnswerTimeForm(forms.Form):
    """By when the organisation gives its own answer, in working days from now."""

    dagar = forms.IntegerField(
        label=_("Svar inom hur många arbetsdagar?"),
        min_value=1,
        max_value=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": _("Skriv ett antal arbetsdagar."), "invalid": _("Skriv ett antal arbetsdagar.")},
    )

    def budget(self) -> timedelta:
        """Return the time, as working days; only after the form has been found valid."""
        return timedelta(days=self.cleaned_data["dagar"])


class HoldForm(forms.Form):
    """Why the organisation's own clock stands still."""

    skal = forms.ChoiceField(
        label=_("Varför stannar klockan?"),
        choices=[(one.value, words) for one, words in HOLD_REASONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj ett skäl.")},
    )


class MissForm(forms.Form):
    """Why a promise was missed."""

    orsak = forms.ChoiceField(
        label=_("Varför bröts löftet?"),
        choices=[(one.value, words) for one, words in MISS_CAUSES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj det som stämmer bäst.")},
    )
    ord = SafeText(label=_("Vad gör ni annorlunda nästa gång?"), required=False, max_length=1000)


class CannedForm(forms.Form):
    """A canned answer of an organisation."""

    namn = SafeText(label=_("Namn"), max_length=80, error_messages={"required": _("Ge mallen ett namn.")})
    sv = SafeText(
        label=_("Svar på svenska"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Skriv svaret på svenska.")},
    )
    en = SafeText(
        label=_("Svar på engelska"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5})
    )
