"""Finds what a viewer may write, locked, and leaves the trace of what was done with it."""

from collections.abc import Mapping
from datetime import datetime

from endorr.base.ledger.commands import record, register
from endorr.base.ledger.rules import Direction, Fact
from endorr.base.tenancy.rules import Viewer
from endorr.newsroom.models import Release, Wording
from endorr.newsroom.rules.words import WRITING, State, require


def own(viewer: Viewer, public_id: str) -> Release:
    """Return a text of one of the viewer's own organisations, locked; raises Release.DoesNotExist for any other."""
    mine = viewer.organisations_as(*WRITING)
    rows = Release.objects.select_for_update(of=("self",))
    return rows.select_related("organisation__legal_entity", "cooperation").get(
        public_id=public_id, organisation__in=mine
    )


def writable(viewer: Viewer, public_id: str, language: str) -> Wording:
    """Return the wording of a text that is still being written; a stopped one is written anew. Raises Refused."""
    row = own(viewer, public_id)
    require(State(row.state), State.DRAFT, State.STOPPED)
    wording = Wording.objects.get(release=row, language=language)
    wording.release = row
    return wording


def note(deed: str, row: Release, facts: Mapping[str, Fact], *, now: datetime, actor: str, diary: str = "") -> str:
    """Record a deed in the chain of the text's cooperation; return its number, for the keys of what it sends.

    With `diary`, a publisher that is an authority writes in its diary what went out to everybody.
    """
    chain, subject = row.cooperation.public_id, row.public_id
    event = record(chain=chain, kind=deed, subject=subject, actor=actor, now=now, facts=facts)
    entity = row.organisation.legal_entity
    if diary and entity.is_authority:
        register(
            entity=entity.public_id,
            entity_name=entity.name,
            direction=Direction.OUTGOING,
            counterpart="allmänheten",
            subject=diary[:200],
            about=subject,
            event=event,
            now=now,
        )
    return str(event.pk)
