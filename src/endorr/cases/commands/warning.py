"""Sees to the ladder: whoever answers is reminded, and the company is told before a promise breaks."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy

from endorr import worktime
from endorr.base.clock import local_date
from endorr.cases import letters, rules
from endorr.cases.commands.story import TOLD, life_of, note, tell
from endorr.cases.models import Case, Kind, Reminder
from endorr.directory.queries import desk_for, duty_address


@transaction.atomic
def see_to(warning: int, *, now: datetime) -> bool:
    """Claim one due warning and send what it says, if it still says something; False when somebody else had it."""
    if not Reminder.objects.filter(pk=warning, done_at__isnull=True).update(done_at=now):
        return False
    row = Reminder.objects.select_related("case__enquiry__cooperation", "case__promise").get(pk=warning)
    case, step = row.case, worktime.Step(row.step)
    if not rules.still_needed(step, life_of(case)):
        return True
    desk = desk_for(case.enquiry.municipality[:2], on=local_date(now))
    if step is worktime.Step.TELL_COMPANY:
        _tell_of_risk(case, phone=desk.phone if desk else "", now=now)
    elif desk and (duty := duty_address(desk, on=local_date(now))):
        letters.to_staff(case, step.value, WARNING_SUBJECTS[step], to=duty, now=now)
    return True


def pass_over(now: datetime) -> int:
    """Let every due warning that has nothing to say any more be done, in one go; return how many that were."""
    silent = Q(case__closed_at__isnull=False) | Q(case__contacted_at__isnull=False)
    silent |= Q(step=worktime.Step.DUTY.value, case__holder__isnull=False)
    due = Reminder.objects.filter(silent, done_at__isnull=True, due__lte=now)
    return Reminder.objects.filter(pk__in=list(due.values_list("pk", flat=True))).update(done_at=now)


WARNING_SUBJECTS = {
    worktime.Step.DUTY: gettext_lazy("Ingen har tagit frågan än"),
    worktime.Step.LEAD: gettext_lazy("Ingen har hört av sig till företaget än"),
    worktime.Step.LAST_CALL: gettext_lazy("En timme kvar att höra av sig"),
}


def _tell_of_risk(case: Case, *, phone: str, now: datetime) -> None:
    if case.enquiry.email:
        letters.tell_of_risk(case, phone=phone, now=now)
    tell(case, Kind.TOLD, now=now)
    note(case, TOLD, now=now, actor="system:cases", by_mail=bool(case.enquiry.email))
