"""What the addresses of the door are filled in with in the permission walk."""

from collections.abc import Mapping

from tests.base.policy.world import Side, Visitor, World
from tests.cases.factories import question

from endorr.cases.commands import add_file, ask, start_draft
from endorr.cases.models import Case, CaseFile, MonthTally
from endorr.core.municipalities import in_county
from endorr.directory.commands import open_function
from endorr.directory.models import Function, Need
from endorr.directory.rules import Competence


def _desk(world: World, whose: Side) -> None:
    if Function.objects.filter(cooperation=whose.cooperation, desk=True).exists():
        return
    Need.objects.get_or_create(code="finance", defaults={"name_sv": "Finansiering", "name_en": "Finance"})
    open_function(
        "Exportjouren",
        organisation=whose.organisation.public_id,
        cooperation=whose.cooperation.public_id,
        skills=[(Competence.NEED, "finance")],
        from_day=world.now.date(),
        now=world.now,
        actor="walk",
        desk=True,
    )


def a_case(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    found = Case.objects.filter(enquiry__cooperation=whose.cooperation).first()
    if found:
        return {"public_id": found.public_id}
    _desk(world, whose)
    place = in_county(whose.cooperation.county_code)[0].code
    return {"public_id": ask(question(municipality=place), now=world.now).case}


def a_draft(world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    return {"key": start_draft({"fraga": "Lampor till Norge"}, now=world.now)}


def a_link_of_nobody(_world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    return {"token": "x" * 43}


def a_file_of_nobody(_world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    return {"token": "x" * 43, "file": "x" * 12}


def a_partner(_world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"partner": whose.organisation.slug}


def a_file_of_a_case(world: World, visitor: Visitor, whose: Side) -> Mapping[str, str]:
    found = a_case(world, visitor, whose)["public_id"]
    row = CaseFile.objects.filter(case__public_id=found).first()
    kept = row.public_id if row else add_file(found, [b"%PDF-1.7\n%walk"], name="underlag.pdf", now=world.now)
    return {"public_id": found, "file": kept}


def a_door(_world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"door": whose.cooperation.slug}


def a_door_month(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    MonthTally.objects.get_or_create(
        cooperation=whose.cooperation,
        organisation=whose.organisation,
        month=world.now.date().replace(day=1),
        defaults={"counts": {"missed": 5}, "hours": {}},
    )
    return {"door": whose.cooperation.slug, "month": f"{world.now:%Y-%m}"}


def a_separator(_world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    return {"separator": "comma"}


SAMPLES = {
    "cases:promise_door": a_door,
    "cases:promise_month": a_door_month,
    "cases_open:promise_csv": a_separator,
    "cases:question": a_draft,
    "cases:about": a_draft,
    "cases:share": a_draft,
    "cases:check": a_draft,
    "cases:resume": a_draft,
    "cases:change_call": a_draft,
    "cases:entrance": a_partner,
    "cases:box": a_partner,
    "cases:own_file": a_file_of_nobody,
    "cases:may_share": a_link_of_nobody,
    "cases:right_person": a_link_of_nobody,
    "cases:wrong_person": a_link_of_nobody,
    "cases:afterwards": a_link_of_nobody,
    "cases:file": a_file_of_a_case,
    "cases:sent": a_link_of_nobody,
    "cases:promise_file": a_link_of_nobody,
    "cases:status": a_link_of_nobody,
    "cases:case": a_case,
    "cases:take": a_case,
    "cases:task": a_link_of_nobody,
    "cases:refer": a_case,
    "cases:accept": a_case,
    "cases:decline": a_case,
    "cases:withdraw": a_case,
    "cases:note": a_case,
    "cases:log": a_case,
    "cases:join": a_case,
    "cases:clocks": a_case,
    "cases:give_back": a_case,
    "cases:contact": a_case,
    "cases:write": a_case,
    "cases:close": a_case,
}
