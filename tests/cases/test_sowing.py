"""The demo's past is played by the real commands: it holds together, tells of misses, and is the same every time."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Count
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from endorr.base.clock.rules import START
from endorr.base.demo.people import seed_people
from endorr.base.ledger.audit import faults
from endorr.base.outbox.models import OutboxRow
from endorr.base.outbox.silence import quiet
from endorr.cases.afterwards import Asking
from endorr.cases.demo.commands import sow
from endorr.cases.demo.plot import Fate, plots, questions
from endorr.cases.figures.queries import published
from endorr.cases.models import Case, FollowUp, GivenPromise, NumberSeries, Reminder
from endorr.directory.demo.commands import sow_facts, sow_staff


def test_companies_ask_of_everything_in_several_languages() -> None:
    assert len({one.text for one in questions()}) >= 120
    assert {one.language for one in questions()} == {"sv", "en", "fi", "ar"}
    assert len({one.need for one in questions()}) == 35


def test_two_months_look_like_two_months_at_the_door() -> None:
    told = plots(START)
    assert told == plots(START)
    assert len(told) > 595
    assert START - told[0].at > timedelta(days=58)
    fates = Counter(one.fate for one in told)
    assert 0.03 < fates[Fate.MISSED] / len(told) < 0.07
    assert {one.at.weekday() for one in told} == set(range(7))
    assert len({one.county for one in told}) >= 10
    assert all("(påhittat)" in one.company for one in told if one.company)


def test_nothing_is_promised_or_kept_before_its_time() -> None:
    for one in plots(START):
        assert one.at <= one.taken <= one.contact
        if one.fate is Fate.KEPT:
            assert one.contact <= one.due
        if one.fate is Fate.MISSED:
            assert one.contact > one.due


def test_only_a_demo_may_be_quiet() -> None:
    with pytest.raises(RuntimeError), quiet():
        pass


def assert_batch_left_nothing_out() -> None:
    """What a batch stores in one go is what each deed would have stored by itself."""
    every = Case.objects.count()
    assert GivenPromise.objects.count() == every
    assert NumberSeries.objects.get().number == every
    asked = FollowUp.objects.values("asking").annotate(times=Count("pk"))
    told = {one["asking"]: one["times"] for one in asked}
    assert told[Asking.SATISFACTION] == every
    assert told[Asking.RIGHT_PERSON] == Case.objects.filter(contacted_at__isnull=False).count()
    assert told[Asking.TWELVE_MONTHS] == Case.objects.filter(closed_at__isnull=False).count()
    graded = FollowUp.objects.filter(asking=Asking.SATISFACTION, answered_at__isnull=False)
    assert graded.count() == Case.objects.filter(grade__isnull=False).count() > 0
    later = FollowUp.objects.filter(asking=Asking.SATISFACTION, case__closed_at__isnull=False)
    assert all(one.due > one.case.closed_at for one in later.select_related("case") if one.case.closed_at)


@pytest.mark.django_db
@override_settings(DEMO=True)
def test_a_past_is_sown_once_and_its_ledger_holds() -> None:
    now = START.astimezone(UTC)
    sow_facts(now)
    seed_people(now)
    sow_staff(now)
    with CaptureQueriesContext(connection) as asked:
        assert sow(now, many=60) > 200
    assert len(asked) < 20 * Case.objects.count(), "a past that grows must not slow down whoever opens the demo"
    assert_batch_left_nothing_out()
    assert sow(now, many=60) == 0
    assert 60 < Case.objects.count() <= 67
    assert Case.objects.filter(closed_at__isnull=True, holder__isnull=True).exists()
    assert not Reminder.objects.filter(done_at__isnull=True, due__lt=now, case__contacted_at__isnull=False).exists()
    assert OutboxRow.objects.exists()
    assert not OutboxRow.objects.filter(created__lt=now - timedelta(days=1)).exists()
    assert list(faults()) == []
    told = published("", None, today=datetime(2026, 11, 17, tzinfo=UTC).date())
    assert told is not None
    assert sum(one.figures.promises for one in told.months if one.figures) > 50
