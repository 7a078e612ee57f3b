"""What the addresses over keys are filled in with in the permission walk."""

from collections.abc import Mapping

from tests.base.policy.world import Side, Visitor, World

from endorr.base.apikeys.models import ApiKey


def a_key(_world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"key": ApiKey.objects.filter(organisation=whose.organisation, revoked_at=None)[0].public_id}


SAMPLES = {"apikeys:revoke": a_key}
