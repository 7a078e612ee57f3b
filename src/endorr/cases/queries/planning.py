"""Reads what waits in a cooperation for the planner: need, place, time, who has it, never the words of one."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef

from endorr.base.tenancy.rules import public_query
from endorr.cases.models import Case, Contact, Delivery
from endorr.cases.rules import Sharing, State


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A question whose company nobody has reached yet; row numbers are for other rooms' keys.

    open_to     organisations that may have it, by row number; None: every one in the cooperation
    begun       whether whoever has it has tried to reach the company
    knows       people who have been in contact with the company before
    """

    case_id: int
    public_id: str
    number: str
    need: str
    municipality: str
    language: str
    received: datetime
    due: datetime
    act_by: datetime
    state: State
    holder_id: int | None
    organisation_id: int | None
    begun: bool
    open_to: frozenset[int] | None
    knows: frozenset[int]


@public_query("rows for the planner, without the words of any question")
def waiting_in(cooperation_id: int) -> tuple[WaitingRow, ...]:
    """Return the questions of a cooperation whose company nobody has reached, the nearest first; four queries."""
    tried = Contact.objects.filter(case=OuterRef("pk"))
    rows = list(
        Case.objects.filter(enquiry__cooperation=cooperation_id, closed_at__isnull=True, contacted_at__isnull=True)
        .annotate(begun=Exists(tried))
        .select_related("enquiry__receiver", "promise")
        .order_by("promise__act_by", "pk")
    )
    delivered: dict[int, set[int]] = defaultdict(set)
    for case, organisation in Delivery.objects.filter(case__in=rows).values_list("case_id", "organisation_id"):
        delivered[case].add(organisation)
    receiving = _organisations({row.enquiry.receiver_id for row in rows})
    known = _known({row.enquiry.company_number for row in rows} - {""})
    return tuple(
        _row(row, receiving[row.enquiry.receiver_id] | delivered[row.pk], known[row.enquiry.company_number])
        for row in rows
    )


def _organisations(entities: set[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    rows = Case.objects.filter(enquiry__receiver__in=entities, enquiry__receiver__organisations__isnull=False)
    for entity, one in rows.values_list("enquiry__receiver", "enquiry__receiver__organisations").distinct():
        found[entity].add(one)
    return found


def _known(numbers: set[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    talks = Contact.objects.filter(case__enquiry__company_number__in=numbers, reached=True)
    for number, person in talks.values_list("case__enquiry__company_number", "person_id"):
        found[number].add(person)
    return found


def _row(case: Case, reading: set[int], knows: set[int]) -> WaitingRow:
    asked, given = case.enquiry, case.promise
    return WaitingRow(
        case_id=case.pk,
        public_id=case.public_id,
        number=case.number,
        need=case.need,
        municipality=asked.municipality,
        language=asked.language,
        received=given.received,
        due=given.due,
        act_by=given.act_by,
        state=State(case.state),
        holder_id=case.holder_id,
        organisation_id=case.organisation_id,
        begun=bool(case.begun),  # type: ignore[attr-defined]
        open_to=None if case.sharing == Sharing.YES.value else frozenset(reading),
        knows=frozenset(knows),
    )


@public_query("counts for the planner")
def carried_since(cooperation_id: int, since: datetime) -> dict[int, int]:
    """Return how many companies each person has reached in a cooperation since an instant, by row number; one query."""
    talks = Contact.objects.filter(case__enquiry__cooperation=cooperation_id, reached=True, at__gte=since)
    return dict(Counter(talks.values_list("person_id", flat=True)))


@public_query("counts for the planner")
def open_by_person(cooperation_id: int) -> dict[int, int]:
    """Return how many open questions each person has in a cooperation, by row number; one query."""
    rows = Case.objects.filter(enquiry__cooperation=cooperation_id, closed_at__isnull=True, holder__isnull=False)
    return dict(rows.values_list("holder_id").annotate(Count("pk")).values_list("holder_id", "pk__count"))


@dataclass(frozen=True, slots=True)
class ArrivedRow:
    """A question that came, as a planner counts it: when, what, where and in which language."""

    received: datetime
    need: str
    municipality: str
    language: str


@public_query("rows for the planner, without the words of any question")
def arrived_since(cooperation_id: int, since: datetime) -> tuple[ArrivedRow, ...]:
    """Return the questions that have come to a cooperation since an instant, in order; one query."""
    rows = Case.objects.filter(enquiry__cooperation=cooperation_id, enquiry__received_at__gte=since)
    found = rows.order_by("enquiry__received_at", "pk").values_list(
        "enquiry__received_at", "need", "enquiry__municipality", "enquiry__language"
    )
    return tuple(ArrivedRow(*row) for row in found)


@public_query("row numbers for the worker")
def cooperations_waiting() -> tuple[int, ...]:
    """Return the cooperations in which a question waits for its first contact, by row number; one query."""
    rows = Case.objects.filter(closed_at__isnull=True, contacted_at__isnull=True)
    return tuple(sorted(set(rows.values_list("enquiry__cooperation", flat=True))))
