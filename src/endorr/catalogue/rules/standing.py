"""How a service stands at a moment, where it is offered, and who may be sent there."""

from datetime import datetime, timedelta

from endorr.catalogue.rules.card import WHOLE_COUNTRY, Card
from endorr.catalogue.rules.words import Applicant, Standing, Status
from endorr.core.counties import BY_CODE

CHECK_EVERY = timedelta(days=180)
"""How long a confirmation lasts; what nobody has confirmed is asked about as long after it was taken in."""

FOR_SWEDISH_COMPANIES = frozenset({Applicant.COMPANY, Applicant.BANK, Applicant.EITHER})

# Counties that share a land border or are joined by a fixed link: "i närheten".
NEIGHBOURS: dict[str, tuple[str, ...]] = {
    "01": ("03", "04"),
    "03": ("01", "04", "19", "20", "21"),
    "04": ("01", "03", "05", "18", "19"),
    "05": ("04", "06", "08", "14", "18"),
    "06": ("05", "07", "08", "13", "14"),
    "07": ("06", "08", "10", "12", "13"),
    "08": ("05", "06", "07", "09", "10"),
    "09": ("08",),
    "10": ("07", "08", "12"),
    "12": ("07", "10", "13"),
    "13": ("06", "07", "12", "14"),
    "14": ("05", "06", "13", "17", "18"),
    "17": ("14", "18", "20"),
    "18": ("04", "05", "14", "17", "19", "20"),
    "19": ("03", "04", "18", "20"),
    "20": ("03", "17", "18", "19", "21", "23"),
    "21": ("03", "20", "22", "23"),
    "22": ("21", "23", "24"),
    "23": ("20", "21", "22", "24"),
    "24": ("22", "23", "25"),
    "25": ("24",),
}


def standing(card: Card, *, check_due_at: datetime, now: datetime) -> Standing:
    """Say how a service stands: a call that closes at 12.00.00 can be applied for that second and no longer."""
    if card.status in {Status.CLOSED, Status.INACTIVE, Status.PAUSED} or (card.closes_at and card.closes_at < now):
        return Standing.GONE
    if card.opens_at and now < card.opens_at:
        return Standing.NOT_YET
    if card.status is Status.HISTORICAL:
        return Standing.HISTORICAL
    return Standing.OVERDUE if check_due_at <= now else Standing.OFFERED


def is_routable(card: Card, stands: Standing) -> bool:
    """Say whether a Swedish company may be sent to a service: what is gone, old or for others is never proposed."""
    return stands in {Standing.OFFERED, Standing.OVERDUE} and card.applicant in FOR_SWEDISH_COMPANIES


def covers(coverage: tuple[str, ...] | frozenset[str], place: str) -> bool:
    """Say whether a service is offered in a place: a municipality code, a county code, or "" for anywhere.

    A service for some municipalities of a county is shown to who names only the county.
    """
    if not place or WHOLE_COUNTRY in coverage or place in coverage or place[:2] in coverage:
        return True
    return len(place) == 2 and any(code[:2] == place for code in coverage)


def covers_nearby(coverage: tuple[str, ...] | frozenset[str], place: str) -> bool:
    """Say whether a service is offered in a place or in a county beside it."""
    counties = {code[:2] for code in coverage}
    return covers(coverage, place) or not counties.isdisjoint(NEIGHBOURS.get(place[:2], ()))


def coverage_names(coverage: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Return what the places of a coverage are called, counties by their names; municipalities are the caller's."""
    if WHOLE_COUNTRY in coverage:
        return ("Sweden" if language == "en" else "hela Sverige",)
    counties = [BY_CODE[code] for code in coverage if code in BY_CODE]
    return tuple(county.en if language == "en" else county.sv for county in counties)
