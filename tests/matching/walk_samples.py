"""What the addresses of matching are filled in with in the permission walk."""

from collections.abc import Mapping

from tests.base.policy.world import Side, Visitor, World

from endorr.matching.models import Trace


def a_trace(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    made, _ = Trace.objects.get_or_create(
        enquiry=f"walk-{whose.cooperation.pk}",
        defaults={"cooperation": whose.cooperation, "made_at": world.now, "proposal": {}},
    )
    return {"trace": made.public_id}


SAMPLES = {"matching:proposal": a_trace}
