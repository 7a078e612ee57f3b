"""Many at once through the real web: one form a hundred times is one case, and of two advisers one has the question."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import connection
from tests.cases.factories import adviser, asked
from tests.faults.test_door_kill import CSRF, House, Web

from endorr.base.clock import machine_now
from endorr.base.idempotency.forms import new_nonce
from endorr.base.ledger.audit import faults
from endorr.base.ledger.models import DiaryRow, Event
from endorr.base.outbox.models import OutboxRow
from endorr.cases.commands import start_draft
from endorr.cases.models import Case

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

MANY, ROUNDS = 100, 200
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    web = Web(tmp_path)
    try:
        yield House(web)
    finally:
        web.close()


def test_one_form_sent_a_hundred_times_at_once_is_one_case(house: House, figure: Callable[[str], None]) -> None:
    told = {"fraga": "Lampor till Norge", "kommun": "Umeå", "namn": "Vera", "epost": "v@lampor.example", "dela": "yes"}
    key = start_draft(told, now=machine_now())
    body = urlencode({"form_nonce": new_nonce(), "csrfmiddlewaretoken": CSRF})
    headers = {**FORM, "Cookie": f"csrftoken={CSRF}"}

    def send(_: int) -> tuple[int, str, str]:
        return house.web.post(f"/fraga/utkast/{key}/kontrollera/", body, headers)

    with ThreadPoolExecutor(MANY) as pool:
        answers = list(pool.map(send, range(MANY)))
    assert {status for status, _, _ in answers} == {302}
    assert len({location for _, location, _ in answers}) == 1
    case = Case.objects.get()
    assert (
        Event.objects.filter(kind="cases.asked").count() == DiaryRow.objects.filter(about=case.public_id).count() == 1
    )
    assert OutboxRow.objects.filter(key__startswith="cases.confirm").count() == 1
    figure(f"one form {MANY} times at once on {connection.vendor}: cases 1, all {MANY} led to the same page")


def test_of_two_advisers_at_once_one_has_it_and_the_other_is_told_who(
    house: House, figure: Callable[[str], None]
) -> None:
    bo = house.cookies(adviser("Bo Dahl", house.region))
    people = {"Lena Ek": house.lena, "Bo Dahl": bo}
    won, told = 0, 0
    with ThreadPoolExecutor(2) as pool:
        for number in range(ROUNDS):
            case = asked(machine_now(), question=f"Fråga {number}", email=f"v{number}@lampor.example").case

            def take(cookie: str, case: str = case) -> str:
                body = urlencode({"form_nonce": new_nonce(), "csrfmiddlewaretoken": CSRF})
                path = f"/arbete/fragor/{case}/ta/"
                status, _, _ = house.web.post(path, body, {**FORM, "Cookie": cookie})
                assert status == 302
                return house.web.get(f"/arbete/fragor/{case}/", cookie)

            pages = dict(zip(people, pool.map(take, people.values()), strict=True))
            holder = Case.objects.get(public_id=case).holder
            assert holder is not None
            won += Event.objects.filter(kind="cases.taken", subject=case).count()
            loser = next(name for name in people if name != holder.name)
            told += holder.name in pages[loser]
    assert (won, told) == (ROUNDS, ROUNDS)
    assert list(faults()) == []
    figure(
        f"two advisers at once on {connection.vendor}: questions {ROUNDS}, taken once {won}, the other told who {told}"
    )
