"""Reads what stands in the story's three panes at a moment; all of it is what the real pages and mails hold."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from endorr import worktime
from endorr.base.clock import local_date
from endorr.base.outbox.queries import Sent, messages_about
from endorr.base.tenancy.queries import viewer_of
from endorr.base.tenancy.rules import public_query
from endorr.base.ui.parts import Step
from endorr.cases import stories
from endorr.cases.figures.queries import Line, published
from endorr.cases.models import Case, Reminder
from endorr.cases.queries import CaseView, Queue, case_of_link, queue_for
from endorr.cases.queries.queue import Shown, Wanted
from endorr.cases.rules import State
from endorr.directory.demo.queries import Cast, cast
from endorr.directory.queries import presences_of
from endorr.worktime import CountedDay


@dataclass(frozen=True, slots=True)
class Ahead:
    """Something that will happen to the story's question if nobody does anything."""

    at: datetime
    what: str
    end: bool = False  # of the promise itself


@dataclass(frozen=True, slots=True)
class Scene:
    """What the three panes show. `actor` is whose mail is open: who has it, or their deputy, or the duty person."""

    now: datetime
    case: CaseView
    steps: list[Step]
    company_mails: tuple[Sent, ...]
    staff_mails: tuple[Sent, ...]
    actor: Cast | None
    away: Cast | None
    coordinator: Cast | None
    queue: Queue | None
    place_in_queue: int
    ahead: tuple[Ahead, ...]
    days: tuple[CountedDay, ...]
    door: Line | None
    country: Line | None
    door_slug: str
    told: bool
    unheard: bool

    @property
    def counted(self) -> bool:
        """Whether the promise's time is out, so that the public figure has it."""
        return self.case.promise.due < self.now

    @property
    def late(self) -> bool:
        """Whether the time is out and nobody was in touch before that."""
        contact = self.case.contacted_at
        return self.counted and (contact is None or not worktime.kept(contact, self.case.promise.due))


@public_query("a demo's own story, told to whoever plays it")
def scene(public_id: str, now: datetime) -> Scene | None:
    """Return the panes of a story; None when its question is no longer there (the demo was started over)."""
    row = Case.objects.filter(public_id=public_id).select_related("enquiry__cooperation").first()
    if row is None:
        return None
    view = case_of_link(public_id, now)
    people = [one for one in cast(on=local_date(now)) if one.county == view.county]
    mails = messages_about(public_id)
    staff = tuple(reversed([one for one in mails if one.to != view.email]))
    actor, away = _actor(row, people, staff, now)
    coordinator = next((one for one in people if one.desk and one.first), None)
    queue = _board(coordinator, now) if coordinator else None
    door = row.enquiry.cooperation
    return Scene(
        now=now,
        case=view,
        steps=stories.for_company(view),
        company_mails=tuple(reversed([one for one in mails if view.email and one.to == view.email])),
        staff_mails=_opened_first(staff, actor),
        actor=actor,
        away=away,
        coordinator=coordinator,
        queue=queue,
        place_in_queue=_place(queue, public_id),
        ahead=_ahead(row, view, now),
        days=worktime.explain(view.promise.received, view.calendar).days,
        door=_figures(door.slug, view, now),
        country=_figures("", view, now),
        door_slug=door.slug,
        told=any(one.kind == "told" for one in view.happenings),
        unheard=any(one.kind == "unheard" for one in view.happenings),
    )


def _actor(row: Case, people: list[Cast], mails: tuple[Sent, ...], now: datetime) -> tuple[Cast | None, Cast | None]:
    """Return whose mail is open, and whom they stand in for."""
    meant = next((one for one in people if one.person == row.holder_id), None)
    if meant is None and row.holder_id is None:
        addressed = {one.to for one in mails[:1]}
        meant = next((one for one in people if one.email in addressed), None)
    meant = meant or next((one for one in people if one.function == row.function_id), None)
    if meant is None:
        return None, None
    presence = presences_of([meant.function], on=local_date(now)).get(meant.function)
    answering = [one.person for one in presence.answering] if presence else []
    if meant.person in answering:
        return meant, None
    deputy = next((one for one in people if one.function == meant.function and one.person in answering), None)
    return deputy, meant


def _opened_first(mails: tuple[Sent, ...], actor: Cast | None) -> tuple[Sent, ...]:
    """Return the mails with the newest to whom the pane names on top: one reads one's own mail, not a colleague's."""
    own = next((one for one in mails if actor and one.to == actor.email), None)
    return (own, *(one for one in mails if one is not own)) if own else mails


def _board(coordinator: Cast, now: datetime) -> Queue:
    return queue_for(viewer_of(coordinator.person, on=local_date(now)), now, Wanted(shown=Shown.ALL))


def _place(queue: Queue | None, public_id: str) -> int:
    cards = [one.public_id for one in queue.cards if one.state is State.ASKED] if queue else []
    return cards.index(public_id) + 1 if public_id in cards else 0


def _ahead(row: Case, view: CaseView, now: datetime) -> tuple[Ahead, ...]:
    found = []
    if view.contacted_at is None and view.state is not State.CLOSED:
        for step, due in Reminder.objects.filter(case=row, done_at__isnull=True).values_list("step", "due"):
            # A miss is told with the promise's own time, below.
            silent = step == worktime.Step.MISSED.value or (step == worktime.Step.DUTY.value and row.holder_id)
            if due > now and not silent:
                found.append(Ahead(due, _what(worktime.Step(step))))
    if view.promise.due >= now:
        found.append(Ahead(view.promise.due, _("Löftets tid går ut, och den offentliga siffran räknas om"), end=True))
    return tuple(sorted(found, key=lambda one: (one.at, one.end)))


def _what(step: worktime.Step) -> str:
    return {
        worktime.Step.DUTY: _("Halva tiden har gått: påminnelse till den som har jour, om ingen har tagit frågan"),
        worktime.Step.LEAD: _("Tre fjärdedelar har gått: påminnelse till dörrens ansvariga"),
        worktime.Step.LAST_CALL: _("En kontorstimme kvar: sista påminnelsen"),
        worktime.Step.ASK_REASON: _("Löftet bröts: den som svarar ska säga varför"),
        worktime.Step.TELL_COMPANY: _("Kontorstiden är slut: företaget får veta att ingen har hört av sig"),
    }[step]


def _figures(slug: str, view: CaseView, now: datetime) -> Line | None:
    month = local_date(view.promise.received).replace(day=1)
    told = published(slug, month, today=local_date(now))
    return told.chosen if told else None
