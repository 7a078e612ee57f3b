"""Staffs the demo: functions, fictional people, coverage, a few absences. A second run does nothing."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from endorr.base.accounts.commands import open_account
from endorr.base.clock import local_date
from endorr.base.ledger.commands import together
from endorr.base.remembering import remembering
from endorr.base.tenancy.commands import grant_membership
from endorr.base.tenancy.queries import (
    cooperation_by_id,
    cooperations_by_county,
    organisation_by_id,
    organisations_by_slug,
)
from endorr.base.tenancy.rules import Role
from endorr.core.municipalities import in_county
from endorr.directory.commands import (
    add_channel,
    close_function,
    cover,
    end_seat,
    map_municipalities,
    open_function,
    report_absence,
    seat_person,
)
from endorr.directory.demo.cast import CHAMBER, FOOD, FOOD_COUNTIES, PARTS, STAFFED, Part, Persona, personas, phone
from endorr.directory.models import Function, Holding
from endorr.directory.reference.commands import load_reference, read_facts
from endorr.directory.rules import ChannelKind, Competence, Place, Standing
from endorr.directory.rules import Part as DayPart

ACTOR = "demo"
SINCE = date(2023, 1, 1)
ASSIGNMENT = date(2016, 3, 18)
EEN_MOVES = date(2023, 1, 1)


def sow_facts(now: datetime) -> None:
    """Fill a demo with what the sources say: it comes before the people, who sit in these organisations."""
    with together(), remembering():
        load_reference(now=now)


def sow_staff(now: datetime) -> None:
    """Fill a demo with functions and the fictional people behind them."""
    with together(), remembering():
        staff(now=now)


@transaction.atomic
def staff(*, now: datetime) -> None:
    """Open, staff and spread the functions of every cooperation, unless some are there already."""
    if Function.objects.exists():
        return
    stage = _Stage(now)
    for county in sorted(stage.cooperations):
        if county in STAFFED:
            stage.staffed(county)
        else:
            stage.only_read(county)
    stage.chambers()
    stage.een_in_skane_before_the_move()
    stage.everyday_troubles()


class _Stage:
    """What every scene needs: the instant, the ids, and the next fictional person."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.today = local_date(now)
        self.organisations = organisations_by_slug()
        self.cooperations = cooperations_by_county()
        self.facts = read_facts()
        self.people: Iterator[Persona] = personas()
        self.opened = 0
        self.seated: set[int] = set()

    def staffed(self, county: str) -> None:
        cooperation = self.cooperations[county]
        parts = (*PARTS, FOOD) if county in FOOD_COUNTIES else PARTS
        for part in parts:
            function = self._open(part, self._member(part, county), cooperation, fictional=True)
            self._cover(function, self._places(county), Standing.CONFIRMED)
            self._seat_two(function, self._member(part, county), cooperation, lead=part.desk)
        map_municipalities(cooperation, self._places(county), from_day=SINCE, now=self.now, actor=ACTOR)

    def only_read(self, county: str) -> None:
        """A region nobody has staffed: a desk, so that its door is open, and what the assignment says, unconfirmed."""
        desk, lead = next(part for part in PARTS if part.desk), self.organisations[self._lead(county)]
        self._seat_two(
            self._open(desk, lead, self.cooperations[county], fictional=True),
            lead,
            self.cooperations[county],
            lead=True,
        )
        source = {"source": self.facts["cooperations"][0]["members"][0][2], "read_on": self._read_on()}
        for part in PARTS:
            if part.member in {"almi", "een", "business-sweden", "ekn"}:
                function = self._open(part, self._member(part, county), self.cooperations[county], **source)
                self._cover(function, self._places(county), Standing.UNCONFIRMED, **source)

    def chambers(self) -> None:
        """A chamber goes by municipality, not by county: two of them share Halland."""
        for row in self.facts["chambers"]:
            source = {"source": row["source"], "read_on": self._read_on()}
            member = self.organisations[row["organisation"]]
            function = self._open(CHAMBER, member, None, fictional=True)
            sure = [code for county in row["counties"] if county in STAFFED for code in self._places(county)]
            unsure = [code for county in row["counties"] if county not in STAFFED for code in self._places(county)]
            self._cover(function, [*sure, *row["municipalities"]], Standing.CONFIRMED, **source)
            self._cover(function, [*unsure, *row.get("uncertain", ())], Standing.UNCONFIRMED, **source)
            self._seat_two(function, member, None, lead=False)

    def een_in_skane_before_the_move(self) -> None:
        """Until the end of 2022 another host answered for Enterprise Europe Network in Skåne."""
        part = next(part for part in PARTS if part.member == "een")
        member, cooperation = self.organisations["invest-in-skane"], self.cooperations["12"]
        before = self._open(part, member, cooperation, from_day=ASSIGNMENT, fictional=True)
        self._cover(before, self._places("12"), Standing.CONFIRMED, from_day=ASSIGNMENT)
        self._seat(before, self._invent(member), Place.HOLDER, from_day=ASSIGNMENT)
        close_function(before, from_day=EEN_MOVES, now=self.now, actor=ACTOR)

    def everyday_troubles(self) -> None:
        """One function answered by its deputy, one with everybody away, one that nobody holds."""
        self._send_home("24", "Garantier och riskförsäkring", Place.HOLDER)
        self._send_home("25", "Exportfinansiering", Place.HOLDER, Place.DEPUTY)
        for county in ("04", "21"):
            self._send_home(county, "Samordning", Place.HOLDER)
        vacant = Function.objects.get(name="Exportcheckar och stöd", cooperation__county_code="13")
        for seat in Holding.objects.filter(function=vacant):
            end_seat(seat.public_id, from_day=self.today, now=self.now, actor=ACTOR)

    def _send_home(self, county: str, name: str, *places: Place) -> None:
        for seat in Holding.objects.filter(
            function__name=name, function__cooperation__county_code=county, place__in=places
        ).select_related("person"):
            report_absence(
                seat.person.public_id,
                first_day=self.today - timedelta(days=1),
                last_day=self.today + timedelta(days=3),
                part=DayPart.WHOLE,
                now=self.now,
                actor=ACTOR,
            )

    def _read_on(self) -> date:
        return date.fromisoformat(self.facts["read_on"])

    def _places(self, county: str) -> list[str]:
        return [place.code for place in in_county(county)]

    def _member(self, part: Part, county: str) -> str:
        slug = {"lead": self._lead(county), "business-sweden": "business-sweden", "ekn": "ekn"}.get(
            part.member, f"{part.member}-{county}"
        )
        # A network label is no body of its own: the function belongs to its host.
        return self.organisations["almi-12" if slug == "een-12" else slug]

    def _lead(self, county: str) -> str:
        row = next(row for row in self.facts["cooperations"] if row["county"] == county)
        return str(row["leads"][0][0]) if row["leads"] else f"region-{county}"

    def _open(self, part: Part, member: str, cooperation: str | None, *, from_day: date = SINCE, **details: Any) -> str:
        self.opened += 1
        fictional = bool(details.get("fictional"))
        function = open_function(
            part.name,
            organisation=member,
            cooperation=cooperation,
            skills=[
                *((Competence.NEED, need) for need in part.needs),
                *((Competence.LANGUAGE, language) for language in part.languages),
            ],
            from_day=from_day,
            now=self.now,
            actor=ACTOR,
            name_en=part.name_en,
            desk=part.desk,
            **details,
        )
        if fictional:
            value = phone(self.opened)
            add_channel(function, ChannelKind.PHONE, value, now=self.now, actor=ACTOR, fictional=True)
        return function

    def _cover(
        self,
        function: str,
        places: Sequence[str],
        standing: Standing,
        *,
        from_day: date = SINCE,
        **details: Any,
    ) -> None:
        if places:
            cover(function, places, standing=standing, from_day=from_day, now=self.now, actor=ACTOR, **details)

    def _invent(self, member: str) -> Any:
        persona = next(self.people)
        domain = organisation_by_id(member).slug
        address = f"{persona.local_part}@{domain}.example"
        return open_account(address, persona.name, now=self.now, actor=ACTOR, fictional=True)

    def _seat(self, function: str, person: Any, place: Place, *, from_day: date = SINCE) -> None:
        seat_person(function, person.public_id, place=place, from_day=from_day, now=self.now, actor=ACTOR, capacity=12)

    def _seat_two(self, function: str, member: str, cooperation: str | None, *, lead: bool) -> None:
        for place in Place:
            known = self._player(member, lead=lead) if place is Place.HOLDER else None
            if known:
                self._seat(function, known, place)
                continue
            person = self._invent(member)
            self._seat(function, person, place)
            grant_membership(
                person,
                organisation_by_id(member),
                Role.COORDINATOR if lead else Role.ADVISER,
                cooperation=cooperation_by_id(cooperation) if cooperation else None,
                now=self.now,
                actor=ACTOR,
            )

    def _player(self, member: str, *, lead: bool) -> Any:
        """Whom the user of the demo can be: seated once each, where their organisation has a function for them."""
        role = Role.COORDINATOR if lead else Role.ADVISER
        seats = organisation_by_id(member).memberships.filter(role=role, person__fictional=True)
        waiting = seats.exclude(person__in=self.seated).select_related("person").order_by("pk").first()
        if waiting is None or waiting.cooperation_id is not None:
            return None
        self.seated.add(waiting.person_id)
        return waiting.person
