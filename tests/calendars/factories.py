"""Doors with calendars, for the stories."""

from datetime import UTC, datetime

from endorr.base.tenancy.models import Cooperation, LegalEntity, Organisation, Participation
from endorr.base.tenancy.rules import Role, Seat, Viewer
from endorr.calendars.commands import open_calendar
from endorr.worktime import Calendar, calendar

# Tuesday 17 November 2026, 09.40 in Stockholm.
NOW = datetime(2026, 11, 17, 8, 40, tzinfo=UTC)


def cooperation(slug: str = "vasterbotten", name: str = "Exportsamverkan Västerbotten") -> Cooperation:
    return Cooperation.objects.create(slug=slug, name=name, county_code="24")


def plain(slug: str = "vasterbotten") -> Calendar:
    return calendar("SE").changed(id=slug, name="Västerbotten", half_day_close=None)


def door(slug: str = "vasterbotten", name: str = "Exportsamverkan Västerbotten") -> Cooperation:
    """A cooperation whose door keeps the plain Swedish calendar."""
    made = cooperation(slug, name)
    open_calendar(made.public_id, plain(slug), now=NOW, actor="system:test")
    return made


def coordinator(of: Cooperation) -> Viewer:
    """Somebody who coordinates at that door."""
    entity = LegalEntity.objects.create(name="Region Exempel", is_authority=True)
    organisation = Organisation.objects.create(legal_entity=entity, slug=f"region-{of.slug}", name="Region Exempel")
    Participation.objects.create(organisation=organisation, cooperation=of, valid_from=NOW.date())
    seat = Seat(Role.COORDINATOR, organisation.pk, frozenset({of.pk}))
    return Viewer(user_id=1, public_id="karin", name="Karin Ek", seats=(seat,))
