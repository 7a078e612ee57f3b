"""What an administrator fills in to give somebody a seat."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from endorr.base.identity.words import ROLES
from endorr.base.tenancy.queries import Choice
from endorr.base.tenancy.rules import Role


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
