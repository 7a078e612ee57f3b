"""The text to be reviewed, its language, and the basis its figures stand on where the reader knows it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from endorr.indicators.claims.facts import Basis
from endorr.indicators.claims.numerals import Tongue
from endorr.indicators.review.words import BASES

LONGEST = 20_000


class ReviewForm(forms.Form):
    """What is pasted."""

    text = forms.CharField(
        label=_("Texten"),
        help_text=_("Klistra in ett pressmeddelande eller en artikel. Texten sparas inte."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={
            "required": _("Klistra in en text, eller välj ett exempel."),
            "max_length": _("Texten är längre än 20 000 tecken. Klistra in den i delar."),
        },
    )
    sprak = forms.ChoiceField(
        label=_("Språk"),
        choices=[(Tongue.SV.value, _("Svenska")), (Tongue.EN.value, _("Engelska"))],
        initial=Tongue.SV.value,
        widget=forms.RadioSelect,
    )
    grund = forms.ChoiceField(
        label=_("Efter vad är exporten fördelad på län?"),
        choices=[
            ("", _("Det som texten säger, annars vet jag inte")),
            *((one.value, BASES[one]) for one in (Basis.HQ, Basis.BISNODE, Basis.PROD)),
        ],
        required=False,
        widget=forms.RadioSelect,
    )

    def tongue(self) -> Tongue:
        return Tongue(self.cleaned_data["sprak"])

    def basis(self) -> Basis | None:
        return Basis(self.cleaned_data["grund"]) if self.cleaned_data["grund"] else None
