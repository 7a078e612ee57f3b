"""What the address of an undelivered message is filled in with in the permission walk."""

from collections.abc import Mapping

from tests.base.policy.world import Side, Visitor, World

from endorr.base.ledger.rules import NATIONAL
from endorr.base.outbox.commands import enqueue_mail
from endorr.base.outbox.models import OutboxRow
from endorr.base.outbox.rules import State
from endorr.base.tenancy.rules import Role


def a_message(world: World, visitor: Visitor, whose: Side) -> Mapping[str, str]:
    """A door's message; a national coordinator's own are those of no door."""
    national = visitor.viewer.holds({Role.NATIONAL_COORDINATOR}) and whose is visitor.side
    door = NATIONAL if national else whose.cooperation.public_id
    row = enqueue_mail(
        to="foretaget@firma.example",
        subject="Svar",
        text="Svar",
        html="<p>Svar</p>",
        language="sv",
        now=world.now,
        key=f"walk:{door}",
        chain=door,
    )
    OutboxRow.objects.filter(pk=row.pk).update(state=State.UNDELIVERED.value)
    return {"public_id": row.public_id}


SAMPLES = {"mailroom:again": a_message}
