"""The only writers of the country's view: what sources say, the night's count, and lists from other tools."""

import hashlib
from datetime import date, datetime

from django.db import transaction

from endorr.base.clock import local_date
from endorr.base.ledger.commands import record
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import NATIONAL, Fact
from endorr.base.tenancy.queries import cooperation_by_slug, cooperations
from endorr.base.tenancy.rules import Role, Viewer
from endorr.companies.keys import digest
from endorr.core.municipalities import in_county
from endorr.directory.intake.sheets import read_table
from endorr.directory.queries import coverage_of
from endorr.national.models import Establishment, HoleCount, Report, ReportedCompany
from endorr.national.rules import Participants, Wrong, participants

REPORTED = kind("national.reported", "A centre that uses another tool handed in its participant list of a year")
ESTABLISHED = kind("national.established", "A public source says when a centre was established")
EARLIEST = 2016


class NotReadError(ValueError):
    """A list that cannot be accepted; `read` says why, row by row."""

    def __init__(self, read: Participants) -> None:
        super().__init__("the list cannot be accepted")
        self.read = read


@transaction.atomic
def note_establishment(
    slug: str, *, on: date | None, pilot: bool, source: str, read_on: date, now: datetime, actor: str
) -> None:
    """Note what a source says of when a centre was established; LookupError for no centre."""
    cooperation = cooperation_by_slug(slug)
    if cooperation is None:
        raise LookupError(slug)
    told = {"on": on, "pilot": pilot, "source": source, "read_on": read_on}
    row, made = Establishment.objects.get_or_create(cooperation_id=cooperation, defaults=told)
    if not made and (row.on, row.pilot, row.source) == (on, pilot, source):
        return
    Establishment.objects.filter(pk=row.pk).update(**told)
    facts: dict[str, Fact] = {"cooperation": slug, "on": on.isoformat() if on else "", "pilot": pilot}
    record(chain=NATIONAL, kind=ESTABLISHED, subject=slug, actor=actor, now=now, facts=facts)


def count_holes(now: datetime) -> int:
    """Count every county's holes anew; return how many counties there were. Done again it gives the same."""
    day = local_date(now)
    for one in cooperations():
        found = coverage_of([place.code for place in in_county(one.county_code)], on=day)
        covered = sum(mask.bit_count() for mask in found.covered.values())
        holes = sum(mask.bit_count() for mask in found.open.values())
        unknown = len(found.needs) * len(found.municipalities) - covered - holes
        told = {"counted_at": now, "covered": covered, "holes": holes, "unknown": unknown}
        HoleCount.objects.update_or_create(cooperation_id=one.pk, defaults=told)
    return len(cooperations())


def _may_report(viewer: Viewer, cooperation: int) -> bool:
    return viewer.holds({Role.NATIONAL_COORDINATOR}) or cooperation in viewer.cooperations_as(Role.COORDINATOR)


@transaction.atomic
def hand_in(slug: str, year: int, content: bytes, viewer: Viewer, *, now: datetime) -> str:
    """Read a centre's participant list of a year and keep what it counts to, until somebody accepts it.

    Returns the report's public id. Raises NotReadError with every row that is wrong (then nothing is kept), LookupError
    for a centre that is not the viewer's to report for, ValueError for a year outside 2016 to this one, and
    directory.intake.sheets.UnreadableError for what is no sheet.
    """
    cooperation = cooperation_by_slug(slug)
    if cooperation is None or viewer.user_id is None or not _may_report(viewer, cooperation):
        raise LookupError(slug)
    if not EARLIEST <= year <= local_date(now).year:
        raise ValueError(f"no list of {year}")
    read = participants(read_table(content))
    if read.wrong or read.faults:
        raise NotReadError(read)
    row = Report.objects.create(
        cooperation_id=cooperation,
        year=year,
        received_at=now,
        by_id=viewer.user_id,
        sha256=hashlib.sha256(content).hexdigest(),
        rows=len(read.lines),
        without_number=read.without_number,
        twice=sum(1 for line in read.lines if Wrong.TWICE in line.wrong),
    )
    digests = {digest(line.number) for line in read.lines if line.number}
    ReportedCompany.objects.bulk_create([ReportedCompany(report=row, digest=one) for one in sorted(digests)])
    return row.public_id


@transaction.atomic
def accept(public_id: str, viewer: Viewer, *, now: datetime) -> None:
    """Let a list count; the one before it for the same year counts no more. Accepted again nothing happens.

    Raises Report.DoesNotExist for one that is not the viewer's to accept.
    """
    row = Report.objects.select_for_update(of=("self",)).select_related("cooperation").get(public_id=public_id)
    if not _may_report(viewer, row.cooperation_id):
        raise Report.DoesNotExist
    if row.accepted_at is not None:
        return
    same = Report.objects.filter(cooperation=row.cooperation, year=row.year, accepted_at__isnull=False)
    same.filter(replaced_at__isnull=True).update(replaced_at=now)
    row.accepted_at = now
    row.save(update_fields=["accepted_at"])
    facts: dict[str, Fact] = {
        "cooperation": row.cooperation.slug,
        "year": row.year,
        "sha256": row.sha256,
        "rows": row.rows,
        "companies": row.companies.count(),
    }
    record(chain=NATIONAL, kind=REPORTED, subject=row.public_id, actor=viewer.actor, now=now, facts=facts)
