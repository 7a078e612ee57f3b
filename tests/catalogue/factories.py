"""Services to tell stories with; every one of them is made up."""

from datetime import UTC, date, datetime
from typing import Any

from endorr.base.tenancy.models import Cooperation, LegalEntity, Organisation, Participation
from endorr.base.tenancy.rules import Role, Seat, Viewer
from endorr.catalogue.commands.services import add_service, set_owner
from endorr.catalogue.rules.card import Card

# Tuesday 17 November 2026, 09.40 in Stockholm.
NOW = datetime(2026, 11, 17, 8, 40, tzinfo=UTC)
BY: dict[str, Any] = {"now": NOW, "actor": "person:test"}


def card(key: str = "exportlan", **fields: Any) -> Card:
    told: dict[str, Any] = {
        "key": key,
        "name_sv": "Exportlån",
        "provider": "Exempelbolaget",
        "gives_sv": "Lån till företag som fått en exportorder",
        "topics": ("finance",),
        "source": f"https://exempel.example/{key}",
    }
    return Card(**{**told, **fields})


def service(key: str = "exportlan", *, now: datetime = NOW, owner: Organisation | None = None, **fields: Any) -> Card:
    made = card(key, **fields)
    add_service(made, now=now, actor="person:test")
    if owner is not None:
        set_owner(key, owner.public_id, now=now, actor="person:test")
    return made


def organisation(name: str = "Exempelbolaget", *, mail: str = "") -> Organisation:
    entity, _ = LegalEntity.objects.get_or_create(name=name)
    slug = name.lower().replace(" ", "-")
    made, _ = Organisation.objects.get_or_create(slug=slug, defaults={"name": name, "legal_entity": entity})
    if mail:
        made.channels.create(kind="mail", value=mail)
    return made


def member(of: Organisation, county: str = "24") -> Cooperation:
    made, _ = Cooperation.objects.get_or_create(
        slug=f"coop-{county}", defaults={"name": f"Exportsamverkan {county}", "county_code": county}
    )
    Participation.objects.get_or_create(organisation=of, cooperation=made, valid_from=date(2024, 1, 1))
    return made


def viewer(role: Role, at: Organisation) -> Viewer:
    return Viewer(user_id=1, public_id="karin", name="Karin Ek", seats=(Seat(role, at.pk),))
