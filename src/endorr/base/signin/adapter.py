"""Bends the sign-in library to the house: seats decide, secrets are sealed, organisations vouch for their own."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from endorr.base.accounts.commands import confirm_address
from endorr.base.accounts.models import User
from endorr.base.clock import local_date, now
from endorr.base.outbox.commands import enqueue_mail
from endorr.base.public_ids import new_public_id
from endorr.base.signin.landing import first_page
from endorr.base.signin.sealing import seal, unseal
from endorr.base.tenancy.queries import has_seat, person_with_seat_in, viewer_of_account

SELF_EVIDENT = {
    "account/messages/logged_in.txt",
    "account/messages/logged_out.txt",
    "account/messages/login_code_sent.txt",
}

CODE_LIVES = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Lets in only those who hold a seat today; nobody makes an account for themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        refusal: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if refusal is None and not has_seat(user.pk, on=local_date(now())):
            refusal = self.respond_user_inactive(request, user)
        return refusal

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the library's mail in the outbox, as text and as the same text in HTML; each is a mail of its own."""
        language = get_language() or settings.LANGUAGE_CODE
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", context).split())
        text = render_to_string(f"{template_prefix}_message.txt", {"email": email, **context}).strip() + "\n"
        enqueue_mail(
            to=email,
            subject=subject,
            text=text,
            html=render_to_string("signin/mail.html", {"text": text}),
            language=language,
            now=now(),
            forget_at=now() + CODE_LIVES if "code" in context else None,
            key=f"signin.{template_prefix.rpartition('/')[2]}:{new_public_id()}",
        )

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Whoever has neither password nor second step yet has nothing to prove themselves by but how they came in."""
        return bool(get_reauthentication_flows(self.request.user)) and super().is_reauthentication_required(app=app)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing of what the next page shows anyway."""
        if kwargs.get("message_template", args[2] if len(args) > 2 else "") not in SELF_EVIDENT:
            super().add_message(*args, **kwargs)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead to the work of the person's role, else to the account."""
        account: Any = request.user
        return reverse(first_page(viewer_of_account(account, on=local_date(now())).roles))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Ties an organisation's own sign-in to the people who hold a seat there, and to nobody else.

    The provider's settings name the organisation: `{"organisation": "<slug>", "server_url": "https://..."}`.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse whoever the organisation's own sign-in vouches for without their having a seat in it today.

        An address counts only when the provider says that it has been verified.
        """
        app = sociallogin.provider.app
        vouched = [address.email for address in sociallogin.email_addresses if address.verified]
        if sociallogin.is_existing:
            vouched = [sociallogin.user.email]
        person = person_with_seat_in(app.settings.get("organisation", ""), vouched, on=local_date(now()))
        if person is None:
            raise ImmediateHttpResponse(redirect("socialaccount_login_error"))
        if not sociallogin.is_existing:
            # The organisation has verified the address: a code sent there would ask the same again.
            confirm_address(person, now=now(), actor=f"openid:{app.provider_id}")
            sociallogin.connect(request, person)


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of authenticator apps and the reserve codes sealed in the database."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)
