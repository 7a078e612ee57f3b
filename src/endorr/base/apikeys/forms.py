"""What an administrator fills in to make a key."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from endorr.base.tenancy.queries import Choice

LIFETIMES = {30: _("30 dagar"), 90: _("90 dagar"), 365: _("Ett år")}


class KeyForm(forms.Form):
    """For which organisation, for what, and for how long."""

    organisation = forms.ChoiceField(label=_("Organisation"))
    name = forms.CharField(
        label=_("Vad heter programmet?"),
        max_length=80,
        help_text=_("Så att ni vet vilken nyckel som är vilken, till exempel namnet på ert kundregister."),
        error_messages={"required": _("Skriv vad programmet heter.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("Vad får nyckeln göra?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en sak som nyckeln får göra.")},
    )
    days = forms.TypedChoiceField(
        label=_("Hur länge gäller nyckeln?"),
        widget=forms.RadioSelect,
        choices=list(LIFETIMES.items()),
        coerce=int,
        initial=90,
        error_messages={"required": _("Välj hur länge nyckeln gäller.")},
    )

    def __init__(self, *args: Any, organisations: list[Choice], scopes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("organisation", [(choice.public_id, choice.name) for choice in organisations])
        self._choose("scopes", [(scope, scope) for scope in scopes])
        if len(organisations) == 1:
            self.fields["organisation"].initial = organisations[0].public_id

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def lifetime(self) -> timedelta:
        return timedelta(days=self.cleaned_data["days"])
