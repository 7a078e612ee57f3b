"""Two at once: one gets the last seat and the other a place in the queue, on both engines."""

from collections.abc import Callable
from functools import partial

import pytest
from tests.cases.test_concurrency import at_once
from tests.meetings.factories import NOW, PRESS, Tour, state, taken
from tests.meetings.test_commands import DAY, NO, YES, asks, says

from endorr.base.ledger.models import Event
from endorr.base.outbox.models import OutboxRow
from endorr.meetings import commands
from endorr.meetings.commands import Decision
from endorr.meetings.jobs import lapse_offers
from endorr.meetings.models import Invitation

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 6


def test_m3_of_many_who_want_the_last_seat_at_once_one_has_it_and_the_others_wait() -> None:
    tour = Tour()
    part, press = tour.part(capacity=1), tour.part(PRESS, capacity=1)
    guests = [tour.invite(part, f"Gäst{number} Exempel") for number in range(MANY)]
    found = at_once([partial(says, guest, part, YES) for guest in guests])
    assert sorted(str(one) for one in found) == ["confirmed", *["queued"] * (MANY - 1)]
    assert taken(part) == 1
    # The seat goes on while somebody new asks for it, and an offer lapses in two workers at once.
    has = next(guest for guest in guests if state(guest, part) == "confirmed")
    new = tour.invite(part, "Ny Exempel")
    at_once([partial(says, has, part, NO), partial(says, new, part, YES)])
    assert state(new, part) == "queued"
    at_once([partial(lapse_offers, NOW + DAY) for _ in range(2)])
    states = list(Invitation.objects.filter(part__public_id=part).values_list("state", flat=True))
    assert (states.count("lapsed"), states.count("offered"), taken(part)) == (1, 1, 1)
    assert Event.objects.filter(kind="meetings.lapsed").count() == 1
    assert OutboxRow.objects.filter(key__startswith="meetings.lapsed").count() == 1
    # The press officer admits two at once to one seat.
    tour.publish()
    asked = [asks(tour, press, name).public_id for name in ("Rita Reporter", "Ove Reporter")]
    admitted = partial(commands.decide, decision=Decision.ADMIT, why="", now=NOW, actor="system:test")
    admit: list[Callable[[], object]] = [partial(admitted, one) for one in asked]
    assert sorted(str(one) for one in at_once(admit)) == ["confirmed", "queued"]
    assert taken(press) == 1
