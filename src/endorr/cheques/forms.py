"""What is filled in about cheques, by the company and by those who work in its file; all money becomes whole öre."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from endorr.base.ui.safe_text import SafeText
from endorr.cheques.commands import Filled, HandedIn, Opinion, Ruling
from endorr.cheques.commands.applying import AidTold, CostTold
from endorr.cheques.queries.own import OwnPage
from endorr.cheques.queries.parts import CostShown, PaymentShown
from endorr.cheques.rules.board import HIGHEST, LOWEST
from endorr.cheques.rules.costs import CostKind, Stance
from endorr.cheques.rules.eligibility import Facts, Trade
from endorr.cheques.rules.words import FileKind, Ground
from endorr.cheques.words import COSTS, CRITERIA, FILE_KINDS, GROUNDS, STANCES, TRADES
from endorr.companies.rules import Refused as NoNumber
from endorr.companies.rules import read
from endorr.companies.words import REFUSALS as NUMBER_REFUSALS
from endorr.core.municipalities import municipalities
from endorr.directory.forms import DayField, municipality_from

COSTS_SHOWN, AID_SHOWN, INVOICES_SHOWN = 6, 3, 6
LONGEST = 4000
MOST_KRONOR = 10**10


class MoneyField(forms.Field):
    """An amount as people write it, 150 000 or 12 500,50, as whole hundredths: öre of kronor, cents of euro."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {}).setdefault("required", _("Skriv ett belopp, till exempel 150 000."))
        super().__init__(widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}), **kwargs)

    def to_python(self, value: Any) -> Any:
        text = re.sub(r"\s", "", str(value or "")).replace(",", ".")
        if not text:
            return None
        if not re.fullmatch(r"\d+(\.\d{1,2})?", text, re.ASCII) or Decimal(text) > MOST_KRONOR:
            raise ValidationError(_("Skriv ett belopp med siffror, till exempel 150 000 eller 12 500,50."))
        return int(Decimal(text) * 100)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return f"{value // 100}" + (f",{value % 100:02}" if value % 100 else "")
        return value


class YesNo(forms.TypedChoiceField):
    """Yes, no, or not said."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[("ja", _("Ja")), ("nej", _("Nej"))],
            coerce=lambda value: value == "ja",
            empty_value=None,
            widget=forms.RadioSelect,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: "ja", False: "nej"}.get(value, value) if not isinstance(value, str) else value


class CountField(forms.IntegerField):
    """A whole number, drawn as a narrow text."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("min_value", 0)
        kwargs.setdefault("max_value", 100_000)
        kwargs.setdefault("error_messages", {}).setdefault("invalid", _("Skriv ett helt tal."))
        kwargs["error_messages"].setdefault("required", _("Skriv ett helt tal."))
        super().__init__(widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}), **kwargs)


class CompanyNumber(forms.CharField):
    """A company's number, however it is written; what is wrong with it is said at the field."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Organisationsnummer"),
            max_length=40,
            widget=forms.TextInput({"autocomplete": "off", "inputmode": "text"}),
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        try:
            read(text)
        except NoNumber as refused:
            raise ValidationError(str(NUMBER_REFUSALS[refused.refusal])) from None
        return text


class Municipality(forms.CharField):
    """A municipality by its name, as its four digits; empty stays empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("I vilken kommun har företaget sitt arbetsställe?"),
            max_length=60,
            widget=forms.TextInput({"autocomplete": "off"}),
            error_messages={"required": _("Skriv en kommun, till exempel Umeå.")},
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        return municipality_from(text).code if text.strip() else ""

    def prepare_value(self, value: Any) -> Any:
        place = municipalities().get(str(value or ""))
        return place.name if place else value


def _trades(*, empty: Any = "") -> list[tuple[str, Any]]:
    return [("", empty), *((one.value, words) for one, words in TRADES.items())]


class PreCheck(forms.Form):
    """What decides whether a company may apply at all. Nothing of it is kept."""

    nothing_required = True
    anstallda = CountField(label=_("Hur många anställda har företaget?"), required=False)
    omsattning = MoneyField(
        label=_("Vilken nettoomsättning hade företaget i senaste bokslutet?"), help_text=_("I kronor."), required=False
    )
    kommun = Municipality(required=False)
    bransch = forms.ChoiceField(label=_("Vad gör företaget?"), choices=_trades(), required=False)
    paborjat = YesNo(
        label=_("Har ni redan börjat, beställt eller köpt något av det checken ska gå till?"), required=False
    )
    nummer = CompanyNumber(required=False, help_text=_("Behövs inte här. Vi läser bara om det är ett riktigt nummer."))

    def facts(self) -> Facts:
        """Return what was said; only after the form has been found valid."""
        told = self.cleaned_data
        return Facts(
            employees=told["anstallda"],
            turnover=told["omsattning"],
            county=told["kommun"][:2],
            trade=Trade(told["bransch"]) if told["bransch"] else None,
            begun=told["paborjat"],
        )


class BeginForm(forms.Form):
    """Where the link to the draft is to be sent."""

    epost = forms.EmailField(
        label=_("E-post"),
        help_text=_("Dit skickar vi länken till ansökan. Du behöver inget konto."),
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={
            "required": _("Skriv en e-postadress."),
            "invalid": _("Skriv e-postadressen så här: namn@exempel.se."),
        },
    )


Row = tuple[int, list[BoundField]]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of fields alike: the first ones, and more that are folded until one of them is needed."""

    first: list[Row]
    more: list[Row]

    @classmethod
    def of(cls, form: forms.Form, names: Sequence[str], *, most: int, first: int) -> "Rows":
        """Return the rows of a form whose fields are called by a name and the row's number."""
        rows = [(place, [form[f"{name}_{place}"] for name in names]) for place in range(1, most + 1)]
        return cls(rows[:first], rows[first:])

    @property
    def is_open(self) -> str:
        """Say "yes" when something stands in the folded rows, or is wrong there."""
        return "yes" if any(one.value() or one.errors for _place, fields in self.more for one in fields) else ""


class DraftForm(forms.Form):
    """The application as far as it is filled in: nothing is required until it is sent."""

    nothing_required = True
    foretag = SafeText(label=_("Företagets namn"), max_length=200, required=False)
    nummer = CompanyNumber(required=False)
    kontakt = SafeText(label=_("Ditt namn"), max_length=120, required=False)
    epost = forms.EmailField(label=_("E-post"), required=False, widget=forms.EmailInput({"autocomplete": "email"}))
    telefon = SafeText(label=_("Telefon"), max_length=40, required=False)
    kommun = Municipality(required=False)
    bransch = forms.ChoiceField(label=_("Vad gör företaget?"), choices=_trades(), required=False)
    anstallda = CountField(
        label=_("Antal anställda"), help_text=_("Räknat i heltider, med marknadsmässig lön."), required=False
    )
    omsattning = MoneyField(label=_("Nettoomsättning i senaste bokslutet, i kronor"), required=False)
    syfte = SafeText(
        label=_("Vad ska ni göra, och på vilken marknad?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )
    behov = SafeText(
        label=_("Varför behövs stödet?"),
        help_text=_("Vad blir annorlunda med checken än utan den?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    manader = CountField(label=_("Hur många månader tar det?"), max_value=60, required=False)
    paborjat = YesNo(label=_("Är något redan påbörjat eller beställt?"), required=False)
    belopp = MoneyField(label=_("Hur mycket söker ni, i kronor?"), required=False)
    intyg = forms.BooleanField(
        label=_(
            "Jag intygar att uppgifterna stämmer, och att allt stöd av mindre betydelse till koncernen de senaste tre "
            "åren är med"
        ),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: list[tuple[str, Any]] = [("", ""), *((one.value, words) for one, words in COSTS.items())]
        for place in range(1, COSTS_SHOWN + 1):
            self.fields[f"slag_{place}"] = forms.ChoiceField(label=_("Slag"), choices=kinds, required=False)
            self.fields[f"vad_{place}"] = SafeText(label=_("Vad"), max_length=200, required=False)
            self.fields[f"kr_{place}"] = MoneyField(label=_("Kronor utan moms"), required=False)
        for place in range(1, AID_SHOWN + 1):
            self.fields[f"givare_{place}"] = SafeText(label=_("Vem gav stödet?"), max_length=200, required=False)
            self.fields[f"dag_{place}"] = DayField(label=_("Beslutsdag"), required=False)
            self.fields[f"euro_{place}"] = MoneyField(label=_("Belopp i euro"), required=False)

    @property
    def cost_rows(self) -> "Rows":
        return Rows.of(self, ("slag", "vad", "kr"), most=COSTS_SHOWN, first=3)

    @property
    def aid_rows(self) -> "Rows":
        return Rows.of(self, ("givare", "dag", "euro"), most=AID_SHOWN, first=1)

    @property
    def company_fields(self) -> list[BoundField]:
        names = ("foretag", "nummer", "kommun", "bransch", "anstallda", "omsattning", "kontakt", "epost", "telefon")
        return [self[name] for name in names]

    @property
    def project_fields(self) -> list[BoundField]:
        return [self[name] for name in ("syfte", "behov", "manader", "paborjat", "belopp")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._whole_rows(cleaned, ("slag", "vad", "kr"), COSTS_SHOWN, _("Fyll i hela raden: slag, vad och belopp."))
        self._whole_rows(cleaned, ("givare", "dag", "euro"), AID_SHOWN, _("Fyll i hela raden: vem, dag och belopp."))
        return cleaned

    def _whole_rows(self, cleaned: dict[str, Any], names: Sequence[str], most: int, words: Any) -> None:
        for place in range(1, most + 1):
            told = [cleaned.get(f"{name}_{place}") for name in names]
            if any(told) and not all(told):
                missing = next(name for name, value in zip(names, told, strict=True) if not value)
                if not self.has_error(f"{missing}_{place}"):
                    self.add_error(f"{missing}_{place}", words)

    def filled(self) -> Filled:
        """Return what was filled in; only after the form has been found valid."""
        told = self.cleaned_data
        costs = [
            CostTold(CostKind(told[f"slag_{place}"]), told[f"vad_{place}"], told[f"kr_{place}"])
            for place in range(1, COSTS_SHOWN + 1)
            if told[f"slag_{place}"]
        ]
        aid = [
            AidTold(told[f"givare_{place}"], told[f"dag_{place}"], told[f"euro_{place}"])
            for place in range(1, AID_SHOWN + 1)
            if told[f"givare_{place}"]
        ]
        return Filled(
            company_name=told["foretag"],
            number=told["nummer"],
            contact_name=told["kontakt"],
            email=told["epost"],
            phone=told["telefon"],
            municipality=told["kommun"],
            trade=Trade(told["bransch"]) if told["bransch"] else None,
            employees=told["anstallda"],
            turnover=told["omsattning"],
            begun=told["paborjat"],
            months=told["manader"],
            asked=told["belopp"],
            purpose=told["syfte"],
            need=told["behov"],
            certified=told["intyg"],
            costs=costs,
            earlier_aid=aid,
        )


MUST = (
    *("foretag", "nummer", "kontakt", "epost", "kommun", "bransch", "anstallda", "omsattning"),
    *("syfte", "behov", "manader", "paborjat", "belopp", "intyg"),
)


class SendForm(DraftForm):
    """The whole application, ready to be sent."""

    nothing_required = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in MUST:
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = _("Fyll i det här, så går ansökan att skicka.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not any(cleaned.get(f"slag_{place}") for place in range(1, COSTS_SHOWN + 1)):
            self.add_error("slag_1", _("Skriv minst en kostnad."))
        return cleaned


class CompletedForm(SendForm):
    """The application while what was asked for is answered: the company and its number are what they were."""

    svar = SafeText(
        label=_("Ditt svar"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Skriv vad du har lagt till eller ändrat.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("foretag", "nummer"):
            self.fields[name].disabled = True
            self.fields[name].required = False


def initial_of(page: OwnPage) -> dict[str, Any]:
    """Return what a form begins with: what has been filled in before."""
    told = page.filled
    begins: dict[str, Any] = {
        "foretag": told.company_name,
        "nummer": told.number,
        "kontakt": told.contact_name,
        "epost": told.email,
        "telefon": told.phone,
        "kommun": told.municipality,
        "bransch": told.trade.value if told.trade else "",
        "anstallda": told.employees,
        "omsattning": told.turnover,
        "paborjat": told.begun,
        "manader": told.months,
        "belopp": told.asked,
        "syfte": told.purpose,
        "behov": told.need,
        "intyg": told.certified,
    }
    for place, cost in enumerate(page.costs, 1):
        begins |= {f"slag_{place}": cost.kind.value, f"vad_{place}": cost.what, f"kr_{place}": cost.ore}
    for place, (giver, on, cents) in enumerate(told.earlier_aid, 1):
        begins |= {f"givare_{place}": giver, f"dag_{place}": on, f"euro_{place}": cents}
    return begins


class FileForm(forms.Form):
    """A file of the application."""

    slag = forms.ChoiceField(
        label=_("Vad är det för fil?"), choices=[(one.value, text) for one, text in FILE_KINDS.items()]
    )
    fil = forms.FileField(
        label=_("Välj en fil"),
        help_text=_("PDF, bild, Word eller Excel, högst 10 MB."),
        error_messages={"required": _("Välj en fil."), "empty": _("Filen är tom.")},
    )

    def kind(self) -> FileKind:
        return FileKind(self.cleaned_data["slag"])


class InvoicesForm(forms.Form):
    """Invoices to be paid for; each row names the cost it is for."""

    def __init__(self, *args: Any, costs: Sequence[CostShown], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [("", ""), *((one.public_id, one.what) for one in costs if one.stance is Stance.ALLOWED)]
        for place in range(1, INVOICES_SHOWN + 1):
            self.fields[f"kostnad_{place}"] = forms.ChoiceField(
                label=_("Vilken kostnad gäller det?"), choices=allowed, required=False
            )
            self.fields[f"leverantor_{place}"] = SafeText(label=_("Leverantör"), max_length=120, required=False)
            self.fields[f"nummer_{place}"] = forms.CharField(label=_("Fakturanummer"), max_length=40, required=False)
            self.fields[f"dag_{place}"] = DayField(label=_("Fakturadag"), required=False)
            self.fields[f"betald_{place}"] = DayField(label=_("Betald"), required=False)
            self.fields[f"kr_{place}"] = MoneyField(label=_("Kronor utan moms"), required=False)

    nothing_required = True
    NAMES = ("kostnad", "leverantor", "nummer", "dag", "betald", "kr")

    @property
    def rows(self) -> "Rows":
        return Rows.of(self, self.NAMES, most=INVOICES_SHOWN, first=2)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        some = False
        for place in range(1, INVOICES_SHOWN + 1):
            told = {name: cleaned.get(f"{name}_{place}") for name in self.NAMES}
            if any(told.values()):
                some = True
                missing = next((name for name in self.NAMES if name != "betald" and not told[name]), None)
                if missing and not self.has_error(f"{missing}_{place}"):
                    self.add_error(f"{missing}_{place}", _("Fyll i hela raden."))
        if not some and not self.errors:
            self.add_error("kostnad_1", _("Skriv minst en faktura."))
        return cleaned

    def invoices(self) -> list[HandedIn]:
        """Return the invoices; only after the form has been found valid."""
        told = self.cleaned_data
        return [
            HandedIn(
                told[f"kostnad_{place}"],
                told[f"leverantor_{place}"],
                told[f"nummer_{place}"],
                told[f"dag_{place}"],
                told[f"betald_{place}"],
                told[f"kr_{place}"],
            )
            for place in range(1, INVOICES_SHOWN + 1)
            if told[f"kostnad_{place}"]
        ]


class ReportForm(forms.Form):
    """The final report."""

    rapport = SafeText(
        label=_("Vad gjorde ni, och vad blev det av det?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Skriv vad ni gjorde.")},
    )
    marknader = CountField(label=_("På hur många nya marknader har ni sålt?"), max_value=200)
    order = MoneyField(label=_("För hur mycket har ni fått beställningar, i kronor?"))


# What staff fill in


class WhyForm(forms.Form):
    """Words that a deed wants."""

    ord = SafeText(
        label=_("Skäl"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Skriv skälen.")},
    )

    def __init__(self, *args: Any, label: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["ord"].label = label


class CompletionForm(WhyForm):
    """What is missing, and by when it should be here."""

    dag = DayField(label=_("Senast"))
    field_order = ("ord", "dag")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, label=_("Vad saknas?"), **kwargs)
        self.today = today
        self.fields["dag"].initial = today + timedelta(days=14)

    def clean_dag(self) -> date:
        day: date = self.cleaned_data["dag"]
        if day <= self.today:
            raise ValidationError(_("Välj en dag som inte har varit."))
        return day


class JudgeForm(WhyForm):
    """How a cost stands, and why."""

    kostnad = forms.ChoiceField(label=_("Kostnad"))
    hur = forms.ChoiceField(
        label=_("Räknas den?"), widget=forms.RadioSelect, choices=[(one.value, words) for one, words in STANCES.items()]
    )
    field_order = ("kostnad", "hur", "ord")

    def __init__(self, *args: Any, costs: Sequence[CostShown], **kwargs: Any) -> None:
        super().__init__(*args, label=_("Varför?"), **kwargs)
        field = self.fields["kostnad"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.public_id, one.what) for one in costs]


class DeclareForm(forms.Form):
    """Whether one has jäv."""

    jav = forms.ChoiceField(
        label=_("Har du jäv i det här ärendet?"),
        widget=forms.RadioSelect,
        choices=[("nej", _("Nej")), *((one.value, words) for one, words in GROUNDS.items())],
        error_messages={"required": _("Välj ett svar.")},
    )
    ord = SafeText(label=_("Mer om det"), max_length=300, required=False)

    def ground(self) -> Ground | None:
        said = self.cleaned_data["jav"]
        return None if said == "nej" else Ground(said)


class AssessForm(WhyForm):
    """Points for each criterion, support or not, and with how much."""

    stod = YesNo(label=_("Stöder du ansökan?"), error_messages={"required": _("Välj ett svar.")})
    belopp = MoneyField(label=_("Med hur mycket, i kronor?"), required=False)

    def __init__(self, *args: Any, criteria: Sequence[str], most: int, **kwargs: Any) -> None:
        super().__init__(*args, label=_("Motivering"), **kwargs)
        self.criteria, points = criteria, [(str(one), str(one)) for one in range(LOWEST, HIGHEST + 1)]
        for name in criteria:
            self.fields[f"poang_{name}"] = forms.TypedChoiceField(
                label=CRITERIA.get(name, name),
                choices=points,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Välj 1 till 5.")},
            )
        self.fields["belopp"].initial = most
        self.order_fields([*(f"poang_{name}" for name in criteria), "stod", "belopp", "ord"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("stod") and not cleaned.get("belopp") and not self.has_error("belopp"):
            self.add_error("belopp", _("Skriv ett belopp, till exempel 150 000."))
        return cleaned

    def opinion(self) -> Opinion:
        """Return what was filled in; only after the form has been found valid."""
        told = self.cleaned_data
        points = {name: told[f"poang_{name}"] for name in self.criteria}
        return Opinion(points, told["stod"], told["belopp"] or 0, told["ord"])


class SumForm(WhyForm):
    """A sum and words."""

    belopp = MoneyField(label=_("Belopp i kronor"))
    field_order = ("belopp", "ord")

    def __init__(self, *args: Any, ore: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["belopp"].initial = ore


class GrantForm(SumForm):
    """A sum, why, and the last day on which a cost counts."""

    dag = DayField(label=_("Sista dagen som kostnader räknas"))

    def __init__(self, *args: Any, last_day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dag"].initial = last_day
        self.order_fields(["belopp", "dag", "ord"])

    def ruling(self) -> Ruling:
        told = self.cleaned_data
        return Ruling(told["belopp"], told["ord"], told["dag"])


class ControlForm(WhyForm):
    """What the controller found: a reason for each invoice that does not count."""

    def __init__(self, *args: Any, payment: PaymentShown, **kwargs: Any) -> None:
        super().__init__(*args, label=_("Vad har du kontrollerat?"), **kwargs)
        self.counted = [one for one in payment.invoices if not one.fault]
        for one in self.counted:
            self.fields[f"stryk_{one.public_id}"] = SafeText(
                label=_("Stryk %(supplier)s %(number)s, för att") % {"supplier": one.supplier, "number": one.number},
                max_length=300,
                required=False,
                help_text=_("Lämna tomt om fakturan räknas."),
            )
        self.order_fields([*(f"stryk_{one.public_id}" for one in self.counted), "ord"])

    def struck(self) -> Mapping[str, str]:
        told = {one.public_id: self.cleaned_data[f"stryk_{one.public_id}"] for one in self.counted}
        return {invoice: why for invoice, why in told.items() if why.strip()}


class BankForm(forms.Form):
    """What the bank answered."""

    kom_fram = YesNo(label=_("Kom pengarna fram?"), error_messages={"required": _("Välj ett svar.")})


class PlainSumForm(forms.Form):
    """A sum alone."""

    belopp = MoneyField(label=_("Belopp i kronor"))


class RateForm(forms.Form):
    """A day's rate of the euro, and who says so."""

    dag = DayField(label=_("Dag"))
    kurs = forms.DecimalField(
        label=_("Kronor för en euro"),
        max_digits=9,
        decimal_places=4,
        localize=True,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "required": _("Skriv kursen, till exempel 11,4275."),
            "invalid": _("Skriv kursen, till exempel 11,4275."),
        },
    )
    kalla = forms.CharField(label=_("Källa"), max_length=120, error_messages={"required": _("Skriv källan.")})

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dag"].initial = today
        self.fields["kalla"].initial = "ECB"
