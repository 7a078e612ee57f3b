"""From the first draft to the revision: goals that are read, inputs that are answered, actions with owners."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings
from tests.strategy.factories import NOW, NUMBERS, SMALL, TODAY, Stage, viewer

from endorr.base.erasure.commands import forget
from endorr.base.outbox.models import OutboxRow
from endorr.companies.rules import Support
from endorr.indicators.queries import World
from endorr.meetings import commands as meetings
from endorr.meetings.commands import Invitee as Guest
from endorr.meetings.commands import MeetingPlan, PartPlan, Voiced
from endorr.meetings.models import Guest as GuestRow
from endorr.meetings.models import Input as MeetingInput
from endorr.meetings.rules import GuestKind, PartKind, Visibility
from endorr.statistics.seed.practice import sow_practice
from endorr.strategy import commands, following, jobs
from endorr.strategy.commands import ActionPlan, NotReadError
from endorr.strategy.models import Action, Figure, Goal, Input, Move, Party, Strategy, Theme
from endorr.strategy.queries import programmes, public, staff
from endorr.strategy.rules.course import Verdict, Why
from endorr.strategy.rules.deeds import Answer, Bar, Barred, Standing
from endorr.strategy.rules.participants import Wrong

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


def page(stage: Stage, number: int | None = None) -> public.StrategyPage:
    found = public.strategy("vasterbotten", today=TODAY, number=number)
    assert found
    return found


def test_a_goal_begins_at_what_was_read_and_is_followed_from_there(stage: Stage) -> None:
    stage.adopted()
    (goal,) = page(stage).goals
    by_year = following.years(following.read(SMALL, World.PRACTICE, "24"))
    assert goal.target.start == by_year[2022].value
    assert goal.course.latest
    assert goal.course.latest.value == by_year[max(by_year)].value
    assert not goal.set_after_known
    assert commands.read_figures(NOW + timedelta(days=1)) == 0, "nothing is news twice"


def test_what_cannot_be_a_goal_is_refused(stage: Stage) -> None:
    stage.opened()
    with barred(Bar.NO_BASELINE, "1950"):
        stage.set_goal(from_year=1950)
    with barred(Bar.TARGET_NOT_LATER):
        stage.set_goal(to_year=2022)
    with barred(Bar.NO_GOAL):
        commands.adopt(stage.strategy, stage.leader, decided_by="Någon", valid_from=TODAY, now=NOW)
    assert public.strategy("vasterbotten", today=TODAY) is None, "a draft is nobody's but its authors'"
    with pytest.raises(Strategy.DoesNotExist):
        commands.set_goal(stage.strategy, viewer(stage.rolf), commands.GoalPlan("x", SMALL, 2022, 2030, 1.0), now=NOW)
    with barred(Bar.NAME_TAKEN, "vasterbotten"):
        stage.opened()


def test_s5_a_target_set_when_the_answer_was_known_is_marked(stage: Stage) -> None:
    stage.opened()
    stage.set_goal(from_year=2020, to_year=2022)
    assert Goal.objects.get(public_id=stage.goal).set_after_known
    commands.adopt(stage.strategy, stage.leader, decided_by="Nämnden", valid_from=TODAY, now=NOW)
    assert page(stage).goals[0].set_after_known


def test_s4_a_changed_definition_breaks_the_series_and_the_old_figures_stay(stage: Stage) -> None:
    stage.adopted()
    before = list(Figure.objects.order_by("pk").values_list("year", "value", "meaning"))
    last = Figure.objects.order_by("-year").first()
    assert last
    last.pk, last.meaning, last.year, last.read_at = None, "0" * 64, last.year + 1, NOW + timedelta(days=1)
    last.save()
    (goal,) = page(stage).goals
    assert (goal.course.verdict, goal.course.why) == (Verdict.CANNOT_SAY, Why.OTHER_MEANING)
    assert len(goal.course.others) == 1
    assert list(Figure.objects.order_by("pk").values_list("year", "value", "meaning"))[: len(before)] == before


def test_s1_forty_inputs_from_six_tables_are_grouped_and_a_move_is_undone(stage: Stage) -> None:
    stage.adopted()
    strategy = Strategy.objects.get()
    tables = Party.objects.bulk_create(
        [Party(strategy=strategy, email=f"bord{table}@x.example", invited_at=NOW) for table in range(6)]
    )
    given = [
        Input(strategy=strategy, party=tables[number % 6], text=f"Inspel {number}", received_at=NOW)
        for number in range(40)
    ]
    inputs = [one.public_id for one in Input.objects.bulk_create(given)]
    tull = commands.group(stage.strategy, stage.leader, inputs[:25], "Tull", now=NOW)
    commands.group(stage.strategy, stage.leader, inputs[20:], "Språk", now=NOW)
    assert Theme.objects.get(public_id=tull).inputs.count() == 20
    commands.undo_move(stage.strategy, stage.leader, inputs[20], now=NOW)
    assert Input.objects.get(public_id=inputs[20]).theme.name == "Tull"  # type: ignore[union-attr]
    commands.undo_move(stage.strategy, stage.leader, inputs[20], now=NOW)
    assert Input.objects.get(public_id=inputs[20]).theme is None
    with barred(Bar.NOTHING_TO_UNDO):
        commands.undo_move(stage.strategy, stage.leader, inputs[20], now=NOW)
    assert {one.by for one in Move.objects.all()} == {stage.leader.actor}
    assert Move.objects.count() == 45


def test_s2_a_rejected_theme_needs_a_reason_and_whoever_gave_it_gets_the_reason(stage: Stage) -> None:
    stage.adopted()
    one = stage.heard()
    theme = commands.group(stage.strategy, stage.leader, [one], "Tull", now=NOW)
    with barred(Bar.NO_REASON):
        commands.decide_theme(stage.strategy, stage.leader, theme, Answer.REJECTED, reason=" ", now=NOW)
    why = "Tullverket har redan ett uppdrag om det."
    commands.decide_theme(stage.strategy, stage.leader, theme, Answer.REJECTED, reason=why, now=NOW)
    assert Input.objects.get(public_id=one).reply == why
    mails = OutboxRow.objects.filter(key__startswith="strategy.replied")
    assert why in "".join(str(mail.payload) for mail in mails)
    with barred(Bar.DECIDED_ALREADY):
        commands.undo_move(stage.strategy, stage.leader, one, now=NOW)
    with barred(Bar.NOT_ACCEPTED):
        commands.propose_action(stage.strategy, stage.leader, ActionPlan("Tullkurs", theme=theme), now=NOW)


def test_s2_an_input_from_a_meeting_is_answered_where_it_was_voiced(stage: Stage) -> None:
    stage.adopted()
    who = {"now": NOW, "actor": "system:test"}
    meeting = meetings.plan(
        MeetingPlan("Ministermöte", "Om export.", "Umeå"),
        organisation=stage.region.public_id,
        cooperation=stage.west.public_id,
        site="https://dorren.example",
        **who,  # type: ignore[arg-type]
    )
    start = NOW + timedelta(days=1)
    slot = PartPlan(PartKind.ROUND_TABLE, "Rundabord", start, start + timedelta(hours=1), [GuestKind.COMPANY], 5)
    part = meetings.add_part(meeting, slot, **who)  # type: ignore[arg-type]
    meetings.publish(meeting, **who)  # type: ignore[arg-type]
    meetings.invite([part], Guest(GuestKind.COMPANY, "Vera", "vera@lampor.example"), **who)  # type: ignore[arg-type]
    guest = GuestRow.objects.get().public_id
    voiced = meetings.mark_input(part, Voiced("Tullen är svår.", Visibility.OPEN, [guest]), **who)  # type: ignore[arg-type]
    (heard,) = staff.to_take_up(stage.leader, staff.desk(stage.leader, stage.strategy, today=TODAY))  # type: ignore[arg-type]
    one = commands.take_up(stage.strategy, stage.leader, heard.public_id, now=NOW)
    assert commands.take_up(stage.strategy, stage.leader, voiced, now=NOW) == one
    with barred(Bar.NOT_YOURS):
        commands.take_up(stage.strategy, stage.leader, "okand", now=NOW)
    commands.reply(stage.strategy, stage.leader, one, "En tullkurs hålls i vår.", now=NOW)
    assert MeetingInput.objects.get().answer == "En tullkurs hålls i vår."
    with barred(Bar.REPLIED_ALREADY):
        commands.reply(stage.strategy, stage.leader, one, "Igen", now=NOW)


def test_s3_an_action_without_owner_or_day_cannot_be_decided_not_even_in_the_database(stage: Stage) -> None:
    stage.adopted()
    action = commands.propose_action(stage.strategy, stage.leader, ActionPlan("Tullkurs", stage.goal), now=NOW)
    for owner, due, bar in (
        ("", TODAY, Bar.NO_OWNER),
        (stage.almi.public_id, None, Bar.NO_DUE),
        (stage.almi.public_id, TODAY - timedelta(days=1), Bar.PAST_DUE),
    ):
        with barred(bar):
            commands.decide_action(stage.strategy, stage.leader, action, owner=owner, due=due, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.update(standing=Standing.DECIDED.value)
    assert page(stage).actions == (), "a proposal is not public"
    commands.decide_action(stage.strategy, stage.leader, action, owner=stage.almi.public_id, due=TODAY, now=NOW)
    assert page(stage).actions[0].owner == "Almi Väst"


def test_an_action_that_is_late_is_told_once_and_openly(stage: Stage) -> None:
    stage.adopted()
    action = commands.propose_action(stage.strategy, stage.leader, ActionPlan("Tullkurs"), now=NOW)
    commands.decide_action(stage.strategy, stage.leader, action, owner=stage.region.public_id, due=TODAY, now=NOW)
    assert jobs.remind(NOW, ()) == 0
    tomorrow = NOW + timedelta(days=1)
    assert [jobs.remind(tomorrow, ()) for _ in range(2)] == [1, 0]
    assert OutboxRow.objects.filter(key__startswith="strategy.overdue").count() == 1
    late = public.strategy("vasterbotten", today=tomorrow.date())
    assert late
    assert late.actions[0].overdue
    assert not late.actions[0].followable, "no goal's figures follow it, and the page says so"
    with barred(Bar.NO_REASON):
        commands.settle_action(stage.strategy, stage.leader, action, outcome="", now=tomorrow)
    commands.settle_action(stage.strategy, stage.leader, action, outcome="Hölls med 20 deltagare.", now=tomorrow)
    assert not page(stage).actions[0].overdue


def test_a_revision_keeps_the_old_version_and_leaves_no_action_behind(stage: Stage) -> None:
    stage.adopted()
    old = stage.goal
    action = commands.propose_action(stage.strategy, stage.leader, ActionPlan("Tullkurs", old), now=NOW)
    assert commands.revise(stage.strategy, stage.leader, title="Vidare ut", about="Nytt läge.", now=NOW) == 2
    with barred(Bar.NOT_NOW):
        commands.revise(stage.strategy, stage.leader, title="En till", about="x", now=NOW)
    carried = Goal.objects.get(version__number=2)
    commands.drop_goal(stage.strategy, carried.public_id, stage.leader, now=NOW)
    stage.set_goal(text="Ett annat mål", indicator="exportorer-per-1000", aim=99.0)
    adopt = {"decided_by": "Regionfullmäktige", "valid_from": TODAY, "now": NOW}
    with barred(Bar.LEFT_OVER, "1"):
        commands.adopt(stage.strategy, stage.leader, **adopt)  # type: ignore[arg-type]
    commands.close_action(stage.strategy, stage.leader, action, why="Målet är ersatt.", now=NOW)
    commands.adopt(stage.strategy, stage.leader, **adopt)  # type: ignore[arg-type]
    assert page(stage).version.title == "Vidare ut"
    before = page(stage, 1)
    assert (before.version.valid_from, before.version.valid_to) == (date(2026, 1, 1), TODAY - timedelta(days=1))
    assert [one.text for one in before.goals] == ["Fler små exportörer"]


def test_an_action_goes_on_under_the_same_goal_of_the_next_version(stage: Stage) -> None:
    stage.adopted()
    action = commands.propose_action(stage.strategy, stage.leader, ActionPlan("Tullkurs", stage.goal), now=NOW)
    commands.revise(stage.strategy, stage.leader, title="Vidare ut", about="Nytt läge.", now=NOW)
    commands.adopt(stage.strategy, stage.leader, decided_by="Fullmäktige", valid_from=TODAY, now=NOW)
    goal = Action.objects.get(public_id=action).goal
    assert goal
    assert goal.version.number == 2


def test_s13_what_too_few_have_said_is_not_told(stage: Stage) -> None:
    stage.adopted()
    for number in range(3):
        commands.group(stage.strategy, stage.leader, [stage.heard(number)], "Tull", now=NOW)
    commands.group(stage.strategy, stage.leader, [stage.heard(7, "Just vi behöver en kran.")], "Kranar", now=NOW)
    for theme in Theme.objects.all():
        commands.decide_theme(
            stage.strategy, stage.leader, theme.public_id, Answer.ACCEPTED, reason="Vi gör det.", now=NOW
        )
    told = page(stage)
    assert [one.name for one in told.themes] == ["Tull"]
    assert told.hidden
    assert "kran" not in str(told).casefold()


def test_s6_a_company_with_many_kinds_of_help_counts_once_and_each_kind_counts(stage: Stage) -> None:
    stage.programmed()
    for support, many in ((Support.CHEQUE, 2), (Support.ADVICE, 3), (Support.EVENT, 1)):
        for number in range(many):
            stage.take(NUMBERS[0], support=support, on=date(2026, 3, 2 + number))
    stage.take(NUMBERS[0], cooperation=stage.north.public_id, organisation=stage.other.public_id)
    for company in NUMBERS[1:5]:
        stage.take(company)
    found = programmes.programme("exportlyftet", today=TODAY)
    assert found
    assert found.reach.companies == 5
    assert programmes.reach_of_all(today=TODAY) == 5
    supports = {one.key: one.companies for one in found.reach.supports}
    assert set(supports) == {"cheque", "advice", "event"}
    assert set(supports.values()) == {None}, "a kind that one company received is kept back, and what it follows from"
    stage.programmed("energi")
    stage.take(NUMBERS[0])
    assert programmes.reach_of_all(today=TODAY) is None, "beside the first programme's it would tell of the small one"
    for company in NUMBERS[1:5]:
        stage.take(company)
    assert programmes.reach_of_all(today=TODAY) == 5, "the same company in two programmes is one"


def test_participants_are_read_from_a_sheet_or_every_wrong_cell_is_told(stage: Stage) -> None:
    stage.programmed()
    top = "Organisationsnummer;Företag;Datum;Insats;Region;Organisation\n"
    row = "{};Bolaget;2026-03-02;Rådgivning;Västerbotten;Almi Väst\n"
    good = (top + "".join(row.format(number) for number in NUMBERS)).encode()
    assert commands.import_participants(stage.programme, stage.leader, good, now=NOW) == 6
    assert commands.import_participants(stage.programme, stage.leader, good, now=NOW) == 0
    bad = top + "556036-0794;Bolaget;2026-13-02;Kaffe;Skåne;Almi Väst\n;X;2026-03-02;Möte;Norrbotten;Okänd\n"
    with pytest.raises(NotReadError) as caught:
        commands.import_participants(stage.programme, stage.leader, bad.encode(), now=NOW)
    faults = {(one.row, one.column, one.wrong) for one in caught.value.sheet.faults}
    assert faults == {
        (2, "Organisationsnummer", Wrong.NOT_A_NUMBER),
        (2, "Datum", Wrong.NOT_A_DAY),
        (2, "Insats", Wrong.NOT_A_SUPPORT),
        (2, "Region", Wrong.NOT_A_REGION),
        (3, "Organisationsnummer", Wrong.EMPTY),
        (3, "Organisation", Wrong.NOT_A_PARTNER),
    }
    with barred(Bar.OUTSIDE):
        stage.take(NUMBERS[0], on=date(2024, 1, 1))
    with barred(Bar.IN_THE_FUTURE):
        stage.take(NUMBERS[0], on=date(2026, 12, 24))


def test_who_is_forgotten_leaves_the_reply_count_and_takes_the_words(stage: Stage) -> None:
    stage.adopted()
    one = stage.heard(text="Vi på Bolaget 1 har tröttnat.")
    party = Party.objects.get().public_id
    forget(party, now=NOW, actor="system:test")
    row = Party.objects.get()
    assert (row.name, row.email, row.organisation_name) == ("", "", "")
    assert Input.objects.get(public_id=one).text == "–"


def test_the_day_is_stockholms(stage: Stage) -> None:
    late = datetime(2026, 11, 17, 23, 30, tzinfo=UTC)
    stage.adopted()
    action = commands.propose_action(stage.strategy, stage.leader, ActionPlan("Kurs"), now=NOW)
    with barred(Bar.PAST_DUE):
        commands.decide_action(stage.strategy, stage.leader, action, owner=stage.almi.public_id, due=TODAY, now=late)
