"""What staff fill in about a company, and what they are told when something cannot be taken as it is."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from endorr.base.ui.safe_text import SafeText
from endorr.companies.commands import Help, Person, Told
from endorr.companies.rules import Kind, Refused, Support, read
from endorr.companies.words import KINDS, REFUSALS, SUPPORTS
from endorr.core.municipalities import Municipality, municipalities, named
from endorr.directory.forms import DayField

LONGEST = 300  # characters of what a company received


def _choose(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class SearchForm(forms.Form):
    """A name or a number; posted, so that no number stands in an address that somebody writes down."""

    sok = forms.CharField(
        label=_("Namn eller organisationsnummer"),
        max_length=200,
        help_text=_("En enskild firmas nummer går också bra. Det sparas inte och visas aldrig."),
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Skriv ett namn eller ett nummer.")},
    )


class NumberField(forms.CharField):
    """A company's number, however it is written."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(
            label=_("Organisationsnummer"),
            help_text=_("En enskild firma har ägarens personnummer. Det göms så snart det är läst."),
            widget=forms.TextInput({"autocomplete": "off", "inputmode": "text"}),
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        try:
            read(text)
        except Refused as refused:
            raise ValidationError(str(REFUSALS[refused.refusal])) from None
        return text


class _Contact(forms.Form):
    """Somebody at the company."""

    kontakt = SafeText(label=_("Kontaktperson"), max_length=120, required=False)
    epost = forms.EmailField(
        label=_("E-post"),
        required=False,
        error_messages={"invalid": _("Skriv e-postadressen så här: namn@exempel.se.")},
    )
    telefon = SafeText(label=_("Telefon"), max_length=40, required=False)

    def person(self) -> Person | None:
        """Return who was filled in, None when nobody was."""
        told = self.cleaned_data
        fields = Person(
            told["kontakt"].strip(), told["epost"], told["telefon"].strip(), told.get("uppgift", "").strip()
        )
        return fields if fields.name or fields.email or fields.phone else None


class ContactForm(_Contact):
    """Somebody more at a company that is known."""

    uppgift = SafeText(label=_("Uppgift"), max_length=120, required=False, help_text=_("Till exempel ekonomichef."))
    field_order = ("kontakt", "uppgift", "epost", "telefon")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.person():
            self.add_error("kontakt", _("Skriv ett namn, en e-postadress eller ett telefonnummer."))
        return cleaned


class CompanyForm(_Contact):
    """A company that an adviser met elsewhere than at the door."""

    namn = SafeText(
        label=_("Företagets namn"), max_length=200, error_messages={"required": _("Skriv företagets namn.")}
    )
    nummer = NumberField(required=False)
    slag = forms.ChoiceField(
        label=_("Företagsform"),
        required=False,
        help_text=_("Behövs bara utan nummer: ett nummer säger det självt."),
    )
    kommun = forms.CharField(
        label=_("Kommun"), max_length=60, required=False, widget=forms.TextInput({"autocomplete": "off"})
    )
    organisation = forms.ChoiceField(label=_("Vem har träffat företaget?"))
    field_order = ("organisation", "namn", "nummer", "slag", "kommun", "kontakt", "epost", "telefon")

    def __init__(self, *args: Any, organisations: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "slag", [("", _("Det säger numret")), *((one.value, words) for one, words in KINDS.items())])
        _one_or_more(self, organisations)

    def clean_kommun(self) -> str:
        text = str(self.cleaned_data["kommun"]).strip().removesuffix(" kommun")
        if not text:
            return ""
        place: Municipality | None = municipalities().get(text) or named(text)
        if place is None:
            raise ValidationError(_("Ingen kommun heter så. Skriv namnet, till exempel Umeå."))
        return place.code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind = Kind(cleaned["slag"]) if cleaned.get("slag") else None
        if "nummer" in cleaned:
            try:
                read(cleaned["nummer"], kind)
            except Refused as refused:
                self.add_error("slag", str(REFUSALS[refused.refusal]))
        return cleaned

    def told(self) -> Told:
        """Return what was filled in; only after the form has been found valid."""
        said = self.cleaned_data
        kind = Kind(said["slag"]) if said["slag"] else None
        return Told(said["namn"], said["nummer"], kind, said["kommun"], self.person())


class NumberForm(forms.Form):
    """The number of a company that had none."""

    nummer = NumberField(error_messages={"required": _("Skriv numret.")})


def _one_or_more(form: forms.Form, organisations: Sequence[tuple[str, str]]) -> None:
    """Ask in which organisation's name only where there is a choice."""
    _choose(form, "organisation", organisations)
    if len(organisations) == 1:
        form.fields["organisation"].initial = organisations[0][0]
        form.fields["organisation"].widget = forms.HiddenInput()


class HelpForm(forms.Form):
    """What a company received."""

    support = forms.ChoiceField(
        label=_("Vad fick företaget?"),
        widget=forms.RadioSelect,
        choices=[(one.value, words) for one, words in SUPPORTS.items()],
        error_messages={"required": _("Välj vad företaget fick.")},
    )
    dag = DayField(label=_("Vilken dag?"))
    vad = SafeText(label=_("Med egna ord"), max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 3}))
    stod = forms.ChoiceField(label=_("Vilket stöd ur katalogen?"), required=False)
    organisation = forms.ChoiceField(label=_("I vilken organisations namn?"))

    def __init__(
        self,
        *args: Any,
        today: date,
        services: Sequence[tuple[str, str]],
        organisations: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dag"].initial = today
        _choose(self, "stod", [("", _("Inget särskilt")), *services])
        _one_or_more(self, organisations)

    def given(self) -> Help:
        """Return what was filled in; only after the form has been found valid."""
        said = self.cleaned_data
        return Help(Support(said["support"]), said["dag"], said["vad"], said["stod"])


class GroupForm(forms.Form):
    """Which company this one belongs together with, from which day."""

    syskon = forms.ChoiceField(
        label=_("Vilket företag hör det ihop med?"),
        help_text=_("De företag som er organisation känner. Moderbolag eller systerbolag spelar ingen roll."),
        error_messages={"required": _("Välj ett företag.")},
    )
    dag = DayField(label=_("Från och med"))

    def __init__(self, *args: Any, companies: Sequence[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "syskon", [("", _("Välj")), *companies])
        self.fields["dag"].initial = today


class LeaveForm(forms.Form):
    """Through which day a company belongs to its group."""

    dag = DayField(label=_("Sista dagen i koncernen"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dag"].initial = today
