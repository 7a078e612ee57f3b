"""What falls due: embargoes that lift, and texts whose figures are to be checked once more before."""

from datetime import datetime

from endorr.base.tenancy.rules import public_query
from endorr.newsroom.models import Release
from endorr.newsroom.rules.words import BEFORE, State


@public_query("ids for the worker")
def to_lift(now: datetime) -> list[str]:
    """Return the texts whose embargo's time has come, by public id, the oldest first."""
    rows = Release.objects.filter(state=State.APPROVED.value, lifts_at__lte=now)
    return list(rows.order_by("lifts_at", "pk").values_list("public_id", flat=True))


@public_query("ids for the worker")
def to_check(now: datetime) -> list[str]:
    """Return the texts whose embargo lifts soon and whose figures have not been checked for it."""
    rows = Release.objects.filter(state=State.APPROVED.value, warned_at__isnull=True, lifts_at__lte=now + BEFORE)
    return list(rows.order_by("lifts_at", "pk").values_list("public_id", flat=True))


@public_query("an instant for the worker")
def next_lift(now: datetime) -> datetime | None:
    """Return when the next embargo lifts; None when none stands."""
    rows = Release.objects.filter(state=State.APPROVED.value, lifts_at__gt=now)
    return rows.order_by("lifts_at").values_list("lifts_at", flat=True).first()


@public_query("an instant for the worker")
def next_check(now: datetime) -> datetime | None:
    """Return when the next text is checked before its embargo; None when none waits."""
    rows = Release.objects.filter(state=State.APPROVED.value, warned_at__isnull=True, lifts_at__gt=now + BEFORE)
    found = rows.order_by("lifts_at").values_list("lifts_at", flat=True).first()
    return found - BEFORE if found else None
