"""The desk's form: a file of figures, and what its columns are where the format does not say."""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 200_000_000


class TakeInForm(forms.Form):
    """A file to publish as the next version."""

    figures = forms.FileField(
        label=_("Fil"), help_text=_("PX, JSON-stat 2 (.json), CSV eller XLSX. Inget sparas om något i filen är fel.")
    )
    mapping = forms.CharField(
        label=_("Vad kolumnerna är, som JSON"),
        help_text=_("Behövs bara för CSV och XLSX med egna kolumnnamn."),
        required=False,
        widget=forms.Textarea,
    )
    vintage = forms.CharField(
        label=_("Preliminär eller slutlig?"), required=False, max_length=40, help_text=_("Så som källan säger.")
    )
