"""What somebody fills in to ask who helps here."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from endorr.core.languages import LANGUAGES
from endorr.core.municipalities import Municipality, municipalities, named


class DayField(forms.DateField):
    """A day, picked or written as 2026-12-31."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {}).setdefault("invalid", _("Skriv ett datum, till exempel 2026-12-31."))
        kwargs["error_messages"].setdefault("required", _("Skriv ett datum, till exempel 2026-12-31."))
        super().__init__(widget=forms.DateInput({"type": "date"}), **kwargs)


def municipality_from(text: str) -> Municipality:
    """Return the municipality of a name or code; raises ValidationError in words for the one who wrote."""
    found = municipalities().get(text.strip()) or named(text.strip().removesuffix(" kommun"))
    if found is None:
        raise ValidationError(_("Ingen kommun heter så. Skriv namnet, till exempel Umeå."))
    return found


class AskForm(forms.Form):
    """Which municipality, which need, which day, and perhaps in which language."""

    municipality = forms.CharField(
        label=_("Kommun"),
        max_length=60,
        widget=forms.TextInput({"list": "municipalities", "autocomplete": "off"}),
        error_messages={"required": _("Skriv en kommun, till exempel Umeå.")},
    )
    need = forms.ChoiceField(
        label=_("Vad gäller det?"),
        error_messages={"required": _("Välj vad det gäller."), "invalid_choice": _("Välj vad det gäller.")},
    )
    on = DayField(label=_("Dag"), required=False, help_text=_("Lämna tomt för i dag."))
    language = forms.ChoiceField(label=_("Språk"), required=False)

    def __init__(self, *args: Any, needs: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("need", [("", _("Välj")), *needs]),
            ("language", [("", _("Alla språk")), *((one.code, one.own) for one in LANGUAGES)]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def clean_municipality(self) -> Municipality:
        return municipality_from(self.cleaned_data["municipality"])
