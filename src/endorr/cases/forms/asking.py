"""What a company fills in, screen by screen, and what it is told when something cannot be taken as it is."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from endorr.cases.forms.texts import LONGEST, MaskedText, TellsOfHidden
from endorr.cases.rules import Sharing
from endorr.cases.words import SHARINGS
from endorr.core import company_numbers
from endorr.core.languages import BY_CODE, LANGUAGES
from endorr.core.municipalities import municipalities, named

NOT_SPOKEN = frozenset({"sv-x-lattlast"})


def spoken_languages() -> list[tuple[str, str]]:
    """Return the languages one may ask to talk in, each by its own name; Swedish and English first."""
    first = ("sv", "en", "fi", "ar")
    rest = sorted((one.own, one.code) for one in LANGUAGES if one.code not in {*first, *NOT_SPOKEN})
    return [*((code, BY_CODE[code].own) for code in first), *((code, own) for own, code in rest)]


class QuestionForm(TellsOfHidden):
    """The question, in the company's own words; one word is enough."""

    fraga = MaskedText(
        label=_("Vad vill du ha hjälp med?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Skriv vad du vill ha hjälp med. Ett ord räcker."),
            "max_length": _("Texten är för lång. Korta den till 8 000 tecken; resten kan du berätta när vi hörs."),
        },
    )


def place_of(text: str) -> str:
    """Return the name of the municipality that was meant, or "" when there is none or more than one.

    Written without Swedish letters, or with the word kommun after it, it is the same place.
    """
    bare = re.sub(r"\s+kommun$", "", " ".join(text.split()), flags=re.IGNORECASE)
    place = named(bare) or named(bare.removesuffix("s"))
    if place:
        return place.name
    meant = [one.name for one in municipalities().values() if _folded(one.name) == _folded(bare)]
    return meant[0] if len(meant) == 1 else ""


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))


class Reached(TellsOfHidden):
    """Where the company is, and how to reach who asks."""

    kommun = forms.CharField(
        label=_("I vilken kommun finns ni?"),
        max_length=60,
        error_messages={"required": _("Skriv kommunens namn, till exempel Umeå.")},
    )
    namn = MaskedText(label=_("Ditt namn"), max_length=120, error_messages={"required": _("Skriv ditt namn.")})
    telefon = forms.CharField(label=_("Telefon"), max_length=40, required=False)
    tider = MaskedText(label=_("När passar det bäst?"), max_length=200, required=False)

    def clean_kommun(self) -> str:
        place = place_of(self.cleaned_data["kommun"])
        if not place:
            raise ValidationError(_("Vi känner inte igen kommunen. Skriv hela namnet, till exempel Umeå."))
        return place

    def clean_telefon(self) -> str:
        number = str(self.cleaned_data["telefon"]).strip()
        if number and sum(character.isdigit() for character in number) < 5:
            raise ValidationError(_("Skriv hela telefonnumret, till exempel 090-12 34 56."))
        return number


class AboutForm(Reached):
    """Where the company is, who asks, and how to reach them."""

    foretag = MaskedText(label=_("Företag"), max_length=200, required=False)
    epost = forms.EmailField(
        label=_("E-post"),
        max_length=254,
        required=False,
        error_messages={"invalid": _("Skriv e-postadressen så här: namn@exempel.se.")},
    )

    @property
    def number(self) -> str:
        """The company's number if one was written, also one that is a person's own and shown to nobody."""
        return number_in(self.data.get(self.add_prefix("foretag"), ""))

    @property
    def keeps_number(self) -> bool:
        """Whether what stands there is a number hidden before, sent back as it was shown."""
        return _HIDDEN.fullmatch(self.data.get(self.add_prefix("foretag"), "").strip()) is not None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        nothing_wrong = not {"epost", "telefon"} & self.errors.keys()
        if nothing_wrong and not cleaned.get("epost") and not cleaned.get("telefon"):
            self.add_error("epost", _("Skriv en e-postadress eller ett telefonnummer, så att vi kan nå dig."))
        return cleaned


class CallMeForm(Reached):
    """A wish to be called: a number, a name, a language and good times; what it is about may wait."""

    telefon = forms.CharField(
        label=_("Ditt telefonnummer"),
        max_length=40,
        error_messages={"required": _("Skriv ditt telefonnummer, så att vi kan ringa.")},
    )
    sprak = forms.ChoiceField(label=_("Vilket språk vill du tala?"), choices=spoken_languages)
    fraga = MaskedText(
        label=_("Vad gäller det?"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class SharingForm(TellsOfHidden):
    """The one question about who may read."""

    dela = forms.ChoiceField(
        label=_("Får vi dela din fråga med den som kan hjälpa?"),
        choices=[(one.value, words) for one, words in SHARINGS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj om vi får dela din fråga.")},
    )

    def sharing(self) -> Sharing:
        """Return the choice; only after the form has been found valid."""
        return Sharing(self.cleaned_data["dela"])


_HIDDEN = re.compile(r"X[X\s.+-]{8,}X")


def number_in(text: str) -> str:
    """Return the digits of a company's number if a text is one, a sole trader's own too, else ""."""
    try:
        return company_numbers.parse(text).digits
    except company_numbers.CompanyNumberError:
        return ""


def company_of(text: str, number: str = "") -> tuple[str, str]:
    """Return what was written as a company's (name, number): a valid number is one, anything else is a name.

    `number` is one that was written and is hidden in the text, because it may be a person's own.
    """
    if number:
        return "", number
    found = number_in(text)
    return ("", found) if found else (text, "")


def municipality_names() -> list[str]:
    """Return the names of all municipalities in alphabetical order as a Swede reads it."""
    order = str.maketrans({"Å": "Z1", "Ä": "Z2", "Ö": "Z3", "å": "z1", "ä": "z2", "ö": "z3"})
    return sorted((place.name for place in municipalities().values()), key=lambda name: name.translate(order))
