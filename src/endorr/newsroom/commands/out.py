"""A text's way out: asked for, approved by somebody else, checked, opened everywhere at one instant, corrected."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from endorr.base.clock import local_date
from endorr.base.failpoints import failpoint
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import Fact
from endorr.base.tenancy.queries import seated_at
from endorr.base.tenancy.rules import Viewer
from endorr.indicators.claims.facts import Known
from endorr.indicators.review.knowing import known
from endorr.newsroom import letters
from endorr.newsroom.commands.figures import keep_source
from endorr.newsroom.commands.own import note, own
from endorr.newsroom.commands.readers import send_out, send_to_staff, tell_of_correction
from endorr.newsroom.models import Boilerplate, Edition, Picture, Release, Wording
from endorr.newsroom.queries.parts import beside_of, draft_of, figures_of, remarks_on
from endorr.newsroom.rules.blocks import Draft, packed
from endorr.newsroom.rules.figures import Told, broken
from endorr.newsroom.rules.linting import remarks
from endorr.newsroom.rules.words import (
    APPROVING,
    BEFORE,
    SHORTEST_SOURCE,
    Refusal,
    Refused,
    Standing,
    State,
    check_embargo,
    check_four_eyes,
    require,
)

SUBMITTED = kind("newsroom.submitted", "A text for the press was put forward to be approved by somebody else")
RETURNED = kind("newsroom.returned", "A text for the press was sent back to be written anew, with a reason")
TAKEN_BACK = kind("newsroom.taken_back", "A text for the press was taken back by whoever writes it, before it was out")
APPROVED = kind("newsroom.approved", "A text for the press was approved by somebody else, with its embargo")
WARNED = kind("newsroom.warned", "Shortly before its embargo a figure of a text no longer held; the desk was told")
STOPPED = kind("newsroom.stopped", "An embargo did not lift, for a figure of the text no longer holds")
LIFTED = kind("newsroom.lifted", "An embargo lifted: page, feed, pictures and mails at the same instant")
CORRECTED = kind("newsroom.corrected", "A published text was corrected, with a dated notice; what stood before is kept")

WORKER = "system:newsroom"


def _known() -> Known:
    return known("sv")


def _broken(row: Release, facts: Known) -> list[str]:
    return [one.key.text for wording in row.wordings.all() for one in broken(figures_of(wording, facts))]


def _check(row: Release, facts: Known) -> None:
    """Refuse a text with a fault that stops it, or a figure without a source that holds, in any of its languages."""
    beside = beside_of(row)
    faults = [
        f"{one.fault.value}: {one.words}"
        for wording in row.wordings.all()
        for one in remarks_on(row, wording, figures_of(wording, facts), facts, beside)
        if one.stops
    ]
    if faults:
        raise Refused(Refusal.HAS_FAULTS, details=faults)
    if figures := _broken(row, facts):
        raise Refused(Refusal.BROKEN_FIGURES, details=figures)


@transaction.atomic
def submit(release: str, *, viewer: Viewer, now: datetime) -> None:
    """Put a text forward to be approved; whoever may approve it in the organisation, and is not oneself, is told.

    Raises Refused(HAS_FAULTS) or BROKEN_FIGURES, with what they are.
    """
    row = own(viewer, release)
    require(State(row.state), State.DRAFT)
    _check(row, _known())
    row.state, row.submitted_by_id, row.returned_why = State.SUBMITTED.value, viewer.user_id, ""
    row.approved_by, row.approved_at, row.stopped_at, row.warned_at = None, None, None, None
    row.changed_at = now
    row.save()
    deed = note(SUBMITTED, row, {}, now=now, actor=viewer.actor)
    letter = letters.submitted(row, _headline(row), writer=viewer.name)
    _tell_desk(row, letter, deed, now=now, but=viewer.user_id)


def _headline(row: Release) -> str:
    return row.wordings.get(language="sv").headline


def _tell_desk(row: Release, letter: letters.Letter, deed: str, *, now: datetime, but: int | None = None) -> None:
    for person in seated_at(row.organisation.legal_entity_id, *APPROVING, on=local_date(now)):
        if person.person_id != but:
            send_to_staff(letter, to=person.email, row=row, key=f"{deed}:{person.person_id}", now=now)


@transaction.atomic
def return_text(release: str, why: str, *, viewer: Viewer, now: datetime) -> None:
    """Send a text back to whoever writes it, with a reason; refused without one."""
    row = own(viewer, release)
    require(State(row.state), State.SUBMITTED)
    if not why.strip():
        raise Refused(Refusal.NO_NOTICE)
    row.state, row.returned_why, row.changed_at = State.DRAFT.value, why.strip()[:500], now
    row.save(update_fields=["state", "returned_why", "changed_at"])
    deed = note(RETURNED, row, {}, now=now, actor=viewer.actor)
    letter = letters.returned(row, _headline(row), why=row.returned_why)
    _tell_desk(row, letter, deed, now=now, but=viewer.user_id)


@transaction.atomic
def take_back(release: str, *, viewer: Viewer, now: datetime) -> None:
    """Take a text back before it is out, to write more; its approval is gone."""
    row = own(viewer, release)
    require(State(row.state), State.SUBMITTED, State.APPROVED, State.STOPPED)
    row.state, row.approved_by, row.approved_at = State.DRAFT.value, None, None
    row.lifts_at, row.changed_at = None, now
    row.save()
    note(TAKEN_BACK, row, {}, now=now, actor=viewer.actor)


@transaction.atomic
def approve(release: str, lifts_at: datetime, *, viewer: Viewer, now: datetime) -> None:
    """Approve a text that somebody else put forward, and set its embargo; one that is now opens it at once.

    Raises Refused(OWN_TEXT), IN_THE_PAST, HAS_FAULTS or BROKEN_FIGURES.
    """
    row = own(viewer, release)
    require(State(row.state), State.SUBMITTED)
    check_four_eyes(row.submitted_by_id, viewer.user_id)
    check_embargo(lifts_at, now=now)
    _check(row, _known())
    row.state, row.approved_by_id, row.approved_at = State.APPROVED.value, viewer.user_id, now
    row.lifts_at, row.changed_at = lifts_at, now
    row.save()
    note(APPROVED, row, {"lifts_at": lifts_at.isoformat()}, now=now, actor=viewer.actor)
    if lifts_at <= now:
        lift(row.public_id, now=now)


@transaction.atomic
def warn(release: str, *, now: datetime) -> bool:
    """Check a text's figures once more shortly before its embargo, and tell the desk of any that no longer holds."""
    soon = Release.objects.filter(public_id=release, state=State.APPROVED.value, warned_at__isnull=True)
    if not soon.filter(lifts_at__lte=now + BEFORE).update(warned_at=now):
        return False
    row = _whole(release)
    if figures := _broken(row, _known()):
        deed = note(WARNED, row, {"figures": list(figures)}, now=now, actor=WORKER)
        _tell_desk(row, letters.warned(row, _headline(row), figures=figures), deed, now=now)
    return True


def _whole(release: str) -> Release:
    return Release.objects.select_related("organisation__legal_entity", "cooperation").get(public_id=release)


@transaction.atomic
def lift(release: str, *, now: datetime) -> bool:
    """Lift an embargo whose time has come: page, feed, pictures and mails in one transaction, once.

    A figure that no longer holds stops it: nothing opens, and the desk is told at once. One conditional UPDATE
    decides, so that of two workers one does it; what a sleeping worker missed it does when it wakes, never twice.
    """
    due = Q(public_id=release, state=State.APPROVED.value, lifts_at__lte=now)
    if not Release.objects.filter(due).update(state=State.LIFTED.value, lifted_at=now, changed_at=now):
        return False
    row = _whole(release)
    facts = _known()
    if figures := _broken(row, facts):
        _stop(row, figures, now)
        return False
    for wording in row.wordings.all():
        _print(row, wording, draft_of(wording), figures_of(wording, facts), notice="", now=now)
    failpoint("newsroom.lifting")
    noted: dict[str, Fact] = {"lifts_at": row.lifts_at.isoformat() if row.lifts_at else ""}
    note(LIFTED, row, noted, now=now, actor=WORKER, diary=f"Pressmeddelande: {_headline(row)}")
    send_out(row, now=now)
    return True


def _stop(row: Release, figures: Sequence[str], now: datetime) -> None:
    row.state, row.stopped_at, row.lifted_at = State.STOPPED.value, now, None
    row.save(update_fields=["state", "stopped_at", "lifted_at"])
    deed = note(STOPPED, row, {"figures": list(figures)}, now=now, actor=WORKER)
    _tell_desk(row, letters.stopped(row, _headline(row), figures=figures), deed, now=now)


def _print(
    row: Release, wording: Wording, draft: Draft, figures: Sequence[Told], *, notice: str, now: datetime
) -> None:
    number = row.editions.filter(language=wording.language).count() + 1
    edition = Edition.objects.create(
        release=row,
        language=wording.language,
        number=number,
        headline=draft.headline,
        lead=draft.lead,
        blocks=packed(draft.blocks),
        about=_about(row, wording.language),
        figures=[
            {"text": one.key.text, "source": one.bound.source, "edition": one.bound.edition}
            for one in figures
            if one.bound is not None
        ],
        notice=notice,
        out_at=now,
    )
    shown = [one.picture for one in draft.blocks if one.picture]
    edition.pictures.set(Picture.objects.filter(public_id__in=shown, organisation=row.organisation))


def _about(row: Release, language: str) -> list[dict[str, str]]:
    """Return what publisher and cooperation say of themselves on this day, under each one's name."""
    rows = Boilerplate.objects.filter(organisation=row.organisation)
    told_of = rows.filter(Q(cooperation=row.cooperation) | Q(cooperation__isnull=True)).select_related("cooperation")
    return [
        {
            "name": one.cooperation.name if one.cooperation else row.organisation.name,
            "text": (one.text_en if language == "en" else "") or one.text,
            "language": "en" if language == "en" and one.text_en else "sv",
        }
        for one in told_of.order_by("-cooperation")
    ]


def _give_new(wording: Wording, source: str, facts: Known, *, now: datetime, actor: str) -> None:
    for one in figures_of(wording, facts):
        if one.standing is Standing.UNBOUND:
            keep_source(wording, one.key, source, now=now, actor=actor)


@transaction.atomic
def correct(
    release: str, language: str, draft: Draft, notice: str, *, source: str = "", viewer: Viewer, now: datetime
) -> None:
    """Correct a text that is out: a new edition with a dated notice of what was wrong; what stood before is kept.

    Whoever was sent the text is told, and nobody else. `source` says in words where a figure comes from that was not
    there before. Raises Refused(NO_NOTICE), NOTHING_CHANGED, HAS_FAULTS or BROKEN_FIGURES.
    """
    row = own(viewer, release)
    require(State(row.state), State.LIFTED)
    if not notice.strip():
        raise Refused(Refusal.NO_NOTICE)
    wording = row.wordings.get(language=language)
    if draft == draft_of(wording):
        raise Refused(Refusal.NOTHING_CHANGED)
    if faults := [f"{one.fault.value}: {one.words}" for one in remarks(draft) if one.stops]:
        raise Refused(Refusal.HAS_FAULTS, details=faults)
    wording.headline, wording.lead = draft.headline, draft.lead
    wording.blocks, wording.changed_at = packed(draft.blocks), now
    wording.save()
    facts = _known()
    if len(source.strip()) >= SHORTEST_SOURCE:
        _give_new(wording, source.strip(), facts, now=now, actor=viewer.actor)
    figures = figures_of(wording, facts)
    if unbound := [one.key.text for one in broken(figures)]:
        raise Refused(Refusal.BROKEN_FIGURES, details=unbound)
    _print(row, wording, draft, figures, notice=notice.strip()[:500], now=now)
    row.changed_at = now
    row.save(update_fields=["changed_at"])
    diary = f"Rättelse: {draft.headline}"
    deed = note(CORRECTED, row, {"language": language}, now=now, actor=viewer.actor, diary=diary)
    tell_of_correction(row, notice.strip(), deed, now=now)
