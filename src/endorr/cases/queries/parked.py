"""Reads the mails that wait for a person, for whoever looks after the mailbox they came to."""

from endorr.base.outbox.queries import Received, parked_elsewhere, parked_in
from endorr.base.tenancy.queries import cooperations
from endorr.base.tenancy.rules import Role, Viewer


def parked_for(viewer: Viewer) -> list[Received]:
    """Return the parked mails of the viewer's own doors, the oldest first; a national coordinator's are nobody's."""
    doors = cooperations()
    own = viewer.cooperations_as(Role.COORDINATOR)
    mails = parked_in(frozenset(one.slug for one in doors if one.pk in own))
    if viewer.holds(frozenset({Role.NATIONAL_COORDINATOR})):
        mails += parked_elsewhere(frozenset(one.slug for one in doors))
    return mails
