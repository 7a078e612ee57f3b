"""What every deed at the door leaves: the row as the rules decided, a line of its story, an event, a diary row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from endorr.base.ledger.commands import append, record, register
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import Direction, Fact
from endorr.cases.commands.batch import beside
from endorr.cases.commands.planning import plan
from endorr.cases.models import Case, Entry, Kind, Referral
from endorr.cases.rules import Holder, Life, Outcome, Verdict, offer_stands

SYSTEM = "system:cases"

ASKED = kind("cases.asked", "A company asked, and a promise was given")
TAKEN = kind("cases.taken", "A person took a question; nobody else can")
DELIVERED = kind("cases.delivered", "A question was handed out to another organisation than the receiver's")
GIVEN_BACK = kind("cases.given_back", "An organisation gave a question back to the door")
CONTACTED = kind("cases.contacted", "A named person was in contact with the company")
SOUGHT = kind("cases.sought", "A named person tried to reach the company and did not")
WROTE = kind("cases.wrote", "A named person wrote to the company; the mail went out through the house")
CLOSED = kind("cases.closed", "A question was closed, with what came of it")
CLOSED_BY_COMPANY = kind("cases.closed_by_company", "The company closed its own question")
MESSAGE = kind("cases.message", "The company added something to its question")
UNHEARD = kind("cases.unheard", "The company says that nobody has been in touch")
RENEWED = kind("cases.private_page_renewed", "The links to a question's private page were closed, and a new one made")
CONFIRMED = kind("cases.confirmed", "The company says that somebody has been in touch")
SHARING = kind("cases.sharing_changed", "The company changed who may read its question")
GRADED = kind("cases.graded", "The company graded the help it got")
REFERRED = kind("cases.referred", "A question was offered to another organisation; whoever has it still answers for it")
ACCEPTED = kind("cases.accepted", "The organisation a question was offered to took it over")
DECLINED = kind("cases.declined", "The organisation a question was offered to sent it back; nobody lost any time")
LAPSED = kind("cases.lapsed", "Nobody accepted an offered question in time; it is back at the door")
WITHDRAWN = kind("cases.referral_withdrawn", "An offer to another organisation was taken back")
COVERED = kind("cases.covered", "Whoever had a question is away or has left; a deputy in the same function has it")
LET_GO = kind("cases.let_go", "Whoever had a question is away or has left and nobody is there instead; the door has it")
JOINED = kind("cases.joined", "Somebody works on a question beside the one who leads")
PARTED = kind("cases.parted", "Somebody no longer works on a question beside the one who leads")
NOTED = kind("cases.noted", "Somebody who answers wrote a note about a question")
RE_PROMISED = kind("cases.re_promised", "A person gave a promise anew; the original stands and is what figures judge")
CLOCK_STARTED = kind("cases.answer_time_set", "An organisation said by when it gives its own answer")
CLOCK_HELD = kind("cases.answer_time_held", "An organisation's own clock was stopped, for a reason")
CLOCK_RESUMED = kind("cases.answer_time_resumed", "An organisation's own clock runs again")
CLOCK_MET = kind("cases.answer_time_met", "An organisation gave its own answer")
MISSED = kind("cases.missed", "A promise was missed: its time passed without a contact")
MISS_EXPLAINED = kind("cases.miss_explained", "Somebody who answers told why a promise was missed")
UNREAD = kind(
    "cases.nobody_to_tell", "A mail about a question had no receiver: neither desk nor coordinator has an address"
)
IGNORED_MAIL = kind("cases.mail_ignored", "A machine answered a mail about a question; nothing came of it")
TOLD = kind("cases.told_of_risk", "The company was told that the promise may not be kept")


@dataclass(frozen=True, slots=True)
class Passed:
    """What passed the receiver's door, for its diary: which way, a short subject, and whom it concerned."""

    direction: Direction
    subject: str
    counterpart: str = ""


def note(
    case: Case,
    deed: str,
    *,
    now: datetime,
    actor: str,
    passed: Passed | None = None,
    personal: Mapping[str, str] | None = None,
    **facts: Fact,
) -> None:
    """Leave one event of a deed, and a diary row when something passed the door of an authority.

    `personal` is what people have written: the ledger keeps it apart, to be erased with whoever asked.
    """
    asked, receiver = case.enquiry, case.enquiry.receiver
    event = record(
        chain=asked.cooperation.public_id,
        kind=deed,
        subject=case.public_id,
        actor=actor,
        now=now,
        facts={"number": case.number, **facts},
        personal=personal,
        person=asked.public_id,
    )
    if passed is None or not receiver.is_authority:
        return
    register(
        entity=receiver.public_id,
        entity_name=receiver.name,
        direction=passed.direction,
        counterpart=passed.counterpart or asked.company or asked.name,
        subject=f"{passed.subject}, {case.number}",
        about=case.public_id,
        event=event,
        now=now,
        person="" if passed.counterpart else asked.public_id,
    )


def tell(case: Case, what: Kind, *, now: datetime, by: Holder | None = None, text: str = "") -> str:
    entry = Entry(
        case=case,
        at=now,
        kind=what.value,
        person_id=by.person if by else None,
        organisation_id=by.organisation if by else None,
        text=text,
    )
    append(entry)
    return entry.public_id


def locked(public_id: str) -> Case:
    if (held := beside(public_id)) is not None:
        return held.case
    rows = Case.objects.select_for_update(of=("self",))
    return rows.select_related("enquiry__cooperation", "enquiry__receiver", "promise", "holder").get(
        public_id=public_id
    )


def life_of(case: Case) -> Life:
    return Life(
        holder=Holder(case.holder_id, case.organisation_id) if case.holder_id and case.organisation_id else None,
        referred_to=case.referred_to_id,
        contacted_at=case.contacted_at,
        closed_at=case.closed_at,
        outcome=Outcome(case.outcome) if case.outcome else None,
    )


def live(case: Case, life: Life, *, now: datetime) -> None:
    """Store what the rules decided, plan what follows, and end an offer that no longer stands; the caller saves."""
    plan(case, life)
    if not offer_stands(life_of(case), life):
        end_offers(case, now=now)
    case.holder_id = life.holder.person if life.holder else None
    case.organisation_id = life.holder.organisation if life.holder else None
    case.referred_to_id = life.referred_to
    case.contacted_at, case.closed_at = life.contacted_at, life.closed_at
    case.outcome = life.outcome.value if life.outcome else ""
    case.state = life.state.value


def end_offers(case: Case, *, now: datetime) -> None:
    """End what is offered of a case, because what it stood on is no more; whoever made the offer has the case."""
    if (held := beside(case.public_id)) is not None and not held.offered:
        return
    offers = Referral.objects.filter(case=case, verdict="")
    if offers.update(verdict=Verdict.WITHDRAWN.value, answered_at=now):
        note(case, WITHDRAWN, now=now, actor=SYSTEM, verdict=Verdict.WITHDRAWN.value)


def read(public_id: str) -> Case:
    if (held := beside(public_id)) is not None:
        return held.case
    rows = Case.objects.select_related("enquiry__cooperation", "enquiry__receiver", "promise", "holder", "organisation")
    return rows.get(public_id=public_id)
