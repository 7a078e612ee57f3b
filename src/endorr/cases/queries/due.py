"""Reads what falls due, for the worker."""

from datetime import datetime

from endorr.base.tenancy.rules import public_query
from endorr.cases.models import Reminder


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
