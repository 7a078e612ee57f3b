"""Forgets jurors: their names, where they come from, and the words they wrote; that a seat decided stays.

The record is a public document of an authority. What it says of regions stays; a text that names the person is emptied
of the name by hand or disposed of with the record.
"""

from collections.abc import Mapping
from datetime import datetime

from endorr.award.models import Assessment, Interest, Juror
from endorr.base.erasing import Known, Subject


def known(person: str) -> Known:
    rows = list(Juror.objects.filter(person__public_id=person))
    names = frozenset(row.name for row in rows if row.name)
    return Known(names=names, things=frozenset(row.public_id for row in rows))


def erase(subject: Subject, now: datetime) -> Mapping[str, int]:
    seats = Juror.objects.filter(public_id__in=subject.things) | Juror.objects.filter(person__public_id=subject.person)
    ids = list(seats.values_list("pk", flat=True))
    Interest.objects.filter(juror__in=ids).update(what="")
    Assessment.objects.filter(juror__in=ids).update(why="")
    return {"jury seats": Juror.objects.filter(pk__in=ids).exclude(name="").update(name="", comes_from="")}
