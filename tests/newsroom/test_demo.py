"""The demo's press room: one text out, one whose figure is bound to the tables as they are really published."""

import pytest
from pytest_django import Settings
from tests.newsroom.factories import NOW

from endorr.base.accounts.queries import person_by_address
from endorr.base.clock import local_date
from endorr.base.demo.people import seed_people
from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy.queries import viewer_of
from endorr.base.tenancy.rules import Viewer
from endorr.indicators.claims.facts import Basis
from endorr.newsroom import commands, jobs
from endorr.newsroom.demo.seeds import AGO, PER, SARA, sow
from endorr.newsroom.demo.story import steps
from endorr.newsroom.models import BoundFigure, Release
from endorr.newsroom.queries import public
from endorr.newsroom.rules.blocks import BlockKind, Draft
from endorr.newsroom.rules.figures import Key
from endorr.newsroom.rules.words import Refusal, Refused, State
from endorr.statistics.seed.published import sow_published

pytestmark = pytest.mark.django_db

FIGURE = Key("12,3 miljarder kronor", 0)


@pytest.fixture
def waiting(settings: Settings) -> str:
    settings.DEMO = True
    for seed in (seed_people, sow_published, sow, sow):
        seed(NOW)
    return Release.objects.get(state=State.DRAFT).public_id


def who(address: str) -> Viewer:
    person = person_by_address(address)
    assert person
    return viewer_of(person.pk, on=local_date(NOW))


def done() -> int:
    """How many steps are done: the first ones, and no later one before them."""
    told = [one.done for one in steps(NOW)]
    assert told == sorted(told, reverse=True)
    return sum(told)


def test_the_demos_figure_is_bound_to_a_table_as_it_is_published(waiting: str) -> None:
    assert sorted(Release.objects.values_list("state", flat=True)) == [State.DRAFT, State.LIFTED]
    assert not OutboxRow.objects.exists()
    assert done() == 0
    commands.bind_figure(waiting, "sv", FIGURE, Basis.HQ, viewer=who(PER), now=NOW)
    kept = BoundFigure.objects.get()
    assert kept.value == 12_349e6
    assert kept.edition.startswith("varuexport-huvudkontor ")
    assert done() == 1


@pytest.mark.long
def test_the_demos_story_follows_the_text_from_its_source_to_its_correction(waiting: str) -> None:
    per, sara, out = who(PER), who(SARA), NOW + AGO
    with pytest.raises(Refused) as refused:
        commands.submit(waiting, viewer=per, now=NOW)
    assert refused.value.refusal is Refusal.BROKEN_FIGURES
    commands.bind_figure(waiting, "sv", FIGURE, Basis.HQ, viewer=per, now=NOW)
    commands.submit(waiting, viewer=per, now=NOW)
    assert done() == 2
    commands.approve(waiting, out, viewer=sara, now=NOW)
    assert done() == 3
    assert steps(NOW)[4].until == out
    assert jobs.lift_due(out) == 1
    assert done() == 5
    shown = public.release(waiting, out)
    assert shown is not None
    assert [words for words, _source in shown.figures] == [FIGURE.text]
    pieces = [one.block for one in shown.pieces]
    assert pieces[0].kind is BlockKind.HEADING
    mended = Draft(shown.row.headline, shown.row.lead, tuple(pieces[:-1]))
    commands.correct(waiting, "sv", mended, "Citatet var inte godkänt.", viewer=per, now=out)
    assert done() == 7
