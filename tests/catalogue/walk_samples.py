"""What the catalogue's addresses are filled in with in the permission walk."""

from collections.abc import Mapping

from tests.base.policy.world import Side, Visitor, World
from tests.catalogue.factories import card

from endorr.catalogue.commands.services import add_service, set_owner
from endorr.catalogue.commands.voices import ask_to_watch, give_feedback
from endorr.catalogue.formats.hsds import uuid_of
from endorr.catalogue.models import Service, Watch

SITE = "https://export.example"


def _service(world: World, whose: Side) -> str:
    key = f"lan-{whose.organisation.slug}"
    if not Service.objects.filter(key=key).exists():
        add_service(card(key), now=world.now, actor="walk")
        set_owner(key, whose.organisation.public_id, now=world.now, actor="walk")
    return key


def a_service(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"key": _service(world, whose)}


def a_service_of_the_world(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"uuid": uuid_of(_service(world, whose))}


def a_reply(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    told = give_feedback(_service(world, whose), "Priset stämmer inte.", site=SITE, now=world.now, actor="walk")
    return {"public_id": told.public_id}


def a_watch(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    key = _service(world, whose)
    ask_to_watch(key, "walk@exempel.example", language="sv", site=SITE, now=world.now)
    return {"public_id": Watch.objects.get(service__key=key).public_id}


SAMPLES = {
    **dict.fromkeys(
        (
            "catalogue:service",
            "catalogue:fits",
            "catalogue:watch",
            "catalogue:feedback",
            "catalogue:edit",
            "catalogue:verify",
            "catalogue:symptoms",
            "catalogue_open:service",
            "catalogue_open:jsonld",
        ),
        a_service,
    ),
    "catalogue_open:hsds_service": a_service_of_the_world,
    "catalogue:answer": a_reply,
    "catalogue:watching": a_watch,
}
DEPENDS = {"catalogue:doubles": "only a pair that is there can be merged or kept apart"}
