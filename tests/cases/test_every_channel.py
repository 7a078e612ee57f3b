"""The same question by every way in: one flow, one promise, and nobody writes anything twice."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests.cases.factories import adviser, door, organisation, region_of, signed_in
from tests.cases.test_mail import written

from endorr.base.apikeys.commands import make_key
from endorr.base.clock import now
from endorr.base.i18n.formats import on_wall
from endorr.base.outbox.commands import receive_mail
from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy.models import Cooperation, Organisation
from endorr.cases import jobs
from endorr.cases.models import Case, CaseLink, Draft, Enquiry
from endorr.directory.models import Channel

pytestmark = pytest.mark.django_db

QUESTION = "Vi i Umeå vill sälja lampor till Norge. Vad gäller för tullen?"
WHO = {"namn": "Vera Lind", "foretag": "Linds Lampor", "epost": "vera@lampor.example"}


@pytest.fixture
def north() -> Cooperation:
    return door()


@pytest.fixture
def almi(north: Cooperation) -> Organisation:
    made = organisation("Almi Exempel", north)
    Channel.objects.create(organisation=made, kind="entrance", value="https://almi.example/export/fraga")
    return made


def nonce(page: str) -> str:
    return page.partition('name="form_nonce" value="')[2].partition('"')[0]


def go_on(client: Client, begun: str) -> None:
    """Fill in who asks and who may read, look it over and send it."""
    share = client.post(begun, {**WHO, "kommun": "Umeå"})["Location"]
    check = client.post(share, {"dela": "ask"})["Location"]
    page = client.get(check).content.decode()
    assert QUESTION in unescape(page), "what was written first is not asked for again"
    assert client.post(check, {"form_nonce": nonce(page)}).status_code == 302


def by_form(client: Client) -> None:
    go_on(client, client.post("/fraga/", {"fraga": QUESTION})["Location"])


def by_mail(_client: Client) -> None:
    raw = written("Vera Lind <vera@lampor.example>", "vasterbotten@x.example", QUESTION, Subject="Tull")
    receive_mail(raw=raw, mailbox="vasterbotten", now=now())
    jobs.take_mail_in(now())


def by_telephone(_client: Client) -> None:
    anna = adviser("Anna Berg", Organisation.objects.get(slug="region-exempel"))
    ended = on_wall(now() - timedelta(minutes=5))
    told = {**WHO, "fraga": QUESTION, "kommun": "Umeå", "sprak": "sv", "dela": "ask", "form_nonce": "noted-once"}
    told |= {"dag": f"{ended:%Y-%m-%d}", "tid": f"{ended:%H.%M}"}
    assert signed_in(anna).post("/arbete/fragor/ny/", told).status_code == 302


def by_program(client: Client) -> None:
    almi = Organisation.objects.get(slug="almi-exempel")
    scopes, days = ["cases:write"], timedelta(days=30)
    key = make_key(almi.public_id, "Kundregister", scopes, lifetime=days, now=now(), actor="user:x")
    told = {"question": QUESTION, "municipality": "Umeå", "company": "Linds Lampor", "name": "Vera Lind"}
    told |= {"email": "vera@lampor.example", "sharing": "ask"}
    headers = {"Authorization": f"Bearer {key.text}", "Idempotency-Key": "call-0001"}
    answer = client.post("/api/v1/questions/", told, content_type="application/json", headers=headers)
    assert answer.status_code == 201


def by_widget(client: Client) -> None:
    strict: Any = Client(enforce_csrf_checks=True)
    framed = strict.get("/via/almi-exempel/ruta/")
    assert "frame-ancestors https://almi.example;" in framed["Content-Security-Policy"] + ";"
    assert "X-Frame-Options" not in framed
    assert not framed.cookies, "a foreign page's frame is given no cookie, so none is needed"
    page = strict.post("/via/almi-exempel/", {"fraga": QUESTION}).content.decode()
    assert QUESTION in unescape(page)
    assert not Draft.objects.exists(), "nothing is kept until the company goes on"
    go_on(client, client.post("/fraga/", {"fraga": QUESTION, "via": "almi-exempel"})["Location"])


WAYS = {"web": by_form, "mail": by_mail, "phone": by_telephone, "api": by_program, "widget": by_widget}


@pytest.mark.parametrize("way", WAYS)
def test_by_every_way_in_it_is_the_same_question_with_the_same_promise(
    client: Client, almi: Organisation, north: Cooperation, way: str
) -> None:
    WAYS[way](client)
    case = Case.objects.select_related("enquiry", "promise").get()
    asked = case.enquiry
    assert QUESTION in asked.question
    assert (asked.municipality, asked.name, asked.email) == ("2480", "Vera Lind", "vera@lampor.example")
    assert (case.sharing, case.enquiry.channel) == ("ask", "web" if way == "widget" else way)
    assert asked.entrance == (almi if way in {"api", "widget"} else None)
    assert timedelta(0) < case.promise.due - case.promise.received
    told = set(OutboxRow.objects.values_list("key", flat=True))
    assert {key.partition(":")[0] for key in told} >= {"cases.confirm", "cases.intake"}
    page = signed_in(adviser("Lena Ek", region_of(north))).get(f"/arbete/fragor/{case.public_id}/").content.decode()
    assert QUESTION in unescape(page)


def test_by_mail_and_then_by_form_it_is_found_linked_and_answered_by_both(client: Client, almi: Organisation) -> None:
    by_mail(client)
    by_form(client)
    first, second = Case.objects.select_related("promise").order_by("pk")
    assert CaseLink.objects.get(kind="double").earlier == first
    assert first.promise.due == second.promise.due, "the earliest promise rules"
    confirmed = [row.payload["to"] for row in OutboxRow.objects.filter(key__startswith="cases.confirm:")]
    assert confirmed == ["vera@lampor.example"] * 2
    assert Enquiry.objects.count() == 2
