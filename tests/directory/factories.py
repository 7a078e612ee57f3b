"""People, organisations and functions to tell stories with; every one of them is made up."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from endorr.base.accounts.models import User
from endorr.base.tenancy.models import Cooperation, LegalEntity, Organisation, Participation
from endorr.directory.commands import cover, map_municipalities, open_function, seat_person
from endorr.directory.models import Need
from endorr.directory.rules import Competence, Place, Standing

TUESDAY = date(2026, 11, 17)
NOW = datetime(2026, 11, 17, 8, 40, tzinfo=UTC)
SINCE = date(2024, 1, 1)
ACTOR = "person:test"
WHO_AND_WHEN = {"now": NOW, "actor": ACTOR}

UMEA, SKELLEFTEA, HALMSTAD, VARBERG = "2480", "2482", "1380", "1383"


def needs(*codes: str) -> None:
    for position, code in enumerate(codes):
        Need.objects.get_or_create(code=code, defaults={"name_sv": code, "name_en": code, "position": position})


def person(name: str) -> User:
    return User.objects.get_or_create(email=f"{name.lower()}@partner.example", defaults={"name": name})[0]


def organisation(name: str) -> Organisation:
    slug = name.lower().replace(" ", "-")
    entity, _ = LegalEntity.objects.get_or_create(name=name)
    return Organisation.objects.get_or_create(slug=slug, defaults={"name": name, "legal_entity": entity})[0]


def cooperation(name: str, county: str, *members: Organisation) -> Cooperation:
    made, _ = Cooperation.objects.get_or_create(slug=name.lower(), defaults={"name": name, "county_code": county})
    for member in members:
        Participation.objects.get_or_create(organisation=member, cooperation=made, valid_from=SINCE)
    return made


def function(
    name: str,
    at: Organisation,
    *,
    within: Cooperation | None = None,
    good_at: Iterable[str] = ("finance",),
    covers: Iterable[str] = (),
    held_by: Iterable[str] = (),
    deputies: Iterable[str] = (),
    since: date = SINCE,
    skills: Iterable[tuple[Competence, str]] = (),
    standing: Standing = Standing.CONFIRMED,
    **details: object,
) -> str:
    """Open a function with its skills, its places and the people behind it; return its public id."""
    needs(*good_at)
    public_id = open_function(
        name,
        organisation=at.public_id,
        cooperation=within.public_id if within else None,
        skills=[*((Competence.NEED, code) for code in good_at), *skills],
        from_day=since,
        now=NOW,
        actor=ACTOR,
        **details,
    )
    cover(public_id, covers, standing=standing, from_day=since, now=NOW, actor=ACTOR)
    for place, names in ((Place.HOLDER, held_by), (Place.DEPUTY, deputies)):
        for rank, one in enumerate(names, start=1):
            seat_person(public_id, person(one).public_id, place=place, rank=rank, from_day=since, now=NOW, actor=ACTOR)
    return public_id


def mapped(within: Cooperation, *municipalities: str) -> None:
    map_municipalities(within.public_id, municipalities, from_day=SINCE, now=NOW, actor=ACTOR)
