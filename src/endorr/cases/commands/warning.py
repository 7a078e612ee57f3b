"""Climbs the ladder: whoever answers is reminded, the company is told before a promise breaks, a miss is a fact."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy

from endorr import worktime
from endorr.base.clock import local_date
from endorr.base.failpoints import failpoint
from endorr.calendars.queries import pinned
from endorr.cases import letters, rules
from endorr.cases.commands.mailing import tell_door, tell_person
from endorr.cases.commands.story import MISSED, SYSTEM, TOLD, life_of, note, tell
from endorr.cases.models import Case, Kind, Reminder
from endorr.directory.queries import desk_for
from endorr.worktime import Step

SUBJECTS: dict[Step, Lazy] = {
    Step.DUTY: gettext_lazy("Ingen har tagit frågan än"),
    Step.LEAD: gettext_lazy("Ingen har hört av sig till företaget än"),
    Step.LAST_CALL: gettext_lazy("En timme kvar att höra av sig"),
    Step.ASK_REASON: gettext_lazy("Löftet bröts: berätta varför"),
}


NO_MAIL_AT_NIGHT = (*rules.REMINDERS, Step.ASK_REASON)
"""The steps that mail people who answer: one swept late, at night, waits for the next opening."""


@transaction.atomic
def see_to(warning: int, *, now: datetime) -> bool:
    """Claim one due step of a ladder and do what it says, if it still says something; False when another had it."""
    if not Reminder.objects.filter(pk=warning, done_at__isnull=True).update(done_at=now):
        return False
    failpoint("cases.warning")
    row = Reminder.objects.select_related(
        "case__enquiry__cooperation", "case__enquiry__receiver", "case__promise", "case__holder"
    ).get(pk=warning)
    case, step = row.case, Step(row.step)
    opening = _next_office(case, now)
    if step in NO_MAIL_AT_NIGHT and opening > now:
        Reminder.objects.filter(pk=row.pk).update(done_at=None, due=opening)
        return True
    if rules.still_needed(step, life_of(case)):
        _climb(case, step, now=now)
    failpoint("cases.warned")
    return True


def pass_over(now: datetime) -> int:
    """Let every due warning that has nothing to say any more be done, in one go; return how many that were."""
    silent = Q(case__closed_at__isnull=False) | Q(case__contacted_at__isnull=False)
    silent |= Q(step=Step.DUTY.value, case__holder__isnull=False)
    due = Reminder.objects.filter(silent, done_at__isnull=True, due__lte=now)
    return Reminder.objects.filter(pk__in=list(due.values_list("pk", flat=True))).update(done_at=now)


def _next_office(case: Case, now: datetime) -> datetime:
    given = case.promise
    return worktime.office_moment(now, pinned(given.calendar_id, given.calendar_version))


def _climb(found: Case, step: Step, *, now: datetime) -> None:
    match step:
        case Step.TELL_COMPANY:
            _tell_of_risk(found, now=now)
        case Step.MISSED:
            tell(found, Kind.MISSED, now=now)
            note(found, MISSED, now=now, actor=SYSTEM, due=found.promise.due.isoformat())
        case _:
            _remind(found, step, now=now)


def _remind(case: Case, step: Step, *, now: datetime) -> None:
    """Mail the rung: duty person; lead; both and the deputies. Whoever has the question hears of it too."""
    letter = "missed" if step is Step.ASK_REASON else step.value
    once = f"{case.public_id}:{step.value}"
    tell_door(
        case,
        letter,
        SUBJECTS[step],
        now=now,
        once=once,
        duty=case.holder_id is None or step is Step.LAST_CALL,
        lead=step is not Step.DUTY,
        deputies=step is Step.LAST_CALL,
    )
    if case.holder_id is not None and step is not Step.DUTY:
        tell_person(case, case.holder_id, letter, SUBJECTS[step], now=now, once=once)


def _tell_of_risk(case: Case, *, now: datetime) -> None:
    desk = desk_for(case.enquiry.municipality[:2], on=local_date(now))
    if case.enquiry.email:
        letters.tell_of_risk(case, phone=desk.phone if desk else "", now=now)
    tell(case, Kind.TOLD, now=now)
    note(case, TOLD, now=now, actor=SYSTEM, by_mail=bool(case.enquiry.email))
