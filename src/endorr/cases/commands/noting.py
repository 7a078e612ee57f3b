"""What those who answer write down for themselves and each other: notes, co-owners, canned answers, who saw what."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy

from endorr.base.accounts.queries import person_by_id
from endorr.base.clock import local_date
from endorr.base.tenancy.queries import viewer_of
from endorr.base.tenancy.rules import Viewer
from endorr.cases import rules
from endorr.cases.commands.answering import as_holder
from endorr.cases.commands.delivering import organisations_reading
from endorr.cases.commands.mailing import tell_person
from endorr.cases.commands.story import JOINED, NOTED, PARTED, life_of, locked, note, tell
from endorr.cases.models import CannedAnswer, Case, CoOwner, Habit, Kind, Note, Seen
from endorr.cases.rules import Holder, Refusal, Refused


@transaction.atomic
def write_note(case: str, viewer: Viewer, text: str, *, shared: bool, now: datetime) -> None:
    """Write a note: for the viewer's own organisation, or shared with the organisations that work on the case."""
    found = locked(case)
    by = _reader(found, viewer)
    Note.objects.create(
        case=found, person_id=by.person, organisation_id=by.organisation, at=now, text=text, shared=shared
    )
    note(found, NOTED, now=now, actor=viewer.actor, shared=shared)


def _reader(case: Case, viewer: Viewer) -> Holder:
    """Return the viewer as a reader of a case, by the organisation that has it, or works on it, or may read it."""
    assert viewer.user_id is not None
    reading = rules.answering(viewer) & organisations_reading(case)
    if not reading:
        raise Refused(Refusal.NOT_YOURS)
    here = reading & rules.answering_at(viewer, case.enquiry.cooperation_id)
    return Holder(viewer.user_id, case.organisation_id if case.organisation_id in reading else min(here or reading))


@transaction.atomic
def join(case: str, viewer: Viewer, person: str, *, now: datetime) -> None:
    """Let a person work on a case beside the one who has it and leads; refused for one who may not read it."""
    found = locked(case)
    by = as_holder(viewer, found)
    life = life_of(found)
    if life.closed_at is not None:
        raise Refused(Refusal.CLOSED)
    if life.holder is None or life.holder.organisation != by.organisation:
        raise Refused(Refusal.NOT_YOURS)
    who = person_by_id(person)
    them = viewer_of(who.pk, on=local_date(now))
    theirs = rules.answering(them) & organisations_reading(found)
    theirs = theirs & rules.answering_at(them, found.enquiry.cooperation_id) or theirs
    if not theirs or who.pk == life.holder.person:
        raise Refused(Refusal.NO_SUCH_PERSON)
    _made, new = CoOwner.objects.get_or_create(
        case=found, person=who, ended_at=None, defaults={"organisation_id": min(theirs), "since": now}
    )
    if new:
        tell(found, Kind.JOINED, by=Holder(who.pk, min(theirs)), now=now)
        note(found, JOINED, now=now, actor=viewer.actor, person=who.public_id)
        subject = gettext_lazy("Du är med på en fråga")
        tell_person(found, who.pk, "joined", subject, now=now, once=f"{found.public_id}:{now.isoformat()}")


@transaction.atomic
def part(case: str, viewer: Viewer, person: str, *, now: datetime) -> None:
    """Let a co-owner go; whoever leads may, and the co-owner too."""
    found = locked(case)
    rows = CoOwner.objects.filter(case=found, person__public_id=person, ended_at__isnull=True)
    own = rules.answering(viewer)
    if found.organisation_id not in own and not rows.filter(person=viewer.user_id).exists():
        raise Refused(Refusal.NOT_YOURS)
    if rows.update(ended_at=now):
        note(found, PARTED, now=now, actor=viewer.actor, person=person)


def keep_canned_answer(
    viewer: Viewer, *, name: str, text_sv: str, text_en: str, public_id: str = "", now: datetime
) -> bool:
    """Keep a canned answer of the viewer's organisation, new or changed; False when another has the name."""
    own = rules.answering(viewer)
    changed = {"name": name, "text_sv": text_sv, "text_en": text_en, "changed_at": now}
    try:
        with transaction.atomic():
            if public_id:
                return bool(
                    CannedAnswer.objects.filter(
                        public_id=public_id, organisation__in=own, retired_at__isnull=True
                    ).update(**changed)
                )
            CannedAnswer.objects.create(organisation_id=min(own), **changed)
    except IntegrityError:
        return False
    return True


def retire_canned_answer(viewer: Viewer, public_id: str, *, now: datetime) -> bool:
    """Take a canned answer of the viewer's organisation out of use."""
    rows = CannedAnswer.objects.filter(
        public_id=public_id, organisation__in=rules.answering(viewer), retired_at__isnull=True
    )
    return bool(rows.update(retired_at=now))


def log_reading(case_row: int, viewer: Viewer, *, cooperation: int, now: datetime) -> None:
    """Note that the viewer has opened a case today; one row a day, one query, nothing in the ledger."""
    own = rules.answering(viewer)
    if viewer.user_id is None or not own:
        return
    by = min(rules.answering_at(viewer, cooperation) or own)
    seen = Seen(case_id=case_row, person_id=viewer.user_id, organisation_id=by, day=local_date(now), first_at=now)
    Seen.objects.bulk_create([seen], ignore_conflicts=True)


def set_single_keys(viewer: Viewer, *, on: bool) -> None:
    """Switch a person's single-key shortcuts on or off."""
    assert viewer.user_id is not None
    Habit.objects.update_or_create(person_id=viewer.user_id, defaults={"single_keys": on})
