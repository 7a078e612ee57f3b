"""One meaning has one spelling, and the spelling survives the database."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from endorr.base.ledger.models import Event
from endorr.base.ledger.rules import NotPlainError, canonical, plain

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
facts = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
records = st.dictionaries(texts, facts, max_size=5)


@given(records)
def test_reading_a_spelling_gives_the_meaning_back(told: dict[str, Any]) -> None:
    assert json.loads(canonical(plain(told))) == told


@given(records, st.randoms())
def test_the_order_of_keys_does_not_matter(told: dict[str, Any], rng: Any) -> None:
    keys = list(told)
    rng.shuffle(keys)
    assert canonical({key: told[key] for key in keys}) == canonical(told)


@given(facts, facts)
def test_different_meanings_are_spelled_differently(one: Any, other: Any) -> None:
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (canonical(one) == canonical(other)) == same


@pytest.mark.parametrize("value", [0.5, float("nan"), b"x", {1: "x"}, "\0", "\ud800", {"a": {1, 2}}, [0.1]])
def test_what_has_no_single_spelling_is_refused(value: Any) -> None:
    with pytest.raises(NotPlainError):
        plain(value)


class Stored(TestCase):
    """Hypothesis gives each example a transaction of its own only in a class like this."""

    @given(records)
    def test_the_spelling_survives_the_database(self, told: dict[str, Any]) -> None:
        from datetime import UTC, datetime

        Event.objects.filter(chain="spelling").delete()
        Event.objects.create(
            chain="spelling", seq=1, at=datetime(2026, 1, 1, tzinfo=UTC), kind="k", facts=told, digests={}
        )
        assert canonical(Event.objects.get(chain="spelling").facts) == canonical(told)
