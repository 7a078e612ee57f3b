from datetime import datetime

import pytest

from endorr.base.ledger.commands import record
from endorr.base.ledger.kinds import UnknownKindError, kind
from endorr.base.ledger.models import Event, PersonalValue
from endorr.base.ledger.rules import FIRST, NATIONAL, NotPlainError

ASKED = kind("tests.asked", "A company asked something, in a test")


def ask(now: datetime, *, chain: str = NATIONAL, subject: str = "enquiry1") -> Event:
    return record(chain=chain, kind=ASKED, subject=subject, actor="anonymous", now=now, facts={"words": 12})


@pytest.mark.django_db
def test_each_event_holds_on_to_the_one_before_it_in_its_own_chain(tuesday: datetime) -> None:
    first, second, elsewhere = ask(tuesday), ask(tuesday), ask(tuesday, chain="halland")
    assert [first.seq, second.seq, elsewhere.seq] == [1, 2, 1]
    assert (first.previous, second.previous, elsewhere.previous) == (FIRST, first.hash, FIRST)
    assert first.hash != elsewhere.hash


@pytest.mark.django_db
def test_what_is_personal_stands_beside_the_chain_and_not_in_it(tuesday: datetime) -> None:
    record(
        chain=NATIONAL,
        kind=ASKED,
        subject="enquiry1",
        actor="anonymous",
        now=tuesday,
        facts={},
        personal={"name": "Greta Provsson"},
        person="person1",
    )
    event = Event.objects.get()
    assert "Greta" not in str([getattr(event, field.attname) for field in Event._meta.concrete_fields])
    assert PersonalValue.objects.get().value == "Greta Provsson"


@pytest.mark.django_db
def test_a_kind_nobody_has_named_is_refused_and_leaves_no_hole(tuesday: datetime) -> None:
    with pytest.raises(UnknownKindError, match=r"tests\.unheard"):
        record(chain=NATIONAL, kind="tests.unheard", subject="x", actor="anonymous", now=tuesday, facts={})
    assert ask(tuesday).seq == 1


@pytest.mark.django_db
def test_a_fact_without_a_single_spelling_is_refused(tuesday: datetime) -> None:
    with pytest.raises(NotPlainError, match=r"facts\.share"):
        record(chain=NATIONAL, kind=ASKED, subject="x", actor="anonymous", now=tuesday, facts={"share": 0.5})  # type: ignore[dict-item]
