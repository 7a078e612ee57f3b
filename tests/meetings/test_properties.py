"""Whatever guests, hosts and the clock do: no seat too many, numbers that only rise, a UID that never changes."""

from base64 import b64decode
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from tests.meetings.factories import NOW, TALK, Tour
from tests.meetings.test_commands import DIRECT, NO, YES, says

from endorr.base.outbox.models import OutboxRow
from endorr.meetings import commands
from endorr.meetings.jobs import lapse_offers
from endorr.meetings.models import Invitation, Part
from endorr.meetings.rules import SEATED, Refused

pytestmark = pytest.mark.django_db

GUESTS = 4
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.integers(0, GUESTS - 1), st.sampled_from([YES, NO, DIRECT])),
        st.tuples(st.just("move"), st.integers(0, 30), st.none()),
        st.tuples(st.just("seats"), st.integers(1, GUESTS), st.none()),
        st.tuples(st.just("wait"), st.integers(1, 30), st.none()),
        st.tuples(st.just("cancel"), st.none(), st.none()),
    ),
    max_size=12,
)


@pytest.fixture
def tour() -> Tour:
    return Tour()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_no_seat_too_many_sequences_that_only_rise_and_one_uid(tour: Tour, deeds: list[tuple[str, Any, Any]]) -> None:
    with transaction.atomic():
        _play(tour, deeds)
        transaction.set_rollback(True)  # the next example begins anew


def _play(tour: Tour, deeds: list[tuple[str, Any, Any]]) -> None:
    part = tour.part(capacity=2)
    guests = [tour.invite(part, f"Gäst{number} Exempel") for number in range(GUESTS)]
    since, at, plan = OutboxRow.objects.latest("id").pk - GUESTS, NOW, replace(TALK, capacity=2)
    for what, one, told in deeds:
        at += timedelta(minutes=1)
        try:
            match what:
                case "answer":
                    says(guests[one], part, told, at)
                case "move":
                    start = TALK.starts_at + timedelta(hours=one)
                    plan = replace(plan, starts_at=start, ends_at=start + timedelta(hours=1))
                    commands.change_part(part, plan, now=at, actor="system:test")
                case "seats":
                    commands.change_part(part, replace(plan, capacity=one), now=at, actor="system:test")
                    plan = replace(plan, capacity=one)
                case "wait":
                    at += timedelta(hours=one)
                    lapse_offers(at)
                case "cancel":
                    commands.cancel(tour.meeting, why="Inställt.", now=at, actor="system:test")
        except Refused:
            pass  # what the rules do not allow changes nothing, and that is looked at below
        _seats_hold(part)
    _calendars_hold(part, since)


def _seats_hold(part: str) -> None:
    row = Part.objects.get(public_id=part)
    states = list(Invitation.objects.filter(part=row).values_list("state", flat=True))
    assert row.taken == sum(state in SEATED for state in states) <= row.capacity


def _calendars_hold(part: str, since: int) -> None:
    """Read every calendar mailed, in order: for each guest one UID and numbers 0, 1, 2 ... ending at the row's own."""
    seen: dict[str, list[int]] = {}
    uids: dict[str, set[str]] = {}
    for mail in OutboxRow.objects.filter(pk__gt=since).order_by("id"):
        for file in mail.payload["attachments"]:
            entry = Calendar.from_ical(b64decode(file["content"]).decode()).walk("VEVENT")[0]
            seen.setdefault(mail.payload["to"], []).append(entry.decoded("SEQUENCE"))
            uids.setdefault(mail.payload["to"], set()).add(str(entry["UID"]))
    for row in Invitation.objects.filter(part__public_id=part).select_related("guest"):
        assert uids[row.guest.email] == {f"{row.public_id}@endorr"}
        assert row.sequence is not None
        assert seen[row.guest.email] == list(range(row.sequence + 1))


def test_a_rows_own_constraint_refuses_one_too_many(tour: Tour) -> None:
    part = tour.part(capacity=1)
    with pytest.raises(IntegrityError, match="part_never_overfull"), transaction.atomic():
        Part.objects.filter(public_id=part).update(taken=2)
