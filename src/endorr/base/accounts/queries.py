"""Reads which accounts there are."""

from collections.abc import Iterable

from endorr.base.accounts.models import User


def has_accounts() -> bool:
    """Say whether anybody can sign in at all: no is a house that has not been filled yet."""
    return User.objects.exists()


def fictional_addresses() -> list[str]:
    """Return the addresses of the accounts marked as made-up people, in alphabetical order."""
    return list(User.objects.filter(fictional=True).order_by("email").values_list("email", flat=True))


def count_addresses(pattern: str) -> int:
    """Return how many accounts have an address that the regular expression finds."""
    return User.objects.filter(email__iregex=pattern).count()


def person_by_id(public_id: str) -> User:
    """Return the account with a public id, to point at; raises User.DoesNotExist."""
    return User.objects.get(public_id=public_id)


def person_by_row(number: int) -> User | None:
    """Return the account with a row number, None when it is closed or there is none."""
    return User.objects.filter(pk=number, is_active=True).first()


def person_by_address(email: str) -> User | None:
    """Return the account with an address, however it is written; None when there is none."""
    return User.objects.filter(email=email.strip().lower()).first()


def names_of(public_ids: Iterable[str]) -> dict[str, str]:
    """Return the names behind some public ids; one query, and nothing for an id that is nobody's."""
    return dict(User.objects.filter(public_id__in=set(public_ids)).values_list("public_id", "name"))
