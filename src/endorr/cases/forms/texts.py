"""Free text at the door: how long it may be, and what may not stand in it."""

from typing import Any

from django import forms

from endorr.base.ui.safe_text import SafeText
from endorr.core import personal_numbers

__all__ = ["LONGEST", "MaskedText", "SafeText", "TellsOfHidden"]

LONGEST = 8000  # characters of a question


class MaskedText(forms.CharField):
    """A text from outside in which a personal or a card number is hidden at once: nobody is sent away for it.

    The form tells by `hidden_numbers` that something was hidden, so that its page can say so.
    """

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        return personal_numbers.masked(text)


class TellsOfHidden(forms.Form):
    """A form whose masked texts may have had numbers in them."""

    @property
    def hidden_numbers(self) -> bool:
        """Say whether a number was hidden in a text; only after the form has been cleaned."""
        masked = [name for name, field in self.fields.items() if isinstance(field, MaskedText)]
        return any(personal_numbers.find(self.data.get(self.add_prefix(name), "")) for name in masked)
