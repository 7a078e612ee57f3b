"""What those who lead a strategy or a programme fill in, and an invited party."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from endorr.base.ui.safe_text import SafeText
from endorr.companies.rules import Refused, Support, read
from endorr.companies.words import REFUSALS, SUPPORTS
from endorr.core.counties import BY_CODE
from endorr.directory.forms import DayField
from endorr.indicators.queries import World
from endorr.indicators.rules.definitions import INDICATORS
from endorr.indicators.words import basis_name, told
from endorr.statistics.rules.identity import Basis
from endorr.strategy.commands import ActionPlan, GoalPlan, Invitee, ProgrammePlan, StrategyPlan, Taking
from endorr.strategy.rules.deeds import Answer

Choices = Sequence[tuple[str, Any]]
LONGEST = 4000


def _choose(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _line(label: Any, missing: Any, longest: int = 200, **more: Any) -> SafeText:
    return SafeText(label=label, max_length=longest, error_messages={"required": missing}, **more)


def _text(label: Any, missing: Any, rows: int = 6, **more: Any) -> SafeText:
    return SafeText(
        label=label,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": rows}),
        error_messages={"required": missing},
        **more,
    )


def _choice(label: Any, missing: Any, **more: Any) -> forms.ChoiceField:
    told = {"required": missing, "invalid_choice": missing}
    return forms.ChoiceField(label=label, error_messages=told, **more)


def _year(label: Any) -> forms.IntegerField:
    wrong = _("Skriv ett år med fyra siffror.")
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
    widget = forms.TextInput({"inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=1990, max_value=2100, widget=widget, error_messages=errors)


class _Addressed(forms.Form):
    """A thing with a name that its address is made of."""

    def slug(self, name: str) -> str:
        return slugify(name)[:80].strip("-")


class StrategyForm(_Addressed):
    """A strategy to begin."""

    title = _line(_("Vad heter strategin?"), _("Skriv vad strategin heter."))
    about = _text(_("Vad vill ni uppnå?"), _("Skriv vad ni vill uppnå."))
    organisation = _choice(_("Vems strategi är det?"), _("Välj en organisation."))
    cooperation = _choice(_("För vilket område?"), _("Välj ett område."), required=False)
    world = _choice(
        _("På vilka siffror?"),
        _("Välj siffror."),
        widget=forms.RadioSelect,
        choices=[(World.OFFICIAL.value, _("Officiell statistik")), (World.PRACTICE.value, _("Övningsdata"))],
        initial=World.OFFICIAL.value,
    )

    def __init__(self, *args: Any, organisations: Choices, cooperations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "organisation", organisations)
        _choose(self, "cooperation", [("", _("Hela landet")), *cooperations])

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if not self.slug(title):
            raise forms.ValidationError(_("Skriv ett namn med bokstäver."))
        return title

    def plan(self) -> StrategyPlan:
        said = self.cleaned_data
        return StrategyPlan(
            self.slug(said["title"]), said["title"], said["about"], said["cooperation"], World(said["world"])
        )


class GoalForm(forms.Form):
    """A goal bound to an indicator; where it starts is read, never typed."""

    text = _line(_("Målet i ord"), _("Skriv målet i ord."), 300)
    indicator = _choice(_("Indikator som följer målet"), _("Välj en indikator."))
    basis = _choice(_("Fördelningsgrund"), _("Välj en grund."), required=False)
    from_year = _year(_("Utgå från år"))
    to_year = _year(_("Nås senast år"))
    aim = forms.FloatField(
        label=_("Målvärde"),
        help_text=_("I indikatorns enhet. Utgångsvärdet hämtas ur statistiken."),
        localize=True,
        widget=forms.TextInput({"inputmode": "decimal"}),
        error_messages={"required": _("Skriv ett tal."), "invalid": _("Skriv ett tal, till exempel 12,5.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(key, f"{told(one.name)} ({told(one.unit)})") for key, one in INDICATORS.items()]
        _choose(self, "indicator", [("", _("Välj")), *sorted(names, key=lambda one: str(one[1]))])
        bases = [(one.value, basis_name(one)) for one in Basis]
        _choose(self, "basis", [("", _("Den första som har uppgift")), *bases])

    def plan(self) -> GoalPlan:
        said = self.cleaned_data
        basis = Basis(said["basis"]) if said["basis"] else None
        return GoalPlan(said["text"], said["indicator"], said["from_year"], said["to_year"], said["aim"], basis)


class VersionForm(forms.Form):
    """What the next version is called and about."""

    title = _line(_("Vad heter strategin?"), _("Skriv vad strategin heter."))
    about = _text(_("Vad vill ni uppnå?"), _("Skriv vad ni vill uppnå."))


class AdoptForm(forms.Form):
    """Who adopted it, and from when it counts."""

    decided_by = _line(_("Vem har beslutat?"), _("Skriv vem som har beslutat."))
    valid_from = DayField(label=_("Gäller från"))


class PartyForm(forms.Form):
    """Somebody to hear."""

    name = _line(_("Namn"), _("Skriv ett namn."), 120)
    organisation_name = SafeText(label=_("Företag eller organisation"), max_length=200, required=False)
    email = forms.EmailField(
        label=_("E-post"),
        error_messages={
            "required": _("Skriv en e-postadress."),
            "invalid": _("Skriv e-postadressen så här: namn@exempel.se."),
        },
    )

    def invitee(self) -> Invitee:
        said = self.cleaned_data
        return Invitee(said["name"], said["email"], said["organisation_name"])


class OwnInputForm(forms.Form):
    """An input."""

    text = _text(_("Ditt inspel"), _("Skriv ditt inspel."), help_text=_("Skriv inga personnummer."))


class TakeUpForm(forms.Form):
    """Which input from a meeting."""

    reference = _choice(_("Inspel från era möten"), _("Välj ett inspel."), widget=forms.RadioSelect)

    def __init__(self, *args: Any, heard: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "reference", heard)


class GroupForm(forms.Form):
    """Which inputs, and in which theme."""

    inputs = forms.MultipleChoiceField(
        label=_("Inspel"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst ett inspel."), "invalid_choice": _("Välj bland inspelen.")},
    )
    theme = _line(_("Tema"), _("Skriv vad temat heter."), help_text=_("Ett nytt namn eller ett som redan finns."))

    def __init__(self, *args: Any, inputs: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["inputs"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = inputs


class ThemeForm(forms.Form):
    """What becomes of a theme, and why."""

    answer = _choice(
        _("Beslut"),
        _("Välj ett beslut."),
        widget=forms.RadioSelect,
        choices=[
            (Answer.ACCEPTED.value, _("Vi går vidare")),
            (Answer.REJECTED.value, _("Vi går inte vidare")),
        ],
    )
    reason = _text(_("Skäl"), _("Skriv ett skäl. De som har lämnat inspelen får läsa det."))


class WordsForm(forms.Form):
    """A reply, an outcome or a reason, in words."""

    text = _text(_("Text"), _("Skriv några ord."))

    def __init__(self, *args: Any, label: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label


class ActionForm(forms.Form):
    """An action to propose."""

    text = _line(_("Vad ska göras?"), _("Skriv vad som ska göras."), 300)
    goal = _choice(_("För vilket mål?"), _("Välj ett mål."), required=False)
    theme = _choice(_("Ur vilket tema?"), _("Välj ett tema."), required=False)
    programme = _choice(_("I vilket program?"), _("Välj ett program."), required=False)

    def __init__(self, *args: Any, goals: Choices, themes: Choices, programmes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "goal", [("", _("Inget mål: åtgärden kan då inte följas upp med siffror")), *goals])
        _choose(self, "theme", [("", _("Inget")), *themes])
        _choose(self, "programme", [("", _("Inget")), *programmes])

    def plan(self) -> ActionPlan:
        said = self.cleaned_data
        return ActionPlan(said["text"], said["goal"], said["theme"], said["programme"])


class DecideForm(forms.Form):
    """Who does it, and by when."""

    owner = _choice(_("Ansvarig"), _("Välj vem som ansvarar."))
    due = DayField(label=_("Klar senast"))

    def __init__(self, *args: Any, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "owner", [("", _("Välj")), *owners])


class ProgrammeForm(_Addressed):
    """A programme to begin."""

    name = _line(_("Vad heter programmet?"), _("Skriv vad programmet heter."))
    about = _text(_("Vad gör programmet?"), _("Skriv vad programmet gör."))
    organisation = _choice(_("Vem driver det?"), _("Välj en organisation."))
    starts_on = DayField(label=_("Från och med"))
    ends_on = DayField(label=_("Till och med"), required=False)
    cooperations = forms.MultipleChoiceField(
        label=_("Regioner"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en region."), "invalid_choice": _("Välj bland regionerna.")},
    )

    def __init__(self, *args: Any, organisations: Choices, cooperations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "organisation", organisations)
        field = self.fields["cooperations"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = cooperations

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not self.slug(name):
            raise forms.ValidationError(_("Skriv ett namn med bokstäver."))
        return name

    def plan(self) -> ProgrammePlan:
        said = self.cleaned_data
        return ProgrammePlan(
            said["name"],
            self.slug(said["name"]),
            said["about"],
            said["starts_on"],
            said["ends_on"],
            tuple(said["cooperations"]),
        )


class TakingForm(forms.Form):
    """A participant by hand."""

    number = forms.CharField(
        label=_("Organisationsnummer"),
        max_length=40,
        error_messages={"required": _("Skriv ett organisationsnummer.")},
    )
    name = _line(_("Företag"), _("Skriv företagets namn."))
    support = _choice(_("Insats"), _("Välj en insats."), choices=[(one.value, SUPPORTS[one]) for one in Support])
    on = DayField(label=_("Datum"))
    cooperation = _choice(_("Region"), _("Välj en region."))
    organisation = _choice(_("Organisation"), _("Välj en organisation."))

    def __init__(self, *args: Any, regions: Choices, partners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "cooperation", regions)
        _choose(self, "organisation", partners)

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        try:
            read(number)
        except Refused as refused:
            raise forms.ValidationError(str(REFUSALS[refused.refusal])) from None
        return number

    def taking(self) -> Taking:
        said = self.cleaned_data
        return Taking(
            said["number"],
            said["name"],
            Support(said["support"]),
            said["on"],
            said["cooperation"],
            said["organisation"],
        )


class SheetForm(forms.Form):
    """A list of participants."""

    file = forms.FileField(
        label=_("Deltagarlista"),
        help_text=_(
            "Excel eller CSV med kolumnerna Organisationsnummer, Företag, Datum, Insats, Region och Organisation."
        ),
        widget=forms.FileInput({"accept": ".xlsx,.csv"}),
        error_messages={"required": _("Välj en fil."), "empty": _("Filen är tom.")},
    )


def county_choices(counties: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return regions to choose from by their county's short name; `counties` are codes with public ids."""
    return [(public_id, BY_CODE[code].short) for code, public_id in counties]
