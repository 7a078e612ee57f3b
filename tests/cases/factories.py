"""Västerbotten's door, its people and a company with a question; every one of them is made up."""

from datetime import UTC, date, datetime
from typing import Any

from django.test import Client
from tests.directory.factories import function

from endorr.base.accounts.models import User
from endorr.base.documents import Paper, said_in
from endorr.base.ledger.models import DiaryRow
from endorr.base.ledger.queries import behind
from endorr.base.tenancy.models import Cooperation, LegalEntity, Membership, Organisation, Participation
from endorr.base.tenancy.queries import viewer_of
from endorr.base.tenancy.rules import Role, Viewer
from endorr.cases.commands import Asked, Receipt, ask
from endorr.cases.rules import Sharing
from endorr.directory.commands import add_channel
from endorr.directory.rules import ChannelKind

# Tuesday 17 November 2026, 09.40 in Stockholm.
NOW = datetime(2026, 11, 17, 8, 40, tzinfo=UTC)
LONG_AGO = date(2020, 1, 1)
UMEA, HALMSTAD = "2480", "1380"
WHO: dict[str, Any] = {"now": NOW, "actor": "system:test"}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def organisation(name: str, within: Cooperation, *, authority: bool = False) -> Organisation:
    entity = LegalEntity.objects.create(name=name, is_authority=authority)
    made = Organisation.objects.create(legal_entity=entity, slug=name.lower().replace(" ", "-"), name=name)
    Participation.objects.create(organisation=made, cooperation=within, valid_from=LONG_AGO)
    return made


def door(name: str = "Exportsamverkan Västerbotten", county: str = "24", keeper: str = "Region Exempel") -> Cooperation:
    """A cooperation whose region takes questions in, at a desk with a telephone and a mail address."""
    slug = name.rsplit(maxsplit=1)[-1].lower().replace("ä", "a")
    made = Cooperation.objects.create(slug=slug, name=name, county_code=county)
    region = organisation(keeper, made, authority=True)
    desk = function("Exportjouren", region, within=made, desk=True)
    add_channel(desk, ChannelKind.PHONE, "0600-11 22 33", **WHO)
    add_channel(desk, ChannelKind.MAIL, f"jour@{slug}.example", **WHO)
    return made


def region_of(made: Cooperation) -> Organisation:
    return Organisation.objects.get(participations__cooperation=made, legal_entity__is_authority=True)


def papers_of(authority: Organisation) -> dict[str, dict[str, str]]:
    """What an authority's registered documents say, field by field: the last of each sort, by the deed's kind."""
    entity = authority.legal_entity.public_id
    numbers = [str(row) for row in DiaryRow.objects.filter(entity=entity).order_by("pk")]
    return {
        one.told.kind: {
            said.key: said.value
            for said in said_in(Paper(entity, one.about, one.told.kind, one.told.subject, one.told.at))
        }
        for one in behind(entity, numbers)
    }


def adviser(name: str, at: Organisation, role: Role = Role.ADVISER) -> User:
    person = User.objects.create_user(f"{name.split(maxsplit=1)[0].lower()}@{at.slug}.example", name=name)
    Membership.objects.create(person=person, organisation=at, role=role.value, valid_from=LONG_AGO)
    return person


def viewer(person: User) -> Viewer:
    return viewer_of(person.pk, on=NOW.date())


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def question(**changes: Any) -> Asked:
    told: dict[str, Any] = {
        "site": "https://dorren.example",
        "language": "sv",
        "question": "Vi vill sälja lampor till Norge. Vad gäller för tullen?",
        "municipality": UMEA,
        "name": "Vera Lind",
        "sharing": Sharing.YES,
        "email": "vera@lampor.example",
        "company": "Linds Lampor",
    }
    return Asked(**{**told, **changes})


def asked(now: datetime = NOW, **changes: Any) -> Receipt:
    return ask(question(**changes), now=now)
