"""Reads which accounts there are."""

from endorr.base.accounts.models import User


def has_accounts() -> bool:
    """Say whether anybody can sign in at all: no is a house that has not been filled yet."""
    return User.objects.exists()


def count_addresses(pattern: str) -> int:
    """Return how many accounts have an address that the regular expression finds."""
    return User.objects.filter(email__iregex=pattern).count()
