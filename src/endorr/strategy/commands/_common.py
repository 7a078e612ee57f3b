"""What the room's deeds share: a strategy of one's own, locked, and a line in its cooperation's chain."""

from collections.abc import Mapping
from datetime import datetime

from endorr.base.ledger.commands import record
from endorr.base.ledger.rules import NATIONAL, Fact
from endorr.base.tenancy.rules import Viewer
from endorr.strategy.models import Strategy
from endorr.strategy.rules.deeds import LEADING


def locked(public_id: str, viewer: Viewer) -> Strategy:
    """Lock a strategy of an organisation where one leads; Strategy.DoesNotExist for any other."""
    own = Strategy.objects.select_for_update(of=("self",)).select_related("cooperation", "organisation__legal_entity")
    return own.get(public_id=public_id, organisation__in=viewer.organisations_as(*LEADING))


def note(strategy: Strategy, deed: str, subject: str, facts: Mapping[str, Fact], *, now: datetime, actor: str) -> None:
    chain = strategy.cooperation.public_id if strategy.cooperation else NATIONAL
    told: dict[str, Fact] = {"strategy": strategy.public_id, **facts}
    record(chain=chain, kind=deed, subject=subject, actor=actor, now=now, facts=told)
