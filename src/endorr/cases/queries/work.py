"""Reads the work on a case: notes, the open offer, co-owners, clocks, who was handed it, who has seen it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from endorr.base.tenancy.rules import Viewer
from endorr.cases.clocks import kept_by_attempt
from endorr.cases.models import (
    AnswerTime,
    CannedAnswer,
    Contact,
    CoOwner,
    Delivery,
    Habit,
    MissReason,
    Note,
    Referral,
    RePromise,
    Seen,
)
from endorr.cases.queries.offers import OfferRow, offer_row
from endorr.cases.queries.whole import readable
from endorr.cases.rules import HoldReason, MissCause, Way, answering


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note: who wrote it, for whom, and what; `shared` reaches every organisation that works on the case."""

    at: datetime
    person: str
    organisation: str
    text: str
    shared: bool


@dataclass(frozen=True, slots=True)
class Canned:
    """A canned answer ready to be put in: in the language of the company, Swedish where there is no English."""

    public_id: str
    name: str
    text_sv: str
    text_en: str

    def text(self, language: str) -> str:
        return self.text_en if language == "en" and self.text_en else self.text_sv


@dataclass(frozen=True, slots=True)
class Work:
    """What stands beside a case on its page."""

    notes: tuple[NoteRow, ...]
    canned: tuple[Canned, ...]


def work_on(viewer: Viewer, case: str) -> Work:
    """Return what stands beside a case that the viewer may read; two queries."""
    return Work(notes=notes_on(viewer, case), canned=canned_answers(viewer))


def notes_on(viewer: Viewer, case: str) -> tuple[NoteRow, ...]:
    """Return the notes on a case that the viewer may read, their own organisation's and the shared; one query."""
    rows = Note.objects.filter(
        Q(organisation__in=answering(viewer)) | Q(shared=True),
        case__in=readable(viewer).filter(public_id=case).values("pk"),
    )
    told = rows.select_related("person", "organisation").order_by("at", "pk")
    return tuple(NoteRow(one.at, one.person.name, one.organisation.name, one.text, one.shared) for one in told)


def canned_answers(viewer: Viewer) -> tuple[Canned, ...]:
    """Return the canned answers of the viewer's organisations, by name; one query."""
    return _canned(CannedAnswer.objects.filter(organisation__in=answering(viewer), retired_at__isnull=True))


def _canned(rows: Any) -> tuple[Canned, ...]:
    return tuple(Canned(*row) for row in rows.order_by("name").values_list("public_id", "name", "text_sv", "text_en"))


def _offers(rows: Any) -> tuple[OfferRow, ...]:
    told = rows.select_related("to", "function", "person", "organisation", "answered_by").order_by("pk")
    return tuple(offer_row(one) for one in told)


@dataclass(frozen=True, slots=True)
class OfferToMe:
    """An open offer to the viewer's own organisation: who offers, in which words, and by when it must be answered."""

    by: str
    text: str
    answer_by: datetime


def offer_to(viewer: Viewer, case: str) -> OfferToMe | None:
    """Return the open offer of a case to the viewer's organisation, if there is one; one query."""
    rows = Referral.objects.filter(
        case__public_id=case, verdict="", waits_for_company=False, to__in=answering(viewer)
    ).select_related("person", "organisation")
    one = rows.first()
    return OfferToMe(f"{one.person.name}, {one.organisation.name}", one.text, one.answer_by) if one else None


@dataclass(frozen=True, slots=True)
class Handed:
    """A dated delivery: to whom, which fields, on which ground."""

    at: datetime
    organisation: str
    fields: tuple[str, ...]
    ground: str


@dataclass(frozen=True, slots=True)
class Sight:
    """That somebody opened the case on a day."""

    first_at: datetime
    person: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Log:
    """Who was handed a case, who has seen it, to whom it was offered, and who works on it."""

    handed: tuple[Handed, ...]
    seen: tuple[Sight, ...]
    offers: tuple[OfferRow, ...]
    co_owners: tuple[tuple[str, str, str], ...]  # public id, name, organisation


def log_of(viewer: Viewer, case: str) -> Log | None:
    """Return the log of a case that the viewer may read, else None; five queries."""
    row = readable(viewer).filter(public_id=case).values_list("pk", flat=True).first()
    if row is None:
        return None
    handed = Delivery.objects.filter(case=row).select_related("organisation").order_by("at", "pk")
    seen = Seen.objects.filter(case=row).select_related("person", "organisation").order_by("-first_at", "-pk")[:200]
    beside = CoOwner.objects.filter(case=row, ended_at__isnull=True).order_by("since", "pk")
    return Log(
        handed=tuple(Handed(one.at, one.organisation.name, tuple(one.fields), one.ground) for one in handed),
        seen=tuple(Sight(one.first_at, one.person.name, one.organisation.name) for one in seen),
        offers=_offers(Referral.objects.filter(case=row)),
        co_owners=tuple(beside.values_list("person__public_id", "person__name", "organisation__name")),
    )


@dataclass(frozen=True, slots=True)
class OwnClock:
    """An organisation's own time for its answer; `held` says why it stands still, if it does."""

    organisation_id: int
    organisation: str
    due: datetime
    met_at: datetime | None
    held: HoldReason | None


@dataclass(frozen=True, slots=True)
class Anew:
    """A promise given anew."""

    at: datetime
    person: str
    due: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clocks beside a promise: given anew, organisations' own, attempts that count, why it was missed."""

    anew: tuple[Anew, ...]
    own: tuple[OwnClock, ...]
    by_attempt: bool
    missed_because: tuple[tuple[MissCause, str, str], ...]  # cause, organisation, words


def clocks_of(viewer: Viewer, case: str) -> Clocks | None:
    """Return the clocks beside the promise of a case that the viewer may read, else None; six queries."""
    row = readable(viewer).filter(public_id=case).values_list("pk", "promise__due").first()
    if row is None:
        return None
    pk, due = row
    anew = RePromise.objects.filter(case=pk).select_related("person").order_by("pk")
    tries = Contact.objects.filter(case=pk, reached=False).values_list("way", "at")
    because = MissReason.objects.filter(case=pk).order_by("pk").values_list("cause", "organisation__name", "text")
    return Clocks(
        anew=tuple(Anew(one.at, one.person.name, one.due, one.reason) for one in anew),
        own=tuple(_clock(one) for one in _running(pk)),
        by_attempt=kept_by_attempt([(Way(way), at) for way, at in tries], due),
        missed_because=tuple((MissCause(cause), name, text) for cause, name, text in because),
    )


def _running(case: int) -> Iterable[AnswerTime]:
    rows = AnswerTime.objects.filter(case=case).select_related("organisation").prefetch_related("holds")
    return rows.order_by("pk")


def _clock(one: AnswerTime) -> OwnClock:
    still = next((hold.reason for hold in one.holds.all() if hold.ended_at is None), None)
    return OwnClock(
        one.organisation_id, one.organisation.name, one.due, one.met_at, HoldReason(still) if still else None
    )


def single_keys(viewer: Viewer) -> bool:
    """Say whether the viewer has switched single-key shortcuts on; one query."""
    return Habit.objects.filter(person_id=viewer.user_id, single_keys=True).exists()
