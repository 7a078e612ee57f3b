"""Invites a person to a seat: account, seat and letter in one deed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from endorr.base.accounts.commands import open_account
from endorr.base.accounts.models import User
from endorr.base.identity.words import ROLES
from endorr.base.outbox.commands import enqueue_mail
from endorr.base.tenancy.commands import end_membership, grant_membership, set_brand
from endorr.base.tenancy.models import Cooperation, Membership, Organisation
from endorr.base.tenancy.rules import Role


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whom to invite to what; `organisation` is a public id, `sign_in` the whole address of the sign-in page."""

    organisation: str
    email: str
    name: str
    role: Role
    sign_in: str
    last_day: date | None = None


@transaction.atomic
def invite(invitation: Invitation, *, now: datetime, actor: str) -> Membership:
    """Give a person a seat and tell them by mail; whoever has no account yet gets one.

    Refused (tenancy.rules.Refused) as any seat is.
    """
    organisation = Organisation.objects.get(public_id=invitation.organisation)
    person = User.objects.filter(email=invitation.email.strip().lower()).first()
    if person is None:
        person = open_account(invitation.email, invitation.name, now=now, actor=actor)
    seat = grant_membership(person, organisation, invitation.role, now=now, actor=actor, valid_to=invitation.last_day)
    _write(person, seat, sign_in=invitation.sign_in, now=now)
    return seat


def end_seat(public_id: str, *, now: datetime, actor: str) -> Membership:
    """End a seat by its public id; refused as tenancy.commands.end_membership is."""
    return end_membership(Membership.objects.get(public_id=public_id), now=now, actor=actor)


def dress(slug: str, *, primary: str, accent: str, logo: bytes | None, now: datetime, actor: str) -> None:
    """Give a cooperation, by its slug, colours and perhaps a logo; refused as tenancy.commands.set_brand is."""
    cooperation = Cooperation.objects.get(slug=slug)
    set_brand(cooperation, primary=primary, accent=accent, logo=logo, now=now, actor=actor)


def _write(person: User, seat: Membership, *, sign_in: str, now: datetime) -> None:
    with override(person.language):
        role = str(ROLES[Role(seat.role)])
        context = {"name": person.name, "organisation": seat.organisation.name, "role": role, "sign_in": sign_in}
        enqueue_mail(
            to=person.email,
            subject=_("Du har fått ett uppdrag i En dörr in"),
            text=render_to_string("identity/invitation.txt", context),
            html=render_to_string("identity/invitation.html", context),
            language=person.language,
            now=now,
            key=f"identity.invite:{seat.public_id}",
            about=seat.public_id,
        )
