"""A person planted in every table and forgotten leaves no trace, and the ledger is as whole as before."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from click.testing import CliRunner
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from endorr.base.accounts.commands import confirm_address, open_account
from endorr.base.accounts.models import User
from endorr.base.clock import now
from endorr.base.ledger.audit import faults
from endorr.base.ledger.commands import record, register
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.queries import present_heads
from endorr.base.ledger.rules import NATIONAL, Direction
from endorr.base.outbox.commands import enqueue_mail, receive_mail, try_again
from endorr.base.outbox.models import IncomingMail, OutboxRow
from endorr.base.tenancy import commands as tenancy
from endorr.base.tenancy.rules import Role
from endorr.cli.person import command

pytestmark = pytest.mark.django_db

ASKED = kind("tests.asked", "A company asked something, in a test")
# No letter outside ASCII: what is stored escaped must be found too.
BIRD = "kanariefagel"
ADDRESS, PRIVATE, NAME = f"{BIRD}@almi.example", f"{BIRD}@hemma.example", f"{BIRD.title()} Gul"
ANSWER = b"From: x@y.example\r\nMessage-ID: <2@y>\r\nIn-Reply-To: %s\r\n\r\n=4Banariefagel"
LETTER = b"From: %s\r\nMessage-ID: <1@%s.example>\r\nSubject: Semester\r\n\r\nHej"


def mail(to: str, text: str, *, key: str, at: datetime, about: str = "") -> OutboxRow:
    return enqueue_mail(
        to=to, subject=f"Om {text}", text=text, html=f"<p>{text}</p>", language="sv", now=at, key=key, about=about
    )


@pytest.fixture
def bird() -> User:
    """An adviser who has done all that leaves a trace: mails each way, seats, a question, a row in a diary."""
    at = now()
    person = open_account(ADDRESS, NAME, now=at, actor="operator")
    confirm_address(person, now=at, actor="operator")
    entity = tenancy.create_legal_entity("Almi Nord AB", "", now=at, actor="operator", is_authority=False)
    almi = tenancy.create_organisation("Almi Nord", "almi-nord", legal_entity=entity, now=at, actor="operator")
    tenancy.grant_membership(person, almi, Role.ADVISER, now=at - timedelta(days=1), actor="operator")
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x", "by": BIRD})
    sent = mail(ADDRESS, f"Hej {NAME}", key="to-the-person", at=at)
    mail("chef@almi.example", f"{NAME} har tagit frågan", key="of-the-person", at=at, about=person.public_id)
    bounced = mail("chef@almi.example", "Hej", key="bounced", at=at)
    OutboxRow.objects.filter(pk=bounced.pk).update(last_error=f"550 <{ADDRESS}> no such user")
    receive_mail(raw=LETTER % (PRIVATE.encode(), BIRD.encode()), mailbox="in", now=at)
    receive_mail(raw=ANSWER % sent.message_id.encode(), mailbox="in", now=at)
    event = record(
        chain=NATIONAL,
        kind=ASKED,
        subject="enquiry1",
        actor="anonymous",
        now=at,
        facts={"words": 3},
        personal={"name": NAME},
        person=person.public_id,
    )
    register(
        entity="region1",
        entity_name="Region Prov",
        direction=Direction.INCOMING,
        counterpart=NAME,
        subject="Fråga om export",
        about="enquiry1",
        event=event,
        now=at,
        person=person.public_id,
    )
    return person


@pytest.fixture
def browsers(bird: User) -> tuple[Client, Client]:
    """One that is signed in, and one that has only asked for a code."""
    inside, outside = Client(), Client()
    inside.force_login(bird, backend="allauth.account.auth_backends.AuthenticationBackend")
    outside.post("/konto/kod/", {"email": ADDRESS})
    return inside, outside


def stored() -> Iterator[tuple[str, str]]:
    """Yield every value of every row of every table, sessions as they read."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                for value in row:
                    raw = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                    yield table, raw.decode("utf-8", errors="replace")
    for session in Session.objects.all():
        yield "django_session", json.dumps(session.get_decoded(), default=str)


def traces(*words: str) -> set[str]:
    in_rows = {table for table, text in stored() if any(word in text.casefold() for word in words)}
    kept = [path for path in Path(settings.DATA).rglob("*") if path.is_file() and ".sqlite3" not in path.name]
    return in_rows | {path.name for path in kept if any(word.encode() in path.read_bytes() for word in words)}


@pytest.mark.usefixtures("browsers")
def test_nothing_is_left_of_who_is_forgotten_and_the_ledger_is_whole(bird: User, figure: Callable[[str], None]) -> None:
    heads = present_heads(now=now())
    words = (BIRD, "=4banariefagel")
    before = traces(*words)
    assert before >= {
        "accounts_user",
        "account_emailaddress",
        "mfa_authenticator",
        "outbox_outboxrow",
        "outbox_incomingmail",
        "ledger_personalvalue",
        "ledger_diarycounterpart",
        "django_session",
    }
    arguments = ["forget", bird.public_id, "--address", PRIVATE, "--disposal", "Gallringsbeslut 2026-4"]
    done = CliRunner().invoke(command, arguments)
    assert done.exit_code == 0, done.output
    assert traces(*words) == set()
    assert list(faults(exported=[heads])) == []
    figure(f"a person in {len(before)} tables on {connection.vendor}, forgotten: 0 traces, 0 faults in the ledger")


def test_without_a_decision_on_disposal_the_diary_alone_remembers(bird: User) -> None:
    done = CliRunner().invoke(command, ["forget", bird.public_id, "--address", PRIVATE])
    assert "Kept until a decision on disposal is named: 1 diary rows." in done.output
    assert traces(BIRD) == {"ledger_diarycounterpart"}


def test_somebody_of_the_same_name_is_left_in_peace(bird: User) -> None:
    twin = open_account("gul@almi.example", NAME, now=now(), actor="operator")
    theirs = mail("gul@almi.example", f"Hej {NAME}", key="to-the-twin", at=now(), about=twin.public_id)
    CliRunner().invoke(command, ["forget", bird.public_id])
    twin.refresh_from_db()
    theirs.refresh_from_db()
    assert (twin.name, theirs.payload["text"]) == (NAME, f"Hej {NAME}")


@pytest.mark.usefixtures("browsers")
def test_the_account_is_shut_and_nothing_waiting_goes_out(bird: User, browsers: tuple[Client, Client]) -> None:
    CliRunner().invoke(command, ["forget", bird.public_id])
    bird.refresh_from_db()
    assert (bird.is_active, bird.name) == (False, "")
    assert EmailAddress.objects.filter(user=bird).count() == 0
    assert browsers[0].get("/arbete/konto/").status_code == 302
    forgotten = OutboxRow.objects.get(key="to-the-person")
    assert forgotten.state == "undelivered"
    assert not try_again(forgotten.public_id, now=now(), actor="operator")


def test_forgetting_again_finds_nothing_more(bird: User) -> None:
    CliRunner().invoke(command, ["forget", bird.public_id, "--address", PRIVATE])
    again = CliRunner().invoke(command, ["forget", bird.public_id, "--address", PRIVATE])
    assert again.output.splitlines()[0] == "ledger values: 0, diary rows: 0"
    assert IncomingMail.objects.filter(raw=b"").count() == 2
