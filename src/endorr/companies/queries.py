"""Reads companies: for staff what their own organisation knows, for other rooms ids and counts without names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Max, Q, QuerySet

from endorr.base.remembering import at_hand
from endorr.base.tenancy.queries import in_force
from endorr.base.tenancy.rules import Viewer, public_query
from endorr.companies.keys import digest
from endorr.companies.models import Acquaintance, Apart, Company, Contact, GroupPart, Received
from endorr.companies.rules import (
    Kind,
    Reach,
    Refused,
    Sign,
    Sketch,
    Support,
    Touch,
    Who,
    keeping,
    likely_same,
    name_key,
    phone_key,
    reach,
    read,
    shown,
)
from endorr.core.municipalities import municipalities


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A company in a list, as the viewer's organisation was told of it; the number as it may be shown."""

    public_id: str
    name: str
    number: str
    kind: Kind
    municipality: str
    since: datetime
    fictional: bool
    received: int
    last_received: date | None


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Somebody at a company."""

    public_id: str
    name: str
    email: str
    phone: str
    task: str


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    """Something the company has received from an organisation of the viewer's."""

    public_id: str
    on: date
    support: Support
    service: str
    what: str
    organisation: str
    from_question: bool


@dataclass(frozen=True, slots=True)
class KinRow:
    """Another company of the same group that the viewer's organisation knows."""

    public_id: str
    name: str


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """All that the viewer's organisations know of a company; `also` are the other names it was known under."""

    row: CompanyRow
    organisation: str
    also: tuple[CompanyRow, ...]
    contacts: tuple[ContactRow, ...]
    received: tuple[ReceivedRow, ...]
    in_group: bool
    kin: tuple[KinRow, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two companies that may be one, and what speaks for it."""

    one: CompanyRow
    other: CompanyRow
    signs: tuple[Sign, ...]


def _known_to(viewer: Viewer) -> "QuerySet[Acquaintance]":
    return Acquaintance.objects.filter(organisation__in=keeping(viewer)).select_related("company__merged_into")


Given = Mapping[int, tuple[int, date]]
"""How often a company (by row number) has received something, and when last."""


def _given(viewer: Viewer, known: Iterable[Acquaintance]) -> Given:
    rows = Received.objects.filter(
        company__in={one.company_id for one in known}, organisation__in=keeping(viewer), withdrawn_at__isnull=True
    )
    told = rows.values("company").annotate(times=Count("pk"), latest=Max("on"))
    return {company: (times, latest) for company, times, latest in told.values_list("company", "times", "latest")}


def _row(known: Acquaintance, given: Given) -> CompanyRow:
    times, latest = given.get(known.company_id, (0, None))
    place = municipalities().get(known.municipality)
    return CompanyRow(
        public_id=known.company.public_id,
        name=known.name,
        number=shown(known.company.number, numbered=bool(known.company.digest)),
        kind=Kind(known.company.kind),
        municipality=place.name if place else "",
        since=known.since,
        fictional=known.fictional,
        received=times,
        last_received=latest,
    )


def _once(viewer: Viewer, found: Iterable[Acquaintance]) -> list[CompanyRow]:
    """One row a company, though two organisations of the viewer's know it, or it has been found to be two."""
    first: dict[int, Acquaintance] = {}
    for known in found:
        first.setdefault(known.company.merged_into_id or known.company_id, known)
    given = _given(viewer, first.values())
    return [_row(known, given) for known in first.values()]


def newest(viewer: Viewer, *, limit: int = 50) -> list[CompanyRow]:
    """Return the companies that the viewer's organisations came to know last; two queries."""
    return _once(viewer, _known_to(viewer).order_by("-since", "-pk")[:limit])


def search(viewer: Viewer, text: str, *, limit: int = 50) -> list[CompanyRow]:
    """Return the companies that the viewer's organisations know by a number, or by a name that holds what is written.

    A number is looked for by its keyed hash, so that a sole trader is found too; at most four queries.
    """
    try:
        number = read(text)
    except Refused:
        number = None
    if number is not None:
        marks = Q(company__digest=digest(number)) | Q(company__merged_into__digest=digest(number))
        if rows := _once(viewer, _known_to(viewer).filter(marks)):
            return rows  # else it may be a name with figures in it, and is looked for as one
    key = name_key(text)
    found = _known_to(viewer).filter(name_key__contains=key).order_by("name", "pk") if key else ()
    return _once(viewer, found[:limit])


def company_page(viewer: Viewer, public_id: str, *, on: date) -> CompanyPage | None:
    """Return what the viewer's organisations know of a company, None for one they do not know; seven queries."""
    asked = Company.objects.filter(public_id=public_id).values("pk", "merged_into").first()
    if asked is None:
        return None
    root = asked["merged_into"] or asked["pk"]
    same = Q(company=root) | Q(company__merged_into=root)
    known = list(_known_to(viewer).filter(same).select_related("organisation").order_by("pk"))
    if not known:
        return None
    first = next((one for one in known if one.company_id == asked["pk"]), known[0])
    given = _given(viewer, known)
    rows = {one.company_id: _row(one, given) for one in reversed(known)}
    # Who makes a group is told by somebody, and lies behind that organisation's wall like all else it was told.
    part = GroupPart.objects.filter(same, in_force(on), told_by__in=keeping(viewer)).first()
    return CompanyPage(
        row=_row(first, given),
        organisation=first.organisation.public_id,
        also=tuple(row for pk, row in sorted(rows.items()) if pk != first.company_id),
        contacts=_contacts(known),
        received=_received(viewer, same),
        in_group=part is not None,
        kin=_kin(viewer, part, root, on) if part else (),
    )


def _contacts(known: list[Acquaintance]) -> tuple[ContactRow, ...]:
    rows = Contact.objects.filter(acquaintance__in=known, forgotten_at__isnull=True).order_by("name", "pk")
    return tuple(ContactRow(row.public_id, row.name, row.email, row.phone, row.task) for row in rows)


def _received(viewer: Viewer, same: Q) -> tuple[ReceivedRow, ...]:
    rows = Received.objects.filter(same, organisation__in=keeping(viewer), withdrawn_at__isnull=True)
    return tuple(
        ReceivedRow(
            public_id=row.public_id,
            on=row.on,
            support=Support(row.support),
            service=row.service,
            what=row.what,
            organisation=row.organisation.name,
            from_question=bool(row.reference),
        )
        for row in rows.select_related("organisation").order_by("-on", "-pk")
    )


def _kin(viewer: Viewer, part: GroupPart, root: int, on: date) -> tuple[KinRow, ...]:
    told = GroupPart.objects.filter(in_force(on), group=part.group_id, told_by__in=keeping(viewer))
    parts = told.exclude(company=root)
    rows = Acquaintance.objects.filter(organisation__in=keeping(viewer), company__in=parts.values("company"))
    names = dict(rows.order_by("-pk").values_list("company__public_id", "name"))
    return tuple(KinRow(public_id, name) for public_id, name in sorted(names.items(), key=lambda pair: pair[1]))


def likenesses(viewer: Viewer) -> list[Likeness]:
    """Return the pairs of companies, both known to the viewer's organisations, that may be one; three queries.

    What they received is left out. What the viewer does not know is never compared: that two organisations know the
    same company is itself a secret.
    """
    known = list(_known_to(viewer).filter(company__merged_into__isnull=True).order_by("pk"))
    apart = [frozenset(pair) for pair in Apart.objects.values_list("first__public_id", "second__public_id")]
    rows = {one.company.public_id: _row(one, {}) for one in reversed(known)}
    return [
        Likeness(rows[one.company], rows[other.company], signs)
        for one, other, signs in likely_same(_sketches(known), apart)
    ]


def _sketches(known: list[Acquaintance]) -> list[Sketch]:
    mails: dict[int, set[str]] = {}
    phones: dict[int, set[str]] = {}
    own = {one.pk for one in known}
    told = Contact.objects.filter(acquaintance__in=own).values_list("acquaintance__company", "email", "phone")
    for company, email, phone in told:
        mails.setdefault(company, set()).update({email} - {""})
        phones.setdefault(company, set()).update({phone_key(phone)} - {""})
    return [
        Sketch(
            company=one.company.public_id,
            name=one.name,
            municipality=one.municipality,
            numbered=bool(one.company.digest),
            mails=frozenset(mails.get(one.company_id, ())),
            phones=frozenset(phones.get(one.company_id, ())),
        )
        for one in known
    ]


# For other rooms: ids and counts, never a name or a number


@public_query("points at a row for a command, shows nothing")
def company_by_id(public_id: str) -> Company:
    """Return the company with a public id, to point at; raises Company.DoesNotExist."""
    return at_hand(Company, public_id) or Company.objects.get(public_id=public_id)


@public_query("ids and counts: whose they are, only the higher room's own walls tell")
def who(public_ids: Iterable[str]) -> dict[str, Who]:
    """Return behind which company each id stands once likenesses are settled; one query for each 500 ids."""
    wanted = list(dict.fromkeys(public_ids))
    found: dict[str, Who] = {}
    for start in range(0, len(wanted), 500):
        rows = Company.objects.filter(public_id__in=wanted[start : start + 500]).values_list(
            "public_id", "digest", "kind", "merged_into__public_id", "merged_into__digest", "merged_into__kind"
        )
        for public_id, mark, kind, root, root_mark, root_kind in rows:
            found[public_id] = Who(root or public_id, bool(root_mark if root else mark), Kind(root_kind or kind))
    return found


@public_query("counts alone")
def reached(touches: Iterable[Touch], *, first: date, last: date) -> Reach:
    """Count unique companies among what a higher room has seen happen, from one day through another.

    A touch names organisation and cooperation as the caller likes. The same number at three partners counts once.
    """
    told = list(touches)
    return reach(told, who(touch.company for touch in told), first=first, last=last)


@public_query("ids and counts: whose they are, only the higher room's own walls tell")
def support_given(*, first: date, last: date) -> list[Touch]:
    """Return every support noted from one day through another as touches, by public ids; one query."""
    rows = Received.objects.filter(on__gte=first, on__lte=last, withdrawn_at__isnull=True)
    told = rows.values_list("company__public_id", "organisation__public_id", "cooperation__public_id", "on")
    return [Touch(company, organisation, cooperation or "", on) for company, organisation, cooperation, on in told]


@public_query("ids alone")
def group_of(company: str, *, on: date) -> frozenset[str]:
    """Return the ids of the companies that make one group with a company on a day, itself among them.

    Where small aid is concerned the group is one undertaking, and chains count (regulation 2023/2831, article 2.2).
    Two queries for a company by itself, and one more for each link of a chain.
    """
    found = {who([company])[company].company}
    while True:
        same = Q(company__public_id__in=found) | Q(company__merged_into__public_id__in=found)
        own = GroupPart.objects.filter(same, in_force(on)).values("group")
        parts = GroupPart.objects.filter(in_force(on), group__in=own)
        told = parts.annotate(root=F("company__merged_into__public_id")).values_list("company__public_id", "root")
        more = {merged or public_id for public_id, merged in told} - found
        if not more:
            return frozenset(found)
        found |= more  # each organisation tells of groups for itself, and whoever controls is controlled in turn


@public_query("points at rows for a command, shows nothing")
def companies_by_id(public_ids: Iterable[str]) -> dict[str, Company]:
    """Return the companies with some public ids, to point at; one query."""
    return {row.public_id: row for row in Company.objects.filter(public_id__in=set(public_ids))}


def names_of(viewer: Viewer, public_ids: Iterable[str]) -> dict[str, str]:
    """Return what the viewer's organisations call some companies; those they do not know are left out; one query."""
    rows = Acquaintance.objects.filter(
        organisation__in=viewer.organisation_ids, company__public_id__in=set(public_ids)
    ).order_by("-pk")
    return dict(rows.values_list("company__public_id", "name"))
