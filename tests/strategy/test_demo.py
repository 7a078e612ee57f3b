"""The demo's strategies: goals that stand in three ways, a late action, and a story that knows what is done."""

from datetime import datetime
from pathlib import Path
from time import process_time

import pytest
from django.urls import reverse
from pytest_django import Settings
from tests.strategy.factories import NOW

from endorr.base.demo.people import seed_people
from endorr.statistics.seed.practice import sow_practice
from endorr.strategy import commands
from endorr.strategy.demo.commands import NILS, SLUG, sow_strategies
from endorr.strategy.demo.story import steps
from endorr.strategy.models import Input, Party, Strategy
from endorr.strategy.queries import programmes, public
from endorr.strategy.rules.course import Verdict, Why

pytestmark = pytest.mark.django_db


@pytest.fixture
def sown(settings: Settings, tmp_path: Path, figure: object) -> datetime:
    settings.MEDIA_ROOT, settings.DEMO = tmp_path, True
    sow_practice(NOW, first=2)
    seed_people(NOW)
    reverse("first")  # every address is read once, whoever needs one first
    began = process_time()
    sow_strategies(NOW)
    took = process_time() - began
    figure(f"strategy: sown in {took:.2f} s of processor time")  # type: ignore[operator]
    assert took < 2, "less than half a second on a quiet machine"
    sow_strategies(NOW)
    return NOW


def test_the_demo_has_goals_on_course_behind_and_unsayable_and_counts_a_company_once(sown: datetime) -> None:
    page = public.strategy(SLUG, today=sown.date())
    country = public.strategy("sverige-exporterar", today=sown.date())
    assert page
    assert country
    assert {one.course.verdict for one in page.goals} == {Verdict.ON_COURSE, Verdict.BEHIND}
    assert sum(one.overdue for one in page.actions) == 1
    (goal,) = country.goals
    assert (goal.course.why, goal.course.latest.counted, goal.course.latest.of) == (Why.NOT_WHOLE, 20, 21)  # type: ignore[union-attr]
    lift = programmes.programme("exportlyftet", today=sown.date())
    assert lift
    assert (lift.reach.companies, [one.companies for one in lift.reach.parts]) == (10, [6, 5])
    energy = programmes.programme("energi-automation", today=sown.date())
    assert energy
    assert (energy.reach.companies, [one.companies for one in energy.reach.parts]) == (5, [None, None])
    assert programmes.reach_of_all(today=sown.date()) == 13
    told = steps(sown)
    assert [one.done for one in told] == [False] * 6
    assert told[0].where.startswith("/demo/")
    assert told[-1].who == NILS
    commands.give_input(Party.objects.get(email="vera@norrvret.example").public_id, "Hej.", now=NOW, actor="test")
    assert steps(sown)[0].done
    assert Strategy.objects.count() == 2
    assert Input.objects.filter(replied_at__isnull=True).count() == 1
