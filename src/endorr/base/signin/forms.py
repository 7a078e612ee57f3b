"""The library's sign-in form, saying at the field what is wrong."""

from typing import Any

from allauth.account.forms import LoginForm as LibraryLoginForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class LoginForm(LibraryLoginForm):  # type: ignore[misc]
    """Keeps the typed address, and tells nothing of which of the two was wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""  # the page says the same below

    def clean(self) -> dict[str, Any]:
        try:
            super().clean()
        except ValidationError as error:
            wrong = error.code in {"email_password_mismatch", "username_password_mismatch"}
            message = _("Adressen och lösenordet hör inte ihop. Försök igen, eller få en kod med e-post.")
            self.add_error("password", message if wrong else error)
        cleaned: dict[str, Any] = self.cleaned_data
        return cleaned
