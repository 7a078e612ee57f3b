"""Who sees what could not be delivered, and what the button does."""

from datetime import date, datetime

import pytest
from django.test import Client

from endorr.base.accounts.models import User
from endorr.base.ledger.rules import NATIONAL
from endorr.base.outbox.commands import enqueue_mail
from endorr.base.outbox.models import OutboxRow
from endorr.base.outbox.rules import State
from endorr.base.tenancy.models import Cooperation, LegalEntity, Membership, Organisation, Participation
from endorr.base.tenancy.rules import Role

pytestmark = pytest.mark.django_db

PAGE = "/arbete/utskick/"
LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def doors() -> dict[str, Cooperation]:
    return {
        name: Cooperation.objects.create(slug=name, name=name.title(), county_code="13")
        for name in ("halland", "vastra")
    }


def keeper(role: Role, *, at: Cooperation) -> Client:
    entity = LegalEntity.objects.create(name=f"Region {at.name}")
    organisation = Organisation.objects.create(legal_entity=entity, slug=f"region-{at.slug}-{role}", name=entity.name)
    Participation.objects.create(organisation=organisation, cooperation=at, valid_from=LONG_AGO)
    person = User.objects.create_user(f"{role}@{at.slug}.se", name="Prov Person")
    Membership.objects.create(person=person, organisation=organisation, role=role.value, valid_from=LONG_AGO)
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def stuck(now: datetime, *, chain: str, subject: str) -> OutboxRow:
    row = enqueue_mail(
        to="fel@exempel.se", subject=subject, text="t", html="", language="sv", now=now, key=subject, chain=chain
    )
    OutboxRow.objects.filter(pk=row.pk).update(state=State.UNDELIVERED, last_error="550 no such box", attempts=1)
    return row


@pytest.fixture
def rows(tuesday: datetime, doors: dict[str, Cooperation]) -> dict[str, OutboxRow]:
    chains = {name: door.public_id for name, door in doors.items()} | {"riket": NATIONAL}
    return {name: stuck(tuesday, chain=chain, subject=f"Fråga till {name}") for name, chain in chains.items()}


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.COORDINATOR, {"halland"}),
        (Role.ADMINISTRATOR, {"halland"}),
        (Role.NATIONAL_COORDINATOR, {"riket"}),
    ],
)
def test_each_keeper_sees_the_own_messages_only(
    role: Role, seen: set[str], doors: dict[str, Cooperation], rows: dict[str, OutboxRow]
) -> None:
    page = keeper(role, at=doors["halland"]).get(PAGE).content.decode()
    assert {name for name in rows if f"Fråga till {name}" in page} == seen


def test_an_adviser_has_no_such_page(doors: dict[str, Cooperation], rows: dict[str, OutboxRow]) -> None:
    assert keeper(Role.ADVISER, at=doors["halland"]).get(PAGE).status_code == 404


def test_the_button_puts_it_back_in_the_queue(doors: dict[str, Cooperation], rows: dict[str, OutboxRow]) -> None:
    client = keeper(Role.COORDINATOR, at=doors["halland"])
    answer = client.post(f"{PAGE}{rows['halland'].public_id}/igen/", follow=True)
    assert "Utskicket görs igen inom kort." in answer.content.decode()
    rows["halland"].refresh_from_db()
    assert rows["halland"].state == State.WAITING


def test_another_doors_message_cannot_be_told_from_none(
    doors: dict[str, Cooperation], rows: dict[str, OutboxRow]
) -> None:
    client = keeper(Role.COORDINATOR, at=doors["halland"])
    assert client.post(f"{PAGE}{rows['vastra'].public_id}/igen/").status_code == 404
    assert client.post(f"{PAGE}nosuchmessage00/igen/").status_code == 404
    rows["vastra"].refresh_from_db()
    assert rows["vastra"].state == State.UNDELIVERED
