"""What the planner's addresses are filled in with in the permission walk."""

from collections.abc import Mapping

from tests.base.policy.world import Side, Visitor, World
from tests.cases.walk_samples import a_case
from tests.directory.walk_samples import a_function

from endorr.base.tenancy.rules import Role
from endorr.planning.commands.placing import plan
from endorr.planning.models import Pause, Placing, Said, Trial
from endorr.planning.rules.stress import Stress
from endorr.planning.rules.wishes import Wish


def a_placed_case(world: World, visitor: Visitor, whose: Side) -> Mapping[str, str]:
    case = a_case(world, visitor, whose)
    a_function(world, visitor, whose)
    plan(whose.cooperation.pk, now=world.now)
    return {"case": case["public_id"]}


def something_said(world: World, visitor: Visitor, whose: Side) -> Mapping[str, str]:
    a_placed_case(world, visitor, whose)
    placing = Placing.objects.filter(case__enquiry__cooperation=whose.cooperation).latest("pk")
    said, _ = Said.objects.get_or_create(
        case=placing.case,
        person=whose.people[Role.ADVISER],
        ended_at=None,
        defaults={"wish": Wish.EXCLUDE.value, "by": "walk", "at": world.now},
    )
    return {"said": said.public_id}


def a_pause(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    day = world.now.date()
    made = Pause.objects.create(
        cooperation=whose.cooperation, person=whose.people[Role.ADVISER], first_day=day, last_day=day, by="walk"
    )
    return {"pause": made.public_id}


def a_trial(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    made = Trial.objects.create(
        cooperation=whose.cooperation, stress=Stress.NORMAL.value, by="walk", asked_at=world.now
    )
    return {"trial": made.public_id}


def a_placing(world: World, visitor: Visitor, whose: Side) -> Mapping[str, str]:
    a_placed_case(world, visitor, whose)
    return {"placing": Placing.objects.filter(case__enquiry__cooperation=whose.cooperation).latest("pk").public_id}


SAMPLES = {
    "planning:why": a_placed_case,
    "planning:country": a_placed_case,
    "planning:say": a_placed_case,
    "planning:take_back": something_said,
    "planning:resume": a_pause,
    "planning:trial": a_trial,
    "planning:answer": a_placing,
}
