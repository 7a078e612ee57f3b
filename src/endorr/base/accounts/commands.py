"""Opens and closes accounts, and ends what is signed in."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F

from endorr.base.accounts.models import User
from endorr.base.ledger.commands import record
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import NATIONAL

OPENED = kind("account.opened", "an account was opened for a person")
ADDRESS_CONFIRMED = kind("account.address_confirmed", "a person's address was taken as theirs")
PASSWORD_GIVEN = kind("account.password_given", "a password was set on a person's behalf")
CLOSED = kind("account.closed", "a person's account was closed")
SESSIONS_ENDED = kind("account.sessions_ended", "a person was signed out everywhere")


def _note(deed: str, user: User, *, now: datetime, actor: str, personal: dict[str, str] | None = None) -> None:
    record(
        chain=NATIONAL,
        kind=deed,
        subject=user.public_id,
        actor=actor,
        now=now,
        facts={},
        personal=personal,
        person=user.public_id,
    )


@transaction.atomic
def open_account(email: str, name: str, *, now: datetime, actor: str, fictional: bool = False) -> User:
    """Store an account without a password: its owner first comes in by a code sent to the address.

    Raises django.db.IntegrityError when the address, however written, has an account already.
    """
    user = User.objects.create(
        email=email.strip().lower(), name=name.strip(), password=make_password(None), fictional=fictional
    )
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    _note(OPENED, user, now=now, actor=actor, personal={"email": user.email, "name": user.name})
    return user


@transaction.atomic
def confirm_address(user: User, *, now: datetime, actor: str) -> None:
    """Take a person's address as theirs without a code, where somebody else answers for it."""
    EmailAddress.objects.filter(user=user, email=user.email).update(verified=True)
    _note(ADDRESS_CONFIRMED, user, now=now, actor=actor)


@transaction.atomic
def give_password(user: User, password: str, *, now: datetime, actor: str) -> None:
    """Set a password on somebody's behalf; whatever they had signed in is signed out."""
    user.set_password(password)
    user.save(update_fields=["password"])
    _note(PASSWORD_GIVEN, user, now=now, actor=actor)


@transaction.atomic
def close_account(user: User, *, now: datetime, actor: str) -> None:
    """Close an account for good: it can no longer sign in, and is signed out everywhere."""
    User.objects.filter(pk=user.pk).update(is_active=False, session_round=F("session_round") + 1)
    user.refresh_from_db(fields=["is_active", "session_round"])
    _note(CLOSED, user, now=now, actor=actor)


@transaction.atomic
def end_sessions(user: User, *, now: datetime, actor: str) -> None:
    """Sign a person out of every browser at once."""
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
    user.refresh_from_db(fields=["session_round"])
    _note(SESSIONS_ENDED, user, now=now, actor=actor)
