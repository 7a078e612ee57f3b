"""What an invited party reads behind its link: what it wrote, and the replies."""

from dataclasses import dataclass
from datetime import datetime

from endorr.base.tenancy.rules import public_query
from endorr.strategy.models import Input, Party, Version


@dataclass(frozen=True, slots=True)
class OwnInput:
    """Something the party wrote, and the reply to it."""

    text: str
    received_at: datetime
    reply: str
    replied_at: datetime | None


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A party's own page."""

    name: str
    host: str
    county: str
    title: str
    about: str
    inputs: tuple[OwnInput, ...]


@public_query("whoever holds the party's link sees the party's page")
def own_page(party: str) -> OwnPage | None:
    """Return a party's page, None for one that was forgotten; three queries."""
    rows = Party.objects.filter(public_id=party, forgotten_at__isnull=True)
    row = rows.select_related("strategy__organisation", "strategy__cooperation").first()
    if row is None:
        return None
    last = Version.objects.filter(strategy=row.strategy).order_by("-number")[0]
    given = Input.objects.filter(party=row).order_by("-pk")
    within = row.strategy.cooperation
    return OwnPage(
        name=row.name,
        host=row.strategy.organisation.name,
        county=within.county_code if within else "",
        title=last.title,
        about=last.about,
        inputs=tuple(OwnInput(one.text, one.received_at, one.reply, one.replied_at) for one in given),
    )
