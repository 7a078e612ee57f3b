"""What the addresses over people and looks are filled in with in the permission walk."""

from collections.abc import Mapping

from tests.base.policy.world import Side, Visitor, World

from endorr.base.tenancy.models import Membership
from endorr.base.tenancy.rules import Role


def a_seat(_world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"seat": Membership.objects.get(person=whose.people[Role.ADVISER]).public_id}


def a_cooperation(_world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"cooperation": whose.cooperation.slug}


SAMPLES = {
    "identity:end": a_seat,
    "identity:look": a_cooperation,
    "door": a_cooperation,
    "identity:colours": a_cooperation,
    "identity:logo": a_cooperation,
}
