"""No call gives away more than it has, and its ledger sums to zero, whatever is done and however many do it at once."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cheques.factories import NOW, THOUSAND, Scene, recommended, ruling, scene, submitted

from endorr.base.outbox.silence import quiet
from endorr.cheques import commands
from endorr.cheques.commands.applying import AidTold, CostTold
from endorr.cheques.commands.booking import pass_all, pass_on, take
from endorr.cheques.commands.common import lock_call, locked
from endorr.cheques.models import Application, Balance, Decision, Posting
from endorr.cheques.rules.costs import CostKind
from endorr.cheques.rules.money import Account, Move
from endorr.cheques.rules.words import Refusal, Refused
from endorr.core.checksums import luhn_digit


@pytest.fixture(autouse=True)
def _no_letters(settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]


def check_ledger(made: Scene) -> dict[str, int]:
    """Hold every balance against the postings it is made of; return the balances."""
    for row in Balance.objects.filter(funder__call__public_id=made.call):
        postings = Posting.objects.filter(funder=row.funder)
        told = sum(one.ore for one in postings if one.credit == row.account)
        told -= sum(one.ore for one in postings if one.debit == row.account)
        assert row.ore == told
        assert row.ore >= 0 or row.account == Account.FRAME
    balances = made.balances()
    assert sum(balances.values()) == 0
    return balances


# A series that is not given out; the last figure is the check digit.
NUMBERS = tuple(f"{stem}{luhn_digit(stem)}" for stem in (f"55999999{place}" for place in range(9, 0, -1)))
MOVES = st.lists(st.tuples(st.sampled_from(list(Move)), st.integers(0, 1), st.integers(1, 70_000_00)), max_size=12)


def _move(application: str, move: Move, ore: int) -> None:
    row = locked(application)
    lock_call(row.call)
    told = {"now": NOW, "by": "system:test"}
    if move in {Move.RESERVE, Move.COMMIT}:
        take(row, move, ore, **told)  # type: ignore[arg-type]
    elif move in {Move.FREE, Move.RELEASE}:
        pass_all(row, move, **told)  # type: ignore[arg-type]
    elif move is not Move.ALLOT:
        pass_on(row, move, ore, **told)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_whatever_is_moved_the_ledger_sums_to_zero_and_nothing_is_overdrawn() -> None:
    with quiet():
        made = scene(kronor=100_000, funders=(("Regionen", 5), ("EU", 3), ("Staten", 1)))
        files = [submitted(made, number=number) for number in NUMBERS[:2]]

    @settings(max_examples=6)
    @given(MOVES)
    def moved(moves: list[tuple[Move, int, int]]) -> None:
        with transaction.atomic():
            for move, file, ore in moves:
                with suppress(Refused), transaction.atomic():
                    _move(files[file], move, ore)
            check_ledger(made)
            transaction.set_rollback(True)

    moved()


COSTS = CostTold(CostKind.CONSULTANT, "Etablering", 2_400 * THOUSAND)


def at_once(deeds: list[Callable[[], object]]) -> list[object]:
    """Do all deeds in threads of their own; return what each gave or raised."""

    def done(deed: Callable[[], object]) -> object:
        try:
            return deed()
        except Refused as refused:
            return refused.refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(done, deeds))


def _race(seed: int, *, files: int) -> None:
    """Let files be decided or taken back at the same instant, for random sums out of too little."""
    chance = random.Random(seed)
    sums = [chance.randrange(10, 90) * THOUSAND for _ in range(files)]
    with quiet():
        made = scene(kronor=sum(sums) // THOUSAND * 1_000 * chance.randrange(30, 80) // 100)
        told = [recommended(made, ore, number=number) for ore, number in zip(sums, NUMBERS, strict=False)]
    deeds: list[Callable[[], object]] = [
        partial(commands.withdraw, one, now=NOW)
        if chance.random() < 0.2
        else partial(commands.decide, one, made.sara, ruling(ore), now=NOW)
        for one, ore in zip(told, sums, strict=True)
    ]
    found = at_once(deeds)
    assert all(one is None or isinstance(one, str) for one in found)
    balances = check_ledger(made)
    granted = sum(Decision.objects.values_list("ore", flat=True))
    assert balances["committed"] == granted <= -balances["frame"]
    assert found.count(Refusal.NO_MONEY) + Decision.objects.count() + found.count(None) == files


@pytest.mark.django_db
def test_no_more_is_committed_than_there_is() -> None:
    with quiet():
        made = scene(kronor=100_000)
        recommended(made, 60 * THOUSAND)
        second = recommended(made, 60 * THOUSAND, number=NUMBERS[1])
    assert not Application.objects.get(public_id=second).recommendation.reserved
    with pytest.raises(Refused) as caught:
        commands.decide(second, made.sara, ruling(60 * THOUSAND), now=NOW)
    assert caught.value.refusal is Refusal.NO_MONEY
    with pytest.raises(IntegrityError), transaction.atomic():
        Balance.objects.filter(account="available").update(ore=-1)


@pytest.mark.django_db(transaction=True)
def test_g9_of_two_decisions_at_the_same_instant_exactly_one_has_the_money() -> None:
    with quiet():
        made = scene(kronor=100_000)
        first = recommended(made, 100 * THOUSAND)
        rivals = [recommended(made, 60 * THOUSAND, number=number) for number in NUMBERS[1:3]]
        commands.withdraw(first, now=NOW)  # 100 000 are left, and reserved for neither
    found = at_once([partial(commands.decide, one, made.sara, ruling(60 * THOUSAND), now=NOW) for one in rivals])
    assert found.count(Refusal.NO_MONEY) == 1
    assert check_ledger(made)["committed"] == 60 * THOUSAND
    assert Application.objects.filter(state="granted").count() == Decision.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_no_call_overspends_under_random_decisions_at_once() -> None:
    _race(26, files=4)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(25))
def test_no_call_overspends_in_a_long_series(seed: int) -> None:
    _race(seed, files=8)


@pytest.mark.django_db(transaction=True)
def test_two_cheques_to_one_group_are_weighed_one_after_the_other() -> None:
    """Of 300 000 euro 120 000 are left; a cheque of a million kronor is 86 957 at 11.50, and only one fits."""
    with quiet():
        made = scene(kronor=10_000_000)
        told = [
            recommended(made, 1_000 * THOUSAND, asked=1_000 * THOUSAND, costs=(COSTS,), earlier_aid=_earlier(place))
            for place in range(2)
        ]
    found = at_once([partial(commands.decide, one, made.sara, ruling(1_000 * THOUSAND), now=NOW) for one in told])
    assert found.count(Refusal.OVER_THE_CEILING) == 1
    assert Decision.objects.count() == 1
    check_ledger(made)


def _earlier(place: int) -> tuple[AidTold, ...]:
    return (AidTold("Staten", date(2025, 3, 1), 180_000_00),) if place == 0 else ()
