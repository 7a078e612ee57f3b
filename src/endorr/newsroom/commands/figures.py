"""Binds the figures of a text to a table, or to a source in words; takes a new value when the source has changed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language

from endorr.base.ledger.kinds import kind
from endorr.base.tenancy.rules import Viewer
from endorr.indicators.claims.facts import Basis, Fact, Known
from endorr.indicators.claims.findings import Claim
from endorr.indicators.review.knowing import known
from endorr.newsroom.commands.own import note, writable
from endorr.newsroom.commands.writing import keep_draft
from endorr.newsroom.models import BoundFigure, Wording
from endorr.newsroom.queries.parts import bound_of, draft_of
from endorr.newsroom.rules.blocks import rewritten
from endorr.newsroom.rules.figures import Bound, Key, Told, as_row, choices, told
from endorr.newsroom.rules.words import SHORTEST_SOURCE, Refusal, Refused, Standing

BOUND = kind("newsroom.figure_bound", "A figure of a text was bound to a table's version, or to a source in words")
LOOSENED = kind("newsroom.figure_loosened", "A figure of a text was let go of its source")
RENEWED = kind("newsroom.figure_renewed", "A figure of a text was given the value that its source now says")


def _figure(wording: Wording, key: Key, facts: Known) -> tuple[Told, tuple[Told, ...]]:
    every = told(draft_of(wording), wording.language, bound_of(wording), facts)
    found = next((one for one in every if one.key == key), None)
    if found is None:
        raise Refused(Refusal.NO_SUCH_FIGURE)
    return found, every


def _keep(wording: Wording, key: Key, kept: Bound, *, now: datetime, actor: str) -> None:
    BoundFigure.objects.update_or_create(
        wording=wording,
        figure=key.text,
        nth=key.nth,
        defaults={
            "claim": as_row(kept.claim) if kept.claim else None,
            "basis": kept.basis.value if kept.basis else "",
            "value": kept.value,
            "edition": kept.edition,
            "source": kept.source[:300],
            "bound_at": now,
            "bound_by": actor,
        },
    )


def _to(claim: Claim, fact: Fact) -> Bound:
    # The tables' own notes begin with the word; the page says it once.
    source = (fact.source or fact.edition).removeprefix("Källa: ").removeprefix("Source: ")
    return Bound(claim, fact.basis, fact.value, fact.edition, source)


def keep_source(wording: Wording, key: Key, source: str, *, now: datetime, actor: str) -> None:
    """Keep a source in words for a figure."""
    _keep(wording, key, Bound(source=source), now=now, actor=actor)


@transaction.atomic
def bind_figure(release: str, language: str, key: Key, basis: Basis | None, *, viewer: Viewer, now: datetime) -> None:
    """Bind a figure to the fact it says, on a basis; the value and the table's version it has now are kept.

    Raises Refused(NO_SUCH_FIGURE), or NO_SUCH_FACT when no independent table on that basis rounds to what is written.
    """
    wording = writable(viewer, release, language)
    facts = known(get_language() or "sv")
    figure, every = _figure(wording, key, facts)
    offered = choices(figure.figure, [one.figure for one in every], facts)
    found = next(((claim, fact) for claim, fact in offered if fact.basis == basis), None)
    if found is None:
        raise Refused(Refusal.NO_SUCH_FACT)
    claim, fact = found
    _keep(wording, key, _to(claim, fact), now=now, actor=viewer.actor)
    noted = {"figure": key.text, "language": language, "edition": fact.edition, "value": str(fact.value)}
    note(BOUND, wording.release, noted, now=now, actor=viewer.actor)


@transaction.atomic
def give_source(release: str, language: str, key: Key, source: str, *, viewer: Viewer, now: datetime) -> None:
    """Say in words where a figure comes from that no table here tells; only a person can check it again.

    Raises Refused(NO_SOURCE) for fewer than ten characters, NO_SUCH_FIGURE.
    """
    wording = writable(viewer, release, language)
    if len(source.strip()) < SHORTEST_SOURCE:
        raise Refused(Refusal.NO_SOURCE)
    _figure(wording, key, Known([]))
    keep_source(wording, key, source.strip(), now=now, actor=viewer.actor)
    note(BOUND, wording.release, {"figure": key.text, "language": language}, now=now, actor=viewer.actor)


@transaction.atomic
def loosen(release: str, language: str, key: Key, *, viewer: Viewer, now: datetime) -> None:
    """Let a figure go of its source."""
    wording = writable(viewer, release, language)
    if wording.figures.filter(figure=key.text, nth=key.nth).delete()[0]:
        note(LOOSENED, wording.release, {"figure": key.text, "language": language}, now=now, actor=viewer.actor)


@transaction.atomic
def take_suggestion(release: str, language: str, key: Key, *, viewer: Viewer, now: datetime) -> str:
    """Write a figure as its source now says, at the precision it was written with, and bind it anew; return it.

    Raises Refused(NOTHING_CHANGED) unless the figure differs from its source.
    """
    wording = writable(viewer, release, language)
    facts = known(get_language() or "sv")
    figure, _every = _figure(wording, key, facts)
    claim = figure.bound.claim if figure.bound else None
    if figure.standing is not Standing.DIFFERS or not figure.suggested or figure.fact is None or claim is None:
        raise Refused(Refusal.NOTHING_CHANGED)
    draft = rewritten(draft_of(wording), figure.figure.start, figure.figure.text, figure.suggested)
    keep_draft(wording, draft, now)
    wording.figures.filter(figure=key.text, nth=key.nth).delete()
    after = told(draft, language, bound_of(wording), facts)
    new = next(one for one in after if one.figure.start == figure.figure.start)
    _keep(wording, new.key, _to(claim, figure.fact), now=now, actor=viewer.actor)
    noted = {"before": key.text, "after": new.key.text, "language": language, "edition": figure.fact.edition}
    note(RENEWED, wording.release, noted, now=now, actor=viewer.actor)
    return new.key.text
