"""Every page of the door asks the database at most twelve times, all that stands around the page included."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cases.factories import WHO, adviser, asked, organisation, region_of, signed_in, viewer
from tests.directory.factories import function
from tests.matching.factories import north as door_with_catalogue

from endorr.base.accounts.models import User
from endorr.base.clock import now
from endorr.base.links.commands import issue
from endorr.base.tenancy.rules import Role
from endorr.cases import commands
from endorr.cases.commands import AFTER, RIGHT, TASK, WRONG, start_draft
from endorr.cases.commands.sharing import MAY_SHARE, ask_to_share
from endorr.cases.jobs import match_new
from endorr.cases.models import FollowUp, SharingRequest
from endorr.cases.rules import HoldReason, Sharing, Talk, Way
from endorr.directory.commands import seat_person
from endorr.directory.rules import Place

MOST = 12


STAFF = (
    "/arbete/fragor/",
    "/arbete/fragor/?visa=alla&sida=2",
    "/arbete/fragor/?sok=tull&behov=",
    "/arbete/fragor/{case}/",
    "/arbete/fragor/{case}/fil/{file}/",
    "/arbete/fragor/{case}/logg/",
    "/arbete/fragor/{case}/tider/",
    "/arbete/fragor/{case}/erbjud/",
    "/arbete/fragor/{asking}/",
    "/arbete/fragor/ny/",
    "/arbete/svarsmallar/",
    "/arbete/tavla/",
)
ANYBODY = (
    "/fraga/",
    "/ring-mig/",
    "/via/{partner}/",
    "/fraga/utkast/{draft}/fraga/",
    "/fraga/utkast/{draft}/om-dig/",
    "/fraga/utkast/{draft}/dela/",
    "/fraga/utkast/{draft}/kontrollera/",
    "/fraga/min/{status}/",
    "/fraga/min/{status}/skickad/",
    "/fraga/min/{status}/lofte.ics",
    "/fraga/min/{status}/fil/{file}/",
    "/fraga/dela/{share}/",
    "/fraga/ratt-person/{right}/",
    "/fraga/fel-person/{wrong}/",
    "/fraga/efterat/{after}/",
    "/uppdrag/{task}/",
    "/uppdrag/{offered}/",
    "/uppdrag/{behind_the_wall}/",
    "/vart-lofte/",
    "/vart-lofte/{slug}/",
)


def _link(purpose: str, target: str) -> str:
    at = now()
    return issue(purpose=purpose, target=target, now=at, expires_at=at + timedelta(days=60), actor="test").token


@pytest.fixture
def house(db: None) -> dict[str, str]:
    """A door in full use: a question with all that may stand beside it, and links to it."""
    at, north = now(), door_with_catalogue()
    anna, bo = adviser("Anna Berg", region_of(north), Role.COORDINATOR), adviser("Bo Dahl", region_of(north))
    bank = organisation("Bank Exempel", north)
    to, lena = function("Garantier", bank, within=north), adviser("Lena Ek", bank)
    seat_person(to, lena.public_id, place=Place.HOLDER, from_day=at.date(), **WHO)
    for number in range(30):
        asked(at, question=f"Fråga {number} om tull", email=f"v{number}@lampor.example")
    asking, receipt, me = asked(at, sharing=Sharing.ASK), asked(at, question="Får vi en garanti?"), viewer(anna)
    ask_to_share(asking.case, me, organisation=bank.pk, why="Garanti", now=at)
    match_new(at)
    commands.take(receipt.case, me, now=at)
    commands.log_contact(receipt.case, me, Talk(Way.CALL, at, reached=False), now=at)
    commands.write(receipt.case, me, "Så här gör ni.", now=at)
    commands.write_note(receipt.case, me, "Ring efter lunch", shared=False, now=at)
    commands.join(receipt.case, me, bo.public_id, now=at)
    commands.set_answer_time(receipt.case, me, budget=timedelta(days=5), now=at)
    commands.hold(receipt.case, me, HoldReason.COMPANY, now=at)
    commands.keep_canned_answer(me, name="Tull", text_sv="Ring.", text_en="", now=at)
    file = commands.add_file(receipt.case, [b"%PDF-1.7\n%walk"], name="underlag.pdf", now=at)
    commands.refer(receipt.case, me, function=to, text="Kan ni?", now=at)
    commands.add_message(receipt.case, "En sak till.", now=at)
    begun = {"fraga": "Lampor", "kommun": "Umeå", "namn": "Vera", "epost": "v@lampor.example", "dela": "yes"}
    return {
        "case": receipt.case,
        "asking": asking.case,
        "file": file,
        "draft": start_draft(begun, now=at),
        "partner": bank.slug,
        "slug": north.slug,
        "status": receipt.token,
        "task": _link(TASK, f"{receipt.case}:{anna.pk}"),
        "offered": _link(TASK, f"{receipt.case}:{lena.pk}"),
        "behind_the_wall": _link(TASK, f"{asking.case}:{lena.pk}"),
        "right": _link(RIGHT, receipt.case),
        "wrong": _link(WRONG, receipt.case),
        "after": _link(AFTER, FollowUp.objects.filter(case__public_id=receipt.case)[0].public_id),
        "share": _link(MAY_SHARE, SharingRequest.objects.get().public_id),
    }


def test_every_page_of_the_door_asks_the_database_twelve_times_at_most(house: dict[str, str]) -> None:
    staff, anybody = signed_in(User.objects.get(name="Anna Berg")), Client()
    dear = []
    for client, addresses in ((staff, STAFF), (anybody, ANYBODY)):
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                response = client.get(address.format(**house))
                b"".join(response)  # a file is read to its end, and so is a page
            assert response.status_code == 200, address
            assert address[-7:] != "{case}/" or "Kan passa" in response.content.decode(), address
            if len(queries) > MOST:
                dear.append(f"{address}: {len(queries)}")
    assert dear == []
