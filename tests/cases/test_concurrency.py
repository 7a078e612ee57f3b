"""Many at once: one takes the question, and one draft sent from many windows is one case."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection
from tests.cases.factories import NOW, adviser, asked, door, question, region_of, viewer
from tests.cases.test_mail import written

from endorr.base.ledger.models import Event
from endorr.base.outbox.commands import receive_mail
from endorr.base.outbox.models import IncomingMail
from endorr.cases import commands, jobs
from endorr.cases.commands import TakenError
from endorr.cases.models import Case, Entry
from endorr.cases.rules import Refused

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 6


def at_once(deeds: list[Callable[[], object]]) -> list[object]:
    """Do all deeds in threads of their own; return what each gave or raised."""

    def done(deed: Callable[[], object]) -> object:
        try:
            return deed()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(done, deeds))


def test_of_many_who_take_a_question_at_once_one_has_it_and_the_others_are_told_who() -> None:
    region = region_of(door())
    viewers = [viewer(adviser(f"Person{number} Ek", region)) for number in range(MANY)]
    receipt = asked()
    found = at_once([partial(commands.take, receipt.case, who, now=NOW) for who in viewers])
    losers = [one for one in found if isinstance(one, TakenError)]
    holder = Case.objects.get().holder
    assert found.count(None) == 1
    assert [one.case.holder for one in losers] == [holder] * (MANY - 1)
    assert Entry.objects.filter(kind="taken").count() == Event.objects.filter(kind="cases.taken").count() == 1


def test_a_draft_sent_from_many_windows_at_once_is_one_case() -> None:
    door()
    key = commands.start_draft({"fraga": "Lampor till Norge"}, now=NOW)
    found = at_once([lambda: commands.ask(question(), now=NOW, draft=key) for _ in range(MANY)])
    assert sum(isinstance(one, Refused) for one in found) == MANY - 1
    assert Case.objects.count() == Event.objects.filter(kind="cases.asked").count() == 1


def test_two_fetchers_at_once_keep_one_mail_and_make_one_case() -> None:
    door()
    raw = written("Vera Lind <vera@lampor.example>", "vasterbotten@x.example", "Lampor till Norge")

    def fetch_and_take() -> None:
        receive_mail(raw=raw, mailbox="vasterbotten", now=NOW)
        jobs.take_mail_in(NOW)

    at_once([fetch_and_take] * MANY)
    jobs.take_mail_in(NOW)
    kept = IncomingMail.objects.get()
    assert kept.taken_at, "and nobody's loss is the mail's"
    assert Case.objects.get().enquiry.question.endswith("Lampor till Norge")
