"""Reads what falls due, for the worker."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from endorr.base.tenancy.rules import public_query
from endorr.cases.models import Case, Draft, FollowUp, Referral, Reminder, Reopening, SharingRequest


@public_query("row numbers for the worker")
def due_warnings(now: datetime, *, limit: int = 200) -> list[int]:
    """Return the warnings that are due and not seen to, the longest due first, by row number."""
    due = Reminder.objects.filter(done_at__isnull=True, due__lte=now).order_by("due", "id")
    return list(due.values_list("id", flat=True)[:limit])


@public_query("an instant for the worker")
def next_warning(now: datetime) -> datetime | None:
    """Return when the next warning after `now` falls due, if one waits."""
    waiting = Reminder.objects.filter(done_at__isnull=True, due__gt=now).order_by("due")
    return waiting.values_list("due", flat=True).first()


@public_query("public ids for the worker")
def to_match(now: datetime, *, limit: int = 50) -> list[str]:
    """Return the questions about which the match has not been asked yet, the oldest first."""
    rows = Case.objects.filter(match_due__lte=now, closed_at__isnull=True).order_by("match_due", "pk")
    return list(rows.values_list("public_id", flat=True)[:limit])


@public_query("row numbers for the worker")
def due_follow_ups(now: datetime, *, limit: int = 200) -> list[int]:
    """Return what companies are to be asked by now and have not been, the longest due first, by row number."""
    due = FollowUp.objects.filter(done_at__isnull=True, due__lte=now).order_by("due", "id")
    return list(due.values_list("id", flat=True)[:limit])


@public_query("row numbers for the worker")
def late_follow_up_clocks(now: datetime, *, limit: int = 200) -> list[int]:
    """Return the questions taken up again that have come to act-by without contact, by the clock's row number."""
    running = Reopening.objects.filter(contacted_at__isnull=True, ended_at__isnull=True)
    due = running.filter(warned_at__isnull=True, act_by__lte=now)
    return list(due.order_by("act_by", "id").values_list("id", flat=True)[:limit])


@public_query("keys for the worker, which alone writes to whoever left the draft")
def left_drafts(before: datetime, *, limit: int = 200) -> list[str]:
    """Return the keys of drafts with an address, not touched since an instant, not sent and never reminded of."""
    left = Draft.objects.filter(sent=False, resume_mailed_at__isnull=True, touched_at__lte=before)
    left = left.filter(answers__has_key="epost").exclude(answers__epost="")
    return list(left.order_by("touched_at", "id").values_list("key", flat=True)[:limit])


@public_query("row numbers for the worker")
def lapsed_offers(now: datetime, *, limit: int = 200) -> list[int]:
    """Return the offers that nobody has answered within their inner target, by row number."""
    rows = Referral.objects.filter(verdict="", answer_by__lte=now).order_by("answer_by", "pk")
    return list(rows.values_list("pk", flat=True)[:limit])


@public_query("row numbers for the worker")
def waiting_offers(*, limit: int = 200) -> list[int]:
    """Return the offers that wait for the company and about which it has said something, by row number."""
    said = SharingRequest.objects.filter(
        case=OuterRef("case"),
        organisation=OuterRef("to"),
        answer__isnull=False,
        answered_at__gte=OuterRef("offered_at"),
    )
    rows = Referral.objects.filter(Exists(said), verdict="", waits_for_company=True).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:limit])


@public_query("an instant for the worker")
def next_lapse(now: datetime) -> datetime | None:
    """Return when the next offer lapses, if one waits."""
    rows = Referral.objects.filter(verdict="", answer_by__gt=now).order_by("answer_by")
    return rows.values_list("answer_by", flat=True).first()
