"""What is filled in to hand in a participant list."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _


class ReportForm(forms.Form):
    """Whose list, of which year, and the sheet itself."""

    centrum = forms.ChoiceField(label=_("Vilket centrum?"), error_messages={"required": _("Välj ett centrum.")})
    ar = forms.IntegerField(
        label=_("År"), error_messages={"required": _("Skriv ett år."), "invalid": _("Skriv ett år, till exempel 2026.")}
    )
    fil = forms.FileField(
        label=_("Deltagarlista"),
        help_text=_(
            "Excel eller CSV med kolumnerna Organisationsnummer och E-post, som i Tillväxtverkets mall. "
            "Adresserna läses men sparas inte."
        ),
        widget=forms.FileInput({"accept": ".xlsx,.csv"}),
        error_messages={"required": _("Välj en fil."), "empty": _("Filen är tom.")},
    )

    def __init__(self, *args: object, centres: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["centrum"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(centres) if len(centres) == 1 else [("", _("Välj")), *centres]
