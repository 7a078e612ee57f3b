"""Reads what a sheet's words may mean, and how far a new cooperation has come."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from endorr.base.tenancy.queries import coordinated_county
from endorr.base.tenancy.rules import Viewer
from endorr.core.languages import LANGUAGES
from endorr.core.municipalities import in_county, municipalities
from endorr.directory.intake.rules import Known, Line, unpacked
from endorr.directory.models import Agreement, Function, Holding, Leadership, Mapping, Sheet, Terms
from endorr.directory.queries import in_force, needs
from endorr.directory.rules import Place

# The kinds of member that the government's assignment of 2016 names; the sixth only where it is present.
ASSIGNED = ("region", "almi", "een", "business-sweden", "ekn")


def known_words(viewer: Viewer, cooperation: str, *, on: date) -> Known | None:
    """Return what the words of a sheet for a cooperation may mean; None unless the viewer coordinates it."""
    county = coordinated_county(viewer, cooperation)
    if county is None:
        return None
    members = Terms.objects.filter(
        in_force(on, "participation__"),
        participation__cooperation__public_id=cooperation,
        participation__ended_at__isnull=True,
    ).values_list("participation__organisation__name", "participation__organisation__public_id")
    return Known(
        organisations={name.casefold(): public_id for name, public_id in members},
        needs={word.casefold(): need.code for need in needs() for word in (need.name_sv, need.code)},
        languages={word.casefold(): one.code for one in LANGUAGES for word in (one.sv, one.code)},
        municipalities={
            word.casefold(): place.code for place in municipalities().values() for word in (place.name, place.code)
        },
        county=county,
        today=on,
    )


def waiting_sheet(viewer: Viewer, cooperation: str, sheet: str) -> list[Line] | None:
    """Return the lines of a sheet that waits to be accepted; None unless the viewer coordinates its cooperation."""
    if coordinated_county(viewer, cooperation) is None:
        return None
    row = Sheet.objects.filter(public_id=sheet, cooperation__public_id=cooperation, accepted_at=None).first()
    return [unpacked(kept) for kept in row.rows] if row else None


class Step(StrEnum):
    """What a new cooperation needs in place, in the order in which it is usually done."""

    MEMBERS = "members"
    LEAD = "lead"
    AGREEMENT = "agreement"
    DESK = "desk"
    STAFFED = "staffed"
    DEPUTIES = "deputies"
    MAPPED = "mapped"


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step and how far it has come: so many done of so many."""

    step: Step
    done: int
    of: int


def checklist(viewer: Viewer, cooperation: str, *, on: date) -> list[StepRow] | None:
    """Return how far a cooperation has come on a day; None unless the viewer coordinates it; nine queries."""
    county = coordinated_county(viewer, cooperation)
    if county is None:
        return None
    door: dict[str, Any] = {"cooperation__public_id": cooperation}
    functions = Function.objects.filter(in_force(on), **door)
    kinds = set(
        Terms.objects.filter(in_force(on, "participation__"), participation__cooperation__public_id=cooperation)
        .filter(participation__ended_at__isnull=True)
        .values_list("participation__organisation__profile__kind", flat=True)
    )
    count, mapped = functions.count(), Mapping.objects.filter(in_force(on), **door)
    return [
        StepRow(Step.MEMBERS, len(kinds.intersection(ASSIGNED)), len(ASSIGNED)),
        StepRow(Step.LEAD, int(Leadership.objects.filter(in_force(on), **door).exists()), 1),
        StepRow(Step.AGREEMENT, int(Agreement.objects.filter(in_force(on), **door).exists()), 1),
        StepRow(Step.DESK, int(functions.filter(desk=True).exists()), 1),
        StepRow(Step.STAFFED, _held(functions, on), count),
        StepRow(Step.DEPUTIES, _held(functions, on, Place.DEPUTY), count),
        StepRow(Step.MAPPED, mapped.values("municipality").distinct().count(), len(in_county(county))),
    ]


def _held(functions: Any, on: date, *places: Place) -> int:
    held = Holding.objects.filter(in_force(on), function__in=functions, place__in=places or tuple(Place))
    return int(held.values("function").distinct().count())
