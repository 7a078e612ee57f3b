"""Reads who somebody is on a day, and who is who for those who may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet

from endorr.base.accounts.models import User
from endorr.base.remembering import remembered
from endorr.base.tenancy.models import Brand, Cooperation, LegalEntity, Membership, Organisation, Participation
from endorr.base.tenancy.rules import ANONYMOUS, Look, Role, Seat, Viewer, public_query


@public_query("a condition, not rows")
def in_force(on: date, row: str = "") -> Q:
    """Return the condition under which a dated row counts on a day: from its first through its last.

    `row` is the way to it, such as "organisation__participations__", where it is not the row asked for.
    """
    begun, going_on = Q((f"{row}valid_from__lte", on)), Q((f"{row}valid_to__isnull", True))
    return begun & (going_on | Q((f"{row}valid_to__gte", on)))


@public_query("a condition, not rows")
def seat_in_force(on: date) -> Q:
    """Return the condition under which a seat counts on a day: in its span, and not cut short."""
    return in_force(on) & Q(ended_at__isnull=True)


@public_query("makes the viewer")
def viewer_of(user_id: int | None, *, on: date) -> Viewer:
    """Return the viewer that a person is on a day, in two queries; an unknown or closed account is anonymous."""
    user = User.objects.filter(pk=user_id).first() if user_id is not None else None
    return viewer_of_account(user, on=on) if user is not None else ANONYMOUS


@public_query("makes the viewer")
def viewer_of_account(user: User, *, on: date) -> Viewer:
    """Return the viewer that an account already read is on a day, in one query; a closed one is anonymous."""
    if not user.is_active:
        return ANONYMOUS
    held: dict[int, tuple[Role, int, int | None]] = {}
    joined: dict[int, set[int]] = {}
    doors: dict[int, Look] = {}
    for pk, role, organisation, only, cooperation, *look in _seats_and_parts(user, on=on):
        held[pk] = Role(role), organisation, only
        if cooperation is not None and only in {None, cooperation}:
            joined.setdefault(pk, set()).add(cooperation)
            doors[cooperation] = _look(tuple(look))
    seats = tuple(
        Seat(role, organisation, frozenset(joined.get(pk, ()))) for pk, (role, organisation, _only) in held.items()
    )
    own = frozenset[int]().union(*(seat.cooperation_ids for seat in seats))
    door = doors[next(iter(own))] if len(own) == 1 else None
    return Viewer(user_id=user.pk, public_id=user.public_id, name=user.name, seats=seats, door=door)


@public_query("a condition, not rows")
def entities_of(organisations: Iterable[int]) -> "QuerySet[Organisation, Any]":
    """Return the legal entities of some organisations, to look for inside another query."""
    return Organisation.objects.filter(pk__in=organisations).values("legal_entity")


@public_query("points at a row for a command, shows nothing")
@remembered
def organisation_by_id(public_id: str) -> Organisation:
    """Return the organisation with a public id, to point at; raises Organisation.DoesNotExist."""
    return Organisation.objects.get(public_id=public_id)


@public_query("row numbers for a command, shows nothing")
@remembered
def organisations_within(entity: int) -> frozenset[int]:
    """Return the organisations of a legal entity, by row number; one query."""
    return frozenset(Organisation.objects.filter(legal_entity=entity).values_list("pk", flat=True))


@public_query("points at a row for a command, shows nothing")
@remembered
def cooperation_by_id(public_id: str) -> Cooperation:
    """Return the cooperation with a public id, to point at; raises Cooperation.DoesNotExist."""
    return Cooperation.objects.get(public_id=public_id)


@public_query("which organisations there are is public")
def organisations_by_slug() -> dict[str, str]:
    """Return the public id of every organisation by its slug; one query."""
    return dict(Organisation.objects.values_list("slug", "public_id"))


@public_query("which cooperations there are is public")
def cooperation_names() -> "list[Choice]":
    """Return every cooperation, by name; one query."""
    return _choices(Cooperation.objects)


@public_query("which cooperations there are is public")
def cooperations_by_slug() -> dict[str, str]:
    """Return the public id of every cooperation by its slug; one query."""
    return dict(Cooperation.objects.values_list("slug", "public_id"))


@public_query("which cooperations there are is public")
def cooperations_by_county() -> dict[str, str]:
    """Return the public id of every cooperation by its county's code; one query."""
    return dict(Cooperation.objects.values_list("county_code", "public_id"))


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation as a partner in a cooperation: its row number, its own name, and whose door it leads to."""

    organisation_id: int
    slug: str
    name: str
    cooperation: str
    door: str


@public_query("which organisations take part in a cooperation is public")
def participant(slug: str, *, on: date) -> Partner | None:
    """Return an organisation by its slug if it takes part in a cooperation on a day, else None; one query."""
    rows = Participation.objects.filter(in_force(on), organisation__slug=slug, ended_at__isnull=True)
    found = rows.select_related("organisation", "cooperation").order_by("valid_from", "pk").first()
    if found is None:
        return None
    own, whole = found.organisation, found.cooperation
    return Partner(own.pk, own.slug, own.name, whole.name, whole.slug)


@dataclass(frozen=True, slots=True)
class CooperationRow:
    """A cooperation as anybody may know it; the row number is for other rooms' keys."""

    pk: int
    public_id: str
    slug: str
    name: str
    county_code: str


@public_query("which cooperations there are is public")
def cooperations() -> tuple[CooperationRow, ...]:
    """Return every cooperation by the county it serves; one query."""
    rows = Cooperation.objects.order_by("county_code", "pk")
    return tuple(CooperationRow(*row) for row in rows.values_list("pk", "public_id", "slug", "name", "county_code"))


@public_query("which organisations there are is public")
def organisation_names(pks: Iterable[int]) -> dict[int, str]:
    """Return the names of organisations by row number; one query."""
    return dict(Organisation.objects.filter(pk__in=set(pks)).values_list("pk", "name"))


@public_query("a row number for other rooms' commands")
def cooperation_by_slug(slug: str) -> int | None:
    """Return the row number of the cooperation with a slug, or None; one query."""
    return Cooperation.objects.filter(slug=slug).values_list("pk", flat=True).first()


@public_query("which cooperations there are is public")
def county_of_door(slug: str) -> str | None:
    """Return the county code of the cooperation with a slug, or None; one query."""
    return Cooperation.objects.filter(slug=slug).values_list("county_code", flat=True).first()


@public_query("makes the viewer")
def cooperations_of(organisation_ids: Iterable[int], *, on: date) -> dict[int, frozenset[int]]:
    """Return, organisation by organisation, the cooperations in which it takes part on a day; one query."""
    rows = Participation.objects.filter(in_force(on), organisation__in=set(organisation_ids), ended_at__isnull=True)
    found: dict[int, set[int]] = {}
    for organisation, cooperation in rows.values_list("organisation_id", "cooperation_id"):
        found.setdefault(organisation, set()).add(cooperation)
    return {organisation: frozenset(cooperations) for organisation, cooperations in found.items()}


def _seats_and_parts(user: User, *, on: date) -> Iterable[tuple[Any, ...]]:
    """Give each seat of a person once for every cooperation its organisation has part in, and once where in none."""
    way = "organisation__participations"
    counts = in_force(on, f"{way}__") & Q((f"{way}__ended_at__isnull", True))
    rows = Membership.objects.filter(seat_in_force(on), person=user)
    rows = rows.annotate(part=FilteredRelation(way, condition=counts)).order_by("pk")
    columns = ("pk", "role", "organisation_id", "cooperation_id", "part__cooperation_id")
    return rows.values_list(*columns, *_look_columns("part__cooperation__"))


@public_query("asked before there is a viewer")
def has_seat(user_id: int, *, on: date) -> bool:
    """Say whether a person holds any seat that counts on a day; one query."""
    return Membership.objects.filter(seat_in_force(on), person=user_id).exists()


@public_query("asked before there is a viewer")
def person_with_seat_in(slug: str, addresses: Iterable[str], *, on: date) -> User | None:
    """Return the one person among `addresses` with a seat in an organisation on a day; None when none or several."""
    seats = Membership.objects.filter(seat_in_force(on), organisation__slug=slug, person__is_active=True)
    lowered = {address.lower() for address in addresses}
    people = list(User.objects.filter(pk__in=seats.filter(person__email__in=lowered).values("person")))
    return people[0] if len(people) == 1 else None


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody with a seat: row numbers for keys, a name and an address for the outbox, a public id to choose by."""

    person_id: int
    organisation_id: int
    name: str
    email: str
    public_id: str


_SEATED = ("person_id", "organisation_id", "person__name", "person__email", "person__public_id")


@public_query("addresses for the outbox, shown to nobody")
def seated_as(role: Role, *, on: date, cooperation: int | None = None) -> tuple[Seated, ...]:
    """Return who holds a role on a day, in the whole country or in one cooperation; two queries at most."""
    seats = Membership.objects.filter(seat_in_force(on), role=role.value, person__is_active=True)
    if cooperation is not None:
        inside = Participation.objects.filter(in_force(on), cooperation=cooperation, ended_at__isnull=True)
        seats = seats.filter(Q(cooperation=cooperation) | Q(cooperation__isnull=True)).filter(
            organisation__in=inside.values("organisation")
        )
    return tuple(Seated(*row) for row in seats.order_by("pk").values_list(*_SEATED))


@public_query("row numbers for other rooms' commands")
def seated_in(pairs: Iterable[tuple[int, int]], roles: Iterable[Role], *, on: date) -> frozenset[tuple[int, int]]:
    """Return which (person, organisation) pairs hold one of some roles on a day; one query."""
    asked = frozenset(pairs)
    rows = Membership.objects.filter(
        seat_in_force(on),
        person_id__in={person for person, _ in asked},
        organisation_id__in={organisation for _, organisation in asked},
        role__in=[role.value for role in roles],
        person__is_active=True,
    )
    return frozenset(rows.values_list("person_id", "organisation_id")) & asked


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One seat of an organisation, ready to show."""

    public_id: str
    name: str
    email: str
    fictional: bool
    role: Role
    organisation: str
    cooperation: str
    valid_from: date
    valid_to: date | None


def seats_of_own_organisations(viewer: Viewer, *, on: date) -> list[SeatRow]:
    """Return the seats that count today or later in the organisations the viewer administers, by name; one query."""
    rows = (
        Membership.objects.filter(organisation__in=viewer.organisations_as(Role.ADMINISTRATOR))
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), ended_at__isnull=True)
        .select_related("person", "organisation", "cooperation")
        .order_by("person__name", "person_id", "role", "valid_from")
    )
    return [_seat_row(row) for row in rows]


def own_seat(viewer: Viewer, public_id: str) -> SeatRow | None:
    """Return one seat in an organisation the viewer administers; None for any other, as if it did not exist."""
    row = (
        Membership.objects.filter(public_id=public_id, ended_at__isnull=True)
        .filter(organisation__in=viewer.organisations_as(Role.ADMINISTRATOR))
        .select_related("person", "organisation", "cooperation")
        .first()
    )
    return _seat_row(row) if row else None


def _seat_row(row: Membership) -> SeatRow:
    return SeatRow(
        public_id=row.public_id,
        name=row.person.name,
        email=row.person.email,
        fictional=row.person.fictional,
        role=Role(row.role),
        organisation=row.organisation.name,
        cooperation=row.cooperation.name if row.cooperation else "",
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """Something with a public id and a name, to choose from."""

    public_id: str
    name: str


def colleagues_in(viewer: Viewer, organisation: str, *, on: date) -> list[Choice]:
    """Return who has a seat on a day in an organisation of the viewer's, or in one beside it in a cooperation the
    viewer coordinates, by name; two queries.
    """
    beside = Participation.objects.filter(
        in_force(on), cooperation__in=viewer.cooperations_as(Role.COORDINATOR), ended_at__isnull=True
    )
    seats = Membership.objects.filter(
        Q(organisation__in=viewer.organisation_ids) | Q(organisation__in=beside.values("organisation")),
        seat_in_force(on),
        organisation__public_id=organisation,
    )
    return _choices(User.objects.filter(pk__in=seats.values("person"), is_active=True))


def organisation_people(
    viewer: Viewer, organisations: Iterable[int], roles: Iterable[Role], *, on: date
) -> list[Choice]:
    """Return who holds one of some roles on a day in organisations of the viewer's, by name; one query."""
    seats = Membership.objects.filter(
        seat_in_force(on),
        organisation__in=viewer.organisation_ids & frozenset(organisations),
        role__in=[role.value for role in roles],
    )
    return _choices(User.objects.filter(pk__in=seats.values("person"), is_active=True))


def coordinated_cooperations(viewer: Viewer) -> list[Choice]:
    """Return the cooperations in which the viewer is coordinator, by name; one query."""
    return _choices(Cooperation.objects.filter(pk__in=viewer.cooperations_as(Role.COORDINATOR)))


@dataclass(frozen=True, slots=True)
class OwnCooperation:
    """A cooperation somebody has a seat in: its public id, the id its addresses carry, and its name."""

    public_id: str
    slug: str
    name: str


def cooperations_as(viewer: Viewer, *roles: Role) -> list[OwnCooperation]:
    """Return the cooperations in which the viewer holds one of `roles`, by name; one query."""
    rows = Cooperation.objects.filter(pk__in=viewer.cooperations_as(*roles)).order_by("name")
    return [OwnCooperation(*row) for row in rows.values_list("public_id", "slug", "name")]


def coordinated_county(viewer: Viewer, cooperation: str) -> str | None:
    """Return the county code of a cooperation in which the viewer is coordinator; None for any other; one query."""
    own = Cooperation.objects.filter(pk__in=viewer.cooperations_as(Role.COORDINATOR), public_id=cooperation)
    return own.values_list("county_code", flat=True).first()


def coordinated_id(viewer: Viewer, cooperation: str) -> int | None:
    """Return the row number of a cooperation in which the viewer is coordinator; None for any other; one query."""
    own = Cooperation.objects.filter(pk__in=viewer.cooperations_as(Role.COORDINATOR), public_id=cooperation)
    return own.values_list("pk", flat=True).first()


def own_cooperations(viewer: Viewer) -> list[Choice]:
    """Return the cooperations in which one of the viewer's seats counts, by name; one query."""
    return _choices(Cooperation.objects.filter(pk__in=viewer.cooperation_ids))


@public_query("which organisations take part in a cooperation is public")
def partners_in(cooperation: str, *, on: date) -> list[Choice]:
    """Return the organisations that take part in a cooperation (its public id) on a day, by name; one query."""
    inside = Participation.objects.filter(in_force(on), cooperation__public_id=cooperation, ended_at__isnull=True)
    return _choices(Organisation.objects.filter(pk__in=inside.values("organisation")))


def organisations_outside(viewer: Viewer, cooperation: str, *, on: date) -> list[Choice]:
    """Return the organisations that do not take part in a cooperation the viewer coordinates, by name."""
    own = Cooperation.objects.filter(pk__in=viewer.cooperations_as(Role.COORDINATOR), public_id=cooperation)
    inside = Participation.objects.filter(in_force(on), cooperation__in=own, ended_at__isnull=True)
    return _choices(Organisation.objects.exclude(pk__in=inside.values("organisation"))) if own.exists() else []


def administered_organisations(viewer: Viewer) -> list[Choice]:
    """Return the organisations in which the viewer is administrator, by name; one query."""
    return _choices(Organisation.objects.filter(pk__in=viewer.organisations_as(Role.ADMINISTRATOR)))


def own_organisations(viewer: Viewer, *roles: Role) -> list[Choice]:
    """Return the organisations in which the viewer holds one of `roles`, by name; one query."""
    return _choices(Organisation.objects.filter(pk__in=viewer.organisations_as(*roles)))


@public_query("which public bodies there are is public")
def authority_names() -> dict[str, str]:
    """Return the name of every legal entity that is an authority, by its public id; one query."""
    return dict(LegalEntity.objects.filter(is_authority=True).order_by("name").values_list("public_id", "name"))


@public_query("points at a row for a command, shows nothing")
def authority_by_id(public_id: str) -> LegalEntity | None:
    """Return the authority with a public id, to point at; None where there is none."""
    return LegalEntity.objects.filter(public_id=public_id, is_authority=True).first()


def own_authorities(viewer: Viewer, *roles: Role) -> list[Choice]:
    """Return the authorities in whose organisations the viewer holds one of `roles`, by name; one query."""
    organisations = viewer.organisations_as(*roles)
    rows = LegalEntity.objects.filter(is_authority=True, organisations__in=organisations).distinct()
    return _choices(rows)


@public_query("addresses for the outbox, shown to nobody")
def seated_at(entity: int, *roles: Role, on: date) -> tuple[Seated, ...]:
    """Return who holds one of `roles` in the organisations of a legal entity on a day; one query."""
    seats = Membership.objects.filter(
        seat_in_force(on),
        role__in=[role.value for role in roles],
        person__is_active=True,
        organisation__legal_entity=entity,
    )
    return tuple(Seated(*row) for row in seats.order_by("pk").values_list(*_SEATED))


def _choices(rows: Any) -> list[Choice]:
    return [Choice(public_id, name) for public_id, name in rows.order_by("name").values_list("public_id", "name")]


@dataclass(frozen=True, slots=True)
class Logo:
    """A cooperation's picture and what kind of picture it is."""

    content: bytes
    content_type: str


@public_query("everybody sees a cooperation's logo")
def logo_of(slug: str) -> Logo | None:
    """Return a cooperation's logo, for anybody to see; None when it has none."""
    row = Brand.objects.filter(cooperation__slug=slug, logo__isnull=False).values_list("logo", "logo_type").first()
    return Logo(bytes(row[0] or b""), row[1]) if row else None


@public_query("everybody sees a cooperation's colours")
def colours_of(slug: str) -> tuple[str, str] | None:
    """Return a cooperation's primary and accent colours, for anybody to see; None when it has none of its own."""
    return Brand.objects.filter(cooperation__slug=slug).values_list("primary", "accent").first()


def _look(row: tuple[Any, ...]) -> Look:
    slug, name, county, primary, accent, has_logo, version = row
    return Look(slug, name, county, (primary, accent) if primary else None, bool(has_logo), version or 0)


def _look_columns(path: str = "") -> tuple[Any, ...]:
    """Return what a look is made of, for `values_list` of a table that leads to the cooperation by `path`."""
    plain = (f"{path}{name}" for name in ("slug", "name", "county_code", "brand__primary", "brand__accent"))
    return (*plain, Q(**{f"{path}brand__logo__isnull": False}), f"{path}brand__version")


def _looks(cooperations: "QuerySet[Cooperation]") -> list[Look]:
    return [_look(row) for row in cooperations.values_list(*_look_columns())]


@public_query("everybody sees how a cooperation looks")
def look_of(slug: str) -> Look | None:
    """Return how a cooperation looks, for anybody to see; None for one that does not exist; one query."""
    return next(iter(_looks(Cooperation.objects.filter(slug=slug))), None)


@public_query("everybody sees how a cooperation looks")
def look_in(county: str) -> Look | None:
    """Return how the cooperation of a county (its two-digit code) looks, for anybody to see; one query."""
    return next(iter(_looks(Cooperation.objects.filter(county_code=county).order_by("pk"))), None)


def coordinated_looks(viewer: Viewer) -> list[Look]:
    """Return how the cooperations look in which the viewer is coordinator, by name; one query."""
    own = viewer.cooperations_as(Role.COORDINATOR)
    return _looks(Cooperation.objects.filter(pk__in=own).order_by("name"))
