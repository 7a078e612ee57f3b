"""Reads what a link opens, without using it."""

from dataclasses import dataclass
from datetime import datetime

from endorr.base.links.models import CapabilityLink
from endorr.base.links.rules import opens, token_hash


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opens: the public id of its target, for a purpose."""

    public_id: str
    purpose: str
    target: str


def opened_by(link: CapabilityLink) -> Opened:
    """Return what a link opens, as a plain value."""
    return Opened(link.public_id, link.purpose, link.target)


def peek(token: str, *, purpose: str, now: datetime) -> Opened | None:
    """Return what a token opens without using it up; None for one that is unknown, expired, revoked or used up."""
    link = CapabilityLink.objects.filter(token_hash=token_hash(token), purpose=purpose).first()
    if link is None or not opens(
        expires_at=link.expires_at, revoked_at=link.revoked_at, used=link.used, max_uses=link.max_uses, now=now
    ):
        return None
    return opened_by(link)
