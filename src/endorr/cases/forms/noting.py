"""What whoever took a call writes down of it."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from endorr import worktime
from endorr.cases.forms.answering import CLOCK_FORMATS
from endorr.cases.forms.asking import AboutForm, spoken_languages
from endorr.cases.forms.texts import LONGEST, MaskedText
from endorr.cases.words import SHARINGS
from endorr.core.municipalities import named


class NoteForm(AboutForm):
    """A call as it is written down afterwards: what was asked, by whom, and when the talk ended."""

    fraga = MaskedText(
        label=_("Vad frågade företaget?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Skriv vad företaget frågade.")},
    )
    sprak = forms.ChoiceField(label=_("Språk"), choices=spoken_languages)
    dela = forms.ChoiceField(
        label=_("Vad sa företaget om att dela frågan?"),
        choices=[(one.value, words) for one, words in SHARINGS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Fråga företaget, och välj vad det svarade.")},
    )
    dag = forms.DateField(label=_("Dag"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    tid = forms.TimeField(
        label=_("När samtalet slutade"),
        input_formats=CLOCK_FORMATS,
        widget=forms.TimeInput(attrs={"inputmode": "decimal"}, format="%H.%M"),
        error_messages={"invalid": _("Skriv klockslaget så här: 14.00.")},
    )
    varfor = MaskedText(label=_("Varför antecknas det så sent?"), max_length=500, required=False)

    def clean_kommun(self) -> str:
        place = named(super().clean_kommun())
        if place is None:
            raise ValidationError(_("Vi känner inte igen kommunen. Skriv hela namnet, till exempel Umeå."))
        return place.code

    def ended(self) -> datetime:
        """Return when the talk ended; only after the form has been found valid."""
        told: dict[str, Any] = self.cleaned_data
        return worktime.from_wall_clock(datetime.combine(told["dag"], told["tid"]))

    def written_language(self) -> str:
        """Return the language we write to the company in: the one it talked in, if we have it, else Swedish."""
        language: str = self.cleaned_data["sprak"]
        return language if language in dict(settings.LANGUAGES) else "sv"
