"""Stored rows as the plain values that rules and pages take."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from endorr.base.tenancy.rules import public_query
from endorr.indicators.claims.checking import check, stated_basis
from endorr.indicators.claims.facts import Basis, Known
from endorr.indicators.claims.figure import Figure
from endorr.newsroom.models import BoundFigure, Contact, Picture, Release, Wording
from endorr.newsroom.rules.blocks import BlockKind, Draft, plain, unpacked
from endorr.newsroom.rules.figures import Bound, Key, Told, from_row, told
from endorr.newsroom.rules.linting import Fault, Remark, of_figures, remarks, seen_in
from endorr.newsroom.rules.words import Desk, Kind


@public_query("a plain value of a row that somebody has been given already")
def draft_of(wording: Wording) -> Draft:
    """Return a wording as a text in blocks."""
    return Draft(wording.headline, wording.lead, unpacked(wording.blocks))


@public_query("a plain value of rows that somebody has been given already")
def bound_of(wording: Wording, rows: Iterable[BoundFigure] | None = None) -> dict[Key, Bound]:
    """Return what the figures of a wording are bound to; one query without `rows`."""
    return {
        Key(one.figure, one.nth): Bound(
            from_row(one.claim) if one.claim else None,
            Basis(one.basis) if one.basis else None,
            one.value,
            one.edition,
            one.source,
        )
        for one in (wording.figures.all() if rows is None else rows)
    }


@public_query("worked out of rows that somebody has been given already")
def figures_of(wording: Wording, facts: Known) -> tuple[Told, ...]:
    """Return how each figure of a wording stands to its source; one query."""
    return told(draft_of(wording), wording.language, bound_of(wording), facts)


KNOWN_NAMES = (
    "Almi Företagspartner",
    "Business Sweden",
    "Enterprise Europe Network",
    "Exportkreditnämnden",
    "Tillväxtverket",
    "Handelskammaren",
    "Utrikesdepartementet",
)
"""The names that stand in every other text of the trade."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a text: its contacts, its publisher's pictures by public id, the names we know to spell."""

    contacts: tuple[Contact, ...]
    pictures: Mapping[str, Picture]
    names: tuple[str, ...]


@public_query("rows beside one that somebody has been given already")
def beside_of(row: Release) -> Beside:
    """Return what stands beside a text; three queries."""
    contacts = tuple(row.contacts.filter(left_at__isnull=True).order_by("desk", "pk"))
    pictures = {one.public_id: one for one in Picture.objects.filter(organisation=row.organisation).order_by("pk")}
    partners = row.cooperation.participations.values_list("organisation__name", flat=True)
    return Beside(contacts, pictures, (*(one.name for one in contacts), *partners, *KNOWN_NAMES))


@public_query("worked out of rows that somebody has been given already")
def remarks_on(
    row: Release, wording: Wording, figures: Iterable[Told], facts: Known, beside: Beside
) -> tuple[Remark, ...]:
    """Return everything that is seen in a wording: what stops it, and what asks for a look."""
    draft = draft_of(wording)
    found = [*remarks(draft, names=beside.names), *_of_pictures(draft, wording.language, beside.pictures)]
    if not any(one.desk == Desk.PRESS.value and one.phone for one in beside.contacts):
        found.append(Remark(Fault.NO_PRESS_CONTACT))
    if row.kind == Kind.INVITATION.value and not (row.starts_at and row.place and row.notice_by):
        found.append(Remark(Fault.NO_TIME))
    every: list[Figure] = [one.figure for one in figures]
    return (*found, *of_figures(check(every, facts, basis=stated_basis(plain(draft).text))))


def _of_pictures(draft: Draft, language: str, pictures: Mapping[str, Picture]) -> Iterator[Remark]:
    for one in draft.blocks:
        if one.kind is not BlockKind.IMAGE or not one.picture:
            continue
        picture = pictures.get(one.picture)
        if picture is None:
            yield Remark(Fault.NO_PICTURE, one.picture)
        else:
            yield from seen_in(picture.alt_en if language == "en" else picture.alt)
