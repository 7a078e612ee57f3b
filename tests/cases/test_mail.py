"""A whole question kept by mail: what comes in, from whom, and what must never come of it."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import SMTP

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from tests.cases.factories import NOW, WHO, adviser, asked, door, organisation, region_of, signed_in, viewer
from tests.directory.factories import function

from endorr.base.accounts.models import User
from endorr.base.clock import now
from endorr.base.links.models import CapabilityLink
from endorr.base.outbox.commands import receive_mail
from endorr.base.outbox.imap import Mailbox, fetch, mailbox
from endorr.base.outbox.incoming import identity
from endorr.base.outbox.models import IncomingMail, OutboxRow
from endorr.base.tenancy.models import Cooperation, Membership
from endorr.base.tenancy.rules import Role
from endorr.cases import addresses, commands, jobs, rules
from endorr.cases.mail.reading import Machine, new_words, read
from endorr.cases.models import Case, Contact, Entry, MailIntake
from endorr.cases.queries import case_of_link
from endorr.cases.rules import Evidence, Reply, Sharing
from endorr.directory.commands import seat_person
from endorr.directory.models import Function
from endorr.directory.rules import Place

HOUR = timedelta(hours=1)
VERA = "Vera Lind <vera@lampor.example>"


def written(sender: str, to: str, text: str, **headers: str) -> bytes:
    """A mail as a mail program would send it."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, to, headers.pop("Subject", "Re: Svar")
    mail["Message-ID"] = headers.pop("Message_ID", f"<{len(text)}-{hash((sender, to, text))}@mejl.example>")
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


def comes(raw: bytes, *, box: str = "vasterbotten", at: datetime = NOW) -> None:
    """A mail arrives and the worker takes it in."""
    receive_mail(raw=raw, mailbox=box, now=at)
    jobs.take_mail_in(max(at, NOW))


def letters(name: str) -> list[dict[str, str]]:
    return [row.payload for row in OutboxRow.objects.filter(key__startswith=f"cases.{name}:").order_by("pk")]


@pytest.fixture
def north() -> Cooperation:
    return door()


@pytest.fixture
def lena(north: Cooperation) -> User:
    """The desk's duty person, who has a seat and stands behind the desk's function."""
    desk = Function.objects.get(desk=True)
    person = adviser("Lena Ek", region_of(north))
    seat_person(desk.public_id, person.public_id, place=Place.HOLDER, from_day=NOW.date(), **WHO)
    return person


# What a mail says: pure


CORPUS = [
    ("Ja tack!\n\nDen tis 17 nov. 2026 kl 10:02 skrev Lena Ek <svar@x.example>:\n> Hej\n> då", "Ja tack!"),
    ("Ja tack!\n\nOn Tue, 17 Nov 2026 at 10:02, Lena Ek <svar@x.example> wrote:\n> Hi", "Ja tack!"),
    ("Ja.\n\nOn Tuesday the seventeenth of November in the year 2026 Lena Ek\n<svar@x.example> wrote:\n> Hi", "Ja."),
    ("Ja.\n\n-----Ursprungligt meddelande-----\nFrån: Lena Ek\nSkickat: i dag\n\nHej", "Ja."),
    ("Ja.\n\nFrån: Lena Ek <svar@x.example>\nSkickat: den 17 november\nTill: Vera\n\nHej", "Ja."),
    ("Ja.\n\n________________________________\nFrom: Lena", "Ja."),
    ("Ja.\n\nFra: En dörr in\nSendt: 17. november\n\nHej", "Ja."),
    ("Ja.\n\nFrån: En dörr in\nSkickat: i dag\n\nHej", "Ja."),
    ("> Kan ni?\nJa, det kan vi.\n> När?\nI morgon.", "Ja, det kan vi.\nI morgon."),
    ("Den 17 nov skrev Lena:\n> Hej\n\nSvaret står under.", "Svaret står under."),
    ("Hej\n-- \nVera Lind\nLinds Lampor", "Hej"),
    ("Vi skrev avtal den 3 maj: det gäller än.", "Vi skrev avtal den 3 maj: det gäller än."),
    ("Från: är ett ord vi använder ibland", "Från: är ett ord vi använder ibland"),
    ("", ""),
    ("> bara\n> citat", ""),
]


@pytest.mark.parametrize(("text", "new"), CORPUS)
def test_what_was_written_before_is_cut(text: str, new: str) -> None:
    assert new_words(text) == new


@given(st.binary(max_size=600))
def test_whatever_comes_is_read_or_refused_in_a_way_that_is_known(raw: bytes) -> None:
    letter = read(raw)
    assert letter.text in {"", letter.text.strip()}
    assert identity(raw) == identity(raw)


def test_html_alone_is_read_without_what_it_quotes() -> None:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = "vera@lampor.example", "svar@x.example"
    mail.set_content(
        "<style>p{}</style><p>Ja &amp; tack</p><div>I dag<br>igen</div><blockquote><p>Hej</p></blockquote>", "html"
    )
    assert read(mail.as_bytes()).text.split() == ["Ja", "&", "tack", "I", "dag", "igen"]


@pytest.mark.parametrize(
    "header",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Return_Path": "<>"},
        {"X_Autoreply": "yes"},
        {"Precedence": "auto_reply"},
    ],
)
def test_a_machine_that_answers_is_recognised(header: dict[str, str]) -> None:
    assert read(written("vera@lampor.example", "svar@x.example", "Jag är borta", **header)).machine is Machine.ANSWERS
    assert not read(written("vera@lampor.example", "svar@x.example", "Hej", Auto_Submitted="no")).machine


@pytest.mark.parametrize(
    "header",
    [{"Auto_Submitted": "auto-generated"}, {"Precedence": "bulk"}, {"List_Unsubscribe": "<https://x.example>"}],
)
def test_a_machine_that_sends_on_its_own_is_told_apart(header: dict[str, str]) -> None:
    assert read(written("vera@lampor.example", "svar@x.example", "Hej", **header)).machine is Machine.SENDS


def test_a_persons_mail_through_a_list_is_a_persons() -> None:
    raw = written("vera@lampor.example", "export@x.example", "Hej", List_Id="<export.x.example>", Precedence="list")
    assert read(raw).machine is Machine.NONE


def test_a_mail_without_a_name_is_the_same_whichever_mailbox_it_came_through() -> None:
    body = b"From: v@l.example\r\nSubject: Hej\r\n\r\nLampor\r\n"
    one = b"Received: from a\r\nDelivered-To: x@a.example\r\n" + body
    other = b"Return-Path: <v@l.example>\r\nReceived: from b\r\nX-Original-To: y@b.example\r\n" + body
    assert identity(one) == identity(other) != identity(body + b"till")


def test_reply_tokens_survive_capitals_and_cannot_be_guessed() -> None:
    token = addresses.new_token()
    address = addresses.address(Reply.ANSWER, token, ours="En dörr in <svar@x.example>")
    assert addresses.tokens_in(address.upper()) == [(Reply.ANSWER, token)]
    assert len(address.partition("@")[0]) <= 64
    assert addresses.tokens_in("svar+s-kort@x.example") == []


# New questions


@pytest.mark.django_db
def test_a_mail_to_the_door_is_a_question_promised_from_when_it_came(north: Cooperation, lena: User) -> None:
    arrived = NOW - 3 * HOUR
    comes(
        written(
            "Vera Lind <vera@lampor.example>", "vasterbotten@x.example", "Lampor till Norge, från Umeå", Subject="Tull?"
        ),
        at=arrived,
    )
    case = Case.objects.select_related("enquiry", "promise").get()
    told = case.enquiry
    assert (told.channel, told.name, told.municipality, case.sharing) == ("mail", "Vera Lind", "2480", Sharing.ASK)
    assert told.question == "Tull?\n\nLampor till Norge, från Umeå"
    assert case.promise.received == arrived, "our outage is our loss"
    assert letters("confirm")[0]["to"] == "vera@lampor.example"


@pytest.mark.django_db
def test_the_same_mail_in_two_mailboxes_is_one_case_and_one_from_nowhere_near_waits_for_a_person(
    north: Cooperation, lena: User
) -> None:
    national = adviser("Nils Riks", organisation("Verket Exempel", north), Role.NATIONAL_COORDINATOR)
    raw = written("vera@lampor.example", "dorren@x.example", "Lampor")
    comes(raw)
    comes(raw, box="export")
    assert (Case.objects.count(), MailIntake.objects.count()) == (1, 1)
    assert not IncomingMail.objects.filter(taken_at__isnull=True).exists()
    strange = written("per@nagon.example", "nagon@x.example", "Hej")
    receive_mail(raw=strange, mailbox="okand", now=NOW)
    comes(written("ulf@skor.example", "x@x.example", "Skor till Polen"))
    assert Case.objects.count() == 2, "what cannot be placed stops no other"
    jobs.take_mail_in(NOW)
    jobs.take_mail_in(NOW)
    jobs.take_mail_in(NOW)
    parked = IncomingMail.objects.get(parked_at__isnull=False)
    assert (parked.mailbox, parked.tries, bytes(parked.raw)) == ("okand", 3, strange)
    assert [mail["to"] for mail in letters("parked")] == [national.email]


@pytest.mark.django_db
def test_the_second_door_of_a_mail_to_two_is_told_where_its_question_is(north: Cooperation, lena: User) -> None:
    door("Exportsamverkan Halland", "13", "Region Halland Exempel")
    raw = written("vera@lampor.example", "vasterbotten@x.example", "Lampor", Cc="halland@x.example")
    comes(raw)
    comes(raw, box="halland")
    case = Case.objects.get()
    (told,) = letters("two_doors")
    assert told["to"] == "jour@halland.example"
    assert case.number in told["text"]
    assert "Exportsamverkan Västerbotten" in told["text"]
    assert "vera" not in told["text"].lower(), "where it is, and nothing of what it says"


@pytest.mark.django_db
def test_a_machine_starts_nothing_and_answers_nobody(north: Cooperation, lena: User) -> None:
    comes(written("vera@lampor.example", "vasterbotten@x.example", "Jag är borta", Auto_Submitted="auto-replied"))
    assert not Case.objects.exists()
    receipt = asked()
    back = letters("confirm")[0]["reply_to"]
    before = OutboxRow.objects.count()
    comes(written("vera@lampor.example", back, "Jag är borta till maj", Auto_Submitted="auto-replied"))
    assert OutboxRow.objects.count() == before
    assert not Entry.objects.filter(case__public_id=receipt.case, kind="message").exists()


@pytest.mark.django_db
def test_a_form_on_somebodys_site_waits_for_a_person_and_is_told_of(north: Cooperation, lena: User) -> None:
    adviser("Karin Ek", region_of(north), Role.COORDINATOR)
    receive_mail(
        raw=written(
            "web@kommun.example", "vasterbotten@x.example", "En fråga om tull", Auto_Submitted="auto-generated"
        ),
        mailbox="vasterbotten",
        now=NOW,
    )
    for _ in range(jobs.TRIES):
        jobs.take_mail_in(NOW)
    assert not Case.objects.exists()
    assert letters("parked")


@pytest.mark.django_db
def test_a_forwarded_question_keeps_what_was_forwarded(north: Cooperation, lena: User) -> None:
    text = (
        "Kan ni hjälpa det här företaget?\n\n---------- Forwarded message ---------\nFrån: Vera <v@l.example>\n\nTull?"
    )
    comes(written("naringsliv@kommun.example", "vasterbotten@x.example", text))
    assert Case.objects.get().enquiry.question.endswith("Tull?")


@pytest.mark.django_db
def test_a_personal_number_in_a_mail_is_masked(north: Cooperation, lena: User) -> None:
    comes(written("vera@lampor.example", "vasterbotten@x.example", "Jag heter Vera, 811228-9874. Tull?"))
    assert "811228-9874" not in Case.objects.get().enquiry.question


@pytest.mark.django_db
def test_what_waits_for_a_person_is_read_and_made_a_question_or_set_aside_by_its_own_coordinator(
    north: Cooperation, lena: User
) -> None:
    karin = signed_in(adviser("Karin Ek", region_of(north), Role.COORDINATOR))
    away = region_of(door("Exportsamverkan Halland", "13", "Region Halland Exempel"))
    for number in (1, 2):
        text = f"En fråga om tull {number} <script>"
        receive_mail(
            raw=written("web@kommun.example", "vasterbotten@x.example", text, Auto_Submitted="auto-generated"),
            mailbox="vasterbotten",
            now=NOW,
        )
    for _ in range(jobs.TRIES):
        jobs.take_mail_in(NOW)
    first, second = IncomingMail.objects.order_by("pk")
    other = signed_in(adviser("Olle Ek", away, Role.COORDINATOR))
    assert "En fråga om tull" not in other.get("/arbete/mejl/").content.decode()
    other.post("/arbete/mejl/", {"mejl": first.public_id, "vad": "undan"})  # answered as if it were not there
    assert "En fråga om tull 1 &lt;script&gt;" in karin.get("/arbete/mejl/").content.decode()
    karin.post("/arbete/mejl/", {"mejl": first.public_id, "vad": "fraga"})
    karin.post("/arbete/mejl/", {"mejl": second.public_id, "vad": "undan"})
    assert Case.objects.get().promise.received == NOW, "it is not the company's loss that it had to wait for a person"
    assert "En fråga om tull" not in karin.get("/arbete/mejl/").content.decode()


# Replies


@pytest.mark.django_db
def test_a_companys_reply_joins_its_case_and_reaches_who_has_it_with_the_words(north: Cooperation, lena: User) -> None:
    receipt = asked()
    commands.take(receipt.case, viewer(lena), now=NOW)
    comes(written("vera@lampor.example", letters("confirm")[0]["reply_to"], "Det gäller 400 lampor.\n\n> Hej"))
    assert Entry.objects.get(kind="message").text == "Det gäller 400 lampor."
    (mail,) = letters("added")
    assert mail["to"] == lena.email
    assert "Det gäller 400 lampor." in mail["text"]


@pytest.mark.django_db
def test_a_plain_reply_to_the_first_mail_takes_the_question_answers_the_company_and_counts(
    north: Cooperation, lena: User
) -> None:
    receipt = asked()
    (intake,) = [mail for mail in letters("intake") if mail["to"] == lena.email]
    assert "Vi vill sälja lampor till Norge" in intake["text"], "the mail is enough"
    comes(written(lena.email, intake["reply_to"], "Ring mig på 090-1.\n\nDen 17 nov skrev En dörr in:\n> Ny fråga"))
    seen = case_of_link(receipt.case, NOW)
    assert (seen.holder, seen.evidence, seen.contacted_at) == ("Lena Ek", Evidence.SENT, NOW)
    (answer,) = letters("answer")
    assert answer["to"] == "vera@lampor.example"
    assert "Ring mig på 090-1." in answer["text"]
    assert "Ny fråga" not in answer["text"]


@pytest.mark.django_db
def test_a_reply_from_elsewhere_or_after_somebody_else_was_first_is_told_and_goes_nowhere(
    north: Cooperation, lena: User
) -> None:
    receipt = asked()
    back = next(mail for mail in letters("intake") if mail["to"] == lena.email)["reply_to"]
    comes(written("annan@region.example", back, "Hej"))
    assert "en annan adress" in letters("not_sent")[0]["text"]
    other = adviser("Bo Dahl", organisation("Almi Exempel", north))
    commands.take(receipt.case, viewer(other), now=NOW)
    comes(written(lena.email, back, "Hej igen"))
    assert "Bo Dahl, Almi Exempel hann före" in letters("not_sent")[1]["text"]
    assert "Hej igen" in letters("not_sent")[1]["text"], "what was written comes back"
    assert not Contact.objects.exists()


def returned(message_id: str) -> bytes:
    """What a mail server sends when it cannot deliver."""
    report: MIMEMultipart = MIMEMultipart("report")
    report.set_param("report-type", "delivery-status")
    report["From"], report["To"], report["Subject"] = "MAILER-DAEMON@x.example", "svar@x.example", "Undelivered"
    report["Message-ID"] = "<retur@x.example>"
    report.attach(MIMEText("No such user."))
    report.attach(MIMEText(f"Message-ID: {message_id}\nSubject: Svar\n", "rfc822-headers"))
    return report.as_bytes()


@pytest.mark.django_db
def test_an_answer_that_comes_back_is_no_contact_and_the_writer_hears(north: Cooperation, lena: User) -> None:
    receipt = asked()
    commands.take(receipt.case, viewer(lena), now=NOW)
    commands.write(receipt.case, viewer(lena), "Ring mig.", now=NOW)
    assert case_of_link(receipt.case, NOW).contacted_at == NOW
    row = OutboxRow.objects.get(key__startswith="cases.answer:")
    comes(returned(row.message_id))
    seen = case_of_link(receipt.case, NOW)
    assert (seen.contacted_at, seen.evidence, seen.holder) == (None, None, "Lena Ek")
    assert "kom i retur" in letters("not_sent")[0]["text"]
    jobs.heed_bounces(NOW)
    assert len(letters("not_sent")) == 1


@pytest.mark.django_db
def test_an_answer_the_outbox_gives_up_on_is_taken_back_too(north: Cooperation, lena: User) -> None:
    receipt = asked()
    commands.take(receipt.case, viewer(lena), now=NOW)
    commands.log_contact(receipt.case, viewer(lena), rules.Talk(rules.Way.CALL, NOW + HOUR), now=NOW + HOUR)
    commands.write(receipt.case, viewer(lena), "Prislista", now=NOW + HOUR)
    OutboxRow.objects.filter(key__startswith="cases.answer:").update(state="undelivered")
    assert [jobs.heed_bounces(NOW + HOUR), jobs.heed_bounces(NOW + HOUR)] == [1, 0]
    seen = case_of_link(receipt.case, NOW + HOUR)
    assert (seen.contacted_at, seen.evidence) == (NOW + HOUR, Evidence.STATED)


@pytest.mark.django_db
def test_a_companys_mail_to_a_closed_question_takes_it_up_again(north: Cooperation, lena: User) -> None:
    receipt = asked()
    back = letters("confirm")[0]["reply_to"]
    commands.close_by_company(receipt.case, now=NOW)
    comes(written("vera@lampor.example", back, "Det gäller ändå."))
    assert Case.objects.get(public_id=receipt.case).closed_at is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Ja.\n\nhttps://x.example/uppdrag/abcdefghijklmnopqrstuvwxyz/", "länkar som bara är dina"),
        ("Ja! " * 2100, "längre än 8 000 tecken"),
    ],
)
def test_a_reply_that_cannot_go_as_it_is_comes_back_with_the_reason(
    north: Cooperation, lena: User, text: str, why: str
) -> None:
    asked()
    back = next(mail for mail in letters("intake") if mail["to"] == lena.email)["reply_to"]
    comes(written(lena.email, back, text))
    assert why in letters("not_sent")[0]["text"]
    assert not letters("answer")
    assert not Contact.objects.exists()


@pytest.mark.django_db
def test_files_in_a_reply_are_never_left_out_in_silence(north: Cooperation, lena: User) -> None:
    asked()
    back = next(mail for mail in letters("intake") if mail["to"] == lena.email)["reply_to"]
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = lena.email, back, "Re", "<fil@x.example>"
    mail.set_content("Se bifogad prislista.")
    mail.add_attachment(b"pris", maintype="application", subtype="pdf", filename="pris.pdf")
    comes(mail.as_bytes())
    assert "Filer går inte att skicka med" in letters("not_sent")[0]["text"]
    assert not letters("answer")


@pytest.mark.django_db
def test_a_blind_copy_of_ones_own_mail_is_a_contact_when_it_came(north: Cooperation, lena: User) -> None:
    receipt = asked()
    commands.take(receipt.case, viewer(lena), now=NOW)
    text = letters("taken")[0]["text"]
    log = next(word for word in text.split() if word.startswith("svar+l-"))
    comes(written(lena.email, "vera@lampor.example", "Hej Vera!", Delivered_To=log), at=NOW + HOUR)
    contact = Contact.objects.get()
    assert (contact.at, contact.evidence, contact.way) == (NOW + HOUR, "sent", "message")
    assert case_of_link(receipt.case, NOW + HOUR).contacted_at == NOW + HOUR


# The links of a mail


def at(page: str, client: Client, **told: str) -> str:
    path = page.partition("//")[2].partition("/")[2]
    response = client.post("/" + path, told, follow=True) if told else client.get("/" + path)
    return response.content.decode()


@pytest.fixture
def task(north: Cooperation, lena: User) -> str:
    asked(now())
    text = next(mail for mail in letters("intake") if mail["to"] == lena.email)["text"]
    return next(word for word in text.split() if "/uppdrag/" in word).partition("?")[0]


@pytest.mark.django_db
def test_looking_takes_nothing_pressing_does_and_a_second_press_tells_how_it_stands(client: Client, task: str) -> None:
    assert "Jag tar den" in at(task + "?gor=ta", client)
    assert Case.objects.get().holder is None
    assert "Frågan är din." in at(task, client, vad="ta", form_nonce="press-one-of-two")
    assert "Lena Ek, Region Exempel, har frågan." in at(task, client, vad="ta", form_nonce="press-two-of-two")
    assert Entry.objects.filter(kind="taken").count() == 1


@pytest.mark.django_db
def test_a_whole_question_is_kept_without_signing_in(client: Client, task: str) -> None:
    called = {"vad": "ringt", "satt": "call", "nadd": "ja", "dag": f"{now():%Y-%m-%d}", "tid": "", "ord": "Ring igen"}
    page = at(task, client, **called, form_nonce="called-once-0001")
    assert "Ring igen" in page, "nothing typed is lost"
    at(task, client, **{**called, "tid": on_wall()}, form_nonce="called-twice-001")
    at(task, client, vad="svara", svar="Här är blanketten.", form_nonce="answered-00001")
    at(task, client, vad="avsluta", utfall="helped", ord="", form_nonce="closed-0000001")
    case = Case.objects.get()
    assert (case.state, case.outcome, Contact.objects.count()) == ("closed", "helped", 2)


def on_wall() -> str:
    from endorr.base.i18n.formats import on_wall as wall

    return f"{wall(now()):%H.%M}"


@pytest.mark.django_db
def test_the_link_dies_with_the_seat(client: Client, task: str, lena: User) -> None:
    Membership.objects.filter(person=lena).update(ended_at=now())
    assert client.get("/" + task.partition("//")[2].partition("/")[2]).status_code == 404
    assert not CapabilityLink.objects.filter(purpose="cases.task", revoked_at__isnull=True).exists()


@pytest.mark.django_db
def test_the_link_dies_with_the_question(client: Client, task: str) -> None:
    commands.close_by_company(Case.objects.get().public_id, now=now())
    assert client.get("/" + task.partition("//")[2].partition("/")[2]).status_code == 404


@pytest.mark.django_db
def test_another_organisation_is_told_place_and_time_and_reads_once_it_has_taken(
    client: Client, north: Cooperation
) -> None:
    almi = organisation("Almi Exempel", north)
    finance = function("Finansiering", almi, within=north)
    karin = adviser("Karin Dal", almi)
    seat_person(finance, karin.public_id, place=Place.HOLDER, from_day=NOW.date(), **WHO)
    receipt = asked(now())
    case = Case.objects.get(public_id=receipt.case)
    from endorr.cases.commands.mailing import tell_function

    tell_function(case, case.function_id, "proposed", "En fråga", now=now(), once="x")  # type: ignore[arg-type]
    row = Function.objects.get(public_id=finance)
    tell_function(case, row.pk, "proposed", "En fråga", now=now(), once="x")  # type: ignore[arg-type]
    (mail,) = letters("proposed")
    assert not any(word in mail["text"] + mail["html"] for word in ("Vera", "Linds", "lampor", "tullen"))
    page = next(word for word in mail["text"].split() if "/uppdrag/" in word).partition("?")[0]
    assert "Linds" not in at(page, client)
    at(page, client, vad="ta", form_nonce="press-one-of-one")
    assert "Linds Lampor" in at(page, client)


@pytest.mark.django_db
def test_a_persons_own_page_asks_the_database_at_most_twelve_times(
    client: Client, task: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(14):
        at(task, client)


# Fetching


class FakeServer:
    """A mailbox that may break between storing and marking."""

    def __init__(self, mails: dict[str, bytes], *, breaks: bool = False) -> None:
        self.mails, self.breaks, self.marked = mails, breaks, set[str]()

    def select(self, _folder: str) -> None: ...

    def response(self, _code: str) -> tuple[str, list[object]]:
        return "OK", [None]

    def logout(self) -> None: ...

    def uid(self, deed: str, *told: str) -> tuple[str, list[object]]:
        match deed:
            case "SEARCH":
                waiting = [number for number in self.mails if number not in self.marked]
                return "OK", [" ".join(waiting).encode()]
            case "FETCH":
                head = b'1 (UID 1 INTERNALDATE "17-Nov-2026 08:00:00 +0100" BODY[] {5}'
                return "OK", [(head, self.mails[told[0]]), b")"]
        if self.breaks:
            raise ConnectionResetError
        self.marked.add(told[0])
        return "OK", []


@pytest.mark.django_db
def test_a_connection_that_breaks_between_storing_and_marking_loses_and_doubles_nothing() -> None:
    mails = {str(number): written("v@l.example", "x@x.example", f"Fråga {number}") for number in range(5)}
    box = mailbox("vasterbotten=imaps://door:secr%2Fet@mail.example/INBOX")
    assert (box.secret, box.port, box.folder) == ("secr/et", 993, "INBOX")
    broken, sound = FakeServer(mails, breaks=True), FakeServer(mails)

    def opened(server: FakeServer) -> object:
        return lambda _box: server

    with pytest.raises(ConnectionResetError):
        fetch(box, now=NOW, opened=opened(broken))  # type: ignore[arg-type]
    assert IncomingMail.objects.count() == 1
    assert fetch(box, now=NOW, opened=opened(sound)) == 5  # type: ignore[arg-type]
    assert fetch(box, now=NOW, opened=opened(sound)) == 0  # type: ignore[arg-type]
    assert IncomingMail.objects.count() == 5
    assert IncomingMail.objects.first().received_at == datetime(2026, 11, 17, 7, 0, tzinfo=UTC)  # type: ignore[union-attr]


def test_a_mailbox_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="imaps"):
        mailbox("vasterbotten")
    assert isinstance(mailbox("a=imap://u@h/Frågor"), Mailbox)
