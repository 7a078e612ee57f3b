"""What those who answer fill in."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from endorr import worktime
from endorr.cases.forms.texts import LONGEST, SafeText
from endorr.cases.rules import Outcome, Talk, Way
from endorr.cases.words import OUTCOMES, WAYS

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
