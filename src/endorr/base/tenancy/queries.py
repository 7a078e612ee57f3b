"""Reads who somebody is on a day."""

from datetime import date

from django.db.models import Q

from endorr.base.accounts.models import User
from endorr.base.tenancy.models import Cooperation, Membership, Organisation, Participation
from endorr.base.tenancy.rules import ANONYMOUS, Role, Seat, Viewer


def _on(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def viewer_of(user_id: int | None, *, on: date) -> Viewer:
    """Return the viewer that a person is on a day, in three queries; an unknown or closed account is anonymous."""
    user = User.objects.filter(pk=user_id, is_active=True).first() if user_id is not None else None
    if user is None:
        return ANONYMOUS
    seats = tuple(
        Seat(role=Role(role), organisation_id=organisation, cooperation_id=cooperation)
        for role, organisation, cooperation in Membership.objects.filter(_on(on), person=user)
        .order_by("pk")
        .values_list("role", "organisation_id", "cooperation_id")
    )
    takes_part = Participation.objects.filter(_on(on), organisation__in={seat.organisation_id for seat in seats})
    return Viewer(
        user_id=user.pk,
        public_id=user.public_id,
        name=user.name,
        seats=seats,
        cooperation_ids=frozenset(takes_part.values_list("cooperation_id", flat=True)),
    )


def organisation_by_id(public_id: str) -> Organisation:
    """Return the organisation with a public id, to point at; raises Organisation.DoesNotExist."""
    return Organisation.objects.get(public_id=public_id)


def cooperation_by_id(public_id: str) -> Cooperation:
    """Return the cooperation with a public id, to point at; raises Cooperation.DoesNotExist."""
    return Cooperation.objects.get(public_id=public_id)
