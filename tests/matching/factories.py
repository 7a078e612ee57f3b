"""A county's door and the packaged catalogue to match questions against; every company is made up."""

from datetime import UTC, date, datetime
from typing import Any

from tests.cases.factories import door
from tests.directory.factories import function

from endorr.base.tenancy.models import Cooperation, LegalEntity, Organisation, Participation
from endorr.base.tenancy.rules import Role, Seat, Viewer
from endorr.catalogue.commands.seed import sow
from endorr.directory.members.commands import describe_organisation
from endorr.matching.commands import Question

# Tuesday 17 November 2026, 09.40 in Stockholm.
NOW = datetime(2026, 11, 17, 8, 40, tzinfo=UTC)
UMEA = "2480"
BY: dict[str, Any] = {"now": NOW, "actor": "system:test"}


def north() -> Cooperation:
    """Västerbotten's door, a catalogue to choose from, and EKN with a function that covers the county."""
    made = door()
    sow(NOW)
    entity = LegalEntity.objects.create(name="Exportkreditnämnden")
    ekn = Organisation.objects.create(legal_entity=entity, slug="ekn", name="EKN")
    Participation.objects.create(organisation=ekn, cooperation=made, valid_from=date(2020, 1, 1))
    describe_organisation(ekn.public_id, "ekn", **BY)
    function("Garantier", ekn, within=made, good_at=("guarantees",), covers=(UMEA,), held_by=("Karin",))
    return made


def asked(door: Cooperation, text: str, enquiry: str = "enquiry-1", **told: Any) -> Question:
    return Question(enquiry, door.public_id, text, **{"municipality": UMEA, **told})


def coordinator(of: Cooperation) -> Viewer:
    seat = Seat(Role.COORDINATOR, 1, frozenset({of.pk}))
    return Viewer(user_id=1, public_id="siv", name="Siv Lund", seats=(seat,))
