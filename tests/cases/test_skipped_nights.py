"""What companies and those who answer are told over a year: a worker that slept a night, or a week, tells the same."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from tests.cases.factories import NOW, adviser, asked, door, organisation, region_of, viewer

from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy.rules import Role
from endorr.cases import commands, jobs
from endorr.cases.commands import Begun
from endorr.cases.rules import Outcome, Talk, Way

pytestmark = pytest.mark.django_db

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
# Some hours of the first two days, every day of a week, and single days when something is asked months later.
WAKES = (
    *(NOW + HOUR * number for number in range(0, 40, 5)),
    *(NOW + DAY * number for number in (*range(2, 9), 33, 95, 370)),
)
# Every hour of the first three days, every day of the first weeks, and the days about three and twelve months later.
ALL_WAKES = (
    *(NOW + HOUR * number for number in range(72)),
    *(NOW + DAY * number for number in (*range(3, 40), *range(88, 100), *range(360, 372))),
)
SWEEPS = (
    jobs.warn,
    jobs.ask_afterwards,
    jobs.watch_follow_up_clocks,
    jobs.remind_of_drafts,
    jobs.lapse_offers,
    jobs.heed_bounces,
)


def story() -> None:
    """A question nobody takes, one answered and closed, one offered and left, one taken up again, and a draft left."""
    north = door()
    region, almi = region_of(north), organisation("Almi Exempel", north)
    anna = viewer(adviser("Anna Berg", region))
    adviser("Karin Ek", region, Role.COORDINATOR)
    adviser("Bo Dahl", almi)
    asked(email="ingen@tar.example", question="Vem hjälper oss med spedition?")
    answered = asked(email="svar@far.example", question="Hur får vi betalt i Norge?")
    again = asked(email="igen@fragar.example", question="Vilket ursprungsintyg behövs?")
    later = NOW + HOUR
    for receipt in (answered, again):
        commands.take(receipt.case, anna, now=NOW)
        commands.log_contact(receipt.case, anna, Talk(Way.CALL, later), now=later)
        commands.close(receipt.case, anna, Outcome.HELPED, now=later)
    commands.take_up_again(again.case, "Det gäller ändå.", now=later)
    commands.start_draft(
        {"fraga": "Lampor", "epost": "halv@vag.example"}, now=NOW, begun=Begun("https://d.example", "sv")
    )


def told(wakes: Iterable[datetime]) -> Iterator[tuple[str, str, str]]:
    """Every mail there is after a year with a worker that woke at these times: its kind, receiver and subject."""
    with transaction.atomic():
        story()
        for wake in wakes:
            for sweep in SWEEPS:
                sweep(wake)
        for row in OutboxRow.objects.all():
            # Numbers go on counting from one telling to the next; what is told does not depend on them.
            subject = "".join(letter for letter in row.payload["subject"] if not letter.isdigit())
            yield row.key.partition(":")[0], row.payload["to"], subject
        transaction.set_rollback(True)


def same(wakes: Sequence[datetime], *asleep: tuple[timedelta, timedelta]) -> Counter[tuple[str, str, str]]:
    """Hold what is told with a worker that sleeps against what is told with one that never does, and return it."""
    always = Counter(told(wakes))
    for after, until in asleep:
        awake = [wake for wake in wakes if not after < wake - NOW <= until]
        assert len(awake) < len(wakes)
        assert Counter(told(awake)) == always
    return always


def test_a_skipped_night_or_week_tells_the_same_as_none() -> None:
    mails = same(WAKES, (10 * HOUR, 21 * HOUR), (30 * HOUR, 7 * DAY))
    assert len({kind for kind, _to, _subject in mails}) > 8, "there is much to tell"


@pytest.mark.long
def test_whatever_is_slept_through_in_a_year_is_told_all_the_same() -> None:
    nights = [(DAY * number + 10 * HOUR, DAY * (number + 1)) for number in (0, 1, 2)]
    same(ALL_WAKES, *nights, (30 * HOUR, 9 * DAY), (89 * DAY, 99 * DAY), (90 * DAY, 370 * DAY))
