"""Gives a fresh demo one decision on disposal, so that its plan has a line."""

from datetime import date, datetime

from endorr.base.accounts.queries import person_by_address
from endorr.base.tenancy.queries import own_authorities, viewer_of
from endorr.records.commands import decide_disposal
from endorr.records.demo.story import MAJA
from endorr.records.roles import HANDLING
from endorr.records.rules import Keeping

PLAN = Keeping("RV 2026-31", "Frågor om export, två år efter att de avslutades", date(2026, 3, 2), 2)


def sow_records(now: datetime) -> None:
    """Enter the decision for the authority of the demo's administrator."""
    person = person_by_address(MAJA)
    assert person is not None
    maja = viewer_of(person.pk, on=now.date())
    decide_disposal(own_authorities(maja, *HANDLING)[0].public_id, maja, PLAN, now=now)
