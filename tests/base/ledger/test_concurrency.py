"""Many doors writing at once leave neither hole nor twin."""

import threading
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection, connections, transaction

from endorr.base.ledger.audit import faults
from endorr.base.ledger.commands import record, register
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.models import DiaryRow, Event
from endorr.base.ledger.rules import NATIONAL, Direction

ASKED = kind("tests.asked", "A company asked something, in a test")
THREADS, DEEDS = 6, 20


def one_deed(now: datetime, number: int) -> None:
    event = record(chain=NATIONAL, kind=ASKED, subject=f"e{number}", actor="anonymous", now=now, facts={"n": number})
    register(
        entity="region1",
        entity_name="Region Prov",
        direction=Direction.INCOMING,
        counterpart="Prov AB",
        subject="Fråga om export",
        about=event.subject,
        event=event,
        now=now,
    )
    if number % 5 == 0:
        raise InterruptedError


def at_work(now: datetime, name: int) -> None:
    try:
        for number in range(DEEDS):
            try:
                with transaction.atomic():
                    one_deed(now, name * DEEDS + number)
            except InterruptedError:
                continue
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_many_at_once_and_some_that_fail_leave_neither_hole_nor_twin(
    tuesday: datetime, figure: Callable[[str], None]
) -> None:
    workers = [threading.Thread(target=at_work, args=(tuesday, name)) for name in range(THREADS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    kept = THREADS * DEEDS * 4 // 5
    assert list(Event.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, kept + 1))
    assert list(DiaryRow.objects.order_by("number").values_list("number", flat=True)) == list(range(1, kept + 1))
    assert list(faults()) == []
    figure(f"ledger on {connection.vendor}: {kept} events by {THREADS} threads, holes 0, twins 0")
