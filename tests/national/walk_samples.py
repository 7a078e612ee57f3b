"""What the addresses of the country's view are filled in with in the permission walk."""

from collections.abc import Mapping

from tests.base.policy.world import Side, Visitor, World

from endorr.base.tenancy.queries import viewer_of
from endorr.base.tenancy.rules import Role
from endorr.national.commands import hand_in
from endorr.national.models import Report

LIST = b"Organisationsnummer;E-post\n556036-0793;vera@lampor.example\n"


def a_question(_world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    return {"question": "luckor"}


def a_report(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    row = Report.objects.filter(cooperation=whose.cooperation).first()
    if row:
        return {"report": row.public_id}
    who = viewer_of(whose.people[Role.COORDINATOR].pk, on=world.now.date())
    return {"report": hand_in(whose.cooperation.slug, world.now.year, LIST, who, now=world.now)}


DEPENDS = {"national:accept": "a coordinator only for their own centre; the national one for all"}
SAMPLES = {"national:question": a_question, "national:accept": a_report}
