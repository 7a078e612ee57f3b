"""What the directory's addresses are filled in with in the permission walk."""

from collections.abc import Mapping

from tests.base.policy.world import Side, Visitor, World

from endorr.base.tenancy.rules import Role
from endorr.directory.commands import open_function, report_absence, seat_person
from endorr.directory.intake.commands import keep_sheet
from endorr.directory.models import Function, Holding, Need, Terms
from endorr.directory.rules import Competence, Obligation, Part, Place


def a_county(_world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"code": whose.cooperation.county_code}


def _function(world: World, whose: Side) -> str:
    made = Function.objects.filter(organisation=whose.organisation).first()
    if made:
        return made.public_id
    Need.objects.get_or_create(code="finance", defaults={"name_sv": "Finansiering", "name_en": "Finance"})
    public_id = open_function(
        "Finansiering",
        organisation=whose.organisation.public_id,
        cooperation=whose.cooperation.public_id,
        skills=[(Competence.NEED, "finance")],
        from_day=world.now.date(),
        now=world.now,
        actor="walk",
    )
    person = whose.people[Role.ADVISER].public_id
    day = world.now.date()
    seat_person(public_id, person, place=Place.HOLDER, from_day=day, now=world.now, actor="walk")
    return public_id


def a_function(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"function": _function(world, whose)}


def a_seat(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    function = _function(world, whose)
    return {"function": function, "seat": Holding.objects.get(function__public_id=function).public_id}


def an_absence(world: World, visitor: Visitor, whose: Side) -> Mapping[str, str]:
    """Somebody's own absence, or that of somebody on the other side."""
    own = whose is visitor.side and visitor.person is not None
    person = visitor.person if own and visitor.person else whose.people[Role.ADVISER]
    day = world.now.date()
    made = report_absence(person.public_id, first_day=day, last_day=day, part=Part.WHOLE, now=world.now, actor="walk")
    return {"absence": made}


def a_cooperation(_world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"cooperation": whose.cooperation.public_id}


def a_member(_world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    part = whose.organisation.participations.get()
    Terms.objects.get_or_create(participation=part, defaults={"obligation": Obligation.SHALL.value})
    return {"cooperation": whose.cooperation.public_id, "organisation": whose.organisation.public_id}


def a_sheet(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    kept = keep_sheet(whose.cooperation.public_id, [], now=world.now, actor="walk")
    return {"cooperation": whose.cooperation.public_id, "sheet": kept}


def a_terms_page(world: World, visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"cooperation": a_member(world, visitor, whose)["cooperation"]}


def a_term(_world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    part = whose.organisation.participations.get()
    Terms.objects.get_or_create(participation=part, defaults={"obligation": Obligation.SHALL.value})
    return {"cooperation": whose.cooperation.public_id, "deed": "ledning"}


SAMPLES = {
    "directory:county": a_county,
    "directory:function": a_function,
    "directory:add_deputy": a_function,
    "directory:move": a_function,
    "directory:replace": a_seat,
    "directory:end_seat": a_seat,
    "directory:withdraw": an_absence,
    "directory:members": a_cooperation,
    "directory:add_member": a_cooperation,
    "directory:leave": a_member,
    "directory:terms": a_terms_page,
    "directory:change_terms": a_term,
    "directory:checklist": a_cooperation,
    "directory:sheet": a_cooperation,
    "directory:template": a_cooperation,
    "directory:accept": a_sheet,
}
