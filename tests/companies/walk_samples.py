"""What the addresses of companies are filled in with in the permission walk."""

from collections.abc import Mapping

from tests.base.policy.world import Side, Visitor, World

from endorr.companies.commands import Person, Told, recognise
from endorr.companies.models import Acquaintance, Contact


def _made(world: World, whose: Side) -> str:
    own = Acquaintance.objects.filter(organisation=whose.organisation).order_by("pk").first()
    if own:
        return own.company.public_id
    told = Told("Linds Lampor", contact=Person("Vera Lind", phone="070-123 45 67"))
    return recognise(told, organisation=whose.organisation.public_id, now=world.now, actor="walk")


def a_company(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"company": _made(world, whose)}


def a_deed(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"company": _made(world, whose), "deed": "kontakt"}


def an_undoing(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    company = _made(world, whose)
    contact = Contact.objects.filter(acquaintance__company__public_id=company).latest("pk")
    return {"company": company, "deed": "kontakt", "thing": contact.public_id}


SAMPLES = {"companies:company": a_company, "companies:deed": a_deed, "companies:undo": an_undoing}
