"""What the addresses of the award are filled in with in the permission walk."""

from collections.abc import Mapping

from tests.base.policy.world import Side, Visitor, World

from endorr.award import freezing
from endorr.award.models import Award, CriteriaSheet, FrozenData, Juror, Nomination
from endorr.award.rules.jury import Standing
from endorr.award.rules.sheet import Sheet
from endorr.award.rules.weighing import Told
from endorr.base.tenancy.rules import Role
from endorr.core.counties import COUNTIES
from endorr.indicators.queries import World as Figures


def _award(world: World, whose: Side) -> Award:
    """An award with made-up figures, so that the walk sows no tables: each side has a year of its own."""
    year = 2026 if whose is world.here else 2027
    found = Award.objects.filter(year=year).first()
    if found:
        return found
    award = Award.objects.create(
        year=year,
        organisation=whose.organisation,
        world=Figures.PRACTICE.value,
        standing=Standing.NOMINATED.value,
        opened_at=world.now,
    )
    sheet = Sheet({"smf-exportorer": 1}, ("Samverkan",), draws=10)
    row = CriteriaSheet.objects.create(
        award=award, number=1, content=sheet.as_dict(), made_at=world.now, made_by="walk"
    )
    figures = {county.code: Told(float(place), place, place) for place, county in enumerate(COUNTIES)}
    made_of = {"year": "2025", "basis": "synthetic", "unit": {"sv": "antal"}, "definition": {}, "tables": []}
    content = freezing.text_of(year, Figures.PRACTICE, sheet, {"smf-exportorer": figures}, {"smf-exportorer": made_of})
    result = freezing.recompute(content)
    FrozenData.objects.create(
        award=award,
        sheet=row,
        content=content,
        digest=freezing.digest(content),
        result=result,
        result_digest=freezing.digest(result),
        frozen_at=world.now,
        frozen_by="walk",
    )
    for order, code in enumerate(("01", "12", "24"), start=1):
        Nomination.objects.create(
            award=award, county=code, order=order, reasons="Skäl.", made_at=world.now, made_by="walk"
        )
    person = whose.people[Role.JURY_MEMBER]
    Juror.objects.create(award=award, person=person, name=person.name, comes_from="Walk", added_at=world.now)
    return award


def an_award(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"award": _award(world, whose).public_id}


def a_year(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"year": str(_award(world, whose).year)}


def a_juror(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    award = _award(world, whose)
    return {"award": award.public_id, "juror": Juror.objects.get(award=award).public_id}


def a_nominee(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"award": _award(world, whose).public_id, "county": "12"}


STAFF = ("award", "sheet", "freeze", "nominate", "jury", "record", "seat", "interests", "hand_in", "confirm")
SAMPLES = {
    **{f"award:{name}": an_award for name in STAFF},
    "award:year": a_year,
    "award:frozen": a_year,
    "award:unseat": a_juror,
    "award:assess": a_nominee,
}
