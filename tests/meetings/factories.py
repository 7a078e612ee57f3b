"""A minister's meeting in Västerbotten with four parts, its hosts and guests; every one of them is made up."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from icalendar import Calendar
from tests.cases.factories import NOW, WHO, adviser, door, organisation, region_of, signed_in, viewer

from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy.models import Cooperation, Organisation
from endorr.base.tenancy.rules import Role
from endorr.meetings import commands
from endorr.meetings.commands import CampaignPlan, Invitee, MeetingPlan, PartPlan
from endorr.meetings.models import Guest, Invitation, Part
from endorr.meetings.rules import GuestKind, PartKind, Visibility

__all__ = ["NOW", "WHO", "Cooperation", "adviser", "door", "organisation", "region_of", "signed_in", "viewer"]

SITE = "https://dorren.example"
ROOM = "https://video.example/j/84211936404"
# Friday 11 December 2026, 10.00 in Stockholm: three weeks and more after NOW.
START = datetime(2026, 12, 11, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
NOTICE = START - 24 * HOUR

TALK = PartPlan(
    PartKind.TALK,
    "Digitalt ministermöte",
    START,
    START + HOUR,
    [GuestKind.COMPANY],
    5,
    room=ROOM,
    title_en="Digital meeting with the minister",
)
TABLE = PartPlan(
    PartKind.ROUND_TABLE,
    "Rundabordssamtal om export",
    START + 3 * HOUR,
    START + 5 * HOUR,
    [GuestKind.AUTHORITY, GuestKind.UNION, GuestKind.TRADE_BODY, GuestKind.COMPANY],
    12,
    visibility=Visibility.INSIDE,
    place="Norra salen, Umeå",
    room="https://video.example/j/rundabord",
)
PRESS = PartPlan(
    PartKind.PRESS,
    "Frågor till ministern",
    START + 2 * HOUR,
    START + 3 * HOUR,
    [GuestKind.PRESS],
    10,
    room="https://video.example/j/press",
    notice_by=NOTICE,
)


class Tour:
    """A planned meeting: its host, its people, and its parts by what they are."""

    def __init__(self) -> None:
        self.door = door()
        self.region = region_of(self.door)
        self.sara = adviser("Sara Låtsas", self.region, Role.COORDINATOR)
        self.per = adviser("Per Fantasi", self.region, Role.PRESS_OFFICER)
        self.campaign = commands.open_campaign(
            CampaignPlan("Hela Sverige Exporterar", "hela-sverige-exporterar", "Ministern möter företag i alla län."),
            organisation=self.region.public_id,
            **WHO,
        )
        told = MeetingPlan(
            title="Ministermöte om ökad export i Västerbotten",
            about="Fem företag möter ministern.",
            place="Digitalt",
            campaign=self.campaign,
            press_person=self.per.public_id,
            press_phone="0980-319 200",
        )
        self.meeting = commands.plan(
            told,
            organisation=self.region.public_id,
            cooperation=self.door.public_id,
            site=SITE,
            **WHO,
        )
        self.parts: dict[str, str] = {}

    def part(self, told: PartPlan = TALK, **changes: Any) -> str:
        made = commands.add_part(self.meeting, replace(told, **changes), **WHO)
        self.parts[told.kind.value] = made
        return made

    def publish(self) -> None:
        commands.publish(self.meeting, **WHO)

    def invite(self, part: str, name: str = "Vera Lindsela", kind: GuestKind = GuestKind.COMPANY, **more: Any) -> str:
        """Invite somebody; return the guest's public id."""
        local = name.lower().replace(" ", ".").replace("å", "a").replace("ä", "a").replace("ö", "o")
        told = Invitee(kind, name, f"{local}@gast.example", **{"organisation_name": f"{name.split()[1]} AB", **more})
        return commands.invite([part], told, **WHO)


def invitation(guest: str, part: str) -> Invitation:
    return Invitation.objects.select_related("part", "guest").get(guest__public_id=guest, part__public_id=part)


def state(guest: str, part: str) -> str:
    return invitation(guest, part).state


def taken(part: str) -> int:
    return Part.objects.get(public_id=part).taken


def mails(guest: str) -> list[OutboxRow]:
    """Return the mails to a guest, the oldest first."""
    address = Guest.objects.get(public_id=guest).email
    return [row for row in OutboxRow.objects.order_by("id") if row.payload["to"] == address]


def calendars(guest: str) -> list[Any]:
    """Return the calendars a guest has got by mail, the oldest first, read by a library of others' making."""
    from base64 import b64decode

    return [
        Calendar.from_ical(b64decode(one["content"]).decode())
        for mail in mails(guest)
        for one in mail.payload["attachments"]
    ]


def event(calendar: Any) -> Any:
    return calendar.walk("VEVENT")[0]


def link_in(mail: OutboxRow) -> str:
    """Return the path of the guest's own page that a mail leads to."""
    address = next(word for word in str(mail.payload["text"]).split() if "/inbjudan/" in word)
    return "/" + address.partition("//")[2].partition("/")[2]


def region_named(name: str) -> Organisation:
    return Organisation.objects.get(name=name)
