"""What a coordinator fills in about the terms of a cooperation."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from endorr.base.tenancy.queries import Choice
from endorr.base.ui.safe_text import SafeText
from endorr.directory.forms import DayField
from endorr.directory.rules import ChannelKind, Lead
from endorr.directory.staff.forms import _fill, _FromDay
from endorr.directory.words import CHANNELS, LEADS


def _choices(rows: Sequence[Choice]) -> list[tuple[str, str]]:
    return [(one.public_id, one.name) for one in rows]


class LeadForm(_FromDay):
    """Who leads, in which way, from which day."""

    lead = forms.ChoiceField(
        label=_("På vilket sätt?"),
        widget=forms.RadioSelect,
        choices=[(one.value, LEADS[one]) for one in Lead],
        error_messages={"required": _("Välj på vilket sätt organisationen leder.")},
    )
    organisation = forms.ChoiceField(label=_("Organisation"), error_messages={"required": _("Välj en organisation.")})
    field_order = ("lead", "organisation", "from_day")

    def __init__(self, *args: Any, members: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _fill(self, "organisation", [("", _("Välj")), *_choices(members)])


class AgreementForm(_FromDay):
    """A new version of the agreement."""

    parties = forms.MultipleChoiceField(
        label=_("Vilka har skrivit på?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en organisation.")},
    )
    tasks = SafeText(
        label=_("Vad har ni kommit överens om?"),
        help_text=_("Uppgifter, möten, beslut. Själva dokumentet finns i ert diarium."),
        widget=forms.Textarea({"rows": 6}),
        max_length=4000,
        error_messages={"required": _("Skriv kort vad ni har kommit överens om.")},
    )
    until = DayField(label=_("Till och med"), required=False, help_text=_("Lämna tomt om den gäller tills vidare."))
    field_order = ("parties", "tasks", "from_day", "until")

    def __init__(self, *args: Any, members: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parties"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = _choices(members)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("from_day"), cleaned.get("until")
        if first and last and last < first:
            self.add_error("until", _("Sista dagen kan inte vara före första dagen."))
        return cleaned


class PartnershipForm(_FromDay):
    """Work shared with other cooperations or with somebody abroad."""

    name = SafeText(
        label=_("Vad heter samarbetet?"), max_length=200, error_messages={"required": _("Skriv vad samarbetet heter.")}
    )
    others = forms.MultipleChoiceField(
        label=_("Med vilka andra samverkan?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    partner = SafeText(label=_("Part i ett annat land"), max_length=200, required=False)
    country = forms.CharField(
        label=_("Landets två bokstäver"), max_length=2, min_length=2, required=False, help_text=_("Till exempel FI.")
    )
    field_order = ("name", "others", "partner", "country", "from_day")

    def __init__(self, *args: Any, cooperations: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["others"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = cooperations

    def clean_country(self) -> str:
        text = str(self.cleaned_data["country"]).upper()
        if text and not (text.isascii() and text.isalpha()):
            raise ValidationError(_("Skriv landets två bokstäver, till exempel FI."))
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("partner") and "country" in cleaned and not cleaned["country"]:
            self.add_error("country", _("Skriv landets två bokstäver, till exempel FI."))
        if not cleaned.get("partner") and not cleaned.get("others"):
            self.add_error("others", _("Välj en annan samverkan, eller skriv en part i ett annat land."))
        return cleaned


class EndPartnershipForm(forms.Form):
    """Which partnership is over, after which day."""

    partnership = forms.ChoiceField(label=_("Vilket samarbete?"), error_messages={"required": _("Välj ett samarbete.")})
    last_day = DayField(label=_("Sista dagen"))

    def __init__(self, *args: Any, partnerships: Sequence[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _fill(self, "partnership", [("", _("Välj")), *partnerships])
        self.fields["last_day"].initial = today


class WayForm(forms.Form):
    """A way to reach a member: its own telephone, mail, page, or its entrance to the door."""

    organisation = forms.ChoiceField(label=_("Organisation"), error_messages={"required": _("Välj en organisation.")})
    kind = forms.ChoiceField(
        label=_("Vad är det?"),
        widget=forms.RadioSelect,
        choices=[(one.value, CHANNELS[one]) for one in ChannelKind],
        error_messages={"required": _("Välj vad det är.")},
    )
    value = forms.CharField(
        label=_("Nummer eller adress"), max_length=200, error_messages={"required": _("Skriv numret eller adressen.")}
    )

    def __init__(self, *args: Any, members: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _fill(self, "organisation", [("", _("Välj")), *_choices(members)])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("value") and cleaned.get("kind"):
            self._check(ChannelKind(cleaned["kind"]), cleaned["value"])
        return cleaned

    def _check(self, kind: ChannelKind, value: str) -> None:
        checked: forms.CharField
        if kind is ChannelKind.MAIL:
            checked, words = forms.EmailField(), _("Skriv e-postadressen så här: namn@exempel.se.")
        elif kind is ChannelKind.PHONE:
            checked, words = forms.RegexField(r"^\+?[\d\s()/-]{5,40}$"), _("Skriv telefonnumret så här: 090-12 34 56.")
        else:
            checked, words = (
                forms.URLField(assume_scheme="https"),
                _("Skriv hela webbadressen, till exempel https://exempel.se."),
            )
        try:
            self.cleaned_data["value"] = checked.clean(value)
        except ValidationError:
            self.add_error("value", words)


class LookForm(forms.Form):
    """The cooperation's two colours and its logo."""

    primary = forms.RegexField(
        r"^#[0-9a-fA-F]{6}$", label=_("Huvudfärg"), error_messages={"invalid": _("Skriv färgen så här: #1a5c4b.")}
    )
    accent = forms.RegexField(
        r"^#[0-9a-fA-F]{6}$", label=_("Accentfärg"), error_messages={"invalid": _("Skriv färgen så här: #1a5c4b.")}
    )
    logo = forms.FileField(label=_("Logotyp"), required=False, help_text=_("PNG eller WebP, högst 200 kB."))
