"""The words in which a room says who may: an access per method of each named URL."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from endorr.base.tenancy.rules import Role, Viewer


class Door(StrEnum):
    """Which kind of visitor an access lets in at all."""

    EVERYONE = "everyone"
    SIGNED_IN = "signed in"
    ROLES = "roles"
    LINK = "link"
    API_KEY = "api key"


class Within(StrEnum):
    """How far into the data a permitted visitor sees; the queries keep it, the permission walk compares."""

    ANYWHERE = "anywhere"
    OWN_ORGANISATION = "own organisation"
    OWN_COOPERATION = "own cooperation"
    DELIVERED = "delivered"
    SELF = "self"


@dataclass(frozen=True, slots=True)
class Access:
    """Who may use one method of one URL, and how far they then see."""

    door: Door
    roles: frozenset[Role] = frozenset()
    within: Within = Within.ANYWHERE

    def admits(self, viewer: Viewer) -> bool:
        """Say whether the gate opens for a viewer; links and API keys are proved by their own sub-packages."""
        match self.door:
            case Door.EVERYONE | Door.LINK | Door.API_KEY:
                return True
            case Door.SIGNED_IN:
                return viewer.signed_in
            case Door.ROLES:
                return viewer.holds(self.roles)


EVERYONE = Access(Door.EVERYONE)
SIGNED_IN = Access(Door.SIGNED_IN, within=Within.SELF)
LINK_HOLDER = Access(Door.LINK, within=Within.DELIVERED)
API_KEY = Access(Door.API_KEY, within=Within.OWN_ORGANISATION)


def holders(*roles: Role, within: Within = Within.ANYWHERE) -> Access:
    """Return the access of whoever holds one of `roles`."""
    return Access(Door.ROLES, roles=frozenset(roles), within=within)


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may do what at one named URL; a method that is not listed is not answered."""

    url: str
    methods: Mapping[str, Access]


def rule(url: str, **methods: Access) -> Rule:
    """Return the rule of a URL by its name: `rule("cases:take", POST=holders(Role.ADVISER))`. GET covers HEAD."""
    return Rule(url, MappingProxyType(dict(methods)))
