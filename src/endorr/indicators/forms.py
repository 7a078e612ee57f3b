"""The choices on the pages of figures: GET forms, so that every choice is an address."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from endorr.core.counties import COUNTIES
from endorr.indicators.queries import PREFERRED, Panel
from endorr.indicators.rules.areas import Level, areas
from endorr.indicators.rules.definitions import GROUPS, INDICATORS
from endorr.indicators.showing import MOST_COMPARED
from endorr.indicators.words import basis_name, language, told
from endorr.statistics.rules.identity import Basis


def _counties() -> list[tuple[str, str]]:
    return [(one.code, one.name(language())) for one in areas(Level.COUNTY)]


def _levels() -> list[tuple[str, str]]:
    return [
        (Level.COUNTY.value, _("Län (NUTS 3)")),
        (Level.NUTS2.value, _("Riksområden (NUTS 2)")),
        (Level.MUNICIPALITY.value, _("Kommuner i ett län")),
    ]


class IndicatorForm(forms.Form):
    """Year, basis, level, own county and span of years of an indicator's page."""

    nothing_required = True
    ar = forms.ChoiceField(label=gettext_lazy("År"), required=False)
    spann = forms.ChoiceField(label=gettext_lazy("Räknat över"), required=False)
    grund = forms.ChoiceField(label=gettext_lazy("Fördelningsgrund"), required=False)
    niva = forms.ChoiceField(label=gettext_lazy("Indelning"), required=False)
    lan = forms.ChoiceField(label=gettext_lazy("Framhäv ett län"), required=False)

    def __init__(self, data: Any, *, panel: Panel) -> None:
        super().__init__(data)
        self._choices("ar", [(period, period) for period in reversed(panel.periods)])
        self._choices("spann", [(str(one), _("%(years)s år") % {"years": one}) for one in panel.spans])
        self._choices("grund", [(one.value, basis_name(one)) for one in panel.bases])
        self._choices("niva", _levels())
        self._choices("lan", [("", _("Inget")), *_counties()])
        if len(panel.bases) < 2:
            del self.fields["grund"]
        if not panel.periods:
            del self.fields["ar"]
        if not panel.spans:
            del self.fields["spann"]

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class CompareForm(forms.Form):
    """An indicator and up to five counties."""

    matt = forms.ChoiceField(label=gettext_lazy("Mått"))
    grund = forms.ChoiceField(
        label=gettext_lazy("Fördelningsgrund"),
        required=False,
        help_text=gettext_lazy("Bara en i taget: tal på olika grund kan inte jämföras."),
    )
    lan = forms.MultipleChoiceField(
        label=gettext_lazy("Län"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Välj högst fem."),
        error_messages={"required": gettext_lazy("Välj minst ett län.")},
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        by_group = [
            (told(name), [(one.key, told(one.name)) for one in INDICATORS.values() if one.group is group])
            for group, name in GROUPS.items()
        ]
        matt, grund, lan = (self.fields[name] for name in ("matt", "grund", "lan"))
        assert isinstance(matt, forms.ChoiceField)
        assert isinstance(grund, forms.ChoiceField)
        assert isinstance(lan, forms.MultipleChoiceField)
        matt.choices = by_group
        bases = [one for one in PREFERRED if one not in {Basis.SYNTHETIC, Basis.OWN, Basis.SURVEY}]
        grund.choices = [("", _("Den som har flest uppgifter")), *((one.value, basis_name(one)) for one in bases)]
        lan.choices = [(one.code, one.short) for one in COUNTIES]

    def clean_grund(self) -> Basis | None:
        told_basis = self.cleaned_data["grund"]
        return Basis(told_basis) if told_basis else None

    def clean_lan(self) -> list[str]:
        found: list[str] = self.cleaned_data["lan"]
        if len(found) > MOST_COMPARED:
            raise forms.ValidationError(
                _("Välj högst fem län. Fler linjer än så går inte att skilja åt; alla 21 finns på måttets egen sida.")
            )
        return found
