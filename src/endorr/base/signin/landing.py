"""Says where a person begins once signed in: at the work of their role."""

from collections.abc import Collection

from django.conf import settings

from endorr.base.tenancy.rules import Role


def first_page(roles: Collection[Role]) -> str:
    """Return the name of the page where someone with these roles begins; their own account where none has work here."""
    pages: dict[str, str] = settings.FIRST_PAGES
    return next((pages[role.value] for role in Role if role in roles and role.value in pages), "mfa_index")
