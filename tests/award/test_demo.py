"""The demo's award: as far as the jury, and a story that knows what is done."""

from pathlib import Path

import pytest
from pytest_django import Settings
from tests.award.factories import NOW

from endorr.award import queries
from endorr.award.demo.commands import EVA, sow_award
from endorr.award.demo.story import STORIES
from endorr.base.demo.people import seed_people
from endorr.statistics.seed.practice import sow_practice

pytestmark = pytest.mark.django_db


def test_the_demo_comes_as_far_as_the_jury_and_its_story_says_so(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    sow_practice(NOW, first=2)
    seed_people(NOW)
    sow_award(NOW)
    sow_award(NOW)
    page = queries.award_of(2026)
    assert page
    assert [one.county for one in page.nominees] == ["12", "18", "24"]
    (story,) = STORIES
    steps = story.steps(NOW)
    assert [one.done for one in steps] == [True, True, False, False, False, False, False]
    assert steps[2].who == EVA
