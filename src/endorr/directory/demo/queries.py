"""Reads who plays which part in the demo, for the rooms that let them act."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from endorr.base.tenancy.rules import public_query
from endorr.directory.models import Holding, Skill
from endorr.directory.queries import in_force
from endorr.directory.rules import Competence, Place


@dataclass(frozen=True, slots=True)
class Cast:
    """A fictional person behind a function: whose door, whose organisation, good at what. Row numbers, for keys."""

    county: str
    person: int
    organisation: int
    entity: int
    function: int
    desk: bool
    first: bool
    needs: frozenset[str]
    public_id: str
    name: str
    email: str


@public_query("fictional people only")
def cast(*, on: date) -> tuple[Cast, ...]:
    """Return the fictional people behind every cooperation's functions on a day, in a fixed order; two queries."""
    needs: dict[int, set[str]] = defaultdict(set)
    for function, code in Skill.objects.filter(kind=Competence.NEED).values_list("function", "code"):
        needs[function].add(code)
    rows = Holding.objects.filter(in_force(on), person__fictional=True, function__cooperation__isnull=False)
    return tuple(
        Cast(
            county,
            person,
            organisation,
            entity,
            function,
            desk,
            place == Place.HOLDER,
            frozenset(needs[function]),
            *who,
        )
        for county, person, organisation, entity, function, desk, place, *who in rows.order_by("pk").values_list(
            "function__cooperation__county_code",
            "person",
            "function__organisation",
            "function__organisation__legal_entity",
            "function",
            "function__desk",
            "place",
            "person__public_id",
            "person__name",
            "person__email",
        )
    )
