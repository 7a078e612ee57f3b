"""What the addresses of the style page are filled in with in the permission walk."""

from collections.abc import Mapping

from tests.base.policy.world import Side, Visitor, World


def a_frame(_world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    return {"name": "varumarke"}


SAMPLES = {"ui:frame": a_frame}
