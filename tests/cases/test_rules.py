"""A case's life against a small model: whatever is done in whatever order, the promise stands where it was given."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from endorr import worktime
from endorr.cases import rules
from endorr.cases.rules import Evidence, Holder, Keeping, Leave, Life, Outcome, Refusal, Refused, Sharing, State
from endorr.worktime import Step

ANNA, BO = Holder(1, 10), Holder(2, 20)
SE = worktime.calendar("SE")
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


def refused(deed: object, *args: object, **kwargs: object) -> Refusal:
    with pytest.raises(Refused) as caught:
        deed(*args, **kwargs)  # type: ignore[operator]
    return caught.value.refusal


@given(MOMENTS, st.integers(-3, 3))
def test_a_promise_is_kept_by_a_first_contact_no_later_than_due_equality_kept(asked: datetime, seconds: int) -> None:
    promise = worktime.promise(asked, SE)
    how = rules.keeping(promise, promise.due + timedelta(seconds=seconds), promise.due + timedelta(days=3))
    assert how is (Keeping.KEPT if seconds <= 0 else Keeping.MISSED)


@given(MOMENTS, st.integers(-3, 3))
def test_an_unkept_promise_runs_through_its_due_second_and_is_then_missed(asked: datetime, seconds: int) -> None:
    promise = worktime.promise(asked, SE)
    how = rules.keeping(promise, None, promise.due + timedelta(seconds=seconds))
    assert how is (Keeping.RUNNING if seconds <= 0 else Keeping.MISSED)


@given(MOMENTS)
def test_every_warning_comes_before_the_promise_is_broken_and_no_earlier_than_the_question(asked: datetime) -> None:
    promise = worktime.promise(asked, SE)
    found = dict(rules.warnings(promise.received, SE))
    assert set(Step) - set(found) <= {Step.DUTY, Step.LEAD}
    assert all(promise.received <= at <= promise.due for step, at in found.items() if step is not Step.ASK_REASON)
    assert found[Step.TELL_COMPANY] == promise.act_by


def test_of_the_warnings_only_the_first_is_silenced_by_somebody_taking_the_question() -> None:
    taken = rules.take(Life(), ANNA)
    assert rules.still_needed(Step.DUTY, Life())
    assert not rules.still_needed(Step.DUTY, taken)
    assert rules.still_needed(Step.TELL_COMPANY, taken)


def test_a_promise_stands_on_the_contact_that_was_first_in_time() -> None:
    noon, day = datetime(2026, 11, 17, 12, tzinfo=UTC), timedelta(days=1)
    assert rules.ground(None, None, at=noon, stands_on=Evidence.STATED) is Evidence.STATED
    assert rules.ground(Evidence.STATED, noon, at=noon, stands_on=Evidence.SENT) is Evidence.SENT
    assert rules.ground(Evidence.STATED, noon, at=noon + day, stands_on=Evidence.SENT) is Evidence.STATED
    assert rules.ground(Evidence.CONFIRMED, noon, at=noon - day, stands_on=Evidence.STATED) is Evidence.STATED


def test_of_two_grounds_for_one_contact_the_stronger_counts() -> None:
    assert rules.stronger(Evidence.CONFIRMED, Evidence.STATED) is Evidence.CONFIRMED
    assert rules.stronger(Evidence.STATED, Evidence.SENT) is Evidence.SENT


@pytest.mark.parametrize(
    ("sharing", "answer"),
    [(Sharing.ASK, Refusal.ASK_THE_COMPANY), (Sharing.RECEIVER, Refusal.ONLY_RECEIVER)],
)
def test_another_organisation_takes_only_what_the_company_has_said_yes_to(sharing: Sharing, answer: Refusal) -> None:
    assert refused(rules.check_leave, rules.leave(sharing, organisation=20, reading={10})) is answer
    assert rules.leave(sharing, organisation=10, reading={10}) is Leave.GIVEN
    assert rules.leave(Sharing.YES, organisation=20, reading={10}) is Leave.GIVEN
    one_by_one = rules.leave(sharing, organisation=20, reading={10}, permitted={20})
    assert one_by_one is (Leave.GIVEN if sharing is Sharing.ASK else Leave.REFUSED), "only the receiver means only"


def test_a_case_nobody_was_reached_in_is_closed_only_as_unreachable() -> None:
    taken, now = rules.take(Life(), ANNA), datetime(2026, 11, 17, tzinfo=UTC)
    assert refused(rules.close, taken, by=ANNA, outcome=Outcome.HELPED, now=now) is Refusal.NO_CONTACT
    assert rules.close(taken, by=ANNA, outcome=Outcome.UNREACHABLE, now=now).state is State.CLOSED


def test_a_contact_is_neither_before_the_question_nor_in_the_future() -> None:
    now = datetime(2026, 11, 17, 9, tzinfo=UTC)
    hour = timedelta(hours=1)
    assert refused(rules.check_when, now + hour, received=now - hour, now=now) is Refusal.IN_THE_FUTURE
    assert refused(rules.check_when, now - 2 * hour, received=now - hour, now=now) is Refusal.BEFORE_THE_QUESTION


def test_a_call_in_the_very_minute_of_the_question_is_no_earlier_than_it() -> None:
    received = datetime(2026, 11, 17, 8, 40, 31, tzinfo=UTC)
    assert rules.as_stated(received.replace(second=0), received) == received
    assert rules.as_stated(received.replace(minute=39, second=0), received) < received
    assert rules.as_stated(received.replace(minute=41), received) == received.replace(minute=41)


class CaseLife(RuleBasedStateMachine):
    """Deeds in any order by two organisations and the company, held against what a person would note on paper."""

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2026, 11, 17, 8, 40, tzinfo=UTC)
        self.promise = worktime.promise(self.now, SE)
        self.given = self.promise
        self.life = Life()
        self.has: Holder | None = None
        self.offered: int | None = None
        self.contacts: list[datetime] = []
        self.closed = False

    def tried(self, allowed: bool, deed: object, *args: object, **kwargs: object) -> bool:
        try:
            self.life = deed(self.life, *args, **kwargs)  # type: ignore[operator]
        except Refused:
            assert not allowed
            return False
        assert allowed
        return True

    @rule(hours=st.integers(1, 30))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(who=st.sampled_from([ANNA, BO]))
    def take(self, who: Holder) -> None:
        if self.tried(not self.closed and self.has is None, rules.take, who):
            self.has = who

    @rule(who=st.sampled_from([ANNA, BO]), to=st.sampled_from([10, 20]))
    def refer(self, who: Holder, to: int) -> None:
        may = not self.closed and self.has == who and to != who.organisation and self.offered is None
        if self.tried(may, rules.refer, by=who, to=to):
            self.offered = to

    @rule(who=st.sampled_from([ANNA, BO]))
    def accept(self, who: Holder) -> None:
        if self.tried(not self.closed and self.offered == who.organisation, rules.accept, who):
            self.has, self.offered = who, None

    @rule(who=st.sampled_from([ANNA, BO]))
    def decline(self, who: Holder) -> None:
        if self.tried(not self.closed and self.offered == who.organisation, rules.decline, who):
            self.offered = None

    @rule(who=st.sampled_from([ANNA, BO]))
    def give_back(self, who: Holder) -> None:
        if self.tried(not self.closed and self.has == who, rules.give_back, who):
            self.has = self.offered = None

    @rule(who=st.sampled_from([ANNA, BO]))
    def contact(self, who: Holder) -> None:
        told = {"by": who, "at": self.now, "received": self.promise.received, "now": self.now}
        if self.tried(not self.closed and self.has == who, rules.contact, **told):
            self.contacts.append(self.now)

    @precondition(lambda self: self.contacts)
    @rule(who=st.sampled_from([ANNA, BO]))
    def close(self, who: Holder) -> None:
        may = not self.closed and self.has == who
        self.closed |= self.tried(may, rules.close, by=who, outcome=Outcome.HELPED, now=self.now)

    @rule()
    def company_closes(self) -> None:
        self.closed |= self.tried(not self.closed, rules.close_by_company, now=self.now)

    @invariant()
    def the_paper_and_the_life_agree(self) -> None:
        assert (self.life.holder, self.life.contacted_at) == (self.has, min(self.contacts, default=None))
        assert (self.life.state is State.CLOSED) is self.closed

    @invariant()
    def the_promise_never_moves(self) -> None:
        assert self.promise == self.given
        late = bool(self.contacts) and min(self.contacts) > self.given.due
        missed = late or (not self.contacts and self.now > self.given.due)
        how = rules.keeping(self.promise, self.life.contacted_at, self.now)
        assert (how is Keeping.MISSED) is missed


TestCaseLife = CaseLife.TestCase
