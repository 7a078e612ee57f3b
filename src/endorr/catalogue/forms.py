"""What visitors and those who answer for services fill in."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from endorr.catalogue.rules.card import Card, as_dict, from_dict
from endorr.catalogue.rules.checks import objections
from endorr.catalogue.rules.eligibility import SECTIONS, Company, Rule, RuleKind
from endorr.catalogue.rules.lines import as_lines, as_rules
from endorr.catalogue.rules.words import PROVIDER_KINDS, TOPICS, Applicant, Status
from endorr.core.counties import COUNTIES

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def _language() -> str:
    return get_language() or "sv"


def county_choices() -> list[tuple[str, str]]:
    """Return every county by name in the reader's language."""
    language = _language()
    return [(one.code, one.en if language == "en" else one.sv) for one in COUNTIES]


def topic_choices() -> list[tuple[str, str]]:
    """Return every topic in the reader's language."""
    return [(one.code, one.name(_language())) for one in TOPICS]


APPLICANTS = (
    (Applicant.COMPANY.value, _("Företaget")),
    (Applicant.BANK.value, _("Företagets bank")),
    (Applicant.EITHER.value, _("Företaget eller banken")),
    (Applicant.FOREIGN.value, _("Företag i andra länder")),
    (Applicant.PROMOTERS.value, _("Organisationer som hjälper företag")),
)


def _choices(field: forms.Field, first: Any, rest: list[tuple[str, Any]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", first), *rest]


class SearchForm(forms.Form):
    """What is looked for; everything may be left out."""

    nothing_required = True

    q = forms.CharField(label=_("Vad vill du ha hjälp med?"), required=False, max_length=400)
    amne = forms.ChoiceField(label=_("Ämne"), required=False)
    plats = forms.ChoiceField(label=_("Län"), required=False)
    vem = forms.ChoiceField(label=_("Vem ansöker"), required=False)
    nara = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self.fields["amne"], _("Alla ämnen"), topic_choices())
        _choices(self.fields["plats"], _("Hela Sverige"), county_choices())
        _choices(self.fields["vem"], _("Alla"), [one for one in APPLICANTS if one[0] != Applicant.EITHER.value])


class WatchForm(forms.Form):
    """The address to tell when a service changes."""

    email = forms.EmailField(
        label=_("Din e-postadress"),
        error_messages={
            "required": _("Skriv din e-postadress."),
            "invalid": _("Skriv en adress som namn@foretag.se."),
        },
    )


class FeedbackForm(forms.Form):
    """What is wrong, and perhaps an address for the answer."""

    text = forms.CharField(
        label=_("Vad stämmer inte?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv vad som inte stämmer.")},
    )
    email = forms.EmailField(
        label=_("Din e-postadress (frivilligt)"),
        help_text=_("Då får du svaret med e-post också."),
        required=False,
        error_messages={"invalid": _("Skriv en adress som namn@foretag.se.")},
    )


YES_NO = (("yes", _("Ja")), ("no", _("Nej")), ("", _("Vet inte")))


class FitsForm(forms.Form):
    """What a company tells to see whether a service is for it: only what the rules ask of. Nothing is stored."""

    nothing_required = True

    def __init__(self, *args: Any, rules: tuple[Rule, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = rules
        for rule in rules:
            name, field = self._question(rule)
            self.fields[name] = field

    def _question(self, rule: Rule) -> tuple[str, forms.Field]:
        match rule.kind:
            case RuleKind.EMPLOYEES:
                return "employees", _whole(_("Hur många anställda har företaget?"), _("Omräknat till heltid."))
            case RuleKind.TURNOVER_SEK:
                return "turnover", _decimal(
                    _("Vilken nettoomsättning hade företaget i senaste bokslutet?"), _("I miljoner kronor.")
                )
            case RuleKind.AGE_YEARS:
                return "age", _whole(_("Hur många år har företaget funnits?"), "")
            case RuleKind.EXPORT_PERCENT:
                return "export", _whole(_("Hur stor del av omsättningen är export?"), _("I procent."))
            case RuleKind.COUNTY | RuleKind.MUNICIPALITY:
                field = forms.ChoiceField(label=_("I vilket län finns företaget?"), required=False)
                _choices(field, _("Vet inte"), county_choices())
                return "county", field
            case RuleKind.SECTOR | RuleKind.NOT_SECTOR:
                field = forms.ChoiceField(label=_("Vilken bransch (SNI, avdelning)?"), required=False)
                _choices(field, _("Vet inte"), [(letter, letter) for letter in SECTIONS])
                return "sector", field
            case RuleKind.STATEMENT:
                return f"said_{self.rules.index(rule)}", _judged(rule)

    def company(self) -> Company:
        """Return what was told; only after the form has been found valid."""
        told = self.cleaned_data
        millions = told.get("turnover")
        return Company(
            employees=told.get("employees"),
            turnover_sek=None if millions is None else int(millions * 1_000_000),
            age_years=told.get("age"),
            export_percent=told.get("export"),
            county=told.get("county", ""),
            sector=told.get("sector", ""),
            statements=tuple(self._statements()),
        )

    def _statements(self) -> Iterator[tuple[str, bool]]:
        for place, rule in enumerate(self.rules):
            said = self.cleaned_data.get(f"said_{place}", "")
            if rule.kind is RuleKind.STATEMENT and said:
                yield rule.sv, said == "yes"


def _whole(label: Any, hint: Any) -> forms.Field:
    wrong = {"invalid": _("Skriv ett heltal, till exempel 12."), "min_value": _("Skriv noll eller mer.")}
    return forms.IntegerField(
        label=label,
        help_text=hint,
        required=False,
        min_value=0,
        max_value=1_000_000,
        error_messages=wrong,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


def _decimal(label: Any, hint: Any) -> forms.Field:
    return forms.DecimalField(
        label=label,
        help_text=hint,
        required=False,
        min_value=0,
        max_value=10_000_000,
        localize=True,
        error_messages={"invalid": _("Skriv ett tal, till exempel 3,5.")},
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


def _judged(rule: Rule) -> forms.Field:
    label = (rule.en if _language() == "en" else "") or rule.sv
    return forms.ChoiceField(label=label, choices=YES_NO, required=False, widget=forms.RadioSelect, initial="")


def _lines(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


STATUSES = (
    (Status.CURRENT.value, _("Gäller")),
    (Status.PAUSED.value, _("Tar inte emot just nu")),
    (Status.HISTORICAL.value, _("Äldre uppgift")),
    (Status.INACTIVE.value, _("Försvann ur partnerns lista")),
    (Status.CLOSED.value, _("Nedlagt")),
)

_LISTED = ("coverage", "synonyms", "old_names", "related")
_ROWS = {"gives_sv": 4, "gives_en": 4, "for_whom_sv": 3, "for_whom_en": 3, "note_sv": 4}


class CardForm(forms.Form):
    """One service, as the one who answers for it writes it. Lists are written with one on each line."""

    nothing_required = True

    seen = forms.IntegerField(widget=forms.HiddenInput)
    name_sv = forms.CharField(label=_("Namn på svenska"), required=False, max_length=200)
    name_en = forms.CharField(label=_("Namn på engelska"), required=False, max_length=200)
    provider = forms.CharField(label=_("Vem ger stödet?"), required=False, max_length=200)
    provider_kind = forms.ChoiceField(label=_("Vad är den organisationen?"), required=False)
    status = forms.ChoiceField(label=_("Läge"), choices=STATUSES)
    applicant = forms.ChoiceField(label=_("Vem ansöker"), choices=APPLICANTS)
    topics = forms.MultipleChoiceField(label=_("Ämnen"), required=False, widget=forms.CheckboxSelectMultiple)
    gives_sv = forms.CharField(label=_("Vad ger stödet? På svenska"), required=False, widget=forms.Textarea)
    gives_en = forms.CharField(label=_("Vad ger stödet? På engelska"), required=False, widget=forms.Textarea)
    for_whom_sv = forms.CharField(label=_("För vem? På svenska"), required=False, widget=forms.Textarea)
    for_whom_en = forms.CharField(label=_("För vem? På engelska"), required=False, widget=forms.Textarea)
    cost_sv = forms.CharField(label=_("Vad kostar det? På svenska"), required=False)
    cost_en = forms.CharField(label=_("Vad kostar det? På engelska"), required=False)
    how_sv = forms.CharField(label=_("Hur ansöker man? På svenska"), required=False)
    how_en = forms.CharField(label=_("Hur ansöker man? På engelska"), required=False)
    note_sv = forms.CharField(label=_("Bra att veta, på svenska"), required=False, widget=forms.Textarea)
    own_share = forms.IntegerField(label=_("Minst så mycket betalar företaget självt"), required=False)
    max_amount_sek = forms.IntegerField(label=_("Högsta belopp"), required=False)
    answer_time = forms.CharField(
        label=_("Hur snart svarar de?"), help_text=_("Skriv P14D för 14 dagar, P3M för tre månader."), required=False
    )
    answer_time_text = forms.CharField(label=_("Hur snart, med deras egna ord"), required=False)
    coverage = forms.CharField(
        label=_("Var finns stödet?"),
        help_text=_("SE för hela landet, annars länskoder och kommunkoder, en på varje rad."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    eligibility = forms.CharField(
        label=_("Villkor, ett på varje rad"),
        help_text=_(
            "Till exempel: anställda: 2–49, omsättning: 3000000–, län: 04, 12, "
            "inte bransch: A. Andra villkor skrivs som en mening."
        ),
        required=False,
        widget=forms.Textarea,
    )
    opens_at = forms.DateTimeField(label=_("Öppnar"), help_text=_("Till exempel 2026-12-01 09:00."), required=False)
    closes_at = forms.DateTimeField(label=_("Stänger"), help_text=_("Till exempel 2026-12-18 12:00."), required=False)
    synonyms = forms.CharField(
        label=_("Andra ord för samma sak, ett på varje rad"), required=False, widget=forms.Textarea
    )
    old_names = forms.CharField(label=_("Tidigare namn, ett på varje rad"), required=False, widget=forms.Textarea)
    related = forms.CharField(label=_("Hör ihop med (nycklar), en på varje rad"), required=False, widget=forms.Textarea)
    phone = forms.CharField(label=_("Telefon"), required=False, max_length=60)
    email = forms.EmailField(label=_("E-post"), required=False)
    source = forms.CharField(label=_("Webbsida"), required=False)
    why = forms.CharField(label=_("Varför ändrar du?"), required=False, max_length=200)

    def __init__(self, data: Any = None, *, card: Card, number: int) -> None:
        super().__init__(data, initial=self._initial(card) | {"seen": number})
        self.card = card
        for name in ("provider_kind", "topics"):
            known = PROVIDER_KINDS if name == "provider_kind" else TOPICS
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(one.code, one.name(_language())) for one in known]
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 3

    @staticmethod
    def _initial(card: Card) -> dict[str, Any]:
        told = as_dict(card)
        lists = {name: "\n".join(told[name]) for name in _LISTED}
        instants = {name: getattr(card, name) for name in ("opens_at", "closes_at")}
        return {**told, **lists, **instants, "eligibility": as_lines(card.eligibility)}

    def after(self) -> Card:
        """Return the card as written; what the form does not ask about stays as it was."""
        told = {name: value for name, value in self.cleaned_data.items() if name not in {"seen", "why"}}
        for name in _LISTED:
            told[name] = _lines(told[name])
        told["eligibility"] = [rule.as_dict() for rule in as_rules(told["eligibility"])]
        for name in ("opens_at", "closes_at"):
            told[name] = _aware(told[name])
        return from_dict({**as_dict(self.card), **told})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            for one in objections(self.after()):
                self.add_error(one.field if one.field in self.fields else None, one.text(_language()))
        return cleaned


def _aware(when: datetime | None) -> datetime | None:
    return when if when is None or when.tzinfo else when.replace(tzinfo=STOCKHOLM)


class AnswerForm(forms.Form):
    """What a reader is answered."""

    feedback = forms.CharField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=_("Ditt svar"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv ett svar.")},
    )


class SymptomForm(forms.Form):
    """How a company in need would say so, one way on each line."""

    sv = forms.CharField(
        label=_("På svenska, en på varje rad"), required=False, widget=forms.Textarea(attrs={"rows": 12})
    )
    en = forms.CharField(
        label=_("På engelska, en på varje rad"), required=False, widget=forms.Textarea(attrs={"rows": 8})
    )

    def phrases(self) -> list[tuple[str, str]]:
        """Return the lines as (language, phrase); only after the form has been found valid."""
        return [(code, line) for code in ("sv", "en") for line in _lines(self.cleaned_data[code])]
