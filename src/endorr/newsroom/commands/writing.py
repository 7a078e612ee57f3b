"""Begins a text, says what it is about and whom to call, and writes it, block by block."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from endorr.base.ledger.kinds import kind
from endorr.base.tenancy.queries import cooperation_by_id, organisation_by_id
from endorr.base.tenancy.rules import Viewer
from endorr.newsroom.commands.own import note, own, writable
from endorr.newsroom.models import Contact, Release, ReleaseTopic, Wording
from endorr.newsroom.rules.blocks import Draft, packed
from endorr.newsroom.rules.words import Kind, State, Topic, require

BEGUN = kind("newsroom.begun", "A text for the press was begun")
CHANGED = kind("newsroom.changed", "What a text is about, whom to call or when it takes place was changed")
WRITTEN = kind("newsroom.written", "A text for the press was written in a language")


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and where what an invitation invites to takes place, and until when the press gives notice."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    notice_by: datetime | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a text is about, whom to call, in which languages it is written; contacts by public id."""

    topics: Sequence[Topic]
    contacts: Sequence[str]
    languages: Sequence[str] = ("sv",)
    occasion: Occasion = Occasion()


@transaction.atomic
def begin(
    what: Kind, plan: Plan, *, organisation: str, cooperation: str, site: str, viewer: Viewer, now: datetime
) -> str:
    """Begin a text of one of the viewer's own organisations, within a cooperation (public ids); return its public id.

    `site` is the house's own address, of which the feed's ids are made. Raises Organisation.DoesNotExist as `own`.
    """
    row = Release.objects.create(
        organisation=organisation_by_id(organisation),
        cooperation=cooperation_by_id(cooperation),
        kind=what.value,
        state=State.DRAFT.value,
        site=site,
        begun_at=now,
        changed_at=now,
    )
    own(viewer, row.public_id)
    _set(row, plan, now)
    note(BEGUN, row, {"kind": what.value, "organisation": organisation}, now=now, actor=viewer.actor)
    return row.public_id


def _set(row: Release, plan: Plan, now: datetime) -> None:
    row.starts_at, row.ends_at = plan.occasion.starts_at, plan.occasion.ends_at
    row.notice_by, row.place, row.changed_at = plan.occasion.notice_by, plan.occasion.place, now
    row.save()
    row.topics.all().delete()
    ReleaseTopic.objects.bulk_create([ReleaseTopic(release=row, topic=one.value) for one in plan.topics])
    mine = Contact.objects.filter(public_id__in=plan.contacts, organisation=row.organisation, left_at__isnull=True)
    row.contacts.set(mine)
    row.wordings.exclude(language__in=plan.languages).delete()
    for language in plan.languages:
        Wording.objects.get_or_create(release=row, language=language, defaults={"changed_at": now})


@transaction.atomic
def change(release: str, plan: Plan, *, viewer: Viewer, now: datetime) -> None:
    """Change what a text that is being written is about, whom to call, in which languages; refused later."""
    row = own(viewer, release)
    require(State(row.state), State.DRAFT, State.STOPPED)
    _set(row, plan, now)
    note(CHANGED, row, {"topics": [one.value for one in plan.topics]}, now=now, actor=viewer.actor)


@transaction.atomic
def write(release: str, language: str, draft: Draft, *, viewer: Viewer, now: datetime) -> None:
    """Keep a text as it stands now. Figures that are still written keep their source; refused once it is submitted.

    A text that was stopped is a draft again.
    """
    wording = writable(viewer, release, language)
    row = wording.release
    keep_draft(wording, draft, now)
    note(WRITTEN, row, {"language": language, "blocks": len(draft.blocks)}, now=now, actor=viewer.actor)


def keep_draft(wording: Wording, draft: Draft, now: datetime) -> None:
    """Store a text in its wording; the release is a draft."""
    wording.headline, wording.lead = draft.headline, draft.lead
    wording.blocks, wording.changed_at = packed(draft.blocks), now
    wording.save()
    row = wording.release
    row.state, row.changed_at = State.DRAFT.value, now
    row.save(update_fields=["state", "changed_at"])
