"""The clocks beside the promise: it is given anew by a person, an organisation sets its own, a miss is explained."""

from datetime import datetime, timedelta

from django.db import transaction

from endorr import worktime
from endorr.base.tenancy.rules import Viewer
from endorr.calendars.queries import pinned
from endorr.cases import clocks, letters, rules
from endorr.cases.commands.answering import as_holder
from endorr.cases.commands.story import (
    CLOCK_HELD,
    CLOCK_MET,
    CLOCK_RESUMED,
    CLOCK_STARTED,
    MISS_EXPLAINED,
    RE_PROMISED,
    life_of,
    locked,
    note,
    tell,
)
from endorr.cases.models import AnswerTime, Case, Hold, Kind, MissReason, RePromise
from endorr.cases.rules import HoldReason, MissCause, Refusal, Refused
from endorr.worktime import Calendar


def _calendar(case: Case) -> Calendar:
    return pinned(case.promise.calendar_id, case.promise.calendar_version)


@transaction.atomic
def re_promise(case: str, viewer: Viewer, *, due: datetime, reason: str, now: datetime) -> None:
    """Give a promise anew (rule 8): earlier freely, later only with a reason; the company is told.

    The promise of the door stays where it was, and is what figures judge. Refused after a contact or the end, and
    unless the viewer's organisation has the case.
    """
    found = locked(case)
    by = _holding(found, viewer)
    if found.contacted_at is not None:
        raise Refused(Refusal.NOTHING_RUNS)
    before = found.re_promises.order_by("-pk").values_list("due", flat=True).first() or found.promise.due
    clocks.check_re_promise(before, due, reason=reason, now=now)
    anew = RePromise.objects.create(case=found, person_id=by.person, at=now, before=before, due=due, reason=reason)
    tell(found, Kind.REPROMISED, by=by, now=now, text=due.isoformat())
    note(found, RE_PROMISED, now=now, actor=viewer.actor, before=before.isoformat(), due=due.isoformat())
    letters.promise_anew(found, due, reason=reason, once=f"{found.public_id}:{anew.pk}", now=now)


@transaction.atomic
def set_answer_time(case: str, viewer: Viewer, *, budget: timedelta, now: datetime) -> None:
    """Say by when the viewer's organisation gives its own answer, in working-day time; refused while one runs."""
    found = locked(case)
    by = _holding(found, viewer)
    if AnswerTime.objects.filter(case=found, organisation_id=by.organisation, met_at__isnull=True).exists():
        raise Refused(Refusal.ALREADY_RUNNING)
    due = clocks.answer_due(now, budget, (), now=now, calendar=_calendar(found))
    AnswerTime.objects.create(
        case=found, organisation_id=by.organisation, person_id=by.person, since=now, budget=budget, due=due
    )
    tell(found, Kind.ANSWER_BY, by=by, now=now, text=due.isoformat())
    note(found, CLOCK_STARTED, now=now, actor=viewer.actor, due=due.isoformat())


@transaction.atomic
def hold(case: str, viewer: Viewer, reason: HoldReason, *, now: datetime) -> None:
    """Stop the organisation's own clock, with a reason; the promise's is never stopped (rule 12)."""
    found, clock = _running(case, viewer)
    if clock.holds.filter(ended_at__isnull=True).exists():
        raise Refused(Refusal.ALREADY_RUNNING)
    assert viewer.user_id is not None
    Hold.objects.create(clock=clock, person_id=viewer.user_id, reason=reason.value, began_at=now)
    note(found, CLOCK_HELD, now=now, actor=viewer.actor, reason=reason.value)


@transaction.atomic
def resume(case: str, viewer: Viewer, *, now: datetime) -> None:
    """Let the organisation's own clock run again; the working-day time it stood still is added to its due."""
    found, clock = _running(case, viewer)
    if not clock.holds.filter(ended_at__isnull=True).update(ended_at=now):
        raise Refused(Refusal.NOTHING_RUNS)
    pauses = [clocks.Pause(one.began_at, one.ended_at) for one in clock.holds.all()]
    clock.due = clocks.answer_due(clock.since, clock.budget, pauses, now=now, calendar=_calendar(found))
    clock.save(update_fields=["due"])
    note(found, CLOCK_RESUMED, now=now, actor=viewer.actor, due=clock.due.isoformat())


@transaction.atomic
def meet_answer_time(case: str, viewer: Viewer, *, now: datetime) -> None:
    """Say that the organisation has given its own answer."""
    found, clock = _running(case, viewer)
    clock.holds.filter(ended_at__isnull=True).update(ended_at=now)
    clock.met_at = now
    clock.save(update_fields=["met_at"])
    note(found, CLOCK_MET, now=now, actor=viewer.actor, in_time=worktime.kept(now, clock.due))


def _running(case: str, viewer: Viewer) -> tuple[Case, AnswerTime]:
    found = locked(case)
    clock = AnswerTime.objects.filter(
        case=found, organisation_id__in=rules.answering(viewer), met_at__isnull=True
    ).first()
    if clock is None:
        raise Refused(Refusal.NOTHING_RUNS)
    return found, clock


@transaction.atomic
def explain_miss(case: str, viewer: Viewer, cause: MissCause, *, text: str, now: datetime) -> None:
    """Tell why a promise was missed; whoever may read the case may tell it, and it is shown on the board."""
    found = locked(case)
    promise = found.promise
    missed = not worktime.kept(found.contacted_at or now, promise.due)
    if not missed:
        raise Refused(Refusal.NOT_MISSED)
    by = as_holder(viewer, found)
    MissReason.objects.create(
        case=found, person_id=by.person, organisation_id=by.organisation, at=now, cause=cause.value, text=text
    )
    note(found, MISS_EXPLAINED, now=now, actor=viewer.actor, cause=cause.value)


def _holding(case: Case, viewer: Viewer) -> rules.Holder:
    by, life = as_holder(viewer, case), life_of(case)
    if life.closed_at is not None:
        raise Refused(Refusal.CLOSED)
    if life.holder is None:
        raise Refused(Refusal.NOT_TAKEN)
    if life.holder.organisation != by.organisation:
        raise Refused(Refusal.NOT_YOURS)
    return by
