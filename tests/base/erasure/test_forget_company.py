"""A company's contact planted in every room and forgotten leaves no trace, and the figures are as they were."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client, TestCase
from tests.base.erasure.test_forget import traces
from tests.cases.factories import NOW, UMEA, WHO, adviser, door, question, region_of, viewer
from tests.companies.factories import TEST_PERSON

from endorr.base.ledger.audit import faults
from endorr.base.ledger.models import Event
from endorr.base.ledger.queries import present_heads
from endorr.base.links.models import CapabilityLink
from endorr.base.outbox.commands import receive_mail
from endorr.base.outbox.models import IncomingMail
from endorr.cases import commands
from endorr.cases.commands import Note as Call
from endorr.cases.commands import Receipt, ask
from endorr.cases.figures.commands import bring_up_to_date
from endorr.cases.jobs import match_new, take_mail_in
from endorr.cases.models import Case, Draft, Enquiry, MonthTally, ReachedCompany
from endorr.cases.rules import Outcome
from endorr.cli.person import command
from endorr.companies.commands import Person, add_contact
from endorr.companies.models import Company
from endorr.matching.models import Trace

pytestmark = pytest.mark.django_db

# No letter outside ASCII: what is stored escaped must be found too.
BIRD = "kanariefagel"
ADDRESS, NAME, PHONE = f"{BIRD}@sang.example", f"{BIRD.title()} Gul", "090-99 88 77"
WORDS = (BIRD, "121212", "99 88 77", "998877")
LETTER = (
    f"From: {NAME} <{ADDRESS}>\r\nTo: jour@vasterbotten.example\r\nMessage-ID: <1@{BIRD}.example>\r\n"
    f"Subject: Tull\r\n\r\nVi vill salja {BIRD}ar till Norge. Vad galler?"
)
LATE = NOW.replace(day=30)


def forget(who: str, *more: str) -> str:
    with TestCase.captureOnCommitCallbacks(execute=True):
        done = CliRunner().invoke(command, ["forget", who, *more])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def asked() -> Receipt:
    """A sole trader who has asked, been answered, closed, come back, and left words everywhere."""
    region = region_of(door())
    sara = adviser("Sara Ek", region)
    call = Call(sara.pk, region.pk, NOW.replace(hour=6), f"{NAME} ringde pa vagen")
    receipt = ask(
        question(
            name=NAME,
            email=ADDRESS,
            phone=PHONE,
            company=f"{NAME} Sang",
            company_number=TEST_PERSON,
            question=f"{NAME} vill till Norge med tull",
            note=call,
        ),
        now=NOW,
    )
    case, saras = receipt.case, viewer(sara)
    match_new(NOW)
    commands.add_message(case, f"Mer av {BIRD}", now=NOW)
    commands.take(case, saras, now=NOW)
    commands.write_note(case, saras, f"Ring {BIRD}", shared=True, now=NOW)
    commands.add_file(case, [b"%PDF-1.7 Sang av kanariefagel"], name=f"{BIRD}.pdf", now=NOW)
    commands.write(case, saras, f"Hej {NAME}", now=NOW)
    commands.close(case, saras, Outcome.HELPED, text=f"{BIRD} fick svar", now=NOW)
    commands.grade(case, 5, text=f"Bra, sa {BIRD}", now=NOW)
    add_contact(Company.objects.get().public_id, Person(NAME, ADDRESS, PHONE), organisation=region.public_id, **WHO)
    Draft.objects.create(key="k" * 32, answers={"email": ADDRESS}, started_at=NOW, touched_at=NOW)
    bring_up_to_date(LATE)
    return receipt


def figures() -> list[tuple[object, ...]]:
    return sorted(MonthTally.objects.values_list("organisation", "month", "counts", "hours"), key=str)


@pytest.mark.parametrize("by", ["case", "address"])
def test_nothing_is_left_of_a_company_s_contact(asked: Receipt, folder: Path, by: str) -> None:
    heads, reached = present_heads(now=NOW), ReachedCompany.objects.count()
    counted, before = figures(), traces(*WORDS)
    assert before >= {
        "cases_enquiry",
        "cases_entry",
        "cases_contact",
        "cases_note",
        "cases_case",
        "cases_draft",
        "companies_acquaintance",
        "companies_contact",
        "files_storedfile",
        "ledger_personalvalue",
        "ledger_diarycounterpart",
        "outbox_outboxrow",
    }
    forget(asked.case if by == "case" else ADDRESS, "--disposal", "Gallringsbeslut 2026-4")
    assert traces(*WORDS) == set()
    assert not any(path.is_file() for path in folder.rglob("*"))
    assert list(faults(exported=[heads])) == []
    assert Company.objects.get().digest == ""
    assert (Trace.objects.get().features, Case.objects.get().grade) == ([], 5)
    assert (figures(), ReachedCompany.objects.count()) == (counted, reached)
    assert "cases" not in forget(asked.case)


def test_every_way_in_is_shut(asked: Receipt, client: Client) -> None:
    assert client.get(f"/fraga/min/{asked.token}/").status_code == 200
    forget(asked.case)
    assert client.get(f"/fraga/min/{asked.token}/").status_code in {404, 410}
    assert not CapabilityLink.objects.filter(revoked_at__isnull=True).exists()
    assert Event.objects.filter(facts__icontains="late_because").count() == 0


def test_an_open_question_that_came_by_mail_is_closed_and_its_mail_forgotten() -> None:
    door()
    receive_mail(raw=LETTER.encode(), mailbox="vasterbotten", now=NOW)
    take_mail_in(NOW)
    case = Case.objects.get()
    forget(ADDRESS)
    case.refresh_from_db()
    assert (case.state, case.outcome, IncomingMail.objects.get().raw) == ("closed", "withdrawn", b"")
    assert traces(BIRD) <= {"ledger_diarycounterpart"}


def test_another_s_question_at_the_same_company_is_left_in_peace(asked: Receipt) -> None:
    colleague = ask(question(name="Vera Lind", company=f"{NAME} Sang", company_number=TEST_PERSON), now=LATE)
    forget(asked.case)
    theirs = Enquiry.objects.get(case__public_id=colleague.case)
    assert (theirs.name, theirs.email, theirs.municipality) == ("Vera Lind", "vera@lampor.example", UMEA)
    assert Company.objects.get().digest != ""
