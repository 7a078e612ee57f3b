"""The library's forms for keys, in our words."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm, LoginWebAuthnForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NAME = _("Vad vill du kalla nyckeln?")


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """Adds a key, perhaps one that opens the door alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = NAME
        alone = self.fields["passwordless"]
        alone.label = _("Nyckeln ska räcka för att logga in")
        alone.help_text = _("Då frågar enheten efter fingeravtryck, ansikte eller pinkod varje gång.")


class EditKeyForm(EditWebAuthnForm):  # type: ignore[misc]
    """Gives a key another name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = NAME


class ComeInForm(LoginWebAuthnForm):  # type: ignore[misc]
    """Comes in with a key alone; the library speaks of a wrong code, and there is no code."""

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()
        except ValidationError as error:
            raise ValidationError(_("Nyckeln hör inte till något konto här. Välj ett annat sätt.")) from error
