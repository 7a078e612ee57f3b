"""A document is tried field by field; what is masked is not in the copy, and a refusal says why and where to appeal."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorr.records.rules import (
    Answer,
    Court,
    Field,
    Ground,
    Keeping,
    Refusal,
    Refused,
    fingerprint,
    may_go,
    reasoned,
    repeated,
    tried,
)

QUESTION = Field("question", "Frågan", "Kunden i Lyon betalar inte, säger Vera Lind.")
NAME = Field("name", "Namn", "Vera Lind")
PLACE = Field("municipality", "Kommun", "Umeå")
DOCUMENT = (QUESTION, NAME, PLACE)
REASON = "Uppgiften rör bolagets affärsförbindelse med regionen."


def test_a_document_with_nothing_to_hide_is_handed_out_whole() -> None:
    found = tried(DOCUMENT, dict.fromkeys(("question", "name", "municipality")))
    assert found.answer is Answer.WHOLE
    assert [one.value for one in found.copy] == [QUESTION.value, NAME.value, PLACE.value]


def test_one_secret_field_does_not_keep_the_others_back() -> None:
    found = tried(DOCUMENT, {"question": Ground.RELATION, "name": None, "municipality": None})
    assert found.answer is Answer.PARTLY
    assert [(one.value, one.ground) for one in found.copy] == [
        ("", Ground.RELATION),
        ("Vera Lind", None),
        ("Umeå", None),
    ]


def test_every_field_is_tried() -> None:
    for masks in ({}, {"question": None}, {"question": None, "name": None, "municipality": None, "phone": None}):
        with pytest.raises(Refused) as refused:
            tried(DOCUMENT, masks)
        assert refused.value.refusal is Refusal.NOT_EVERY_FIELD


def test_a_name_masked_in_its_field_and_open_in_the_question_is_pointed_out() -> None:
    masks = {"question": None, "name": Ground.DATA_PROTECTION, "municipality": None}
    assert repeated(DOCUMENT, masks) == (("Namn", "Frågan"),)
    assert repeated(DOCUMENT, masks | {"question": Ground.RELATION}) == ()


fields = st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=6).map(
    lambda texts: tuple(Field(str(place), f"Uppgift {place}", text) for place, text in enumerate(texts))
)


@given(fields, st.data())
def test_what_is_masked_is_nowhere_in_what_is_handed_out(document: tuple[Field, ...], data: st.DataObject) -> None:
    masks = {one.key: data.draw(st.sampled_from([None, *Ground])) for one in document}
    found = tried(document, masks)
    for field, copied in zip(document, found.copy, strict=True):
        assert copied.value == ("" if masks[field.key] else field.value)
        assert copied.ground is masks[field.key]
    hidden = sum(1 for ground in masks.values() if ground)
    expected = Answer.WHOLE if not hidden else Answer.REFUSED if hidden == len(document) else Answer.PARTLY
    assert found.answer is expected


@pytest.mark.parametrize("answer", [Answer.PARTLY, Answer.REFUSED])
def test_a_refusal_says_why_and_where_it_is_appealed(answer: Answer) -> None:
    reasoned(answer, REASON, Court.SUNDSVALL)
    for reason, court, refusal in (
        ("Sekretess.", Court.SUNDSVALL, Refusal.NO_REASON),
        (REASON, None, Refusal.NO_COURT),
    ):
        with pytest.raises(Refused) as refused:
            reasoned(answer, reason, court)
        assert refused.value.refusal is refusal


def test_what_is_handed_out_whole_needs_no_reason() -> None:
    reasoned(Answer.WHOLE, "", None)
    with pytest.raises(Refused):
        reasoned(Answer.NOT_HELD, "Nej.", None)


def test_another_text_has_another_fingerprint() -> None:
    assert fingerprint(DOCUMENT) == fingerprint(tuple(DOCUMENT))
    assert fingerprint(DOCUMENT) != fingerprint((QUESTION, NAME, Field("municipality", "Kommun", "Skellefteå")))


def test_only_a_decision_that_has_been_made_lets_anything_go() -> None:
    plan = [Keeping("RV 2026-31", "Frågor om export", date(2026, 3, 1), 2)]
    assert may_go(plan, "RV 2026-31", on=date(2026, 11, 17)).years == 2
    for reference, on in (("RV 2026-32", date(2026, 11, 17)), ("RV 2026-31", date(2026, 2, 28))):
        with pytest.raises(Refused) as refused:
            may_go(plan, reference, on=on)
        assert refused.value.refusal is Refusal.NO_DECISION
