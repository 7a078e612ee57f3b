"""What the match proposes, and who is told of it: after the question is safe, and no more than may be told."""

import pytest
from tests.cases.factories import NOW, WHO, adviser, asked, door, organisation, signed_in
from tests.directory.factories import function
from tests.matching.factories import north as door_with_catalogue

from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy.models import Cooperation, Organisation
from endorr.cases import jobs
from endorr.cases.commands import matching
from endorr.cases.models import Case
from endorr.cases.rules import Sharing
from endorr.directory.commands import seat_person
from endorr.directory.rules import Place
from endorr.matching.rules.proposal import Candidate, Proposal, Reason, Why

pytestmark = pytest.mark.django_db


@pytest.fixture
def north() -> Cooperation:
    return door()


@pytest.fixture
def guarantees(north: Cooperation, monkeypatch: pytest.MonkeyPatch) -> str:
    """A function with somebody behind it, which the match is sure of."""
    public_id = function("Garantier", organisation("Kreditnämnden Exempel", north), within=north)
    lena = adviser("Lena Ek", organisation_of(public_id))
    seat_person(public_id, lena.public_id, place=Place.HOLDER, from_day=NOW.date(), **WHO)
    reasons = (Reason(Why.CONCEPT, "remburs", 1.0), Reason(Why.COVERS, "Garantier", 0.5))
    first = Candidate("ekn", "ekn", "Kreditnämnden", public_id, "Garantier", partner=True, reasons=reasons)
    proposal = Proposal(candidates=(first,), needs=("guarantees",), sure=True)
    monkeypatch.setattr(matching, "propose_who", lambda _question, **_told: proposal)
    return public_id


def organisation_of(function_id: str):  # type: ignore[no-untyped-def]
    from endorr.directory.models import Function

    return Function.objects.select_related("organisation").get(public_id=function_id).organisation


def proposed() -> list[dict[str, str]]:
    return [row.payload for row in OutboxRow.objects.filter(key__startswith="cases.proposed")]


def test_the_first_proposed_is_mailed_once_with_why_and_nothing_of_the_question(guarantees: str) -> None:
    receipt = asked()
    assert proposed() == [], "nothing waits for the match"
    assert jobs.match_new(NOW) == 1
    assert jobs.match_new(NOW) == 0
    (mail,) = proposed()
    assert mail["to"] == "lena@kreditnämnden-exempel.example"
    assert "Garantier täcker kommunen" in mail["text"]
    assert not any(word in mail["text"] + mail["html"] for word in ("remburs", "Linds", "Vera", "lampor"))
    assert Case.objects.get(public_id=receipt.case).need == "guarantees"


def test_without_the_companys_yes_nobody_else_is_told(guarantees: str) -> None:
    asked(sharing=Sharing.ASK)
    assert jobs.match_new(NOW) == 1
    assert proposed() == []


def test_a_match_that_stumbles_leaves_the_question_with_its_desk(
    north: Cooperation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(_question: object, **_told: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(matching, "propose_who", stumble)
    asked()
    assert jobs.match_new(NOW) == 0
    assert Case.objects.get().match_due == NOW + matching.PAUSE


def test_the_real_match_is_asked_and_its_reasons_stand_on_the_page() -> None:
    door_with_catalogue()
    receipt = asked(question="Kan vi försäkra oss om vår kund i Turkiet inte betalar på 90 dagars kredit?")
    assert jobs.match_new(NOW) == 1
    anna = signed_in(adviser("Anna Berg", Organisation.objects.get(name="Region Exempel")))
    page = anna.get(f"/arbete/fragor/{receipt.case}/").content.decode()
    assert "Kan passa" in page
    assert "Garantier täcker kommunen" in page
    assert "Frågan handlar om utebliven betalning" in page
    assert "non-payment" not in page, "a concept is told by its name, not by its key"
    assert [mail["to"] for mail in proposed()] == ["karin@partner.example"]
