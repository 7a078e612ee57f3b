"""What the address of a private file is filled in with in the permission walk."""

from collections.abc import Mapping

from tests.base.policy.world import Side, Visitor, World


def no_file(_world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    """Which files somebody is given is the purpose's own rule; tests/base/files holds that."""
    return {"public_id": "0" * 16}


SAMPLES = {"files:download": no_file}
DEPENDS = {"files:download": "only for a file that is there, by its purpose's own rule"}
