"""Forgets the words of a question in the trace of its proposal; the proposal and its reasons stay."""

from collections.abc import Mapping
from datetime import datetime

from endorr.base.erasing import Subject
from endorr.matching.commands import forget
from endorr.matching.models import Trace


def erase(subject: Subject, now: datetime) -> Mapping[str, int]:
    traces = Trace.objects.filter(enquiry__in=subject.things, forgotten_at__isnull=True)
    enquiries = list(traces.values_list("enquiry", flat=True))
    return {"traces": sum(forget(one, now=now, actor="system:erasure") for one in enquiries)}
