"""Reads what is coming: the next call to close."""

from datetime import datetime

from endorr.base.tenancy.rules import public_query
from endorr.catalogue.models import Service


@public_query("when calls close is public")
def next_closing(now: datetime) -> datetime | None:
    """Return the next instant after which a call can no longer be applied for, or None; one query."""
    return Service.objects.filter(closes_at__gte=now).order_by("closes_at").values_list("closes_at", flat=True).first()
