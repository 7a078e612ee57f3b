"""What is filled in to try a change of phrases on last year's questions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from endorr.matching.rules.lexicon import LANGUAGES
from endorr.matching.rules.parties import KINDS

MOST = 60  # phrases of one trial


class TrialForm(forms.Form):
    """An organisation or service, and how a company in need of it would put it, one phrase a line."""

    key = forms.ChoiceField(label=_("Organisation"), choices=[(key, key) for key in sorted(KINDS)])
    language = forms.ChoiceField(label=_("Språk"), choices=[("sv", _("svenska")), ("en", _("engelska"))])
    phrases = forms.CharField(
        label=_("Så säger företag"),
        help_text=_("En mening per rad. De läggs till dem som finns; inget sparas."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=6_000,
    )

    def clean_phrases(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["phrases"].splitlines() if line.strip()]
        if len(lines) > MOST:
            raise forms.ValidationError(_("Högst %(most)d meningar åt gången."), params={"most": MOST})
        return lines

    def told(self) -> list[tuple[str, str]]:
        """The phrases with their language."""
        answers: dict[str, Any] = self.cleaned_data
        assert answers["language"] in LANGUAGES
        return [(answers["language"], phrase) for phrase in answers["phrases"]]
