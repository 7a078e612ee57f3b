"""Keeps the counts up to date: whichever months something has happened in are counted anew, and only those."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Count, QuerySet

from endorr.base.clock import STOCKHOLM, local_date
from endorr.base.ledger.queries import positions, subjects_after
from endorr.base.tenancy.queries import CooperationRow, cooperations
from endorr.calendars.queries import pinned
from endorr.cases.figures.rules import Told, Try, counted, hours_between
from endorr.cases.models import (
    Case,
    Contact,
    CountedThrough,
    Entry,
    GivenPromise,
    Kind,
    MonthTally,
    Reach,
    ReachedCompany,
    RePromise,
)
from endorr.cases.rules import Evidence, Outcome, Way
from endorr.companies.queries import who
from endorr.worktime import Calendar

type Month = tuple[int, date]
"""A cooperation's row number and the first day of a month."""


def bring_up_to_date(now: datetime) -> int:
    """Count anew every month in which something has happened or a promised time has passed; return how many.

    Costs three queries when there is nothing to do. Safe to run twice at once: the second waits and finds nothing.
    """
    doors, heads = cooperations(), positions()
    if not _behind(doors, heads, now):
        return 0
    with transaction.atomic():
        places = {row.cooperation_id: row for row in CountedThrough.objects.select_for_update().order_by("pk")}
        months = {month for door in doors for month in _stale(door, heads, places.get(door.pk), now)}
        for month in sorted(months):
            _count(month, now)
        for year in sorted({first.year for _, first in months}):
            _count_reach(year, {month for month in months if month[1].year == year})
        _keep_place(doors, heads, places, now)
    return len(months)


def _behind(doors: Iterable[CooperationRow], heads: dict[str, int], now: datetime) -> bool:
    places = {row.cooperation_id: row for row in CountedThrough.objects.all()}
    if any(door.pk not in places or places[door.pk].seq < heads.get(door.public_id, 0) for door in doors):
        return True
    oldest = min((place.until for place in places.values()), default=now)
    return GivenPromise.objects.filter(due__gte=oldest, due__lt=now).exists()


def _stale(door: CooperationRow, heads: dict[str, int], place: CountedThrough | None, now: datetime) -> set[Month]:
    """Return the months of a door that something has changed in: by an event, or because a promise has run out."""
    promises = GivenPromise.objects.filter(case__enquiry__cooperation=door.pk)
    if place is None:
        return _months(door, promises.filter(due__lt=now).values_list("received", flat=True))
    touched = subjects_after(door.public_id, place.seq) if heads.get(door.public_id, 0) > place.seq else set()
    run_out = promises.filter(due__gte=place.until, due__lt=now).values_list("received", flat=True)
    changed = promises.filter(case__public_id__in=touched, due__lt=now).values_list("received", flat=True)
    return _months(door, run_out) | (_months(door, changed) if touched else set())


def _months(door: CooperationRow, received: Iterable[datetime]) -> set[Month]:
    return {(door.pk, local_date(instant).replace(day=1)) for instant in received}


def _keep_place(
    doors: Iterable[CooperationRow], heads: dict[str, int], places: dict[int, CountedThrough], now: datetime
) -> None:
    for door in doors:
        place = places.get(door.pk) or CountedThrough(cooperation_id=door.pk, seq=0, until=now)
        place.seq, place.until = heads.get(door.public_id, 0), now
        place.save()


def _after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=STOCKHOLM)


def _count(month: Month, now: datetime) -> None:
    """Count one door's month anew: five queries to read, three to write."""
    door, first = month
    received = {"enquiry__received_at__gte": _midnight(first), "enquiry__received_at__lt": _midnight(_after(first))}
    rows = Case.objects.filter(enquiry__cooperation=door, promise__due__lt=now, **received)
    contacts = _contacts(rows)
    closed_by_company = set(
        Entry.objects.filter(case__in=rows, kind=Kind.CLOSED.value, person__isnull=True).values_list("case", flat=True)
    )
    repromised = set(RePromise.objects.filter(case__in=rows).values_list("case", flat=True))
    told: dict[int, list[Told]] = defaultdict(list)
    reached: set[tuple[int, str]] = set()
    calendars: dict[tuple[str, int], Calendar] = {}
    asked = list(rows.select_related("enquiry__known_as", "promise", "function").order_by("pk"))
    # Whoever asks is the company that the room of companies knows it as, so that there is one count of companies.
    companies = who(row.enquiry.known_as.public_id for row in asked if row.enquiry.known_as)
    for row in asked:
        of = contacts.get(row.pk, [])
        by = next((one.organisation_id for one in of if one.reached), None)
        organisation = by or row.organisation_id or row.function.organisation_id
        told[organisation].append(
            _told(
                row, of, by, calendars, closed_by_company=row.pk in closed_by_company, repromised=row.pk in repromised
            )
        )
        if by and row.enquiry.known_as:
            reached.add((by, companies[row.enquiry.known_as.public_id].company))
    _store(month, told)
    ReachedCompany.objects.filter(cooperation=door, month=first).delete()
    ReachedCompany.objects.bulk_create(
        ReachedCompany(cooperation_id=door, organisation_id=by, year=first.year, month=first, company=company)
        for by, company in sorted(reached)
    )


def _contacts(rows: "QuerySet[Case]") -> dict[int, list[Contact]]:
    found: dict[int, list[Contact]] = defaultdict(list)
    for one in Contact.objects.filter(case__in=rows).order_by("at", "pk"):
        found[one.case_id].append(one)
    return found


def _told(
    row: Case,
    contacts: list[Contact],
    by: int | None,
    calendars: dict[tuple[str, int], Calendar],
    *,
    closed_by_company: bool,
    repromised: bool,
) -> Told:
    given = row.promise
    version = given.calendar_id, given.calendar_version
    if version not in calendars:
        calendars[version] = pinned(*version)
    first = row.contacted_at
    return Told(
        received=given.received,
        due=given.due,
        contacted_at=first,
        evidence=Evidence(row.evidence) if row.evidence else None,
        hours=hours_between(given.received, first, calendars[version]) if first else None,
        right_person=row.right_person,
        moved_on=by is not None and row.organisation_id not in {by, None},
        tries=tuple(Try(one.at, Way(one.way)) for one in contacts if not one.reached),
        closed_at=row.closed_at,
        outcome=Outcome(row.outcome) if row.outcome else None,
        closed_by_company=closed_by_company,
        helped_in_time=row.helped_in_time,
        repromised=repromised,
    )


def _store(month: Month, told: dict[int, list[Told]]) -> None:
    door, first = month
    MonthTally.objects.filter(cooperation=door, month=first).delete()
    tallies = {organisation: counted(questions) for organisation, questions in told.items()}
    MonthTally.objects.bulk_create(
        MonthTally(
            cooperation_id=door,
            organisation_id=organisation,
            month=first,
            counts=dict(tally.counts),
            hours={str(tenths): count for tenths, count in tally.hours.items()},
        )
        for organisation, tally in sorted(tallies.items())
    )


def _count_reach(year: int, months: set[Month]) -> None:
    """Count unique companies anew for the touched doors and for the country, by month and by year."""
    doors = {door for door, _ in months}
    whole_year = ReachedCompany.objects.filter(year=year)
    made = _reaches(str(year), whole_year, doors)
    for first in sorted({first for _, first in months}):
        made += _reaches(f"{first:%Y-%m}", ReachedCompany.objects.filter(month=first), doors)
    periods = {one.period for one in made} | {str(year)} | {f"{first:%Y-%m}" for _, first in months}
    Reach.objects.filter(period__in=periods, cooperation__isnull=True).delete()
    Reach.objects.filter(period__in=periods, cooperation__in=doors).delete()
    Reach.objects.bulk_create(made)


def _reaches(period: str, rows: "QuerySet[ReachedCompany]", doors: set[int]) -> list[Reach]:
    here = rows.filter(cooperation__in=doors)
    made = [Reach(period=period, companies=rows.values("company").distinct().count())]
    for kept in (("organisation",), ("cooperation",), ("cooperation", "organisation")):
        source = here if "cooperation" in kept else rows
        for row in source.values(*kept).order_by(*kept).annotate(companies=Count("company", distinct=True)):
            keys = {f"{name}_id": row[name] for name in kept}
            made.append(Reach(period=period, companies=row["companies"], **keys))
    return made
