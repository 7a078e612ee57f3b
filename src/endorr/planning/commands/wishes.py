"""What a coordinator says to the planner: pin a question to a person, exclude one, pause one; and takes back."""

from datetime import date, datetime

from django.db import transaction

from endorr.base.ledger.commands import record
from endorr.base.ledger.kinds import kind
from endorr.base.tenancy.queries import cooperation_by_id
from endorr.base.tenancy.rules import Role, Viewer
from endorr.planning.gathering import gather
from endorr.planning.models import Pause, Said
from endorr.planning.rules.staff import Code
from endorr.planning.rules.wishes import Refusal, Refused, Wish

SAID = kind("planning.said", "A coordinator pinned a question to a person, or excluded the person from it")
TAKEN_BACK = kind("planning.taken_back", "A coordinator took back what was said of a question and a person")
PAUSED = kind("planning.paused", "A person is given no new questions for some days")
RESUMED = kind("planning.resumed", "A person is given questions again")


@transaction.atomic
def say(case: str, person: str, wish: Wish, viewer: Viewer, *, cooperation_id: int, now: datetime) -> str:
    """Pin a question to a person or exclude the person from it; return the public id of what was said.

    Refused for a question that waits no more (NOT_WAITING), for a pin to somebody who cannot take it at all (CANNOT),
    and for what has been said already.
    """
    found = gather(cooperation_id, now)
    place = next((number for number, row in enumerate(found.rows) if row.public_id == case), None)
    columns = [number for number, one in enumerate(found.people) if one.person == person]
    if place is None or not columns:
        raise Refused(Refusal.NOT_WAITING)
    if wish is Wish.PIN and all(found.codes[place][column] not in (Code.FITS, Code.FULL) for column in columns):
        raise Refused(Refusal.CANNOT)
    row, chosen = found.rows[place], found.people[columns[0]]
    standing = Said.objects.filter(case=row.case_id, ended_at__isnull=True)
    if standing.filter(person=chosen.person_id, wish=wish.value).exists():
        raise Refused(Refusal.SAID_ALREADY)
    if wish is Wish.PIN:
        standing.filter(wish=Wish.PIN.value).update(ended_at=now)
    standing.filter(person=chosen.person_id).update(ended_at=now)
    said = Said.objects.create(
        case_id=row.case_id, person_id=chosen.person_id, wish=wish.value, by=viewer.actor, at=now
    )
    facts = {"person": person, "wish": wish.value}
    chain = said.case.enquiry.cooperation.public_id
    record(chain=chain, kind=SAID, subject=case, actor=viewer.actor, now=now, facts=facts)
    return said.public_id


@transaction.atomic
def take_back(said: str, viewer: Viewer, *, now: datetime) -> None:
    """Take back what was said of a question and a person; refused when it no longer stands or is another's."""
    rows = Said.objects.select_for_update(of=("self",)).select_related("case__enquiry__cooperation")
    row = rows.filter(
        public_id=said, ended_at__isnull=True, case__enquiry__cooperation__in=viewer.cooperations_as(Role.COORDINATOR)
    ).first()
    if row is None:
        raise Refused(Refusal.NOT_YOURS)
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    record(
        chain=row.case.enquiry.cooperation.public_id,
        kind=TAKEN_BACK,
        subject=row.case.public_id,
        actor=viewer.actor,
        now=now,
        facts={"said": said, "wish": row.wish},
    )


@transaction.atomic
def pause(person_id: int, viewer: Viewer, *, cooperation: str, first_day: date, last_day: date, now: datetime) -> str:
    """Give a person no new questions in a cooperation for some days; return the pause's public id."""
    if last_day < first_day:
        raise Refused(Refusal.ENDS_BEFORE)
    made = Pause.objects.create(
        cooperation=cooperation_by_id(cooperation),
        person_id=person_id,
        first_day=first_day,
        last_day=last_day,
        by=viewer.actor,
    )
    facts = {"person": made.person.public_id, "first_day": first_day.isoformat(), "last_day": last_day.isoformat()}
    record(chain=cooperation, kind=PAUSED, subject=made.public_id, actor=viewer.actor, now=now, facts=facts)
    return made.public_id


@transaction.atomic
def resume(public_id: str, viewer: Viewer, *, now: datetime) -> None:
    """End a pause now; refused when it has ended or is another cooperation's."""
    rows = Pause.objects.select_for_update(of=("self",)).select_related("cooperation")
    row = rows.filter(
        public_id=public_id, ended_at__isnull=True, cooperation__in=viewer.cooperations_as(Role.COORDINATOR)
    ).first()
    if row is None:
        raise Refused(Refusal.NOT_YOURS)
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    record(chain=row.cooperation.public_id, kind=RESUMED, subject=public_id, actor=viewer.actor, now=now, facts={})
