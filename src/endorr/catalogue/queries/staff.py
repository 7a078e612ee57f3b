"""What those who answer for services may ask: their services, to-dos, feedback, doubles, gaps. The viewer comes first.

A national coordinator and an administrator answer for every service; others for those of their own organisations, and
a coordinator also for those that nobody owns.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from endorr.base.tenancy.rules import Role, Viewer, public_query
from endorr.catalogue.models import Double, Feedback, Service, ServiceVersion, Signpost, Todo
from endorr.catalogue.queries.public import FeedbackRow, feedback_row
from endorr.catalogue.queries.shelf import Entry, phrases_of, shelf

EDITORS = frozenset({Role.ADVISER, Role.COORDINATOR, Role.NATIONAL_COORDINATOR, Role.ADMINISTRATOR})
# A service nobody answers for yet, like what stands in a public source, is for those who coordinate to confirm.
CARETAKERS = frozenset({Role.COORDINATOR, Role.NATIONAL_COORDINATOR})


def _own(viewer: Viewer, prefix: str = "") -> Q:
    mine = Q(**{f"{prefix}owner__in": viewer.organisations_as(*EDITORS)})
    return mine | Q(**{f"{prefix}owner__isnull": True}) if viewer.holds(CARETAKERS) else mine


def may_edit(viewer: Viewer, key: str) -> bool:
    """Say whether the viewer answers for a service; one query."""
    return Service.objects.filter(_own(viewer), key=key).exists()


def may_edit_symptoms(viewer: Viewer, key: str) -> bool:
    """Say whether the viewer may write the symptoms under a key as `set_symptoms` takes it; one query.

    Those of families and signposts concern every county, and are for the national coordinator.
    """
    what, _, name = key.rpartition(":")
    if not what:
        return may_edit(viewer, key)
    if not viewer.holds({Role.NATIONAL_COORDINATOR}):
        return False
    if what == "signpost":
        return Signpost.objects.filter(key=name).exists()
    return what == "family" and Service.objects.filter(family=name).exists()


def own_entries(viewer: Viewer, *, now: datetime) -> tuple[Entry, ...]:
    """Return the services the viewer answers for, those longest unconfirmed first; two queries."""
    keys = set(Service.objects.filter(_own(viewer), merged_into__isnull=True).values_list("key", flat=True))
    mine = [entry for entry in shelf().entries if entry.card.key in keys]
    return tuple(sorted(mine, key=lambda entry: (entry.check_due_at, entry.card.name_sv)))


@dataclass(frozen=True, slots=True)
class TodoRow:
    """Something to put right, of the kind `overdue` or `dead_link`."""

    public_id: str
    service_key: str
    service_name: str
    kind: str
    detail: str
    opened_at: datetime


def todos(viewer: Viewer) -> tuple[TodoRow, ...]:
    """Return what is open for the viewer, oldest first; one query."""
    rows = Todo.objects.filter(_own(viewer, "service__"), done_at__isnull=True).select_related("service")
    return tuple(
        TodoRow(row.public_id, row.service.key, row.service.name_sv, row.kind, row.detail, row.opened_at)
        for row in rows.order_by("opened_at", "service__key")
    )


def open_feedback(viewer: Viewer) -> tuple[FeedbackRow, ...]:
    """Return the feedback that waits for the viewer's answer, what is due first first; one query."""
    rows = Feedback.objects.filter(_own(viewer, "service__"), answered_at__isnull=True).select_related("service")
    return tuple(feedback_row(row) for row in rows.order_by("due_at"))


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of a service: what changed from the one before, as (field, before, after)."""

    number: int
    made_at: datetime
    note: str
    differences: tuple[tuple[str, Any, Any], ...]


def history(viewer: Viewer, key: str) -> tuple[VersionRow, ...]:
    """Return a service's versions, latest first, to whoever answers for it; one query."""
    rows = list(ServiceVersion.objects.filter(_own(viewer, "service__"), service__key=key).order_by("number"))
    before: dict[int, dict[str, Any]] = {row.number + 1: row.card for row in rows}
    return tuple(
        VersionRow(
            row.number,
            row.made_at,
            row.note,
            tuple((name, before[row.number].get(name), row.card.get(name)) for name in row.changed)
            if row.number in before
            else (),
        )
        for row in reversed(rows)
    )


@dataclass(frozen=True, slots=True)
class DoubleRow:
    """Two services that seem to be one, to be merged or kept apart."""

    public_id: str
    first_key: str
    first_name: str
    first_provider: str
    second_key: str
    second_name: str
    second_provider: str


def doubles(viewer: Viewer) -> tuple[DoubleRow, ...]:
    """Return undecided pairs of which the viewer answers for one at least, most alike first; one query."""
    rows = (
        Double.objects.filter(_own(viewer, "first__") | _own(viewer, "second__"), decided_at__isnull=True)
        .select_related("first", "second")
        .order_by("-score")
    )
    return tuple(
        DoubleRow(
            row.public_id,
            row.first.key,
            row.first.name_sv,
            row.first.provider,
            row.second.key,
            row.second.name_sv,
            row.second.provider,
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class Gaps:
    """Where the symptoms fall short: services with none, and phrases that point at more than one thing."""

    without: tuple[tuple[str, str], ...]
    shared: tuple[tuple[str, tuple[str, ...]], ...]


def symptom_gaps(viewer: Viewer, *, now: datetime) -> Gaps:
    """Return services without symptoms, and phrases shared by two; two queries."""
    kept = shelf()
    entries = own_entries(viewer, now=now)
    shared: defaultdict[str, set[str]] = defaultdict(set)
    for key, phrases in kept.symptoms.items():
        for _language, phrase in phrases:
            shared[phrase.casefold().rstrip(".?! ")].add(key)
    return Gaps(
        tuple((one.card.key, one.card.name_sv) for one in entries if not phrases_of(one.card, kept.symptoms)),
        tuple((phrase, tuple(sorted(keys))) for phrase, keys in sorted(shared.items()) if len(keys) > 1),
    )


@public_query("how companies put things names nobody")
def phrases(key: str) -> tuple[tuple[str, str], ...]:
    """Return the symptoms stored under a key as `set_symptoms` takes it, as (language, phrase)."""
    return shelf().symptoms.get(key, ())
