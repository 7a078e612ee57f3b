"""Writes what guests and the host's people are told by mail; the digital room's address stands in none of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr.base.i18n import formats
from endorr.meetings.models import Commitment, Input, Invitation, Meeting, Part
from endorr.meetings.rules import PartKind, State


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail's words: the name that tells one kind from another, the subject, the paragraphs, the link's text."""

    name: str
    subject: str
    paragraphs: Sequence[str]
    link: str


def _language() -> str:
    return get_language() or "sv"


def title_of(thing: "Meeting | Part") -> str:
    """Return a title in the language that is switched on, the Swedish one where there is no other."""
    return (thing.title_en if _language() == "en" else "") or thing.title


def about_of(thing: "Meeting | Part") -> str:
    """Return the text about a meeting or a part, as `title_of` does."""
    return (thing.about_en if _language() == "en" else "") or thing.about


def _when(part: Part) -> str:
    day, hours = formats.day(part.starts_at, _language()), formats.hours(part.starts_at, part.ends_at, _language())
    where = part.place or (_("digitalt") if part.room else part.meeting.place)
    return _("%(day)s %(hours)s, %(where)s.") % {"day": day[:1].upper() + day[1:], "hours": hours, "where": where}


def _names(part: Part) -> dict[str, str]:
    return {
        "part": title_of(part),
        "meeting": title_of(part.meeting),
        "host": part.meeting.organisation.name,
    }


def _own_page() -> str:
    return _("Din egen sida: svara, ändra dig och se vad som gäller")


def _room(part: Part) -> list[str]:
    """Return how the guest gets into the digital room, where there is one."""
    return [_("Mötesrummet öppnas från din egen sida en halvtimme före start.")] if part.room else []


def invited(invitation: Invitation) -> Letter:
    """Ask somebody to a part."""
    part = invitation.part
    names = _names(part)
    lead = _("%(host)s bjuder in dig till %(part)s.") % names
    return Letter(
        "invited",
        _("Inbjudan: %(part)s") % names,
        [lead, names["meeting"] + ". " + _when(part), *filter(None, [about_of(part)]), *_room(part)],
        _("Svara ja eller nej"),
    )


def answered(invitation: Invitation) -> Letter:
    """Tell a guest what their own answer led to."""
    part, state = invitation.part, State(invitation.state)
    names = _names(part)
    match state:
        case State.CONFIRMED:
            subject, text = _("Du har en plats: %(part)s"), _("Tack för ditt svar. Du har en plats på %(part)s.")
        case State.QUEUED:
            subject, text = _("Du står i kö: %(part)s"), _("Alla platser är tagna just nu, så du står i kö.")
        case _:
            subject, text = _("Tack för beskedet: %(part)s"), _("Vi har noterat att du inte kommer till %(part)s.")
    more: list[str] = []
    if state is State.CONFIRMED:
        more = _room(part)
    elif state is State.QUEUED:
        more = [
            _("Blir en plats ledig får du den, så som du har valt.")
            if invitation.moves_in
            else _("Blir en plats ledig får den som väntat längst ett erbjudande, med en tid att svara på.")
        ]
    return Letter(f"answered-{state}", subject % names, [text % names, _when(part), *more], _own_page())


def offered(invitation: Invitation) -> Letter:
    """Offer a seat to whoever has waited longest, until a stated time."""
    part = invitation.part
    assert invitation.offer_ends is not None
    names = _names(part) | {"ends": formats.moment(invitation.offer_ends, _language())}
    return Letter(
        "offered",
        _("En plats är ledig, svara senast %(ends)s: %(part)s") % names,
        [
            _("En plats är ledig på %(part)s. Den är din om du svarar ja senast %(ends)s.") % names,
            _("Svarar du inte går erbjudandet vidare till nästa i kön."),
            _when(part),
        ],
        _("Svara ja eller nej"),
    )


def lapsed(invitation: Invitation) -> Letter:
    """Tell somebody that the offer has gone on to the next."""
    names = _names(invitation.part)
    return Letter(
        "lapsed",
        _("Erbjudandet har gått vidare: %(part)s") % names,
        [
            _("Vi fick inget svar i tid, så platsen på %(part)s har gått vidare till nästa i kön.") % names,
            _("Vill du fortfarande vara med kan du svara ja igen. Då står du sist i kön."),
        ],
        _own_page(),
    )


def moved_in(invitation: Invitation) -> Letter:
    """Tell somebody who chose to be moved in that they have a seat."""
    names = _names(invitation.part)
    return Letter(
        "moved-in",
        _("Du har fått en plats: %(part)s") % names,
        [
            _("En plats blev ledig på %(part)s och du har fått den, så som du valde.") % names,
            _when(invitation.part),
            *_room(invitation.part),
        ],
        _own_page(),
    )


def changed(invitation: Invitation) -> Letter:
    """Tell a guest that time, place or title of a part is another."""
    names = _names(invitation.part)
    return Letter(
        "changed",
        _("Ändrat: %(part)s") % names,
        [_("Programpunkten %(part)s är ändrad. Det här gäller nu:") % names, _when(invitation.part)],
        _own_page(),
    )


def cancelled(invitation: Invitation) -> Letter:
    """Tell everybody concerned that the meeting is cancelled, and why."""
    names = _names(invitation.part) | {"why": invitation.part.meeting.cancelled_why}
    return Letter(
        "cancelled",
        _("Inställt: %(part)s") % names,
        [_("%(meeting)s är inställt, och därmed %(part)s.") % names, names["why"], _when(invitation.part)],
        _own_page(),
    )


def press_received(invitation: Invitation) -> Letter:
    """Confirm a request from the press, and say plainly when it came too late."""
    part = invitation.part
    person = part.meeting.press_person
    names = _names(part) | {"person": person.name if person else part.meeting.organisation.name}
    late = _("Anmälan kom efter sista anmälningstid. %(person)s avgör om det går ändå och svarar dig.")
    text = late if State(invitation.state) is State.LATE else _("%(person)s svarar dig om du får en plats.")
    return Letter(
        "press-received",
        _("Vi har din anmälan: %(part)s") % names,
        [_("Tack för din anmälan till %(part)s.") % names, _when(part), text % names],
        _("Din egen sida: se svaret och lämna återbud"),
    )


def press_decided(invitation: Invitation) -> Letter:
    """Answer a request from the press, with the press officer's own words."""
    part, state = invitation.part, State(invitation.state)
    names = _names(part)
    match state:
        case State.CONFIRMED:
            subject, text = _("Välkommen: %(part)s"), _("Du är välkommen till %(part)s.")
        case State.QUEUED:
            subject, text = _("Du står i kö: %(part)s"), _("Du är godkänd, men alla platser är tagna. Du står i kö.")
        case _:
            subject, text = _("Du fick inte plats: %(part)s"), _("Du får tyvärr inte plats på %(part)s.")
    room = _room(part) if state is State.CONFIRMED else []
    paragraphs = [text % names, *filter(None, [invitation.decided_why]), _when(part), *room]
    return Letter(f"press-{state}", subject % names, paragraphs, _own_page())


def press_asked(invitation: Invitation) -> Letter:
    """Tell the press officer that somebody of the press wants to come."""
    guest, names = invitation.guest, _names(invitation.part)
    who = _("%(name)s, %(newsroom)s, vill komma till %(part)s.") % {
        **names,
        "name": guest.name,
        "newsroom": guest.organisation_name,
    }
    late = [_("Anmälan kom efter sista anmälningstid. Du avgör, och svaret måste säga varför.")]
    return Letter(
        "press-asked",
        _("Anmälan från pressen: %(part)s") % names,
        [who, *(late if State(invitation.state) is State.LATE else []), *filter(None, [invitation.question])],
        _("Besvara anmälan"),
    )


def input_answered(told: Input) -> Letter:
    """Give those who voiced something the answer."""
    names = _names(told.part)
    voiced = _("På %(part)s lyfte du det här:") % names
    return Letter(
        "input-answered",
        _("Svar på det du lyfte: %(meeting)s") % names,
        [
            voiced,
            told.text,
            _("Det här är svaret från %(host)s:") % names,
            told.answer,
        ],
        _("Din egen sida: allt du lyfte och vad det ledde till"),
    )


def committed(made: Commitment) -> Letter:
    """Tell an organisation what it has taken on, and by when."""
    names = _names(made.part) | {"due": formats.plain_day(made.due, _language()), "owner": made.owner.name}
    return Letter(
        "committed",
        _("Åtagande till den %(due)s: %(meeting)s") % names,
        [_("På %(part)s åtog sig %(owner)s det här, att vara klart senast den %(due)s:") % names, made.text],
        _("Berätta vad det ledde till"),
    )


def calendar_text(part: Part) -> str:
    """Return what stands in the calendar entry: nothing that only the admitted may know."""
    names = _names(part)
    lines = [_("%(meeting)s, inbjudan från %(host)s.") % names]
    if part.room:
        lines.append(_("Mötesrummet öppnas från din egen sida, som det står en länk till i mejlet från oss."))
    if part.kind == PartKind.PRESS.value:
        lines.append(_("Gäller bara den som är anmäld."))
    return "\n".join(lines)


def calendar_place(part: Part) -> str:
    """Return where a part takes place, for the calendar."""
    return part.place or (_("Digitalt") if part.room else part.meeting.place)
