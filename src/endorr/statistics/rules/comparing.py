"""What may be compared, subtracted, chained, ranked or divided, and why not, in words a journalist understands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from endorr.statistics.rules.identity import BASES, TRADES, Basis, Identity
from endorr.statistics.table import said


class Deed(StrEnum):
    """What somebody wants to do with two figures."""

    COMPARE = "compare"
    SUBTRACT = "subtract"
    CHAIN = "chain"
    RANK = "rank"
    SHARE = "share"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not: what differs (basis, world, trade, population, unit, concept, edition), in both languages."""

    what: str
    sv: str
    en: str

    def text(self, language: str) -> str:
        return self.en if language == "en" else self.sv


class RefusedError(ValueError):
    """Two figures that may not be put together; `reasons` says why."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        super().__init__(" ".join(one.en for one in reasons))
        self.reasons = tuple(reasons)


DOES = {
    Deed.COMPARE: ("jämföras", "compared"),
    Deed.SUBTRACT: ("dras från varandra", "subtracted from each other"),
    Deed.CHAIN: ("sättas ihop till en serie", "chained into one series"),
    Deed.RANK: ("rangordnas tillsammans", "ranked together"),
    Deed.SHARE: ("bilda en andel", "made into a share"),
    Deed.RATIO: ("delas med varandra", "divided by each other"),
}


def refusal(deed: Deed, one: Identity, other: Identity) -> tuple[Reason, ...]:
    """Return every reason why a deed on two figures is refused; none if it may be done.

    A share may have a narrower population above than below. A ratio (per inhabitant, of turnover) is of different
    things by nature, so there only practice and reality are kept apart.
    """
    return tuple(_reasons(deed, one, other))


def demand(deed: Deed, one: Identity, other: Identity) -> None:
    """Raise RefusedError where `refusal` has a reason."""
    if found := refusal(deed, one, other):
        raise RefusedError(found)


def _reasons(deed: Deed, one: Identity, other: Identity) -> Iterator[Reason]:
    if (one.basis is Basis.SYNTHETIC) != (other.basis is Basis.SYNTHETIC):
        yield _world(deed)
        return
    if deed is Deed.RATIO:
        return
    if one.basis is not other.basis:
        yield _basis(deed, one.basis, other.basis)
    if one.trade is not other.trade:
        yield _trade(deed, one, other)
    if not _same_firms(deed, one, other):
        yield _population(deed, one, other)
    if one.unit != other.unit:
        yield _unit(deed, one, other)
    if deed is not Deed.SHARE and one.concept != other.concept:
        yield _concept(deed)
    if deed in {Deed.SUBTRACT, Deed.CHAIN} and _editions_differ(one, other):
        yield _edition(deed, one, other)


def _same_firms(deed: Deed, one: Identity, other: Identity) -> bool:
    return one.population.within(other.population) if deed is Deed.SHARE else one.population == other.population


def _editions_differ(one: Identity, other: Identity) -> bool:
    """Say whether two versions of the same table meet: a revision would then look like a change in the world."""
    if one.edition is None or other.edition is None or one.edition.table != other.edition.table:
        return False
    return one.edition.version != other.edition.version


def _world(deed: Deed) -> Reason:
    sv, en = DOES[deed]
    return Reason(
        "world",
        f"Talen kan inte {sv}: det ena är verkligt och det andra är påhittat för övning.",
        f"The figures cannot be {en}: one is real and the other invented for practice.",
    )


def _basis(deed: Deed, one: Basis, other: Basis) -> Reason:
    sv, en = DOES[deed]
    first, second = BASES[one], BASES[other]
    return Reason(
        "basis",
        f"Talen kan inte {sv}: de placerar exporten i länen på olika sätt. Det ena ({said(first.name, 'sv')}) "
        f"{said(first.places, 'sv')}, det andra ({said(second.name, 'sv')}) {said(second.places, 'sv')}. "
        "Skillnaden mellan dem säger hur det räknades, inte hur det gick.",
        f"The figures cannot be {en}: they place exports in counties in different ways. One "
        f"({said(first.name, 'en')}) {said(first.places, 'en')}, the other ({said(second.name, 'en')}) "
        f"{said(second.places, 'en')}. The difference tells how it was counted, not how it went.",
    )


def _trade(deed: Deed, one: Identity, other: Identity) -> Reason:
    sv, en = DOES[deed]
    return Reason(
        "trade",
        f"Talen kan inte {sv}: det ena gäller {TRADES[one.trade]['sv']}, det andra {TRADES[other.trade]['sv']}.",
        f"The figures cannot be {en}: one is of {TRADES[one.trade]['en']}, the other of {TRADES[other.trade]['en']}.",
    )


def _population(deed: Deed, one: Identity, other: Identity) -> Reason:
    sv, en = DOES[deed]
    return Reason(
        "population",
        f"Talen kan inte {sv}: det ena gäller {one.population.text('sv')}, det andra {other.population.text('sv')}.",
        f"The figures cannot be {en}: one is of {one.population.text('en')}, "
        f"the other of {other.population.text('en')}.",
    )


def _unit(deed: Deed, one: Identity, other: Identity) -> Reason:
    sv, en = DOES[deed]
    return Reason(
        "unit",
        f"Talen kan inte {sv}: det ena är i {one.unit}, det andra i {other.unit}.",
        f"The figures cannot be {en}: one is in {one.unit}, the other in {other.unit}.",
    )


def _concept(deed: Deed) -> Reason:
    sv, en = DOES[deed]
    return Reason(
        "concept",
        f"Talen kan inte {sv}: de mäter olika saker.",
        f"The figures cannot be {en}: they measure different things.",
    )


def _edition(deed: Deed, one: Identity, other: Identity) -> Reason:
    assert one.edition
    assert other.edition
    sv, en = DOES[deed]
    return Reason(
        "edition",
        f"Talen kan inte {sv}: de kommer ur version {one.edition.version} och version {other.edition.version} av "
        "samma tabell. En rättelse i tabellen skulle se ut som en förändring i verkligheten. Ta båda ur samma version.",
        f"The figures cannot be {en}: they come from version {one.edition.version} and version "
        f"{other.edition.version} of the same table. A correction of the table would look like a change in the world. "
        "Take both from the same version.",
    )
