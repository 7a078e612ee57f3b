"""The planner's forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from endorr.base.tenancy.queries import Choice
from endorr.planning.rules.stress import Stress
from endorr.planning.words import STRESSES


def _calendar() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PauseForm(forms.Form):
    """Who is given no new questions, and for which days."""

    person = forms.ChoiceField(label=_("Vem"))
    first_day = forms.DateField(label=_("Från och med"), widget=_calendar())
    last_day = forms.DateField(label=_("Till och med"), widget=_calendar())

    def __init__(self, *args: Any, people: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Välj")), *((one.public_id, one.name) for one in people)]


class TrialForm(forms.Form):
    """What to try the staff on."""

    stress = forms.ChoiceField(
        label=_("Vad vill ni pröva?"),
        choices=[(one.value, STRESSES[one]) for one in Stress],
        widget=forms.RadioSelect,
        initial=Stress.NORMAL.value,
    )
    a_day = forms.FloatField(
        label=_("Frågor per arbetsdag"),
        help_text=_("Lämna tomt för det antal som har kommit de senaste 60 dagarna."),
        required=False,
        min_value=0.1,
        max_value=500,
        localize=True,
    )

    def stress_asked(self) -> Stress:
        return Stress(self.cleaned_data["stress"])
