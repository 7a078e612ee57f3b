"""Forgets who signed in: the account stays as a nameless row that others' rows point at."""

from collections.abc import Mapping
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from endorr.base.accounts.models import User
from endorr.base.erasing import Held, Known, Subject


def known(person: str) -> Known:
    user = User.objects.filter(public_id=person).first()
    if user is None:
        return Known()
    addresses = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return Known(frozenset({user.email.casefold(), *(one.casefold() for one in addresses)}), frozenset({user.name}))


def held(subject: Subject) -> list[Held]:
    users = User.objects.filter(email__in=subject.addresses)
    return [Held(_("Konto"), None, ((_("Namn"), one.name), (_("E-post"), one.email))) for one in users]


def _end_sessions(subject: Subject, user: User | None) -> int:
    """End what the person has signed in, and what somebody began to sign in with an address of theirs."""
    ended = 0
    for session in Session.objects.iterator():
        told = session.get_decoded()
        if (user and told.get(SESSION_KEY) == str(user.pk)) or subject.named_in(str(told)):
            session.delete()
            ended += 1
    return ended


def erase(subject: Subject, now: datetime) -> Mapping[str, int]:
    user = User.objects.filter(public_id=subject.person).first()
    done = {"sessions": _end_sessions(subject, user)}
    if user is None:
        return done
    for kept in (EmailAddress, Authenticator, SocialAccount):
        kept.objects.filter(user=user).delete()
    blank = {"email": f"{user.public_id.lower()}@erased.invalid", "name": "", "password": make_password(None)}
    changed = (
        User.objects.filter(pk=user.pk)
        .exclude(name="")
        .update(**blank, is_active=False, session_round=F("session_round") + 1)
    )
    return done | {"accounts": changed}
