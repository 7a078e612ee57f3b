"""The form of the style page: every kind of field once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

CHANNELS = [("mail", _("E-post")), ("phone", _("Telefon")), ("digital", _("Digitalt möte"))]
MARKETS = [("no", _("Norge")), ("de", _("Tyskland")), ("jp", _("Japan"))]
PARTNERS = [
    ("ekn", _("Exportkreditnämndens riskgarantibedömning")),
    ("handel", _("Handelskammarorganisationerna")),
    ("almi", _("Almis affärsutvecklingscheckar")),
]


class SampleForm(forms.Form):
    """Every kind of field once; nothing is saved."""

    question = forms.CharField(
        label=_("Vad vill du ha hjälp med?"),
        help_text=_("Skriv med egna ord. Ett ord räcker."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv vad du vill ha hjälp med, gärna bara ett ord.")},
    )
    name = forms.CharField(label=_("Ditt namn"), error_messages={"required": _("Skriv ditt namn.")})
    email = forms.EmailField(
        label=_("E-postadress"), help_text=_("Vi använder den bara för att svara."), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    channel = forms.ChoiceField(
        label=_("Hur vill du bli kontaktad?"), choices=CHANNELS, widget=forms.RadioSelect,
        error_messages={"required": _("Välj hur du vill bli kontaktad.")},
    )  # fmt: skip
    partners = forms.MultipleChoiceField(
        label=_("Får vi dela frågan med dem som behövs?"), choices=PARTNERS, widget=forms.CheckboxSelectMultiple, required=False
    )
    market = forms.ChoiceField(label=_("Marknad"), choices=[("", _("Vet inte")), *MARKETS], required=False)
    answer_by = forms.DateField(
        label=_("När behöver du svar?"), required=False, error_messages={"invalid": _("Skriv datumet så här: 2026-11-24.")}
    )
    turnover = forms.IntegerField(label=_("Omsättning"), required=False, widget=forms.TextInput)
    attachment = forms.FileField(label=_("Bifoga en fil"), required=False)
    password = forms.CharField(label=_("Lösenord"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), required=False)
    promise = forms.BooleanField(
        label=_("Jag har läst att texten kan bli en allmän handling"),
        error_messages={"required": _("Kryssa i att du har läst om allmänna handlingar.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("email", "").endswith("@exempel.se"):
            raise forms.ValidationError(_("Adressen exempel.se tar inte emot e-post."))
        return cleaned
