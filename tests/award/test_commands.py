"""An award from its sheet to its record: what is frozen stays, interests come first, and a jury decides."""

import json
from collections.abc import Iterator
from copy import deepcopy

import numpy as np
import pytest
from django.test import override_settings
from tests.award.factories import NAMES, NOMINEES, NOW, READ, Stage, adviser, sheet, viewer

from endorr.award import commands, freezing, queries
from endorr.award.commands import Declared, Minutes, Nominee, Points
from endorr.award.models import Award, Juror, Nomination
from endorr.award.rules.jury import Bar, Barred, Standing
from endorr.base.erasure.commands import forget
from endorr.base.ledger.models import Event
from endorr.base.tenancy.rules import Role
from endorr.indicators.queries import World
from endorr.statistics.commands import Origin, publish
from endorr.statistics.queries import table_page, whole
from endorr.statistics.seed.practice import sow_practice
from endorr.statistics.table import Observations, Table

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def set_up(sown_together: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")):
        sow_practice(NOW, first=2)
        yield Stage()


@pytest.fixture
def stage(set_up: Stage, db: None) -> Stage:
    return deepcopy(set_up)


def barred(bar: Bar, what: str = "") -> "pytest.RaisesExc[Barred]":
    return pytest.raises(Barred, check=lambda error: error.bar is bar and error.what == what)


def page_of(stage: Stage) -> queries.AwardPage:
    found = queries.award(stage.secretary, stage.award)
    assert found
    return found


def test_a_frozen_award_says_the_same_for_ever_and_recomputes_to_the_same_result(stage: Stage) -> None:
    stage.frozen()
    frozen = Award.objects.get().frozen
    assert freezing.digest(frozen.content) == frozen.digest
    assert freezing.recompute(frozen.content) == frozen.result
    assert freezing.digest(frozen.result) == frozen.result_digest
    told = json.loads(frozen.content)
    assert told["figures"]["smf-exportorer"]["18"]["value"] > 0
    tables = told["made_of"]["smf-exportorer"]["tables"]
    assert all(len(one["sha256"]) == 64 and one["version"] == 1 for one in tables)
    facts = Event.objects.get(kind=commands.FROZEN).facts
    assert (facts["sha256"], facts["result_sha256"]) == (frozen.digest, frozen.result_digest)
    read = freezing.read(frozen.content)
    assert (read.year, read.world, read.sheet) == (2026, World.PRACTICE, sheet())
    assert freezing.read_result(frozen.result).left_out == ("09",), "Gotland keeps its figures back in practice"
    with barred(Bar.NOT_NOW):
        commands.freeze(stage.award, stage.secretary, now=NOW)
    with barred(Bar.NOT_NOW):
        commands.write_sheet(stage.award, stage.secretary, sheet(seed=7), now=NOW)


def test_figures_revised_afterwards_change_nothing_and_are_shown_beside(stage: Stage) -> None:
    stage.frozen()
    page = page_of(stage)
    assert page.frozen
    assert freezing.revised(page.frozen.data) is None
    table = table_page("ovning-lan")
    assert table
    content = whole(table)
    values = content.observations.values * np.linspace(1, 3, len(content.observations))
    changed = Table(content.head, Observations(values, content.observations.flags))
    publish("ovning-lan", changed, Origin("rättad", NOW), now=NOW, actor="test")
    today = freezing.revised(page.frozen.data)
    assert today
    assert today != page.frozen.weighing
    again = page_of(stage).frozen
    assert again
    assert again.weighing == page.frozen.weighing


def test_a_sheet_comes_first_and_its_versions_are_kept(stage: Stage) -> None:
    stage.opened()
    with barred(Bar.NO_SHEET):
        commands.freeze(stage.award, stage.secretary, now=NOW)
    for one in (sheet(), sheet(), sheet(seed=3)):
        commands.write_sheet(stage.award, stage.secretary, one, now=NOW)
    assert page_of(stage).sheet_number == 2
    with barred(Bar.YEAR_TAKEN, "2026"):
        stage.opened()


def test_official_figures_of_too_few_counties_are_refused_by_name(stage: Stage) -> None:
    stage.award = commands.open_award(
        2027, stage.secretary, organisation=stage.agency.public_id, world=World.OFFICIAL, now=NOW
    )
    commands.write_sheet(stage.award, stage.secretary, sheet(), now=NOW)
    with barred(Bar.TOO_FEW_FIGURES, "smf-export-okning"):
        commands.freeze(stage.award, stage.secretary, now=NOW)
    assert page_of(stage).row.standing is Standing.PREPARED


def test_three_different_regions_with_reasons_are_nominated_and_no_order_of_ranks_binds(stage: Stage) -> None:
    stage.frozen()
    reasons = [Nominee(code, "Skäl.") for code in ("06", "07", "05")]
    with barred(Bar.NOT_THREE):
        commands.nominate(stage.award, stage.secretary, [reasons[0]] * 3, now=NOW)
    with barred(Bar.NO_REASON, "07"):
        commands.nominate(stage.award, stage.secretary, [reasons[0], Nominee("07", " "), reasons[2]], now=NOW)
    with barred(Bar.NOT_WEIGHED, "09"):
        commands.nominate(stage.award, stage.secretary, [reasons[0], Nominee("09", "Skäl."), reasons[2]], now=NOW)
    commands.nominate(stage.award, stage.secretary, reasons, now=NOW)
    commands.nominate(stage.award, stage.secretary, list(reversed(reasons)), now=NOW)
    assert [one.county for one in page_of(stage).nominees] == ["05", "07", "06"]


def test_interests_come_before_anything_else_and_one_with_an_interest_takes_no_part(stage: Stage) -> None:
    stage.nominated()
    points = {one: Points(4, "Bra.") for one in READ}
    with barred(Bar.NOT_DECLARED):
        commands.assess(stage.award, stage.juror(0), "18", points, now=NOW)
    with barred(Bar.NOT_DECLARED):
        commands.declare_interests(stage.award, stage.juror(0), {"18": Declared(has_interest=False)}, now=NOW)
    unsaid = {one: Declared(has_interest=True) for one in NOMINEES}
    with barred(Bar.NO_REASON, "18"):
        commands.declare_interests(stage.award, stage.juror(0), unsaid, now=NOW)
    stage.declare(0)
    commands.assess(stage.award, stage.juror(0), "18", points, now=NOW)
    stage.declare(0, aside="24")
    with barred(Bar.STEPPED_ASIDE):
        commands.assess(stage.award, stage.juror(0), "18", points, now=NOW)
    own = queries.own_seat(stage.juror(0), stage.award)
    assert own
    assert own.points == {}, "what was written before the interest was told is gone"
    with barred(Bar.NOT_NOW):
        commands.nominate(stage.award, stage.secretary, [Nominee(c, "Nya.") for c in ("01", "03", "04")], now=NOW)


def test_nothing_is_decided_before_all_who_take_part_have_handed_in(stage: Stage) -> None:
    stage.nominated()
    for number in range(4):
        stage.declare(number)
    with barred(Bar.NOT_DECLARED):
        stage.write()
    stage.declare(4, aside="12")
    with barred(Bar.ASSESSMENTS_MISSING):
        stage.write()
    with barred(Bar.NOT_ASSESSED, READ[0]):
        commands.hand_in(stage.award, stage.juror(0), now=NOW)
    stage.assess(0, dict.fromkeys(NOMINEES, 3))
    with barred(Bar.HANDED_IN):
        stage.declare(0, aside="12")
    seat = queries.own_seat(stage.juror(1), stage.award)
    assert seat
    assert not seat.page.open_to_all, "nobody reads another's before all have handed in"
    assert page_of(stage).points("18") is None, "nor does the secretary"


def test_the_jury_decides_may_deviate_with_reasons_and_one_of_it_confirms(stage: Stage) -> None:
    stage.judged(favourite="18")
    with barred(Bar.DEVIATION_UNEXPLAINED):
        stage.write("24")
    with barred(Bar.NOT_NOMINATED):
        stage.write("01")
    with barred(Bar.NO_REASON):
        stage.write("18", reasons=" ")
    stage.write("24", deviation="Siffrorna mäter inte samarbetet över gränsen, som juryn satte främst.")
    assert page_of(stage).row.standing is Standing.WRITTEN
    assert queries.award_of(2026).record is None, "not public before a juror has confirmed it"  # type: ignore[union-attr]
    with barred(Bar.NOT_PRESENT):
        commands.confirm_record(stage.award, stage.juror(4), now=NOW)
    with pytest.raises(Juror.DoesNotExist):
        commands.confirm_record(stage.award, stage.secretary, now=NOW)
    commands.confirm_record(stage.award, stage.juror(0), now=NOW)
    page = queries.award_of(2026)
    assert page
    assert page.record
    assert (page.row.winner, page.record.confirmed_by) == ("24", NAMES[0])
    assert [one.aside for one in page.jurors] == [False] * 4 + [True]
    assert page.points("18") == 5
    with barred(Bar.NOT_NOW):
        stage.write("12")
    assert Event.objects.get(kind=commands.DECIDED).facts["winner"] == "24"


def test_strangers_find_nothing_and_who_prepares_does_not_decide(stage: Stage) -> None:
    stage.nominated()
    other = adviser("Olga Annan", stage.school, Role.NATIONAL_COORDINATOR)
    assert queries.award(viewer(other), stage.award) is None
    with pytest.raises(Award.DoesNotExist):
        commands.write_record(stage.award, viewer(other), Minutes("18", NOW.date(), "x"), now=NOW)
    with barred(Bar.NO_SECRETARY):
        commands.open_award(2030, viewer(other), organisation=stage.agency.public_id, world=World.PRACTICE, now=NOW)
    own = adviser("Ove Egen", stage.agency, Role.JURY_MEMBER)
    with barred(Bar.OF_THE_SECRETARIAT):
        commands.seat_juror(stage.award, stage.secretary, person=own.public_id, comes_from="", now=NOW)
    with barred(Bar.NO_JUROR):
        commands.seat_juror(stage.award, stage.secretary, person=other.public_id, comes_from="", now=NOW)
    with barred(Bar.ALREADY_ON_THE_JURY):
        commands.seat_juror(stage.award, stage.secretary, person=stage.jurors[0].public_id, comes_from="", now=NOW)
    assert queries.own_seat(viewer(own), stage.award) is None
    with pytest.raises(Juror.DoesNotExist):
        commands.declare_interests(stage.award, viewer(own), {}, now=NOW)
    seat = Juror.objects.get(person=stage.jurors[4])
    commands.unseat_juror(stage.award, stage.secretary, seat.public_id, now=NOW)
    assert Juror.objects.count() == 4


def test_a_juror_who_is_forgotten_leaves_the_decision_and_takes_the_name(stage: Stage) -> None:
    stage.judged().write()
    commands.confirm_record(stage.award, stage.juror(0), now=NOW)
    forget(stage.jurors[0].public_id, now=NOW, actor="system:test")
    page = queries.award_of(2026)
    assert page
    assert page.record
    assert (page.record.confirmed_by, page.jurors[0].name) == ("", "")
    assert page.row.winner == "18"
    assert Nomination.objects.count() == 3
