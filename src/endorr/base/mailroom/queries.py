"""Reads which undelivered messages a viewer looks after."""

from endorr.base.ledger.rules import NATIONAL
from endorr.base.outbox.queries import Sent, undelivered
from endorr.base.tenancy.models import Cooperation
from endorr.base.tenancy.rules import Role, Viewer

LOCAL = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
COUNTRYWIDE = frozenset({Role.NATIONAL_COORDINATOR})


def chains_of(viewer: Viewer) -> frozenset[str]:
    """Return whose messages the viewer looks after: those of the own cooperations, or those of no cooperation."""
    local = viewer.cooperations_as(*LOCAL)
    names = Cooperation.objects.filter(pk__in=local).values_list("public_id", flat=True)
    return frozenset(names) | ({NATIONAL} if viewer.holds(COUNTRYWIDE) else frozenset())


def undelivered_for(viewer: Viewer) -> list[Sent]:
    """Return the undelivered messages the viewer looks after, the oldest first; two queries."""
    return undelivered(chains_of(viewer))
