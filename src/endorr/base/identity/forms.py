"""What an administrator fills in to give somebody a seat."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from endorr.base.identity.words import REFUSALS, ROLES
from endorr.base.tenancy.queries import Choice
from endorr.base.tenancy.rules import Refused, Role, logo_type
from endorr.base.ui.contrast import Problem, check_brand


class SeatForm(forms.Form):
    """Who, in which of the administrator's organisations, as what, and until when."""

    organisation = forms.ChoiceField(label=_("Organisation"))
    name = forms.CharField(
        label=_("Namn"),
        max_length=120,
        error_messages={"required": _("Skriv personens namn.")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("E-postadress"),
        max_length=254,
        help_text=_("Hit skickas ett brev om hur man loggar in."),
        error_messages={
            "required": _("Skriv personens e-postadress."),
            "invalid": _("Skriv en e-postadress, till exempel namn@organisation.se."),
        },
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("Roll"),
        widget=forms.RadioSelect,
        choices=[(role.value, ROLES[role]) for role in Role],
        error_messages={"required": _("Välj en roll.")},
    )
    last_day = forms.DateField(
        label=_("Sista dag"),
        required=False,
        help_text=_("Lämna tomt om uppdraget gäller tills vidare."),
        error_messages={"invalid": _("Skriv ett datum, till exempel 2026-12-31.")},
        widget=forms.DateInput({"type": "date"}),
    )

    def __init__(self, *args: Any, organisations: list[Choice], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        field = self.fields["organisation"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(choice.public_id, choice.name) for choice in organisations]
        if len(organisations) == 1:
            field.initial = organisations[0].public_id

    def clean_last_day(self) -> date | None:
        last: date | None = self.cleaned_data["last_day"]
        if last is not None and last < self.today:
            raise ValidationError(_("Sista dagen kan inte vara före i dag."))
        return last


def _colour(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=7,
        error_messages={"required": _("Skriv färgen som # och sex tecken, till exempel #17415c.")},
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-10"}),
    )


class LookForm(forms.Form):
    """A cooperation's two colours and its logo; `problems` tells what was wrong with the colours and what would do."""

    primary = _colour(_("Huvudfärg"), _("Länkar och knappar. Vit text ska gå att läsa på den."))
    accent = _colour(_("Accentfärg"), _("Ljuset i dörren. Den ska synas mot huvudfärgen."))
    logo = forms.FileField(
        label=_("Logotyp"),
        required=False,
        help_text=_("PNG eller WebP, högst 200 kB. Lämna tomt för att behålla den som finns."),
        error_messages={"empty": _("Filen är tom.")},
        widget=forms.FileInput({"accept": "image/png,image/webp"}),
    )
    problems: list[Problem]

    def clean_logo(self) -> bytes | None:
        sent = self.cleaned_data["logo"]
        if sent is None:
            return None
        content: bytes = sent.read()
        try:
            logo_type(content)
        except Refused as refused:
            raise ValidationError(str(REFUSALS[refused.reason])) from refused
        return content

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        self.problems = []
        if {"primary", "accent"} <= told.keys():
            self.problems = check_brand(told["primary"].lower(), told["accent"].lower())
            for problem in self.problems:
                self.add_error(problem.field, _told(problem))
        return told


def _told(problem: Problem) -> str:
    if problem.suggestion is None:
        return problem.message
    return f"{problem.message} " + _("Närmaste färg som går: %(colour)s.") % {"colour": problem.suggestion}
