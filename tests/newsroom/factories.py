"""A press desk in Västerbotten with its people and one text; every one of them is made up."""

from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.cases.factories import NOW, adviser, door, region_of, signed_in, viewer

from endorr.base.links.queries import peek
from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy.rules import Role
from endorr.indicators.claims.facts import Basis, Concept, Fact, Known, Measure
from endorr.newsroom import commands
from endorr.newsroom.commands import ContactPlan, PicturePlan, Plan
from endorr.newsroom.models import BoundFigure, Release
from endorr.newsroom.rules.blocks import Block, BlockKind, Draft
from endorr.newsroom.rules.figures import Key
from endorr.newsroom.rules.hours import Hours
from endorr.newsroom.rules.words import Desk, Kind, Licence, Topic

__all__ = ["NOW", "BoundFigure", "signed_in"]

SITE = "https://dorren.example"
PNG = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")

HEADLINE = "Västerbottens export växer"
DRAFT = Draft(
    HEADLINE,
    "År 2018 exporterade företag i Västerbotten varor för 43 miljarder kronor.",
    (
        Block(BlockKind.HEADING, "Fler vågar sig ut"),
        Block(BlockKind.QUOTE, "Det är roligt att se hur företagen växer.", "Bo Påhitt, Region Exempel"),
    ),
)
FIGURE = "43 miljarder kronor"


def known_as(value: float | None, edition: str = "varuexport 1") -> Callable[[str], Known]:
    """What the tables say of goods exports in Västerbotten 2018, in millions of kronor; nothing without a value."""
    told = Fact(
        Concept.GOODS_EXPORT,
        Measure.VALUE,
        "24",
        2018,
        (value or 0) * 1e6,
        half=5e5,
        basis=Basis.HQ,
        source="Källa: SCB, varuexport per län.",
        edition=edition,
    )
    return lambda _language: Known([told] if value is not None else [])


class PressDesk:
    """The desk: who writes, who approves, whom the press calls."""

    def __init__(self) -> None:
        self.door = door()
        self.region = region_of(self.door)
        self.per = adviser("Per Fantasi", self.region, Role.PRESS_OFFICER)
        self.sara = adviser("Sara Låtsas", self.region, Role.COORDINATOR)
        self.writer, self.approver = viewer(self.per), viewer(self.sara)
        self.contact = self.named("Per Fantasi", Desk.PRESS)

    def named(self, name: str, desk: Desk, phone: str = "0980-319 200") -> str:
        mail = f"{name.split(maxsplit=1)[0].lower()}@press.example"
        plan = ContactPlan(desk, name, "Pressansvarig", phone, mail, Hours(480, 990), title_en="Press officer")
        return commands.add_contact(plan, organisation=self.region.public_id, viewer=self.writer, now=NOW)

    def picture(self, **changes: Any) -> str:
        plan = PicturePlan("Ett fartyg lastas med timmer", "Hamnen i Umeå", "Bo Påhitt", Licence.PRESS)
        return commands.add_picture(
            [PNG],
            "hamnen.png",
            replace(plan, **changes),
            organisation=self.region.public_id,
            viewer=self.writer,
            now=NOW,
        )

    def begun(self, kind: Kind = Kind.RELEASE, **changes: Any) -> str:
        plan = replace(Plan([Topic.EXPORT], [self.contact]), **changes)
        return commands.begin(
            kind,
            plan,
            organisation=self.region.public_id,
            cooperation=self.door.public_id,
            site=SITE,
            viewer=self.writer,
            now=NOW,
        )

    def written(self, draft: Draft = DRAFT, **changes: Any) -> str:
        """A text with its one figure bound."""
        made = self.begun(**changes)
        commands.write(made, "sv", draft, viewer=self.writer, now=NOW)
        commands.bind_figure(made, "sv", Key(FIGURE, 0), Basis.HQ, viewer=self.writer, now=NOW)
        return made

    def embargoed(self, lifts_at: datetime, draft: Draft = DRAFT, **changes: Any) -> str:
        made = self.written(draft, **changes)
        commands.submit(made, viewer=self.writer, now=NOW)
        commands.approve(made, lifts_at, viewer=self.approver, now=NOW)
        return made

    def reader(self, email: str) -> str:
        commands.subscribe(email, language="sv", site=SITE, now=NOW)
        text = mails(email)[-1]
        token = text.partition("/press/prenumeration/")[2].partition("/")[0]
        opened = peek(token, purpose=commands.READER, now=NOW)
        assert opened is not None
        commands.confirm(opened.target, now=NOW)
        return opened.target


def mails(to: str) -> list[str]:
    """Return the mails to an address, the oldest first: subject and text."""
    rows = [row for row in OutboxRow.objects.order_by("id") if row.payload["to"] == to]
    return [f"{row.payload['subject']}\n{row.payload['text']}" for row in rows]


def state(release: str) -> str:
    return Release.objects.get(public_id=release).state
