"""What the permission walk must know of the demo's own addresses."""

from collections.abc import Mapping

from tests.base.policy.world import Side, Visitor, World


def no_mail(_world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    return {"public_id": "0" * 16}


def a_story(_world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    return {"key": "handlingar"}


SAMPLES = {"demo:story": a_story, "demo:step": a_story, "demo:mail": no_mail, "demo:mail-html": no_mail}
DEPENDS = {
    "demo:step": "only a step of the story",
    "demo:become": "only a person of the demo can be chosen",
    "demo:wind": "only where a demo clock runs",
    "demo:mail": "only a mail that is there",
    "demo:mail-html": "only a mail that is there",
}
