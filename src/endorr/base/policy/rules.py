"""The words in which a room says who may: an access per method of each named URL."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from endorr.base.tenancy.rules import KeyHolder, Role, Viewer


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


class Area(StrEnum):
    """The part of the house a path lies in, by its first word; what is closed answers alike for all it may hold."""

    PUBLIC = ""
    STAFF = "arbete"
    API = "api"


@dataclass(frozen=True, slots=True)
class Access:
    """Who may use one method of one URL, and how far they then see; `scope` is what an API key must be for."""

    door: Door
    roles: frozenset[Role] = frozenset()
    within: Within = Within.ANYWHERE
    scope: str = ""

    @property
    def who(self) -> str:
        """Whom the door lets in, in words."""
        match self.door:
            case Door.ROLES:
                return ", ".join(sorted(role.replace("_", " ") for role in self.roles))
            case Door.API_KEY:
                return f"api key for {self.scope}"
            case _:
                return self.door.value

    def admits_person(self, viewer: Viewer) -> bool:
        """Say whether somebody may come in for who they are; links and keys are no persons and must be proved."""
        match self.door:
            case Door.EVERYONE:
                return True
            case Door.SIGNED_IN:
                return viewer.signed_in
            case Door.ROLES:
                return viewer.signed_in and viewer.holds(self.roles)
            case Door.LINK | Door.API_KEY:
                return False

    def admits_key(self, holder: KeyHolder) -> bool:
        """Say whether a proved API key is for this."""
        return self.door is Door.API_KEY and self.scope in holder.scopes


EVERYONE = Access(Door.EVERYONE)
SIGNED_IN = Access(Door.SIGNED_IN, within=Within.SELF)
LINK_HOLDER = Access(Door.LINK, within=Within.DELIVERED)


def holders(*roles: Role, within: Within = Within.ANYWHERE) -> Access:
    """Return the access of whoever holds one of `roles`."""
    return Access(Door.ROLES, roles=frozenset(roles), within=within)


def keys_for(scope: str, *, within: Within = Within.OWN_ORGANISATION) -> Access:
    """Return the access of a program whose API key is for `scope`, such as `cases:write`."""
    return Access(Door.API_KEY, within=within, scope=scope)


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may do what at one named URL; a method that is not listed is not answered."""

    url: str
    methods: Mapping[str, Access]

    def access(self, method: str) -> Access | None:
        """Return the access of a method; HEAD is a GET without its body, and an unknown method has none."""
        return self.methods.get("GET" if method == "HEAD" else method)


METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def rule(url: str, **methods: Access) -> Rule:
    """Return the rule of a URL by its name: `rule("cases:take", POST=holders(Role.ADVISER))`. GET covers HEAD.

    Raises ValueError for a method that HTTP does not know or that nobody may name (HEAD, OPTIONS).
    """
    if unknown := set(methods).difference(METHODS):
        raise ValueError(f"{url}: a rule names {', '.join(METHODS)}, not {', '.join(sorted(unknown))}")
    return Rule(url, MappingProxyType(dict(methods)))


def area_of(path: str, *, languages: Collection[str]) -> Area:
    """Return the area of a path such as `/en/arbete/personer/`; a language may come first."""
    words = path.lstrip("/").split("/")
    if words[0] in languages:
        words = words[1:]
    first = words[0] if words else ""
    return Area(first) if first in {Area.STAFF.value, Area.API.value} else Area.PUBLIC
