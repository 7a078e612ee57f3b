"""The only writers of links: issue, redeem, revoke."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from endorr.base.ledger.commands import append, settle
from endorr.base.links.models import CapabilityLink
from endorr.base.links.queries import Opened, opened_by
from endorr.base.links.rules import new_token, token_hash


@dataclass(frozen=True, slots=True)
class Issued:
    """A new link: the token, told this once, and the public id by which the link can be revoked."""

    token: str
    public_id: str


def issue(
    *, purpose: str, target: str, now: datetime, expires_at: datetime, actor: str, max_uses: int | None = None
) -> Issued:
    """Make a link to one target for one purpose (`"cases.status"`), in the caller's transaction.

    With `max_uses=1` it is used up by being redeemed once. Raises ValueError if it would expire before it begins.
    """
    if expires_at <= now:
        raise ValueError("a link expires after it is issued")
    token = new_token()
    link = CapabilityLink(
        token_hash=token_hash(token),
        purpose=purpose,
        target=target,
        issued_at=now,
        issued_by=actor,
        expires_at=expires_at,
        max_uses=max_uses,
    )
    append(link)
    return Issued(token, link.public_id)


def redeem(token: str, *, purpose: str, now: datetime) -> Opened | None:
    """Use a token and return what it opens; None for one that is unknown, expired, revoked or used up.

    One conditional UPDATE decides, so that of two who use a one-use link at once only one gets in.
    """
    link = CapabilityLink.objects.filter(token_hash=token_hash(token), purpose=purpose).first()
    if link is None:
        return None
    live = CapabilityLink.objects.filter(
        Q(max_uses__isnull=True) | Q(used__lt=F("max_uses")), pk=link.pk, revoked_at__isnull=True, expires_at__gt=now
    )
    return opened_by(link) if live.update(used=F("used") + 1, last_used_at=now) else None


def revoke(public_id: str, *, now: datetime, actor: str) -> bool:
    """Close one link at once; say whether it was open to be closed."""
    return bool(_close(Q(public_id=public_id), now=now, actor=actor))


def revoke_all(target: str, *, purpose: str, now: datetime, actor: str) -> int:
    """Close every link to a target for a purpose; return how many that were."""
    return _close(Q(target=target, purpose=purpose), now=now, actor=actor)


def revoke_about(targets: Iterable[str], *, now: datetime, actor: str, purpose: str = "") -> int:
    """Close every link to any of the targets, or to a part of one (`target:part`); return how many that were."""
    which = Q(pk=None)
    for target in targets:
        which |= Q(target=target) | Q(target__startswith=f"{target}:")
    return _close(which & Q(purpose=purpose) if purpose else which, now=now, actor=actor)


def _close(which: Q, *, now: datetime, actor: str) -> int:
    settle()
    return CapabilityLink.objects.filter(which, revoked_at__isnull=True).update(revoked_at=now, revoked_by=actor)
