"""Awkward mails and a long backlog on a real mailbox server, with the poll killed again and again on its way."""

import os
import random
import signal
import time
from collections.abc import Callable

import pytest
from django.db import connection
from tests.cases import imap_server
from tests.cases.awkward_mails import everything, huge, raw
from tests.cases.factories import NOW
from tests.cases.test_awkward_mails import House, check, house  # noqa: F401 - a fixture
from tests.faults.conftest import Nursery

from endorr.base.failpoints import ARMED
from endorr.base.outbox.models import IncomingMail
from endorr.cases.models import Case

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

BACKLOG = int(os.environ.get("ENDORR_TEST_BACKLOG", "10000"))
POINTS = ("imap.stored:2", "imap.stored:40", "cases.stored:3", "cases.asked:20", "files.placed:2")
BOXES = ("vasterbotten", "export", "okand")


def test_nothing_is_lost_doubled_or_stopped_on_its_way_from_a_real_mailbox(
    house: House,  # noqa: F811
    nursery: Nursery,
    figure: Callable[[str], None],
) -> None:
    seed = random.SystemRandom().randrange(2**32)
    dice = random.Random(seed)
    awkward = (*everything(), huge())
    with imap_server.running() as server:
        for mail in awkward:
            server.deliver(mail.box, house.filled(mail.raw), NOW)
        for number in range(BACKLOG):
            question = raw(f"Fråga {number} i kön", sender=f"Kö <ko{number}@kon{number}.example>")
            server.deliver("vasterbotten", question, NOW, read=number % 3 == 0)
        imap_server.own(server)
        environment = {"SSL_CERT_FILE": str(server.certificate)}
        boxes = [server.box(name) for name in BOXES]
        killed = 0
        for point in POINTS:
            life = nursery.start(
                "tests.faults.mail_run", NOW.isoformat(), *boxes, environment={**environment, ARMED: point}
            )
            code, _said = life.wait()
            assert code == -signal.SIGKILL, point
            killed += 1
        for _ in range(20):
            life = nursery.start("tests.faults.mail_run", NOW.isoformat(), *boxes, environment=environment)
            time.sleep(dice.uniform(0.05, 2))
            life.kill()
            life.wait()
            killed += 1
        code, said = nursery.start("tests.faults.mail_run", NOW.isoformat(), *boxes, environment=environment).wait()
        assert code == 0, (seed, said[-5:], server.said())
    backlog = Case.objects.filter(enquiry__email__startswith="ko", enquiry__question__contains="i kön")
    assert backlog.count() == backlog.values("enquiry__email").distinct().count() == BACKLOG, seed
    assert IncomingMail.objects.count() == len(awkward) + BACKLOG, seed
    check(house, awkward, beside=BACKLOG, nul=b"\x80")
    figure(
        f"dovecot on {connection.vendor}: {len(awkward)} awkward mails and a backlog of {BACKLOG}, poll killed {killed}"
        " times: lost 0, doubled 0, stopped 0"
    )
