"""What a company fills in on its own page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from endorr.cases.afterwards import Came
from endorr.cases.forms.texts import LONGEST, MaskedText, TellsOfHidden
from endorr.cases.words import CAME, GRADES


class MessageForm(TellsOfHidden):
    """What the company wants to add to its question."""

    ord = MaskedText(
        label=_("Vill du lägga till något?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv det du vill lägga till.")},
    )


class GradeForm(TellsOfHidden):
    """What the company thinks of the help it got; every answer is free to leave out."""

    betyg = forms.TypedChoiceField(
        label=_("Hur bra var hjälpen?"),
        choices=[(str(grade), words) for grade, words in GRADES.items()],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    i_tid = forms.ChoiceField(
        label=_("Fick du hjälp inom 24 timmar från att du frågade?"),
        choices=[("ja", _("Ja")), ("nej", _("Nej"))],
        required=False,
        widget=forms.RadioSelect,
    )
    ord = MaskedText(
        label=_("Vad kunde vi ha gjort bättre?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def helped_in_time(self) -> bool | None:
        """Return whether help came within 24 hours, None when that was left out; only after the form is valid."""
        return {"ja": True, "nej": False}.get(self.cleaned_data["i_tid"])


class AgainForm(TellsOfHidden):
    """What the company writes when a closed question is not over."""

    ord = MaskedText(
        label=_("Vad vill du veta nu?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv vad du vill veta.")},
    )


class FileForm(forms.Form):
    """A file the company adds to its question."""

    fil = forms.FileField(
        label=_("Lägg till en fil"), error_messages={"required": _("Välj en fil."), "empty": _("Filen är tom.")}
    )


class OutcomeForm(TellsOfHidden):
    """What came of it, months later."""

    blev = forms.ChoiceField(
        label=_("Vad blev det av din fråga?"),
        choices=[(one.value, words) for one, words in CAME.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj det som stämmer bäst.")},
    )
    salt = forms.ChoiceField(
        label=_("Har ni sålt något till ett annat land sedan dess?"),
        choices=[("ja", _("Ja")), ("nej", _("Nej, inte än"))],
        required=False,
        widget=forms.RadioSelect,
    )
    ord = MaskedText(
        label=_("Vill du berätta mer?"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )

    def came(self) -> Came:
        """Return what came of it; only after the form has been found valid."""
        return Came(self.cleaned_data["blev"])

    def exported(self) -> bool | None:
        """Return whether anything was sold abroad, None when that was left out."""
        return {"ja": True, "nej": False}.get(self.cleaned_data["salt"])
