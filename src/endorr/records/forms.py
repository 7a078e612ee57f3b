"""What is filled in to ask for a record, to test one, to ask about oneself, and to enter a decision on disposal."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from endorr.base.ui.safe_text import SafeText
from endorr.directory.forms import DayField
from endorr.records.rules import LONGEST, PROVISIONS, Court, Field, Ground, Keeping
from endorr.records.words import COURTS, GROUNDS

OPEN = "open"
MAIL = {"invalid": _("Skriv e-postadressen så här: namn@exempel.se.")}


class AskForm(forms.Form):
    """What one wants to read. No name, no reason: neither is asked for."""

    text = SafeText(
        label=_("Vad vill du läsa?"),
        help_text=_("Har du valt handlingar i diariet räcker det. Annars beskriver du det du söker med egna ord."),
        widget=forms.Textarea({"rows": 4}),
        max_length=LONGEST,
        required=False,
    )
    epost = forms.EmailField(
        label=_("E-post, om du vill få besked den vägen"),
        help_text=_("Du behöver inte lämna någon. Då läser du svaret på den sida du kommer till nu."),
        required=False,
        error_messages=MAIL,
    )


class TestForm(forms.Form):
    """Each field of a document: handed out, or masked by a provision; then why, and where it is appealed."""

    def __init__(self, *args: Any, document: Sequence[Field], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [one.key for one in document]
        choices = [
            (OPEN, _("Lämnas ut")),
            *((ground.value, f"{PROVISIONS[ground]} ({GROUNDS[ground]})") for ground in Ground),
        ]
        own = {
            _name(place): forms.ChoiceField(
                label=one.label,
                help_text=one.value,
                choices=[("", _("Välj")), *choices],
                error_messages={"required": _("Välj om uppgiften lämnas ut eller inte.")},
            )
            for place, one in enumerate(document)
        }
        self.fields = own | self.fields

    skal = SafeText(
        label=_("Skäl"),
        help_text=_(
            "Behövs om något inte lämnas ut. Skriv så att den som frågar förstår varför, utan att röja uppgiften."
        ),
        widget=forms.Textarea({"rows": 4}),
        max_length=LONGEST,
        required=False,
    )
    domstol = forms.ChoiceField(
        label=_("Överklagas till"),
        choices=[("", _("Välj")), *((court.value, words) for court, words in COURTS.items())],
        required=False,
    )

    def masks(self) -> Mapping[str, Ground | None]:
        """Return the ruling of each field."""
        chosen = {key: self.cleaned_data[_name(place)] for place, key in enumerate(self.keys)}
        return {key: None if value == OPEN else Ground(value) for key, value in chosen.items()}

    def court(self) -> Court | None:
        value = self.cleaned_data["domstol"]
        return Court(value) if value else None


def _name(place: int) -> str:
    return f"uppgift{place}"


class FindForm(forms.Form):
    """The number of a document that was asked for in words."""

    nummer = forms.CharField(
        label=_("Handlingens nummer i diariet"),
        max_length=20,
        error_messages={"required": _("Skriv handlingens nummer, till exempel 2026-17.")},
    )


class NotHeldForm(forms.Form):
    """Why what was asked for is not here."""

    skal = SafeText(
        label=_("Varför finns det inte här?"),
        help_text=_("Säg vad ni har letat efter och var, och vart den som frågar kan vända sig i stället."),
        widget=forms.Textarea({"rows": 4}),
        max_length=LONGEST,
        error_messages={"required": _("Skriv varför det inte finns här.")},
    )


class AboutMeForm(forms.Form):
    """The address one is known by, and the authority one turns to."""

    epost = forms.EmailField(
        label=_("Din e-postadress"),
        help_text=_("Svaret går till den adressen och ingen annanstans."),
        error_messages=MAIL | {"required": _("Skriv din e-postadress.")},
    )
    myndighet = forms.ChoiceField(
        label=_("Myndighet du vänder dig till"), error_messages={"required": _("Välj en myndighet.")}
    )

    def __init__(self, *args: Any, authorities: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["myndighet"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Välj")), *authorities.items()]


class DisposalForm(forms.Form):
    """An authority's decision on disposal, as it stands in its plan."""

    myndighet = forms.ChoiceField(label=_("Myndighet"), error_messages={"required": _("Välj en myndighet.")})
    beslut = SafeText(
        label=_("Beslutets beteckning"),
        max_length=80,
        error_messages={"required": _("Skriv beslutets beteckning, till exempel dess diarienummer.")},
    )
    vad = SafeText(
        label=_("Vad får gallras?"), max_length=200, error_messages={"required": _("Skriv vad beslutet gäller.")}
    )
    dag = DayField(label=_("Beslutat den"))
    ar = forms.IntegerField(
        label=_("Gallras efter så många år"),
        min_value=0,
        max_value=100,
        error_messages={"required": _("Skriv ett antal år, till exempel 2."), "invalid": _("Skriv ett antal år.")},
    )

    def __init__(self, *args: Any, authorities: Sequence[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        field = self.fields["myndighet"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(authorities) if len(authorities) == 1 else [("", _("Välj")), *authorities]

    def clean_dag(self) -> date:
        day: date = self.cleaned_data["dag"]
        if day > self.today:
            raise forms.ValidationError(_("Dagen har inte varit än. Skriv in beslutet när det är fattat."))
        return day

    def keeping(self) -> Keeping:
        told = self.cleaned_data
        return Keeping(told["beslut"], told["vad"], told["dag"], told["ar"])


class ForgetForm(forms.Form):
    """By which decision what is registered goes too; without one the diary keeps who wrote."""

    gallring = forms.ChoiceField(
        label=_("Gallringsbeslut"),
        help_text=_("Utan beslut står det kvar i diariet vem som skrev. Allt annat tas bort."),
        required=False,
    )

    def __init__(self, *args: Any, references: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["gallring"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Inget beslut: diariet står kvar")), *((one, one) for one in references)]
