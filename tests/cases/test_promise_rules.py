"""The rules of the promise, each by its number, told as what happens at the door. 9, 14 and 15 are with the asking."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases.factories import NOW, WHO, adviser, asked, door, organisation, region_of, viewer
from tests.directory.factories import function

from endorr import worktime
from endorr.base.accounts.models import User
from endorr.base.ledger.models import Event
from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy.models import Cooperation
from endorr.base.tenancy.rules import Role, Viewer
from endorr.calendars.commands import change_calendar, open_calendar
from endorr.cases import clocks, commands, jobs
from endorr.cases.models import AnswerTime, Case, Contact, GivenPromise, MissReason, Referral, Reminder, RePromise
from endorr.cases.queries import case_of_link
from endorr.cases.queries.work import clocks_of
from endorr.cases.rules import Evidence, HoldReason, Keeping, MissCause, Refusal, Refused, Talk, Way
from endorr.directory.commands import report_absence, seat_person
from endorr.directory.models import Channel, Function
from endorr.directory.rules import Part, Place

database = pytest.mark.django_db
SE = worktime.calendar("SE")
HOUR = timedelta(hours=1)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2029, 11, 30), timezones=st.just(UTC))  # noqa: DTZ001


@pytest.fixture
def north() -> Cooperation:
    return door()


@pytest.fixture
def anna(north: Cooperation) -> User:
    return adviser("Anna Berg", region_of(north))


def behind(function_id: str, name: str, place: Place = Place.HOLDER) -> User:
    row = Function.objects.select_related("organisation").get(public_id=function_id)
    person = adviser(name, row.organisation)
    seat_person(function_id, person.public_id, place=place, from_day=NOW.date(), **WHO)
    return person


def why(deed: object, *args: object, **kwargs: object) -> Refusal:
    with pytest.raises(Refused) as caught:
        deed(*args, **kwargs)  # type: ignore[operator]
    return caught.value.refusal


def told(letter: str) -> set[str]:
    return {row.payload["to"] for row in OutboxRow.objects.filter(key__startswith=f"cases.{letter}:")}


@database
def test_rule_6_a_bridging_day_counts_unless_the_door_has_closed_it(north: Cooperation) -> None:
    # Wednesday 13 May 2026, the day before Ascension: the Friday after is a working day in SE.
    before = datetime(2026, 5, 13, 13, 0, tzinfo=UTC)
    assert GivenPromise.objects.get(case__public_id=asked(before).case).due == datetime(2026, 5, 15, 13, 0, tzinfo=UTC)
    own = SE.changed(id="vasterbotten", name="Västerbotten").closed_on(datetime(2026, 5, 15, tzinfo=UTC).date())
    open_calendar(north.public_id, own, now=datetime(2026, 4, 1, tzinfo=UTC), actor="system:test")
    after = GivenPromise.objects.get(case__public_id=asked(before, question="Något helt annat").case)
    assert after.due == datetime(2026, 5, 18, 13, 0, tzinfo=UTC)


@database
def test_rule_7_the_doors_calendar_rules_whoever_takes_the_question(north: Cooperation) -> None:
    eva = viewer(adviser("Eva Ek", organisation("Almi Exempel", north)))
    receipt = asked()
    before = case_of_link(receipt.case, NOW).promise
    commands.take(receipt.case, eva, now=NOW)
    assert case_of_link(receipt.case, NOW).promise == before
    assert before.calendar_id == "SE"


@database
def test_rule_8_a_promise_is_pinned_and_given_anew_only_by_a_person_aloud(north: Cooperation, anna: User) -> None:
    own = SE.changed(id="vasterbotten", name="Västerbotten")
    open_calendar(north.public_id, own, now=NOW, actor="system:test")
    receipt = asked()
    given = case_of_link(receipt.case, NOW).promise
    change_calendar("vasterbotten", own.changed(version=2, half_day_close=13 * 60), now=NOW, actor="system:test")
    assert case_of_link(receipt.case, NOW).promise == given
    me = viewer(anna)
    assert why(commands.re_promise, receipt.case, me, due=given.due, reason="", now=NOW) is Refusal.NOT_TAKEN
    commands.take(receipt.case, me, now=NOW)
    commands.re_promise(receipt.case, me, due=given.due - HOUR, reason="", now=NOW)
    later = {"due": given.due + HOUR, "now": NOW}
    assert why(commands.re_promise, receipt.case, me, reason=" ", **later) is Refusal.NOT_LATER_WITHOUT_REASON
    assert why(commands.re_promise, receipt.case, me, reason="", due=NOW, now=NOW) is Refusal.NOT_IN_THE_PAST
    commands.re_promise(receipt.case, me, reason="Bilen står i Sorsele.", **later)
    assert (
        "Bilen står i Sorsele."
        in OutboxRow.objects.filter(key__startswith="cases.anew").order_by("-pk")[0].payload["text"]
    )
    assert Event.objects.filter(kind="cases.re_promised").count() == RePromise.objects.count() == 2
    assert case_of_link(receipt.case, given.due + HOUR / 2).keeping is Keeping.MISSED, "the original is what is judged"


@database
def test_rule_10_only_a_named_persons_contact_keeps_it_and_attempts_stand_apart(north: Cooperation, anna: User) -> None:
    receipt = asked()
    due, me = case_of_link(receipt.case, NOW).promise.due, viewer(anna)
    commands.take(receipt.case, me, now=NOW)
    assert case_of_link(receipt.case, NOW).contacted_at is None, "taking keeps nothing"
    commands.log_contact(receipt.case, me, Talk(Way.CALL, NOW, reached=False), now=NOW)
    first = clocks_of(me, receipt.case)
    assert first is not None
    assert not first.by_attempt, "one attempt is no two"
    commands.log_contact(receipt.case, me, Talk(Way.CALL, NOW + HOUR, reached=False), now=NOW + HOUR)
    second = clocks_of(me, receipt.case)
    assert second is not None
    assert not second.by_attempt, "two on the same channel do not count"
    commands.log_contact(receipt.case, me, Talk(Way.MEETING, due, reached=False), now=due)
    third = clocks_of(me, receipt.case)
    assert third is not None
    assert third.by_attempt
    assert case_of_link(receipt.case, due + HOUR).keeping is Keeping.MISSED, "a figure of its own, never a kept promise"


@given(st.lists(st.tuples(st.sampled_from(list(Way)), st.integers(-3, 3)), max_size=5))
def test_rule_10_two_attempts_on_two_channels_no_later_than_due(tries: list[tuple[Way, int]]) -> None:
    due = datetime(2026, 11, 18, 8, 40, tzinfo=UTC)
    before = [way for way, seconds in tries if seconds <= 0]
    counted = clocks.kept_by_attempt([(way, due + timedelta(seconds=seconds)) for way, seconds in tries], due)
    assert counted == (len(before) >= 2 and len(set(before)) >= 2)


@database
@pytest.mark.parametrize(("seconds", "how"), [(0, Keeping.KEPT), (1, Keeping.MISSED)])
def test_rule_11_in_the_very_second_it_is_kept(north: Cooperation, anna: User, seconds: int, how: Keeping) -> None:
    receipt = asked()
    me, at = viewer(anna), case_of_link(receipt.case, NOW).promise.due + timedelta(seconds=seconds)
    commands.take(receipt.case, me, now=NOW)
    commands.log_contact(receipt.case, me, Talk(Way.CALL, at), now=at + HOUR)
    assert case_of_link(receipt.case, at + 9 * HOUR).keeping is how


@database
def test_rule_12_an_organisations_own_clock_may_stand_still_the_promise_never(north: Cooperation, anna: User) -> None:
    receipt = asked()
    me, given_ = viewer(anna), case_of_link(receipt.case, NOW).promise
    commands.take(receipt.case, me, now=NOW)
    commands.set_answer_time(receipt.case, me, budget=timedelta(days=3), now=NOW)
    first = AnswerTime.objects.get().due
    assert first == worktime.after(NOW, timedelta(days=3), SE)
    # From Thursday noon over the weekend to Tuesday noon: five days on the wall, three of working-day time.
    thursday, tuesday = datetime(2026, 11, 19, 11, tzinfo=UTC), datetime(2026, 11, 24, 11, tzinfo=UTC)
    commands.hold(receipt.case, me, HoldReason.COMPANY, now=thursday)
    assert why(commands.hold, receipt.case, me, HoldReason.ABROAD, now=thursday) is Refusal.ALREADY_RUNNING
    commands.resume(receipt.case, me, now=tuesday)
    assert AnswerTime.objects.get().due == worktime.after(first, timedelta(days=3), SE)
    assert case_of_link(receipt.case, tuesday).promise == given_
    commands.meet_answer_time(receipt.case, me, now=tuesday)
    assert why(commands.resume, receipt.case, me, now=tuesday) is Refusal.NOTHING_RUNS
    assert Event.objects.get(kind="cases.answer_time_met").facts["in_time"] is True


@given(MOMENTS, st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=4))
def test_rule_12_holds_are_added_in_working_day_time(since: datetime, spans: list[tuple[int, int]]) -> None:
    pauses, at = [], since
    for wait, length in spans:
        began = at + wait * HOUR
        at = began + length * HOUR
        pauses.append(clocks.Pause(began, at))
    held = sum((worktime.working_time(one.began, one.ended or at, SE) for one in pauses), timedelta())
    budget = timedelta(days=2)
    due = clocks.answer_due(since, budget, pauses, now=at, calendar=SE)
    assert due == worktime.after(since, budget + held, SE)
    assert due >= clocks.answer_due(since, budget, (), now=at, calendar=SE)


@given(MOMENTS, st.integers(0, 24 * 60))
def test_rule_13_the_inner_target_is_a_quarter_of_what_remains_and_an_office_hour_at_least(
    received: datetime, minutes: int
) -> None:
    promise = worktime.promise(received, SE)
    offered = received + timedelta(minutes=minutes)
    until = worktime.inner_target(offered, promise.act_by, SE)
    left, own = (worktime.office_time_left(offered, end, SE) for end in (promise.act_by, until))
    assert own == max(60, left // 4) or own == max(60, -(-left // 4)), "to the minute"
    assert worktime.office_moment(until, SE) == until, "it falls while somebody is in"
    assert until > offered


@database
def test_rule_13_a_handover_never_restarts_pauses_or_moves_the_promise(north: Cooperation, anna: User) -> None:
    to = function("Garantier", organisation("Kreditnämnden Exempel", north), within=north)
    lena = behind(to, "Lena Ek")
    receipt = asked()
    given_ = case_of_link(receipt.case, NOW).promise
    commands.refer(receipt.case, viewer(anna), function=to, text="", now=NOW)
    commands.accept(receipt.case, viewer(lena), now=NOW + HOUR)
    commands.give_back(receipt.case, viewer(lena), text="Inte vår", now=NOW + 2 * HOUR)
    commands.refer(receipt.case, viewer(anna), function=to, text="Jo", now=NOW + 3 * HOUR)
    assert Referral.objects.order_by("-pk")[0].answer_by > NOW + 4 * HOUR
    assert case_of_link(receipt.case, NOW + 3 * HOUR).promise == given_
    assert list(Reminder.objects.order_by("due").values_list("due", flat=True))[-1] >= given_.due


@database
def test_rule_16_the_ladder_climbs_from_duty_to_lead_to_both_and_the_deputy_and_then_to_the_company(
    north: Cooperation,
) -> None:
    # Monday 10.00: half is Monday 22.00, moved to Tuesday 8.00; three quarters is Tuesday 4.00, moved there too.
    monday = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
    desk = Function.objects.get(desk=True).public_id
    eva, ola = behind(desk, "Eva Jour"), behind(desk, "Ola Vikarie", Place.DEPUTY)
    sara = adviser("Sara Lead", region_of(north), Role.COORDINATOR)
    receipt = asked(monday)
    for due in Reminder.objects.order_by("due").values_list("due", flat=True):
        jobs.warn(due)
    shared = "jour@vasterbotten.example"
    assert told("lead") == {eva.email, shared, sara.email}
    assert told("last_call") == {eva.email, ola.email, shared, sara.email}
    assert told("risk") == {"vera@lampor.example"}
    assert told("missed") == {eva.email, shared, sara.email}, "the reason is asked"
    assert Event.objects.filter(subject=receipt.case, kind="cases.missed").count() == 1
    me = viewer(sara)
    commands.take(receipt.case, me, now=monday + 30 * HOUR)
    commands.explain_miss(receipt.case, me, MissCause.NOT_SEEN, text="Jouren var tom", now=monday + 30 * HOUR)
    assert MissReason.objects.get().cause == "not_seen"


@database
def test_rule_16_a_door_without_an_address_tells_the_coordinator_else_the_nation_else_the_ledger(
    north: Cooperation,
) -> None:
    Channel.objects.filter(kind="mail").delete()
    asked()
    assert Event.objects.filter(kind="cases.nobody_to_tell").exists()
    nils = adviser("Nils Riks", organisation("Verket Exempel", north), Role.NATIONAL_COORDINATOR)
    asked(question="Något helt annat")
    assert told("intake") == {nils.email}
    sara = adviser("Sara Lead", region_of(north), Role.COORDINATOR)
    asked(question="Ännu något")
    assert told("intake") == {nils.email, sara.email}


@database
def test_rule_16_a_reminder_swept_at_night_waits_for_the_morning(north: Cooperation) -> None:
    asked()
    night = datetime(2026, 11, 17, 22, 0, tzinfo=UTC)
    jobs.warn(night)
    assert told("lead") == set()
    jobs.warn(datetime(2026, 11, 18, 7, 0, tzinfo=UTC))
    assert told("lead") == {"jour@vasterbotten.example"}


@given(MOMENTS)
def test_rule_16_nobody_is_reminded_outside_office_hours(received: datetime) -> None:
    from endorr.cases import rules

    for step, at in rules.warnings(received, SE):
        if step in (*rules.REMINDERS, worktime.Step.ASK_REASON):
            assert worktime.office_moment(at, SE) == at


@given(st.sampled_from([(2026, 3, 27), (2026, 10, 23)]), st.integers(0, 24 * 60 - 1))
def test_rule_17_over_a_change_of_clocks_the_wall_time_stands(friday: tuple[int, int, int], minute: int) -> None:
    wall = datetime(*friday) + timedelta(minutes=minute)  # noqa: DTZ001 - a wall clock
    due = worktime.due(worktime.from_wall_clock(wall, SE), SE)
    shown = worktime.wall_clock(due, SE)
    assert shown - wall == timedelta(days=3) or (minute == 0 and shown - wall == timedelta(days=1))


@database
def test_rule_18_what_was_given_anew_and_tried_is_told_apart_from_what_was_kept(north: Cooperation, anna: User) -> None:
    receipt = asked()
    me: Viewer = viewer(anna)
    commands.take(receipt.case, me, now=NOW)
    due = case_of_link(receipt.case, NOW).promise.due
    commands.re_promise(receipt.case, me, due=due + 30 * HOUR, reason="Sjuk", now=NOW)
    commands.log_contact(receipt.case, me, Talk(Way.CALL, due + HOUR), now=due + HOUR)
    case = Case.objects.get()
    assert case_of_link(receipt.case, due + 2 * HOUR).keeping is Keeping.MISSED
    assert (case.evidence, Contact.objects.count()) == (Evidence.STATED, 1)
    beside = clocks_of(me, receipt.case)
    assert beside is not None
    assert (len(beside.anew), beside.by_attempt) == (1, False)


@database
def test_an_absent_desk_is_answered_by_its_deputy(north: Cooperation) -> None:
    desk = Function.objects.get(desk=True).public_id
    eva, ola = behind(desk, "Eva Jour"), behind(desk, "Ola Vikarie", Place.DEPUTY)
    report_absence(eva.public_id, first_day=NOW.date(), last_day=NOW.date(), part=Part.WHOLE, **WHO)
    asked()
    assert told("intake") == {ola.email, "jour@vasterbotten.example"}
