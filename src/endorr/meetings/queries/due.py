"""What falls due: offers of seats that nobody has answered in time."""

from datetime import datetime

from endorr.base.tenancy.rules import public_query
from endorr.meetings.models import Invitation
from endorr.meetings.rules import State


@public_query("ids for the worker")
def ended_offers(now: datetime) -> list[str]:
    """Return the invitations whose offer has ended, by public id, the oldest first."""
    rows = Invitation.objects.filter(state=State.OFFERED.value, offer_ends__lte=now)
    return list(rows.order_by("offer_ends", "pk").values_list("public_id", flat=True))


@public_query("an instant for the worker")
def next_offer_end(now: datetime) -> datetime | None:
    """Return when the next offer ends, None when none stands."""
    rows = Invitation.objects.filter(state=State.OFFERED.value, offer_ends__gt=now)
    return rows.order_by("offer_ends").values_list("offer_ends", flat=True).first()
