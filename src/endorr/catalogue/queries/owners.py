"""Reads how the owner of services is reached, and whose calendar it goes by."""

from datetime import datetime

from endorr.base.clock import local_date
from endorr.base.tenancy.rules import public_query
from endorr.catalogue.models import Service
from endorr.directory.queries import in_force
from endorr.directory.rules import ChannelKind


@public_query("only for letters the house itself sends")
def mails_of(organisation_id: int | None) -> tuple[str, ...]:
    """Return the mail addresses an organisation has given in the directory; none for nobody. One query."""
    if organisation_id is None:
        return ()
    found = (
        Service.objects.filter(owner=organisation_id, owner__channels__kind=ChannelKind.MAIL.value)
        .values_list("owner__channels__value", flat=True)
        .distinct()
        .order_by("owner__channels__value")
    )
    return tuple(found)


@public_query("which cooperation an organisation belongs to is public")
def door_of(organisation_id: int | None, *, on: datetime) -> int | None:
    """Return the cooperation whose door an organisation keeps, when it takes part in exactly one; one query."""
    if organisation_id is None:
        return None
    day = local_date(on)
    doors = set(
        Service.objects.filter(in_force(day, "owner__participations__"), owner=organisation_id).values_list(
            "owner__participations__cooperation", flat=True
        )
    )
    return doors.pop() if len(doors) == 1 else None
