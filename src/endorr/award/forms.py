"""What the secretary and the jury fill in."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from endorr.award.commands import Declared, Minutes, Nominee, Points
from endorr.award.queries import AwardPage, OwnSeat, PossibleJuror
from endorr.award.rules.composite import Aggregation, Normalisation
from endorr.award.rules.jury import LEAST_POINTS, MOST_POINTS, NOMINEES
from endorr.award.rules.sheet import MEASURES, MOST_WEIGHT, Sheet, SheetError
from endorr.award.words import AGGREGATIONS, FLAWS, NORMALISATIONS, county_name, told
from endorr.base.ui.safe_text import SafeText
from endorr.core.counties import COUNTIES
from endorr.directory.forms import DayField
from endorr.indicators.queries import World

LONGEST = 4000


def _choose(form: forms.Form, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _long_text(label: Any, **more: Any) -> SafeText:
    return SafeText(label=label, max_length=LONGEST, widget=forms.Textarea({"rows": 6}), **more)


class OpenForm(forms.Form):
    """A year, the secretariat, and on which figures."""

    year = forms.IntegerField(
        label=_("År"),
        min_value=2020,
        max_value=2100,
        widget=forms.TextInput({"inputmode": "numeric"}),
        error_messages={
            "required": _("Skriv ett år."),
            "invalid": _("Skriv ett år med fyra siffror."),
            "min_value": _("Skriv ett år från 2020 till 2100."),
            "max_value": _("Skriv ett år från 2020 till 2100."),
        },
    )
    organisation = forms.ChoiceField(label=_("Vem bereder priset?"), widget=forms.RadioSelect)
    world = forms.ChoiceField(
        label=_("På vilka siffror?"),
        widget=forms.RadioSelect,
        choices=[
            (World.OFFICIAL.value, _("Officiell statistik")),
            (World.PRACTICE.value, _("Övningsdata: påhittade tal att öva med")),
        ],
        error_messages={"required": _("Välj vilka siffror priset ska stå på.")},
    )

    def __init__(self, *args: Any, organisations: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "organisation", organisations)


class SheetForm(forms.Form):
    """The weight of each measure, what the jury reads itself, and how it is all weighed together."""

    read = _long_text(
        _("Det som juryn själv bedömer"),
        help_text=_("En sak på varje rad, till exempel ”Samverkan mellan främjarna”. Juryn ger 1–5 poäng för var."),
        error_messages={"required": _("Skriv minst en sak som juryn själv ska bedöma.")},
    )
    normalisation = forms.ChoiceField(label=_("Så blir måtten jämförbara"), widget=forms.RadioSelect)
    aggregation = forms.ChoiceField(label=_("Så vägs de ihop"), widget=forms.RadioSelect)

    def __init__(self, data: Any, *, sheet: Sheet | None, seed: int) -> None:
        first = {
            "normalisation": Normalisation.MINMAX.value,
            "aggregation": Aggregation.ARITHMETIC.value,
            **(_as_initial(sheet) if sheet else {}),
        }
        super().__init__(data, initial=first)
        self.seed = seed
        _choose(self, "normalisation", [(one.value, text) for one, text in NORMALISATIONS.items()])
        _choose(self, "aggregation", [(one.value, text) for one, text in AGGREGATIONS.items()])
        for key, measure in MEASURES.items():
            self.fields[_field(key)] = forms.IntegerField(
                label=told(measure.name),
                min_value=0,
                max_value=MOST_WEIGHT,
                required=False,
                widget=forms.TextInput({"inputmode": "numeric"}),
                error_messages={
                    name: _("Skriv ett heltal från 0 till 10.") for name in ("invalid", "min_value", "max_value")
                },
            )

    @property
    def weights(self) -> list[forms.BoundField]:
        return [self[_field(key)] for key in MEASURES]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        weights = {key: cleaned[_field(key)] for key in MEASURES if cleaned[_field(key)]}
        read = tuple(line.strip() for line in cleaned["read"].splitlines() if line.strip())
        how = Normalisation(cleaned["normalisation"])
        try:
            self.sheet = Sheet(weights, read, how, Aggregation(cleaned["aggregation"]), seed=self.seed)
        except SheetError as error:
            field = _field(next(iter(MEASURES))) if error.flaw == "no measure" else "read"
            self.add_error(field, str(FLAWS[error.flaw]))
        return cleaned


def _field(key: str) -> str:
    return f"weight_{key.replace('-', '_')}"


def _as_initial(sheet: Sheet) -> Mapping[str, Any]:
    return {
        **{_field(key): sheet.weights.get(key, 0) for key in MEASURES},
        "read": "\n".join(sheet.read),
        "normalisation": sheet.normalisation.value,
        "aggregation": sheet.aggregation.value,
    }


class NominateForm(forms.Form):
    """Three counties and the reasons for each."""

    def __init__(self, data: Any, *, page: AwardPage) -> None:
        first: dict[str, Any] = {}
        for one in page.nominees:
            first |= {f"county_{one.order}": one.county, f"reasons_{one.order}": one.reasons}
        super().__init__(data, initial=first)
        counties = [("", _("Välj län")), *((one.code, county_name(one.code)) for one in COUNTIES)]
        for order in range(1, NOMINEES + 1):
            self.fields[f"county_{order}"] = forms.ChoiceField(
                label=_("Nominerat län %(order)s") % {"order": order},
                choices=counties,
                error_messages={"required": _("Välj ett län.")},
            )
            self.fields[f"reasons_{order}"] = _long_text(
                _("Motivering %(order)s") % {"order": order},
                help_text=_("Läses av alla. Skriv vad länet har gjort och vad siffrorna visar."),
                error_messages={"required": _("Skriv en motivering.")},
            )

    def nominees(self) -> list[Nominee]:
        told_of = self.cleaned_data
        return [Nominee(told_of[f"county_{order}"], told_of[f"reasons_{order}"]) for order in range(1, NOMINEES + 1)]


class JurorForm(forms.Form):
    """Somebody to put on the jury."""

    person = forms.ChoiceField(
        label=_("Person"),
        error_messages={"required": _("Välj en person.")},
        help_text=_("De som har rollen juryledamot."),
    )
    comes_from = SafeText(
        label=_("Kommer från"),
        max_length=200,
        required=False,
        help_text=_("Så som det ska stå för allmänheten. Lämnas det tomt står personens organisation."),
    )

    def __init__(self, *args: Any, people: Sequence[PossibleJuror], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.public_id: one for one in people}
        names = [(one.public_id, f"{one.name}, {one.comes_from}") for one in people]
        _choose(self, "person", [("", _("Välj person")), *names])

    def comes_from_or_own(self) -> str:
        told_of = self.cleaned_data
        return str(told_of["comes_from"] or self.people[told_of["person"]].comes_from)


YES, NO = "ja", "nej"


class InterestsForm(forms.Form):
    """For every nominee: whether one has an interest, and which."""

    def __init__(self, data: Any, *, seat: OwnSeat) -> None:
        said = {one.county: one for one in seat.own.interests}
        first: dict[str, Any] = {}
        for county, one in said.items():
            first |= {f"jav_{county}": YES if one.has_interest else NO, f"vad_{county}": one.what}
        super().__init__(data, initial=first)
        self.counties = [one.county for one in seat.page.nominees]
        for county in self.counties:
            name = county_name(county)
            self.fields[f"jav_{county}"] = forms.ChoiceField(
                label=_("Har du någon koppling till %(county)s som kan göra dig jävig?") % {"county": name},
                choices=[(NO, _("Nej")), (YES, _("Ja"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Svara ja eller nej.")},
            )
            self.fields[f"vad_{county}"] = SafeText(
                label=_("Vilken koppling? (%(county)s)") % {"county": name},
                max_length=500,
                required=False,
                help_text=_("Bara om du svarade ja. Anges i protokollet."),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for county in self.counties:
            if cleaned.get(f"jav_{county}") == YES and not cleaned.get(f"vad_{county}", "").strip():
                self.add_error(f"vad_{county}", _("Beskriv kopplingen med några ord."))
        return cleaned

    def declared(self) -> dict[str, Declared]:
        told_of = self.cleaned_data
        return {
            county: Declared(
                told_of[f"jav_{county}"] == YES,
                told_of[f"vad_{county}"] if told_of[f"jav_{county}"] == YES else "",
            )
            for county in self.counties
        }


class AssessForm(forms.Form):
    """Points and reasons for one nominee in all that the jury reads."""

    def __init__(self, data: Any, *, seat: OwnSeat, county: str) -> None:
        read = seat.page.sheet.read if seat.page.sheet else ()
        first: dict[str, Any] = {}
        for number, criterion in enumerate(read):
            given = seat.points.get((county, criterion))
            if given:
                first |= {f"points_{number}": str(given[0]), f"why_{number}": given[1]}
        super().__init__(data, initial=first)
        self.read = read
        choices = [(str(points), str(points)) for points in range(LEAST_POINTS, MOST_POINTS + 1)]
        for number, criterion in enumerate(read):
            self.fields[f"points_{number}"] = forms.ChoiceField(
                label=criterion,
                choices=choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Ge 1 till 5 poäng.")},
                help_text=_("1 är svagt, 5 är mycket starkt."),
            )
            self.fields[f"why_{number}"] = SafeText(
                label=_("Skäl: %(criterion)s") % {"criterion": criterion},
                max_length=1000,
                widget=forms.Textarea({"rows": 2}),
                error_messages={"required": _("Skriv ett skäl, gärna kort.")},
            )

    def points(self) -> dict[str, Points]:
        told_of = self.cleaned_data
        return {
            criterion: Points(int(told_of[f"points_{number}"]), told_of[f"why_{number}"])
            for number, criterion in enumerate(self.read)
        }


class RecordForm(forms.Form):
    """The jury's decision: no region is chosen beforehand."""

    held_on = DayField(label=_("Juryn möttes"))
    winner = forms.ChoiceField(
        label=_("Juryns val"), widget=forms.RadioSelect, error_messages={"required": _("Välj en av de nominerade.")}
    )
    reasons = _long_text(_("Juryns motivering"), error_messages={"required": _("Skriv juryns motivering.")})
    deviation = _long_text(
        _("Varför inte den med flest poäng eller bäst plats?"),
        required=False,
        help_text=_("Behövs bara om juryn har valt en annan än den som har flest poäng eller bäst plats."),
    )

    def __init__(self, data: Any, *, page: AwardPage) -> None:
        first: dict[str, Any] = {}
        if page.record:
            first = {name: getattr(page.record, name) for name in ("held_on", "winner", "reasons", "deviation")}
        super().__init__(data, initial=first)
        _choose(self, "winner", [(one.county, county_name(one.county)) for one in page.nominees])

    def minutes(self) -> Minutes:
        told_of = self.cleaned_data
        return Minutes(told_of["winner"], told_of["held_on"], told_of["reasons"], told_of["deviation"])
