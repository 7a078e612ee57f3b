"""What every deed of a cheque shares: the locked file, the duty taken on, the event left, the company told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Concatenate

from django.db import transaction

from endorr.base.ledger.commands import record, register
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import Direction, Fact
from endorr.base.links.commands import Issued, issue
from endorr.base.tenancy.rules import Viewer
from endorr.cheques.models import Application, Call, Declaration, DutyHeld
from endorr.cheques.rules.words import ROLES, Duty, Refusal, Refused, check_duty

HELD_OFF = kind("cheques.held_off", "Somebody tried a deed that their other duty in the file does not allow")

APPLICANT = "cheques.application"
LINK_LASTS = timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True)
class Passed:
    """A document that passed the authority's door, for its diary: which way, and what it is."""

    direction: Direction
    subject: str


def locked(public_id: str) -> Application:
    """Lock an application; its call, if money or a number is needed, is locked after it (`lock_call`)."""
    rows = Application.objects.select_for_update(of=("self",))
    found: Application = rows.select_related(
        "call__organisation__legal_entity", "call__cooperation", "call__rules", "rules", "company"
    ).get(public_id=public_id)
    return found


def lock_call(call: Call) -> Call:
    """Lock a call, so that its money and its numbers are taken one at a time."""
    return Call.objects.select_for_update().get(pk=call.pk)


def company_actor(application: Application) -> str:
    return f"application:{application.public_id}"


def seated(application: Application, viewer: Viewer, duty: Duty) -> None:
    """Refuse whoever holds no seat that lets one take on a duty in the organisation whose call it is."""
    if application.call.organisation_id not in viewer.organisations_as(*ROLES[duty]):
        raise Refused(Refusal.NO_SEAT)


def person_of(viewer: Viewer) -> int:
    """Return the row number of the person who looks; no link and no program does a deed in a file."""
    if viewer.user_id is None:
        raise Refused(Refusal.NO_SEAT)
    return viewer.user_id


def take_duty(application: Application, viewer: Viewer, duty: Duty, *, now: datetime) -> None:
    """Take on a duty in a file, or go on with it; refused with jäv, with another duty, or when somebody has it."""
    if Declaration.objects.filter(application=application, person=viewer.user_id).exclude(ground="").exists():
        raise Refused(Refusal.CONFLICT)
    held = {one.person_id: Duty(one.duty) for one in DutyHeld.objects.filter(application=application)}
    person = person_of(viewer)
    mine = held.get(person)
    check_duty(duty, mine)
    if mine is not None:
        return
    if duty in {Duty.OFFICER, Duty.DECIDER} and duty in held.values():
        raise Refused(Refusal.TAKEN)
    DutyHeld.objects.create(application=application, person_id=person, duty=duty.value, at=now)


type Deed[**P, R] = Callable[Concatenate[str, Viewer, P], R]


def deed[**P, R](do: Deed[P, R]) -> Deed[P, R]:
    """Let a person do something to an application in one transaction; a clash of duties is refused and remembered."""

    @wraps(do)
    def done(application: str, viewer: Viewer, /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with transaction.atomic():
                return do(application, viewer, *args, **kwargs)
        except Refused as refused:
            if refused.refusal is Refusal.ANOTHER_DUTY:
                _remember(application, viewer, do.__name__, now=kwargs["now"])  # type: ignore[arg-type]
            raise

    return done


def _remember(public_id: str, viewer: Viewer, tried: str, *, now: datetime) -> None:
    found = Application.objects.select_related("call__cooperation").get(public_id=public_id)
    note(found, HELD_OFF, now=now, actor=viewer.actor, tried=tried)


def note(
    application: Application,
    what: str,
    *,
    now: datetime,
    actor: str,
    passed: Passed | None = None,
    personal: Mapping[str, str] | None = None,
    **facts: Fact,
) -> None:
    """Leave one event of a deed, and a diary row where something passed the door of an authority."""
    call = application.call
    event = record(
        chain=call.cooperation.public_id,
        kind=what,
        subject=application.public_id,
        actor=actor,
        now=now,
        facts={"number": application.number, "call": call.code, **facts},
        personal=personal,
        person=application.public_id if personal else None,
    )
    entity = call.organisation.legal_entity
    if passed is None or not entity.is_authority:
        return
    register(
        entity=entity.public_id,
        entity_name=entity.name,
        direction=passed.direction,
        counterpart=application.company_name or application.contact_name,
        subject=f"{passed.subject} {application.number}",
        about=application.public_id,
        event=event,
        now=now,
        person=application.public_id,
    )


def new_link(application: Application, *, now: datetime, actor: str) -> Issued:
    """Make one more link to the company's own page of its application."""
    return issue(
        purpose=APPLICANT,
        target=application.public_id,
        now=now,
        expires_at=now + LINK_LASTS,
        actor=actor,
    )


def refuse_unless(holds: Any, refusal: Refusal) -> None:
    if not holds:
        raise Refused(refusal)
