"""A question's life through the real commands, in any order, against what a person would note on paper."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.cases.dying import POINTS, Died, dying_at, rows
from tests.cases.factories import NOW, WHO, adviser, asked, door, organisation, region_of
from tests.cases.test_mail import letters, written
from tests.directory.factories import function

from endorr.base.clock import local_date
from endorr.base.idempotency.commands import Answer, remember
from endorr.base.idempotency.rules import Kind
from endorr.base.ledger.audit import faults
from endorr.base.ledger.models import Event
from endorr.base.outbox.commands import receive_mail
from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy.models import Membership
from endorr.base.tenancy.queries import viewer_of
from endorr.base.tenancy.rules import Role, Viewer
from endorr.cases import commands, jobs
from endorr.cases.models import Case, Delivery, Entry, GivenPromise, Referral, Reminder
from endorr.cases.queries import anonymous_card, case_for
from endorr.cases.rules import Evidence, Outcome, Refused, Sharing, Talk, Way
from endorr.directory.commands import report_absence, seat_person
from endorr.directory.models import Function
from endorr.directory.rules import Part, Place
from endorr.worktime import kept

PEOPLE = ("Anna Berg", "Bo Dahl", "Lena Ek", "Didrik Vik", "Eva Sjö")
HOME = {"Anna Berg": "door", "Bo Dahl": "door", "Lena Ek": "ekn", "Didrik Vik": "ekn", "Eva Sjö": "almi"}
WORDS = ("Vera", "Linds", "lampor", "tullen")


class Life(RuleBasedStateMachine):
    """One question at a door with three organisations; the model is the few lines that a person would note."""

    @initialize(sharing=st.sampled_from([Sharing.YES, Sharing.YES, Sharing.RECEIVER]))
    def opens(self, sharing: Sharing) -> None:
        north = door()
        self.homes = {"door": region_of(north)}
        desk = Function.objects.get(desk=True).public_id
        for slug, name in (("ekn", "Kreditnämnden Exempel"), ("almi", "Almi Exempel")):
            self.homes[slug] = organisation(name, north)
        self.functions = {
            "door": desk,
            "ekn": function("Garantier", self.homes["ekn"], within=north),
            "almi": function("Finansiering", self.homes["almi"], within=north),
        }
        self.people = {name: adviser(name, self.homes[HOME[name]]) for name in PEOPLE}
        for name in PEOPLE:
            place = Place.DEPUTY if name in {"Bo Dahl", "Didrik Vik"} else Place.HOLDER
            here = self.functions[HOME[name]]
            seat_person(here, self.people[name].public_id, place=place, from_day=NOW.date(), **WHO)
        adviser("Sara Lead", self.homes["door"], Role.COORDINATOR)
        self.now: datetime = NOW
        self.case = asked(sharing=sharing).case
        self.given = GivenPromise.objects.values().get()
        self.sharing, self.holder, self.offered = sharing, "", ""
        self.contact: datetime | None = None
        self.closed = False
        self.reads = {"door"}
        self.gone: set[str] = set()
        self.dies, self.sent, self.mails = "", 0, 0

    def viewer(self, name: str) -> Viewer:
        return viewer_of(self.people[name].pk, on=local_date(self.now))

    def tried(self, allowed: bool, deed: Any, *told: Any, **more: Any) -> bool:
        try:
            self.sends(partial(deed, *told, now=self.now, **more))
        except Refused:
            assert not allowed, f"{deed.__name__} was refused"
            return False
        assert allowed, f"{deed.__name__} was let through"
        return True

    def sends(self, deed: Callable[[], None]) -> None:
        """Send a form, and send it again if whoever took it died before answering."""
        self.sent += 1

        def done() -> Answer:
            deed()
            return Answer({})

        self.survives(partial(self.arrives, done))

    def arrives(self, done: Callable[[], Answer]) -> Answer:
        key = f"life:{self.sent:06}"
        return remember(key, scope="life", digest=key, kind=Kind.FORM, now=self.now, deed=done)

    def survives(self, work: Callable[[], Any]) -> None:
        """Let a process do its work; if it dies on the way another does it, and the first has left no half deeds."""
        point, self.dies = self.dies, ""
        before = rows() if point else {}
        try:
            with dying_at(point):
                work()
        except Died:
            whole = point == "idempotency.committed" or point.startswith(("cases.mail", "cases.warn"))
            assert whole or rows() == before, f"half a deed was left at {point}"
            work()

    @rule(point=st.sampled_from(POINTS))
    def will_die(self, point: str) -> None:
        """The next process to pass a point dies there."""
        self.dies = point

    @precondition(lambda self: self.sent)
    @rule()
    def sends_again(self) -> None:
        """The last form comes once more: nothing happens that has happened."""
        before = rows()

        def refused() -> Answer:
            return Answer({}, kept=False)

        self.arrives(refused)
        assert rows() == before

    @precondition(lambda self: not self.closed)
    @rule(times=st.integers(1, 3))
    def company_mails(self, times: int) -> None:
        """A reply by mail, delivered as often as mail servers like, to one mailbox or two."""
        self.mails += 1
        number = f"<{self.mails}@lampor.example>"
        raw = written("vera@lampor.example", letters("confirm")[0]["reply_to"], "Hur går det?", Message_ID=number)
        for time in range(times):
            receive_mail(raw=raw, mailbox="vasterbotten" if time < 2 else "annan", now=self.now)
            self.survives(partial(jobs.take_mail_in, self.now))

    @property
    def has(self) -> str:
        return HOME[self.holder] if self.holder else ""

    def here(self, name: str) -> bool:
        return name not in self.gone

    @rule(name=st.sampled_from(PEOPLE))
    def take(self, name: str) -> None:
        if not self.here(name):
            return
        may = not self.closed and not self.holder and (HOME[name] in self.reads or self.sharing is Sharing.YES)
        if self.tried(may, commands.take, self.case, self.viewer(name)):
            self.holder = name
            self.reads.add(HOME[name])

    @rule(name=st.sampled_from(PEOPLE), to=st.sampled_from(["ekn", "almi"]))
    def refer(self, name: str, to: str) -> None:
        if not self.here(name) or self.closed:
            return
        home = HOME[name]
        takes = not self.holder and (home in self.reads or self.sharing is Sharing.YES)
        mine = takes or self.has == home
        staffed = any(self.here(one) and not self.away(one) for one in PEOPLE if HOME[one] == to)
        shared = self.shared(to)
        may = mine and to != home and not self.offered and staffed and shared
        if self.tried(may, commands.refer, self.case, self.viewer(name), function=self.functions[to], text="Kan ni?"):
            self.holder = self.holder or name
            self.offered = to
            self.reads.add(home)

    @rule(name=st.sampled_from(PEOPLE))
    def accept(self, name: str) -> None:
        if not self.here(name):
            return
        may = not self.closed and self.offered == HOME[name]
        if self.tried(may, commands.accept, self.case, self.viewer(name)):
            self.holder, self.offered = name, ""
            self.reads.add(HOME[name])

    @rule(name=st.sampled_from(PEOPLE))
    def decline(self, name: str) -> None:
        if not self.here(name):
            return
        may = not self.closed and self.offered == HOME[name]
        if self.tried(may, commands.decline, self.case, self.viewer(name), text="Inte vår"):
            self.offered = ""

    @rule(name=st.sampled_from(PEOPLE))
    def give_back(self, name: str) -> None:
        if not self.here(name):
            return
        if self.tried(
            not self.closed and self.has == HOME[name], commands.give_back, self.case, self.viewer(name), text=""
        ):
            self.holder = self.offered = ""

    @rule(name=st.sampled_from(PEOPLE), reached=st.booleans())
    def talk(self, name: str, reached: bool) -> None:
        if not self.here(name):
            return
        talk = Talk(Way.CALL, self.now, reached=reached)
        may = not self.closed and self.has == HOME[name]
        if self.tried(may, commands.log_contact, self.case, self.viewer(name), talk) and reached:
            self.contact = self.contact or self.now

    @rule(name=st.sampled_from(PEOPLE))
    def write(self, name: str) -> None:
        if not self.here(name):
            return
        may = not self.closed and self.has == HOME[name]
        if self.tried(may, commands.write, self.case, self.viewer(name), "Så här gör ni."):
            self.contact = self.contact or self.now

    @rule(to=st.sampled_from(list(Sharing)))
    def share_otherwise(self, to: Sharing) -> None:
        if to is Sharing.ASK:
            return
        commands.change_sharing(self.case, to, now=self.now)
        self.sharing = to
        if self.offered and not self.shared(self.offered):
            self.offered = ""

    def shared(self, home: str) -> bool:
        return home in self.reads or self.sharing is Sharing.YES

    @rule()
    def company_writes(self) -> None:
        before = OutboxRow.objects.count()
        self.mails += not self.closed
        if self.tried(not self.closed, commands.add_message, self.case, "En sak till."):
            assert OutboxRow.objects.count() > before, "somebody is told of it"

    @precondition(lambda self: self.contact is not None)
    @rule(name=st.sampled_from(PEOPLE))
    def close(self, name: str) -> None:
        if not self.here(name):
            return
        may = not self.closed and self.has == HOME[name]
        if self.tried(may, commands.close, self.case, self.viewer(name), Outcome.HELPED):
            self.closed, self.offered = True, ""

    def away(self, name: str) -> bool:
        day = local_date(self.now)
        return self.people[name].absences.filter(first_day__lte=day, last_day__gte=day).exists()

    @rule(name=st.sampled_from(PEOPLE))
    def falls_ill(self, name: str) -> None:
        day = local_date(self.now)
        report_absence(self.people[name].public_id, first_day=day, last_day=day, part=Part.WHOLE, **WHO)

    @rule(name=st.sampled_from(["Lena Ek", "Eva Sjö", "Bo Dahl"]))
    def leaves(self, name: str) -> None:
        Membership.objects.filter(person=self.people[name]).update(ended_at=self.now)
        self.people[name].holdings.all().delete()
        self.gone.add(name)

    @rule(hours=st.sampled_from([0, 1, 3, 8, 24, 72]))
    def time_passes(self, hours: int) -> None:
        """The clock ticks, the worker does its round, and the paper is brought up to what that may have done."""
        self.now += timedelta(hours=hours)
        for job in (jobs.lapse_offers, jobs.cover_absent, jobs.warn):
            self.survives(partial(job, self.now))
        row = Case.objects.select_related("holder").get(public_id=self.case)
        if self.offered and not Referral.objects.filter(verdict="").exists():
            assert Event.objects.filter(kind="cases.lapsed").exists() or row.holder is None
            self.offered = ""
        before, self.holder = self.holder, row.holder.name if row.holder else ""
        if self.holder and self.holder != before:
            assert HOME[self.holder] == HOME[before], "a cover never leaves the organisation"

    @invariant()
    def the_promise_never_moves(self) -> None:
        if hasattr(self, "given"):
            assert GivenPromise.objects.values().get() == self.given

    @invariant()
    def it_is_always_somebodys(self) -> None:
        if not hasattr(self, "given"):
            return
        row = Case.objects.select_related("function", "holder").get(public_id=self.case)
        assert row.function.desk
        assert (row.holder.name if row.holder else "") == self.holder
        assert (row.closed_at is not None) == self.closed
        assert (row.referred_to_id == self.homes[self.offered].pk) if self.offered else row.referred_to_id is None
        assert row.contacted_at == self.contact
        assert (row.evidence != "") == (self.contact is not None)
        assert not row.evidence or row.evidence in set(Evidence)

    @invariant()
    def nothing_is_seen_before_it_is_delivered(self) -> None:
        if not hasattr(self, "given"):
            return
        delivered = set(Delivery.objects.values_list("organisation", flat=True))
        assert delivered == {self.homes[home].pk for home in self.reads if home != "door"}
        for name in ("Anna Berg", "Didrik Vik", "Eva Sjö"):
            if self.here(name):
                seen = case_for(self.viewer(name), self.case, self.now)
                assert (seen is not None) == (HOME[name] in self.reads)
                if seen is None:
                    card = repr(anonymous_card(self.viewer(name), self.case, self.now))
                    assert not any(word in card for word in WORDS)

    @invariant()
    def nothing_came_twice_or_was_lost(self) -> None:
        if hasattr(self, "given"):
            assert Entry.objects.filter(kind="message").count() == self.mails
            assert Event.objects.filter(kind="cases.message").count() == self.mails

    def teardown(self) -> None:
        assert list(faults()) == []

    @invariant()
    def nothing_is_silent(self) -> None:
        if not hasattr(self, "given"):
            return
        due = self.given["due"]
        overdue = Reminder.objects.filter(done_at__isnull=True, due__lte=self.now, step="missed")
        unkept = self.contact is None and not self.closed and not kept(self.now, due)
        if unkept and not overdue.exists():
            assert Event.objects.filter(kind="cases.missed").count() == 1, "a miss is told once"


class _Atomic(Life):
    """Each life in a transaction of its own, undone afterwards."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self) -> None:
        try:
            super().teardown()
        finally:
            self.undo()

    def undo(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)


def live_through(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        _Atomic,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
def test_in_whatever_order_the_promise_stands_somebody_has_it_and_nobody_sees_too_early() -> None:
    live_through(6, 12)


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("quarter", range(4))
def test_ten_thousand_steps(quarter: int) -> None:
    """Four times 105 lives of 25 steps, so that two processes can share them; each is lived at random."""
    live_through(105, 25)
