"""Loads the vocabulary of needs, the organisations and the 21 cooperations; a second run changes nothing."""

import csv
import json
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from django.db import transaction

from endorr.base.clock import local_date
from endorr.base.tenancy.commands import create_cooperation, create_legal_entity, create_organisation
from endorr.base.tenancy.queries import cooperations_by_county, cooperations_by_slug, organisations_by_slug
from endorr.directory.members.commands import (
    add_member,
    begin_partnership,
    describe_organisation,
    flag_duty,
    name_lead,
)
from endorr.directory.models import Need, Partnership
from endorr.directory.rules import Duty, Lead, Obligation

ACTOR = "reference"
FOLDER = files("endorr.directory.reference")


def read_facts() -> dict[str, Any]:
    """Return what the sources say: organisations, cooperations, chambers' areas, hosts of labels, partnerships."""
    facts: dict[str, Any] = json.loads(FOLDER.joinpath("cooperations.json").read_text(encoding="utf-8"))
    return facts


@transaction.atomic
def load_needs() -> None:
    """Store the needs in the order of their file; their names follow the file, one that is gone from it stays."""
    with FOLDER.joinpath("needs.csv").open(encoding="utf-8") as table:
        for position, row in enumerate(csv.DictReader(table)):
            Need.objects.update_or_create(
                code=row["code"], defaults={"name_sv": row["sv"], "name_en": row["en"], "position": position}
            )


@transaction.atomic
def load_reference(*, now: datetime) -> None:
    """Store the needs, organisations, cooperations, labels and partnerships that are not there yet."""
    load_needs()
    facts = read_facts()
    read_on = date.fromisoformat(facts["read_on"])
    _organisations(facts["organisations"], read_on=read_on, now=now)
    new = _cooperations(facts["cooperations"], now=now)
    ids = organisations_by_slug()
    for row in facts["cooperations"]:
        if row["county"] in new:
            _members(row, new[row["county"]], ids, read_on=read_on, now=now)
    if new:
        _hosts(facts["hosts"], ids, read_on=read_on, now=now)
    _partnerships(facts["partnerships"], read_on=read_on, now=now)


def _organisations(rows: list[dict[str, Any]], *, read_on: date, now: datetime) -> None:
    known = organisations_by_slug()
    entities: dict[str, Any] = {}
    for row in rows:
        if row["slug"] in known:
            continue
        name = row["entity"]
        if name not in entities:
            entities[name] = create_legal_entity(name, "", is_authority=row["authority"], now=now, actor=ACTOR)
        made = create_organisation(row["name"], row["slug"], legal_entity=entities[name], now=now, actor=ACTOR)
        source = {"source": row["source"], "read_on": read_on if row["source"] else None}
        describe_organisation(made.public_id, row["kind"], now=now, actor=ACTOR, **source)
        if row["duty"] != Duty.NETWORK_LABEL:
            flag_duty(made.public_id, Duty(row["duty"]), from_day=date(2016, 3, 18), now=now, actor=ACTOR)


def _cooperations(rows: list[dict[str, Any]], *, now: datetime) -> dict[str, str]:
    known = cooperations_by_slug()
    return {
        row["county"]: create_cooperation(
            row["name"], row["slug"], county_code=row["county"], now=now, actor=ACTOR
        ).public_id
        for row in rows
        if row["slug"] not in known
    }


def _members(row: dict[str, Any], cooperation: str, ids: dict[str, str], *, read_on: date, now: datetime) -> None:
    for slug, obligation, source in row["members"]:
        add_member(ids[slug], cooperation, Obligation(obligation), now=now, actor=ACTOR, source=source, read_on=read_on)
    for slug, lead in row["leads"]:
        source = row["source"][0]
        name_lead(
            cooperation,
            ids[slug],
            Lead(lead),
            from_day=min(read_on, local_date(now)),
            now=now,
            actor=ACTOR,
            source=source,
            read_on=read_on,
        )


def _hosts(rows: list[dict[str, Any]], ids: dict[str, str], *, read_on: date, now: datetime) -> None:
    for row in rows:
        flag_duty(
            ids[row["label"]],
            Duty.NETWORK_LABEL,
            host=ids[row["host"]],
            from_day=date.fromisoformat(row["from"]),
            now=now,
            actor=ACTOR,
            source=row["source"],
            read_on=read_on,
        )


def _partnerships(rows: list[dict[str, Any]], *, read_on: date, now: datetime) -> None:
    known = set(Partnership.objects.values_list("slug", flat=True))
    by_county = cooperations_by_county()
    for row in rows:
        if row["slug"] in known:
            continue
        begin_partnership(
            row["slug"],
            row["name"],
            cooperations=[by_county[county] for county in row["cooperations"]],
            abroad=[(name, land) for name, land in row["abroad"]],
            from_day=date.fromisoformat(row["from"]),
            now=now,
            actor=ACTOR,
            source=row["source"],
            read_on=read_on,
        )
