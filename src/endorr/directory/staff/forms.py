"""What those who keep the directory fill in; days begin today unless something else is written."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from endorr.base.tenancy.queries import Choice
from endorr.directory.forms import DayField
from endorr.directory.rules import Obligation, Part
from endorr.directory.words import OBLIGATIONS, PARTS


def _fill(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
    if len(choices) == 1:
        field.initial = choices[0][0]


class _FromDay(forms.Form):
    from_day = DayField(label=_("Från och med"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_day"].initial = today


class PersonForm(_FromDay):
    """Who, from which day."""

    person = forms.ChoiceField(
        label=_("Person"),
        help_text=_("De som har ett uppdrag i organisationen."),
        error_messages={"required": _("Välj en person.")},
    )
    field_order = ("person", "from_day")

    def __init__(self, *args: Any, people: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _fill(self, "person", [("", _("Välj")), *((one.public_id, one.name) for one in people)])


class EndForm(_FromDay):
    """From which day no more."""

    from_day = DayField(label=_("Från och med den här dagen svarar personen inte längre"))


class MoveForm(_FromDay):
    """Which municipality, to which function, from which day."""

    municipality = forms.ChoiceField(label=_("Kommun"), error_messages={"required": _("Välj en kommun.")})
    after = forms.ChoiceField(
        label=_("Ny funktion"), error_messages={"required": _("Välj vilken funktion som tar över.")}
    )
    field_order = ("municipality", "after", "from_day")

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], others: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _fill(self, "municipality", [("", _("Välj")), *places])
        _fill(self, "after", [("", _("Välj")), *((one.public_id, one.name) for one in others)])


class AbsenceForm(forms.Form):
    """Who is away, from which day through which."""

    person = forms.ChoiceField(label=_("Person"), error_messages={"required": _("Välj en person.")})
    first_day = DayField(label=_("Första dag"))
    last_day = DayField(label=_("Sista dag"))
    part = forms.ChoiceField(
        label=_("Hur mycket"), choices=[(part.value, PARTS[part]) for part in Part], initial=Part.WHOLE.value
    )

    def __init__(self, *args: Any, people: Sequence[Choice], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _fill(self, "person", [(one.public_id, one.name) for one in people])
        self.fields["first_day"].initial = self.fields["last_day"].initial = today


class MemberForm(forms.Form):
    """Which organisation, on which terms."""

    organisation = forms.ChoiceField(label=_("Organisation"), error_messages={"required": _("Välj en organisation.")})
    obligation = forms.ChoiceField(
        label=_("På vilka villkor"),
        widget=forms.RadioSelect,
        choices=[(one.value, OBLIGATIONS[one]) for one in Obligation],
        error_messages={"required": _("Välj om organisationen ska delta eller är inbjuden.")},
    )

    def __init__(self, *args: Any, organisations: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _fill(self, "organisation", [("", _("Välj")), *((one.public_id, one.name) for one in organisations)])
