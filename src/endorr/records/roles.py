"""Who handles an authority's public records."""

from endorr.base.tenancy.rules import Role

HANDLING = (Role.ADMINISTRATOR, Role.COORDINATOR)
