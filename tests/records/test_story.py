"""A citizen reads what an authority has, without a name; a person sees what is kept of them, and is forgotten."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from tests.cases.factories import NOW, adviser, asked, door, organisation, region_of, signed_in, viewer

from endorr.base.ledger.audit import faults
from endorr.base.ledger.commands import mark_secret
from endorr.base.ledger.models import DiaryRow
from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy.models import Cooperation
from endorr.base.tenancy.rules import Role, Viewer
from endorr.cases.models import Enquiry
from endorr.records import commands, queries
from endorr.records.commands import Trial, Wanted
from endorr.records.models import Request, RequestedDocument, SubjectRequest
from endorr.records.rules import Answer, Court, Ground, Keeping, Refusal, Refused

pytestmark = pytest.mark.django_db

SITE = "https://dorren.example"
REASON = "Uppgiften rör bolagets affärer och det kan antas att bolaget lider skada om den röjs."
ADDRESS = "vera@lampor.example"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("endorr.records.views.now", lambda: NOW + timedelta(hours=1))
    monkeypatch.setattr("endorr.base.links.views.now", lambda: NOW + timedelta(hours=1))


@pytest.fixture
def west() -> Cooperation:
    made = door()
    asked()
    return made


@pytest.fixture
def maja(west: Cooperation) -> Viewer:
    return viewer(adviser("Maja Exempel", region_of(west), Role.ADMINISTRATOR))


def entity_of(west: Cooperation) -> str:
    return region_of(west).legal_entity.public_id


def incoming() -> DiaryRow:
    return DiaryRow.objects.filter(subject__startswith="Fråga om export").earliest("pk")


def wanted(west: Cooperation, **changes: object) -> Wanted:
    told = {"entity": entity_of(west), "numbers": [str(incoming())], "site": SITE} | changes
    return Wanted(**told)  # type: ignore[arg-type]


def requested() -> tuple[str, str]:
    document = RequestedDocument.objects.get()
    return document.request.public_id, document.public_id


def trial(maja: Viewer, *, hide: str = "", reason: str = REASON, court: Court | None = Court.SUNDSVALL) -> Trial:
    found = queries.document_for(maja, *requested())
    assert found is not None
    masks = {one.key: Ground.RELATION if one.key == hide else None for one in found.fields}
    return Trial(masks, reason, court, found.seen)


def mails(to: str) -> list[str]:
    return [row.payload["text"] for row in OutboxRow.objects.order_by("id") if row.payload["to"] == to]


def test_a_citizen_asks_without_a_name_and_reads_a_masked_copy(west: Cooperation, maja: Viewer) -> None:
    citizen = Client()
    page = citizen.get(f"/allmanna-handlingar/{entity_of(west)}/").content.decode()
    assert "Fråga om export" in page
    assert "Linds Lampor" not in page, "who wrote is tried when it is asked for, not shown on the web"
    form = citizen.get(f"/allmanna-handlingar/{entity_of(west)}/begar/", {"nr": str(incoming())})
    nonce = re.search(r'name="form_nonce" value="(\w+)"', form.content.decode())
    assert nonce
    sent = {"form_nonce": nonce[1], "nr": str(incoming()), "text": "", "epost": ""}
    own = citizen.post(f"/allmanna-handlingar/{entity_of(west)}/begar/", sent)["Location"]
    again = citizen.post(f"/allmanna-handlingar/{entity_of(west)}/begar/", sent)["Location"]
    assert own == again, "a double click asks once"
    assert "senast" in citizen.get(own).content.decode()
    request = Request.objects.get()
    assert request.email == ""
    assert DiaryRow.objects.filter(subject="Begäran om allmän handling").count() == 1

    commands.answer_document(*requested(), maja, trial(maja, hide="email"), now=NOW + timedelta(hours=2))
    answer = citizen.get(own).content.decode()
    assert "Linds Lampor" in answer
    assert ADDRESS not in answer
    for said in ("31 kap. 16 §", REASON, "Kammarrätten i Sundsvall", "tre veckor"):
        assert said in answer
    assert ADDRESS not in str(RequestedDocument.objects.get().copy)
    assert DiaryRow.objects.filter(subject=f"Svar på begäran {request.number}").count() == 1
    assert not list(faults())


def test_whoever_left_an_address_is_told_by_mail_that_there_is_an_answer(west: Cooperation, maja: Viewer) -> None:
    commands.ask(wanted(west, email="nils@tidning.example"), now=NOW)
    commands.answer_document(*requested(), maja, trial(maja), now=NOW)
    first, last = mails("nils@tidning.example")
    assert "/begaran/" in first
    assert "har svarat" in last
    assert RequestedDocument.objects.get().answer == Answer.WHOLE


def test_a_refusal_without_reason_or_court_is_no_decision(west: Cooperation, maja: Viewer) -> None:
    commands.ask(wanted(west), now=NOW)
    for bad, refusal in (
        (trial(maja, hide="question", reason="Hemligt."), Refusal.NO_REASON),
        (trial(maja, hide="question", court=None), Refusal.NO_COURT),
    ):
        with pytest.raises(Refused) as refused:
            commands.answer_document(*requested(), maja, bad, now=NOW)
        assert refused.value.refusal is refusal
    assert Request.objects.get().answered_at is None


def test_what_has_changed_since_it_was_read_is_not_handed_out(west: Cooperation, maja: Viewer) -> None:
    commands.ask(wanted(west), now=NOW)
    read = trial(maja)
    Enquiry.objects.update(question="Något helt annat.")
    with pytest.raises(Refused) as refused:
        commands.answer_document(*requested(), maja, read, now=NOW)
    assert refused.value.refusal is Refusal.CHANGED_SINCE


def test_a_mark_blanks_the_row_on_the_web_and_warns_whoever_tests_it(west: Cooperation, maja: Viewer) -> None:
    mark_secret(incoming(), ground="OSL 31:16", now=NOW, actor="system:test")
    page = Client().get(f"/allmanna-handlingar/{entity_of(west)}/", {"sok": "Fråga om export"}).content.decode()
    assert "Inget i diariet" in page, "no word finds what may be secret"
    commands.ask(wanted(west), now=NOW)
    found = queries.document_for(maja, *requested())
    assert found is not None
    assert found.marks == ("OSL 31:16",)


def test_what_is_asked_for_in_words_is_found_or_answered_as_not_held(west: Cooperation, maja: Viewer) -> None:
    commands.ask(wanted(west, numbers=[], text="Allt om lampor till Norge"), now=NOW)
    request = Request.objects.get()
    document = commands.add_document(request.public_id, maja, str(incoming()), now=NOW)
    assert [one.public_id for one in RequestedDocument.objects.all()] == [document]
    commands.ask(wanted(west, numbers=[], text="Brevet till kungen"), now=NOW)
    other = Request.objects.latest("pk")
    commands.answer_not_held(other.public_id, maja, "Vi har letat i diariet och i katalogen, inget finns.", now=NOW)
    other.refresh_from_db()
    assert other.answered_at == NOW


def test_another_authority_sees_and_answers_nothing(west: Cooperation, maja: Viewer) -> None:
    commands.ask(wanted(west), now=NOW)
    north = Cooperation.objects.create(slug="norrbotten", name="Norrbotten", county_code="25")
    rolf = adviser("Rolf Låtsas", organisation("Region Nord", north, authority=True), Role.COORDINATOR)
    request, document = requested()
    assert queries.request_for(viewer(rolf), request) is None
    assert queries.document_for(viewer(rolf), request, document) is None
    with pytest.raises(Request.DoesNotExist):
        commands.answer_document(request, document, viewer(rolf), trial(maja), now=NOW)
    client = signed_in(rolf)
    assert client.get(f"/arbete/handlingar/{request}/").status_code == 404
    assert client.get(f"/arbete/handlingar/{request}/{document}/").status_code == 404
    numbers = Wanted(entity=region_of(north).legal_entity.public_id, numbers=[str(incoming())])
    with pytest.raises(Refused) as refused:
        commands.ask(numbers, now=NOW)
    assert refused.value.refusal is Refusal.NO_SUCH_DOCUMENT, "a number is read in the diary of the one asked"


def test_no_request_is_left_unanswered_in_silence(west: Cooperation, maja: Viewer) -> None:
    commands.ask(wanted(west), now=NOW)
    due = Request.objects.get().due
    assert queries.next_due(NOW) == due
    assert commands.remind(due - timedelta(minutes=1)) == 0
    assert commands.remind(due + timedelta(days=3)) == 1, "three skipped nights later it is told all the same"
    assert commands.remind(due + timedelta(days=4)) == 0
    assert any("skulle ha besvarats" in text for text in mails("maja@region-exempel.example"))


def test_only_the_address_itself_is_told_what_is_kept(west: Cooperation, maja: Viewer) -> None:
    for _again in range(2):
        commands.send_extract(entity_of(west), ADDRESS.upper(), language="sv", site=SITE, now=NOW)
    commands.send_extract(entity_of(west), "ingen@alls.example", language="sv", site=SITE, now=NOW)
    link = [text for text in mails(ADDRESS) if "/mina-uppgifter/" in text]
    assert len(link) == 1
    assert mails("ingen@alls.example") == []
    path = re.search(r"https://dorren.example(/mina-uppgifter/\S+)", link[0])
    assert path
    page = Client().get(path[1]).content.decode()
    assert "Vi vill sälja lampor till Norge" in page
    told = Client().get(path[1], {"format": "json"}).json()
    assert {one["room"] for one in told} >= {"cases", "ledger", "outbox"}


def test_a_person_is_forgotten_at_their_own_wish_and_the_chains_hold(west: Cooperation, maja: Viewer) -> None:
    commands.send_extract(entity_of(west), ADDRESS, language="sv", site=SITE, now=NOW)
    row = SubjectRequest.objects.get()
    with pytest.raises(SubjectRequest.DoesNotExist):
        commands.forget_subject(row.public_id, maja, "", on=NOW.date(), now=NOW)
    commands.wish_to_be_forgotten(row.public_id, site=SITE, now=NOW)
    with pytest.raises(Refused) as refused:
        commands.forget_subject(row.public_id, maja, "RV 2026-31", on=NOW.date(), now=NOW)
    assert refused.value.refusal is Refusal.NO_DECISION
    keeping = Keeping("RV 2026-31", "Frågor om export", date(2026, 3, 1), 2)
    commands.decide_disposal(entity_of(west), maja, keeping, now=NOW)
    told = commands.forget_subject(row.public_id, maja, "RV 2026-31", on=NOW.date(), now=NOW)
    assert told["cases.questions"] == 1
    assert told["ledger.diary_rows"] >= 1
    assert told["ledger.diary_rows_kept"] == 0
    assert queries.held_by(ADDRESS) == []
    assert not Enquiry.objects.filter(question__contains="lampor").exists()
    assert not list(faults())
    with pytest.raises(Refused) as refused:
        commands.forget_subject(row.public_id, maja, "", on=NOW.date(), now=NOW)
    assert refused.value.refusal is Refusal.ANSWERED


def test_without_a_decision_the_diary_keeps_who_wrote(west: Cooperation, maja: Viewer) -> None:
    commands.send_extract(entity_of(west), ADDRESS, language="sv", site=SITE, now=NOW)
    row = SubjectRequest.objects.get()
    commands.wish_to_be_forgotten(row.public_id, site=SITE, now=NOW)
    told = commands.forget_subject(row.public_id, maja, "", on=NOW.date(), now=NOW)
    assert told["ledger.diary_rows_kept"] >= 1
    assert not list(faults())
