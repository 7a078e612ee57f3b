"""Reads what a company's own page needs beside its case: requests, files, clocks, links, and what it is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from endorr.base.tenancy.rules import Viewer, public_query
from endorr.calendars.queries import pinned
from endorr.cases.afterwards import Asking, Link
from endorr.cases.models import Case, CaseFile, FollowUp, SharingRequest
from endorr.cases.queries.whole import CaseView, case_of_link, readable
from endorr.worktime import Calendar


@dataclass(frozen=True, slots=True)
class Request:
    """That an organisation wants to be shown the question, and what the company has answered so far."""

    public_id: str
    organisation: str
    why: str
    asked_at: datetime
    answer: bool | None


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a question: `sender` is empty when the company sent it itself."""

    public_id: str
    name: str
    size: int
    at: datetime
    sender: str


@dataclass(frozen=True, slots=True)
class Clock:
    """The follow-up clock of a question that was taken up again; `contacted_at` is empty while it runs."""

    at: datetime
    due: datetime
    calendar: Calendar
    contacted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Linked:
    """Another question of the same company that belongs with this one, and how."""

    number: str
    kind: Link
    ruled: bool  # by the promise of that question, which was given first


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A case as its company sees it, with all it may do something about."""

    case: CaseView
    closed_at: datetime | None
    helped_in_time: bool | None
    requests: tuple[Request, ...]
    files: tuple[FileRow, ...]
    clock: Clock | None
    linked: tuple[Linked, ...]


@public_query("the link has been proved: whoever holds it follows the case")
def own_page(public_id: str, now: datetime) -> OwnPage:
    """Return the case that a private link opens, with what the company may do about it; five queries."""
    whole = Case.objects.filter(public_id=public_id).order_by("sharing_requests", "earlier_links", "-reopenings")
    rows = list(whole.values(*BESIDE))
    return OwnPage(
        case=case_of_link(public_id, now),
        closed_at=rows[0]["closed_at"],
        helped_in_time=rows[0]["helped_in_time"],
        requests=tuple(dict.fromkeys(asked for row in rows if (asked := _request(row)))),
        files=_files(public_id),
        clock=_clock(rows[0]),
        linked=tuple(dict.fromkeys(link for row in rows if (link := _linked(row)))),
    )


LINK = "earlier_links__"
CLOCK = "reopenings__"
ASKED = "sharing_requests__"
BESIDE = (
    *("closed_at", "helped_in_time", "promise__due"),
    *(LINK + name for name in ("earlier__number", "kind", "earlier__promise__due")),
    *(CLOCK + name for name in ("at", "due", "calendar_id", "calendar_version", "contacted_at")),
    *(ASKED + name for name in ("public_id", "organisation__name", "why", "asked_at", "answer")),
)
"""What stands beside a case one to few: asked together, since a page may ask the database only so often."""


@public_query("the link has been proved: whoever holds it follows the case")
def linked_by_link(public_id: str) -> tuple[Linked, ...]:
    """Return the questions that the case behind a private link belongs with; one query."""
    names = ("promise__due", *(LINK + name for name in ("earlier__number", "kind", "earlier__promise__due")))
    rows = Case.objects.filter(public_id=public_id).order_by("earlier_links").values(*names)
    return tuple(link for row in rows if (link := _linked(row)))


def _request(row: Mapping[str, Any]) -> Request | None:
    if row[ASKED + "public_id"] is None:
        return None
    names = ("public_id", "organisation__name", "why", "asked_at", "answer")
    return Request(*(row[ASKED + name] for name in names))


def _files(public_id: str) -> tuple[FileRow, ...]:
    rows = CaseFile.objects.filter(case__public_id=public_id).select_related("file", "person", "organisation")
    return tuple(_file(row) for row in rows.order_by("id"))


def _file(row: CaseFile) -> FileRow:
    sender = ", ".join(part.name for part in (row.person, row.organisation) if part)
    return FileRow(row.public_id, row.file.shown_name, row.file.size, row.at, sender)


def _clock(row: Mapping[str, Any]) -> Clock | None:
    if row[CLOCK + "at"] is None:
        return None
    calendar = pinned(row[CLOCK + "calendar_id"], row[CLOCK + "calendar_version"])
    return Clock(row[CLOCK + "at"], row[CLOCK + "due"], calendar, row[CLOCK + "contacted_at"])


def _linked(row: Mapping[str, Any]) -> Linked | None:
    number = row[LINK + "earlier__number"]
    ruled = row[LINK + "earlier__promise__due"] == row["promise__due"]
    return Linked(number, Link(row[LINK + "kind"]), ruled) if number else None


@public_query("the link to the case has been proved: its files are the company's to read")
def own_file(case: str, file: str) -> CaseFile | None:
    """Return a file of the case that a private link opens, by its public id there; None for any other."""
    return CaseFile.objects.filter(case__public_id=case, public_id=file).select_related("file").first()


def case_file(viewer: Viewer, case: str, file: str) -> CaseFile | None:
    """Return a file of a case that the viewer's organisation may read, else None; one query."""
    rows = CaseFile.objects.filter(case__in=readable(viewer).filter(public_id=case), public_id=file)
    return rows.select_related("file").first()


def case_files(viewer: Viewer, case: str) -> tuple[FileRow, ...]:
    """Return the files of a case that the viewer's organisation may read; one query."""
    rows = CaseFile.objects.filter(case__in=readable(viewer).filter(public_id=case))
    return tuple(_file(row) for row in rows.select_related("file", "person", "organisation").order_by("id"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a company is asked by a link in a mail about sharing: by whom, why, and about which question."""

    public_id: str
    case: str
    number: str
    organisation: str
    why: str
    answer: bool | None
    closed: bool


@public_query("the link has been proved: whoever holds it answers the request")
def request_of_link(public_id: str) -> Wanted:
    """Return a request to be shown a question; one query."""
    row = SharingRequest.objects.select_related("case", "organisation").get(public_id=public_id)
    case = row.case
    closed = case.closed_at is not None
    return Wanted(row.public_id, case.public_id, case.number, row.organisation.name, row.why, row.answer, closed)


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What a company is asked by a link in a mail afterwards."""

    public_id: str
    case: str
    number: str
    asking: Asking
    answered: bool


@public_query("the link has been proved: whoever holds it answers what is asked")
def asking_of_link(public_id: str) -> Afterwards:
    """Return what the company is asked; one query."""
    row = FollowUp.objects.select_related("case").get(public_id=public_id)
    answered = row.answered_at is not None
    return Afterwards(row.public_id, row.case.public_id, row.case.number, Asking(row.asking), answered)


@public_query("the link has been proved: it says only which question it is about")
def number_of_link(public_id: str) -> str:
    """Return a case's number; one query."""
    return str(Case.objects.values_list("number", flat=True).get(public_id=public_id))
