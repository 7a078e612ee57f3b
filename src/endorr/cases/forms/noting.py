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
from endorr.core.municipalities import municipalities, named


class ProgramForm(AboutForm):
    """A question as a program sends it, in one go: a municipality may be said by its code."""

    fraga = MaskedText(label=_("Vad vill du ha hjälp med?"), max_length=LONGEST)
    sprak = forms.ChoiceField(choices=spoken_languages, required=False)
    dela = forms.ChoiceField(choices=[(one.value, words) for one, words in SHARINGS.items()])

    def clean_kommun(self) -> str:
        told = self.cleaned_data["kommun"].strip()
        return told if told in municipalities() else code_of(super().clean_kommun())

    def written_language(self) -> str:
        """Return the language we write to the company in: the one asked for, if we have it, else Swedish."""
        return written_in(self.cleaned_data["sprak"])


def code_of(name: str) -> str:
    """Return the code of the municipality of that name; raises ValidationError when there is none."""
    place = named(name)
    if place is None:
        raise ValidationError(_("Vi känner inte igen kommunen. Skriv hela namnet, till exempel Umeå."))
    return place.code


def written_in(language: str) -> str:
    """Return the language we write in to whoever talks a language: the same, if we have it, else Swedish."""
    return language if language in dict(settings.LANGUAGES) else "sv"


class NoteForm(AboutForm):
    """A call as it is written down afterwards: what was asked, by whom, and when the talk ended."""

    field_order = ("fraga", "kommun", "foretag", "namn", "telefon", "epost", "sprak", "tider", "dela")

    namn = MaskedText(
        label=_("Namn"), max_length=120, error_messages={"required": _("Skriv namnet på den som ringde.")}
    )
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
        return code_of(super().clean_kommun())

    def ended(self) -> datetime:
        """Return when the talk ended; only after the form has been found valid."""
        told: dict[str, Any] = self.cleaned_data
        return worktime.from_wall_clock(datetime.combine(told["dag"], told["tid"]))

    def written_language(self) -> str:
        """Return the language we write to the company in: the one it talked in, if we have it, else Swedish."""
        return written_in(self.cleaned_data["sprak"])
