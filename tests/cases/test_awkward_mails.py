"""Mails as they really come: each is read, and becomes what it should."""

from typing import Any

import pytest
from tests.cases.awkward_mails import LOGGED, NUMBER, OURS, REPLY, Awkward, Becomes, everything, huge
from tests.cases.factories import NOW, adviser, asked, door, organisation, region_of, viewer

from endorr.base.outbox.commands import receive_mail
from endorr.base.outbox.incoming import identity
from endorr.base.outbox.models import IncomingMail, OutboxRow
from endorr.base.tenancy.rules import Role
from endorr.cases import commands, jobs
from endorr.cases.mail.reading import read
from endorr.cases.models import Case, CaseFile, Contact, Entry


def test_every_mail_is_read_and_known_again() -> None:
    mails = everything()
    assert len(mails) >= 65
    assert len({mail.name for mail in mails}) == len(mails)
    for mail in mails:
        assert "\0" not in identity(mail.raw)
        if mail.becomes is Becomes.PERSON:
            continue  # some of these may not be understood at all
        letter = read(mail.raw)
        assert letter.machine is mail.machine, mail.name
        (letter.subject + letter.whole + letter.name).encode()
    assert len({identity(mail.raw) for mail in mails}) == sum(mail.becomes is not Becomes.SAME for mail in mails)


class House:
    """A door with a question in it, and what its mails are told by."""

    def __init__(self) -> None:
        north = door()
        self.lena = adviser("Lena Ek", region_of(north))
        adviser("Karin Ek", region_of(north), Role.COORDINATOR)
        adviser("Nils Riks", organisation("Verket Exempel", north), Role.NATIONAL_COORDINATOR)
        receipt = asked()
        self.case = Case.objects.get(public_id=receipt.case)
        commands.take(receipt.case, viewer(self.lena), now=NOW)
        commands.write(receipt.case, viewer(self.lena), "Ring mig.", now=NOW)
        self.confirm = OutboxRow.objects.get(key__startswith="cases.confirm:")
        self.answer = OutboxRow.objects.get(key__startswith="cases.answer:")
        OutboxRow.objects.filter(pk__in=[self.confirm.pk, self.answer.pk]).update(state="sent", sent_at=NOW)

    def filled(self, raw: bytes) -> bytes:
        told = {
            REPLY: self.confirm.payload["reply_to"].encode(),
            REPLY.lower(): self.confirm.payload["reply_to"].encode(),
            OURS: self.confirm.message_id.encode(),
            LOGGED: self.answer.message_id.encode(),
            NUMBER: self.case.number.encode(),
        }
        for place, what in told.items():
            raw = raw.replace(place, what)
        return raw

    def found(self, mail: Awkward, *, nul: bytes = b"\0") -> list[str]:
        """What a mail became, and what is wrong with that; `nul` is what the mailbox server makes of one."""
        raw = self.filled(mail.raw).replace(b"\0", nul)
        row = IncomingMail.objects.get(mailbox=mail.box, external_id=identity(raw))
        wrong = []
        match mail.becomes:
            case Becomes.PERSON:
                wrong += (
                    []
                    if row.parked_at and not row.taken_at and _lines(bytes(row.raw)) == _lines(raw)
                    else ["nobody is asked to look"]
                )
            case Becomes.QUESTION:
                texts = _questions(row)
                wrong += [] if len(texts) == 1 else [f"{len(texts)} questions; {row.trouble}"]
                wrong += [] if any(mail.says in one for one in texts) else [f"says {texts}"]
            case Becomes.MESSAGE:
                told = Entry.objects.filter(case=self.case, kind="message", text__contains=mail.says).count()
                wrong += [] if told == 1 else [f"{told} messages; {row.trouble}"]
            case Becomes.NOTHING | Becomes.RETURN | Becomes.SAME:
                wrong += [] if row.taken_at and not _questions(row) else [f"is not left alone; {row.trouble}"]
        return [f"{mail.name}: {one}" for one in wrong]


def _lines(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n")


def _questions(row: IncomingMail) -> list[str]:
    rows = Case.objects.filter(mails_in__external_id=row.external_id, mails_in__mailbox=row.mailbox)
    return list(rows.filter(enquiry__channel="mail").values_list("enquiry__question", flat=True))


def check(house: House, mails: tuple[Awkward, ...], *, beside: int = 0, nul: bytes = b"\0") -> None:
    """Nothing lost, nothing doubled, nothing stopped."""
    assert [wrong for mail in mails for wrong in house.found(mail, nul=nul)] == []
    questions = sum(mail.becomes is Becomes.QUESTION for mail in mails)
    assert Case.objects.filter(enquiry__channel="mail").count() == questions + beside
    assert not IncomingMail.objects.filter(taken_at__isnull=True, parked_at__isnull=True).exists()
    assert CaseFile.objects.count() == sum(mail.files for mail in mails)
    house.confirm.refresh_from_db()
    assert (house.confirm.state, house.confirm.last_error[:8]) == ("undelivered", "Rapport.")
    assert Contact.objects.get().reached, "a receipt that it was read is no return"
    parked = IncomingMail.objects.filter(parked_at__isnull=False).values_list("public_id", flat=True)
    for one in parked:
        assert OutboxRow.objects.filter(key__startswith=f"cases.parked:{one}").exists()


@pytest.fixture
def house(settings: Any) -> House:
    settings.DEFAULT_FROM_EMAIL = "En dörr in <svar@dorren.example>"
    return House()


@pytest.mark.long
@pytest.mark.django_db
def test_every_mail_becomes_what_it_should(house: House) -> None:
    mails = (*everything(), huge())
    for mail in mails:
        receive_mail(raw=house.filled(mail.raw), mailbox=mail.box, now=NOW)
    for _ in range(jobs.TRIES):
        jobs.take_mail_in(NOW)
    check(house, mails)
