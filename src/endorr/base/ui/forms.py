"""The form of the style page: every kind of field once."""

from typing import Any

from django import forms

CHANNELS = [("mail", "E-post"), ("phone", "Telefon"), ("digital", "Digitalt möte")]
MARKETS = [("no", "Norge"), ("de", "Tyskland"), ("jp", "Japan")]
PARTNERS = [
    ("ekn", "Exportkreditnämndens riskgarantibedömning"),
    ("handel", "Handelskammarorganisationerna"),
    ("almi", "Almis affärsutvecklingscheckar"),
]


class SampleForm(forms.Form):
    """Every kind of field once; nothing is saved."""

    question = forms.CharField(
        label="Vad vill du ha hjälp med?",
        help_text="Skriv med egna ord. Ett ord räcker.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Skriv vad du vill ha hjälp med, gärna bara ett ord."},
    )
    name = forms.CharField(label="Ditt namn", error_messages={"required": "Skriv ditt namn."})
    email = forms.EmailField(
        label="E-postadress",
        help_text="Vi använder den bara för att svara.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    channel = forms.ChoiceField(
        label="Hur vill du bli kontaktad?", choices=CHANNELS, widget=forms.RadioSelect,
        error_messages={"required": "Välj hur du vill bli kontaktad."},
    )  # fmt: skip
    partners = forms.MultipleChoiceField(
        label="Får vi dela frågan med dem som behövs?",
        choices=PARTNERS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    market = forms.ChoiceField(label="Marknad", choices=[("", "Vet inte"), *MARKETS], required=False)
    answer_by = forms.DateField(
        label="När behöver du svar?", required=False, error_messages={"invalid": "Skriv datumet så här: 2026-11-24."}
    )
    turnover = forms.IntegerField(label="Omsättning", required=False, widget=forms.TextInput)
    attachment = forms.FileField(label="Bifoga en fil", required=False)
    password = forms.CharField(
        label="Lösenord", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), required=False
    )
    promise = forms.BooleanField(
        label="Jag har läst att texten kan bli en allmän handling",
        error_messages={"required": "Kryssa i att du har läst om allmänna handlingar."},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("email", "").endswith("@exempel.se"):
            raise forms.ValidationError("Adressen exempel.se tar inte emot e-post.")
        return cleaned
