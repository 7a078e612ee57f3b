"""A text field in which no personal number may stand."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from endorr.core import personal_numbers


def refuse_personal_numbers(text: str) -> None:
    """Refuse a text with a personal or a card number in it, in words that say what to do."""
    found = personal_numbers.find(text)
    if any(one.kind is personal_numbers.Kind.CARD for one in found):
        raise ValidationError(_("Det ser ut som ett kortnummer. Ta bort det, vi behöver det inte."))
    if found:
        raise ValidationError(_("Det ser ut som ett personnummer. Ta bort det, vi behöver det inte."))


class SafeText(forms.CharField):
    """A text in which no personal number may stand."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        refuse_personal_numbers(value)
