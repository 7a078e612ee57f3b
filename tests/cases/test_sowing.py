"""The demo's past is played by the real commands: it holds together, tells of misses, and is the same every time."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings

from endorr.base.clock.rules import START
from endorr.base.demo.people import seed_people
from endorr.base.ledger.audit import faults
from endorr.base.outbox.models import OutboxRow
from endorr.base.outbox.silence import quiet
from endorr.cases.demo.commands import sow
from endorr.cases.demo.plot import Fate, plots, questions
from endorr.cases.figures.queries import published
from endorr.cases.models import Case, Reminder
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


@pytest.mark.django_db
@override_settings(DEMO=True)
def test_a_past_is_sown_once_and_its_ledger_holds() -> None:
    now = START.astimezone(UTC)
    sow_facts(now)
    seed_people(now)
    sow_staff(now)
    assert sow(now, many=60) > 200
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
