"""Whoever dies in the middle of a deed leaves nothing of it, and the same form sent again does it once."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from tests.cases.dying import POINTS, Died, dying_at, rows
from tests.cases.factories import NOW, WHO, adviser, asked, door, organisation, region_of, viewer
from tests.cases.test_mail import letters, written
from tests.directory.factories import function

from endorr.base.idempotency.commands import Answer, remember
from endorr.base.idempotency.rules import Kind
from endorr.base.ledger.audit import faults
from endorr.base.outbox.commands import receive_mail
from endorr.base.tenancy.rules import Role, Viewer
from endorr.cases import commands, jobs
from endorr.cases.models import Reminder
from endorr.cases.rules import Outcome, Talk, Way
from endorr.directory.commands import seat_person
from endorr.directory.models import Function
from endorr.directory.rules import Place

pytestmark = pytest.mark.django_db

Deed = Callable[[], object]


class Door:
    """A question at a door, with one who may take it and one it may be offered to."""

    def __init__(self) -> None:
        north = door()
        ekn = organisation("Kreditnämnden Exempel", north)
        self.lena, self.eva = adviser("Lena Ek", region_of(north)), adviser("Eva Sjö", ekn)
        adviser("Sara Lead", region_of(north), Role.COORDINATOR)
        self.theirs = function("Garantier", ekn, within=north)
        for there, who in ((Function.objects.get(desk=True).public_id, self.lena), (self.theirs, self.eva)):
            seat_person(there, who.public_id, place=Place.HOLDER, from_day=NOW.date(), **WHO)

    def asks(self) -> None:
        self.case = asked().case

    def by(self, deed: Callable[..., object], who: Viewer, *told: object, **more: object) -> Deed:
        return partial(deed, self.case, who, *told, now=NOW, **more)

    def life(self) -> list[tuple[str, Deed]]:
        """Return a life in which every deed is done, in order, with the points of `cases` it newly passes."""
        lena, eva = viewer(self.lena), viewer(self.eva)
        refer = self.by(commands.refer, lena, function=self.theirs, text="Kan ni?")
        late = NOW + timedelta(days=1, hours=3)
        return [
            ("claimed taken", self.by(commands.take, lena)),
            ("giving_back given_back", self.by(commands.give_back, lena, text="")),
            ("referring referred", refer),
            ("declining declined", self.by(commands.decline, eva, text="Inte vår")),
            ("", refer),
            ("lapsed", partial(jobs.lapse_offers, late)),
            ("", self.by(commands.take, lena)),
            ("contacting contacted", self.by(commands.log_contact, lena, Talk(Way.CALL, NOW, reached=False))),
            ("mail_claimed mail_taken", self.mails),
            ("warning warned", self.one_warning),
            ("", refer),
            ("accepting accepted", self.by(commands.accept, eva)),
            ("writing wrote", self.by(commands.write, eva, "Så här gör ni.")),
            ("closing closed", self.by(commands.close, eva, Outcome.HELPED)),
        ]

    def one_warning(self) -> None:
        commands.see_to(Reminder.objects.get(step="missed").pk, now=NOW + timedelta(days=1, hours=3))

    def mails(self) -> None:
        raw = written("vera@lampor.example", letters("confirm")[0]["reply_to"], "Hur går det?", Message_ID="<1@x>")
        receive_mail(raw=raw, mailbox="vasterbotten", now=NOW)
        jobs.take_mail_in(NOW)


def dies_at(point: str, work: Deed) -> None:
    """Let somebody die at a point on the way, and see that there is as much as before."""
    before = rows()
    with pytest.raises(Died), dying_at(point), transaction.atomic():
        work()
    assert rows() == before, point


def test_whoever_dies_on_the_way_leaves_nothing_of_the_deed_and_another_does_it() -> None:
    here, passed = Door(), set()
    for point in ("cases.stored", "cases.asked"):
        dies_at(point, here.asks)
    here.asks()
    for points, deed in here.life():
        for point in (f"cases.{name}" for name in points.split()):
            dies_at(point, deed)
            passed.add(point)
        before = rows()
        deed()
        assert rows() != before
    assert passed == {point for point in POINTS if point.startswith("cases.")} - {"cases.covered"}
    assert list(faults()) == []


@pytest.mark.parametrize("point", [point for point in POINTS if point.startswith("idempotency.")])
def test_a_form_whose_answer_was_lost_is_sent_again_and_done_once(point: str) -> None:
    here = Door()

    def sent() -> Answer:
        here.asks()
        return Answer({"case": here.case})

    send = partial(remember, "key-00001", scope="form", digest="same", kind=Kind.FORM, now=NOW, deed=sent)
    with pytest.raises(Died), dying_at(point):
        send()
    assert rows()["Case"] == (1 if point == "idempotency.committed" else 0)
    first, again = send(), send()
    assert first.value == again.value == {"case": here.case}
    assert again.replayed
    assert rows()["Case"] == 1
