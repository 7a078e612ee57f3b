"""What a company fills in on its own page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from endorr.cases.forms.texts import LONGEST, SafeText
from endorr.cases.words import GRADES


class MessageForm(forms.Form):
    """What the company wants to add to its question."""

    ord = SafeText(
        label=_("Vill du lägga till något?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv det du vill lägga till.")},
    )


class GradeForm(forms.Form):
    """What the company thinks of the help it got; both answers are free to leave out."""

    betyg = forms.TypedChoiceField(
        label=_("Hur bra var hjälpen?"),
        choices=[(str(grade), words) for grade, words in GRADES.items()],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    ord = SafeText(
        label=_("Vad kunde vi ha gjort bättre?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
