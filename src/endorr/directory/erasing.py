"""Forgets a person's own addresses among the ways to reach a function, and in sheets on their way in."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q

from endorr.base.erasing import Subject
from endorr.directory.models import Channel, Sheet


def _thin(sheet: Sheet, subject: Subject) -> int:
    kept = [row for row in sheet.rows if not subject.named_in(json.dumps(row, ensure_ascii=False))]
    gone = len(sheet.rows) - len(kept)
    if gone:
        Sheet.objects.filter(pk=sheet.pk).update(rows=kept)
    return gone


def erase(subject: Subject, now: datetime) -> Mapping[str, int]:
    wanted = Q(pk=None)
    for address in subject.addresses:
        wanted |= Q(value__iexact=address)
    channels, _ = Channel.objects.filter(wanted).delete()
    return {"channels": channels, "sheet_rows": sum(_thin(sheet, subject) for sheet in Sheet.objects.iterator())}
