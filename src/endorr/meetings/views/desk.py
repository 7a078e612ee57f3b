"""The hosts' pages: the programme, the guests, the notes; each deed is one form and one command."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr.base.clock import local_date, now
from endorr.base.i18n import formats
from endorr.base.idempotency.forms import once
from endorr.base.tenancy.queries import organisation_people, own_cooperations, own_organisations, partners_in
from endorr.base.tenancy.rules import Viewer
from endorr.base.ui.parts import Cell, Column, Link, Row, Table, Tag
from endorr.companies.queries import newest
from endorr.meetings import commands
from endorr.meetings.commands import Decision
from endorr.meetings.forms import (
    AnswerForm,
    CampaignForm,
    CancelForm,
    CommitForm,
    DecideForm,
    InputForm,
    InviteForm,
    MeetingForm,
    NewMeetingForm,
    NoteForm,
    PartForm,
    SettleForm,
)
from endorr.meetings.queries import staff
from endorr.meetings.queries.staff import Desk, GuestRow
from endorr.meetings.rows import CommitmentRow, MeetingRow, PartRow
from endorr.meetings.rules import HOSTING, PRESS, UNDECIDED, Fate, PartKind, Refusal, Refused, State
from endorr.meetings.words import FATE_KINDS, FATES, GUESTS, PARTS, REFUSALS, STATE_KINDS, STATES, VISIBILITIES


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def _today() -> date:
    return local_date(now())


def _language() -> str:
    return get_language() or "sv"


def _desk(request: HttpRequest, meeting: str) -> Desk:
    found = staff.desk(_viewer(request), meeting)
    if found is None:
        raise Http404
    return found


def _when(row: MeetingRow) -> str:
    return formats.plain_day(row.starts_at, _language()) if row.starts_at else "–"


def _standing(row: MeetingRow) -> Tag:
    if row.cancelled:
        return Tag(_("Inställt"), "bad")
    return Tag(_("Publicerat"), "good") if row.published else Tag(_("Utkast"))


def meetings(request: HttpRequest) -> HttpResponse:
    """List the meetings one's organisation hosts, and what it has taken on at others'."""
    viewer = _viewer(request)
    columns = [Column(_("Möte")), Column(_("Dag")), Column(_("Kampanj")), Column(_("Läge"))]
    rows: list[list[Cell]] = [
        [
            Link(str(row.title), reverse("meetings:programme", args=[row.public_id])),
            _when(row),
            row.campaign or "–",
            _standing(row),
        ]
        for row in staff.own_meetings(viewer)
    ]
    table = Table(_("Möten som ni är värdar för"), columns, rows, empty=_("Inga möten ännu."))
    return render(
        request, "meetings/desk.html", {"table": table, "owed": _promises(staff.owed(viewer), _("Era öppna åtaganden"))}
    )


def _promises(rows: tuple[CommitmentRow, ...], caption: str) -> Table:
    columns = [Column(_("Åtagande")), Column(_("Vem")), Column(_("Senast")), Column(_("Läge")), Column(_("Följ upp"))]
    told: list[list[Cell]] = [
        [
            row.text,
            row.owner,
            formats.plain_day(row.due, _language()),
            Tag(str(FATES[row.fate]), FATE_KINDS.get(row.fate, "plain")),
            Link(_("Berätta hur det gick"), reverse("meetings:settle", args=[row.public_id]), more=row.text)
            if row.fate is Fate.OPEN
            else row.outcome,
        ]
        for row in rows
    ]
    return Table(caption, columns, told, empty=_("Inga åtaganden ännu."))


def _tabs(request: HttpRequest, found: Desk) -> list[Link]:
    match = request.resolver_match
    here = match.url_name if match else ""
    places = (("programme", _("Programmet")), ("guests", _("Gäster och närvaro")), ("notes", _("Vad som sades")))
    return [
        Link(text, reverse(f"meetings:{name}", args=[found.row.public_id]), current=name == here)
        for name, text in places
    ]


def programme(request: HttpRequest, meeting: str) -> HttpResponse:
    """Show a meeting's parts with how many are invited, coming and came."""
    found = _desk(request, meeting)
    columns = [
        Column(_("Programpunkt")),
        Column(_("Tid")),
        Column(_("Rum")),
        Column(_("Inbjudna"), numeric=True),
        Column(_("Kommer"), numeric=True),
        Column(_("Kom"), numeric=True),
        Column(_("Lediga platser"), numeric=True),
    ]
    rows: list[list[Cell]] = [
        [
            Link(f"{PARTS[part.kind]}: {part.title}", _thing(found, "punkt", part.public_id)),
            _time(part),
            part.place or (_("Digitalt, låst länk") if part.digital else "–"),
            count.invited,
            count.confirmed,
            count.attended,
            part.free,
        ]
        for part, count in found.parts
    ]
    table = Table(_("Programpunkter"), columns, rows, empty=_("Inga programpunkter ännu."))
    context = {"desk": found, "tabs": _tabs(request, found), "facts": _facts(found), "table": table}
    return render(request, "meetings/programme.html", context)


def _time(part: PartRow) -> str:
    day = formats.day_without_year(part.starts_at, _language())
    return f"{day} {formats.hours(part.starts_at, part.ends_at, _language())}"


def _facts(found: Desk) -> list[Row]:
    row, press = found.row, found.press
    page = Link(_("Mötets sida"), reverse("meetings:meeting", args=[row.public_id]))
    standing: list[Cell] = [_standing(row), *([page] if row.published else [])]
    officer = ", ".join(filter(None, (press.name, press.phone, press.email))) if press else _("Ingen")
    change = () if row.cancelled else (Link(_("Ändra"), _deed(found, "andra"), more=_("mötet")),)
    return [
        Row(_("Läge"), standing),
        Row(_("Värd"), f"{row.host}, {row.cooperation}"),
        Row(_("Plats"), row.place, actions=change),
        *([Row(_("Kampanj"), row.campaign)] if row.campaign else []),
        Row(_("Pressen anmäler sig till"), officer),
        *([Row(_("Därför är det inställt"), row.cancelled_why)] if row.cancelled else []),
    ]


def _deed(found: Desk, deed: str) -> str:
    return reverse("meetings:deed", args=[found.row.public_id, deed])


def _thing(found: Desk, deed: str, thing: str) -> str:
    return reverse("meetings:thing", args=[found.row.public_id, deed, thing])


def guests(request: HttpRequest, meeting: str) -> HttpResponse:
    """Show who is invited to what and where each stands; a button notes who came."""
    found = _desk(request, meeting)
    if request.method == "POST":
        return once(_note_attendance)(request, found)
    waits = [one for one in found.guests if one.state in UNDECIDED]
    lists = [
        (part, PARTS[part.kind], [_guest(one) for one in found.guests if one.part == part.public_id])
        for part, _count in found.parts
    ]
    begun = {part.public_id for part, _count in found.parts if part.starts_at <= now()}
    context = {"desk": found, "tabs": _tabs(request, found), "lists": lists, "begun": begun, "waits": waits}
    return render(request, "meetings/guests.html", context)


def _guest(row: GuestRow) -> tuple[GuestRow, str, Tag]:
    tag = Tag(str(STATES[row.state]), STATE_KINDS.get(row.state, "plain"))
    return row, ", ".join(filter(None, (row.organisation, str(GUESTS[row.kind])))), tag


def _note_attendance(request: HttpRequest, found: Desk) -> HttpResponse:
    invitation, came = request.POST.get("inbjudan", ""), request.POST.get("kom", "")
    if invitation not in {one.invitation for one in found.guests} or came not in {"ja", "nej"}:
        raise Http404
    try:
        commands.note_attendance(invitation, came=came == "ja", now=now(), actor=_viewer(request).actor)
    except Refused as refused:
        messages.error(request, str(REFUSALS[refused.refusal]))
    return redirect("meetings:guests", found.row.public_id)


def notes(request: HttpRequest, meeting: str) -> HttpResponse:
    """Show what was written down, what was voiced, and what was promised."""
    found = _desk(request, meeting)
    context = {
        "desk": found,
        "tabs": _tabs(request, found),
        "inputs": [(one, VISIBILITIES[one.visibility]) for one in found.inputs],
        "promises": _promises(found.commitments, _("Åtaganden")),
    }
    return render(request, "meetings/notes.html", context)


# Deeds


def _ask(
    request: HttpRequest,
    form: forms.Form,
    do: Callable[[], str],
    *,
    title: str,
    button: str,
    back: str,
    fields: dict[Refusal, str] | None = None,
    **more: Any,
) -> HttpResponse:
    """Show a form, and when it is filled in do one deed; `do` returns where to go afterwards.

    What the rules refuse is told at the refusal's field, or above the form.
    """
    if form.is_bound and form.is_valid():
        try:
            there = do()
        except Refused as refused:
            field = (fields or {}).get(refused.refusal)
            form.add_error(field, str(REFUSALS[refused.refusal]))
        else:
            return redirect(there)
    context = {"form": form, "title": title, "button": button, "back": back, **more}
    return render(request, "meetings/deed.html", context)


def _filled(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _officers(viewer: Viewer, organisations: frozenset[int]) -> list[tuple[str, str]]:
    people = organisation_people(viewer, organisations, PRESS, on=_today())
    return [(one.public_id, one.name) for one in people]


@once
def new_campaign(request: HttpRequest) -> HttpResponse:
    """Open a campaign."""
    viewer = _viewer(request)
    own = [(one.public_id, one.name) for one in own_organisations(viewer, *HOSTING)]
    form = CampaignForm(_filled(request), organisations=own)

    def do() -> str:
        plan, owner = form.plan(), form.cleaned_data["organisation"]
        commands.open_campaign(plan, organisation=owner, now=now(), actor=viewer.actor)
        messages.success(request, _("Kampanjen är öppnad."))
        return reverse("meetings:campaign", args=[plan.slug])

    back, taken = reverse("meetings:desk"), {Refusal.NAME_TAKEN: "namn"}
    return _ask(request, form, do, title=_("Ny kampanj"), button=_("Öppna kampanjen"), back=back, fields=taken)


@once
def new_meeting(request: HttpRequest) -> HttpResponse:
    """Plan a meeting."""
    viewer = _viewer(request)
    form = NewMeetingForm(
        _filled(request),
        campaigns=staff.campaign_choices(),
        officers=_officers(viewer, viewer.organisations_as(*HOSTING)),
        hosts=[(one.public_id, one.name) for one in own_organisations(viewer, *HOSTING)],
        cooperations=[(one.public_id, one.name) for one in own_cooperations(viewer)],
    )

    def do() -> str:
        said = form.cleaned_data
        made = commands.plan(
            form.plan(),
            organisation=said["vard"],
            cooperation=said["samverkan"],
            site=request.build_absolute_uri("/").rstrip("/"),
            now=now(),
            actor=viewer.actor,
        )
        messages.success(request, _("Mötet är planerat. Lägg till programpunkter och publicera när du är klar."))
        return reverse("meetings:programme", args=[made])

    return _ask(request, form, do, title=_("Nytt möte"), button=_("Planera mötet"), back=reverse("meetings:desk"))


def _change(request: HttpRequest, found: Desk) -> HttpResponse:
    """Change what is said of the meeting."""
    viewer, meeting = _viewer(request), found.row.public_id
    row = staff.own_meeting(viewer, meeting)
    assert row is not None
    officers = _officers(viewer, frozenset({found.organisation_row}))
    if row.press_person and row.press_person.public_id not in dict(officers):
        officers.append((row.press_person.public_id, row.press_person.name))
    filled = MeetingForm.filled(row)
    form = MeetingForm(_filled(request), initial=filled, campaigns=staff.campaign_choices(), officers=officers)

    def do() -> str:
        commands.change_meeting(meeting, form.plan(), now=now(), actor=viewer.actor)
        messages.success(request, _("Ändringen är sparad."))
        return reverse("meetings:programme", args=[meeting])

    back, field = reverse("meetings:programme", args=[meeting]), {Refusal.NO_PRESS_PERSON: "presskontakt"}
    return _ask(request, form, do, title=_("Ändra mötet"), button=_("Spara"), back=back, fields=field)


def _publish(request: HttpRequest, found: Desk) -> HttpResponse:
    """Open the meeting's page to everybody."""
    form = forms.Form(_filled(request))
    meeting = found.row.public_id

    def do() -> str:
        commands.publish(meeting, now=now(), actor=_viewer(request).actor)
        messages.success(request, _("Mötets sida är öppen för alla."))
        return reverse("meetings:programme", args=[meeting])

    text = _("Alla kan då läsa om mötet och om de programpunkter som alla får se. Länkar till digitala rum visas inte.")
    back = reverse("meetings:programme", args=[meeting])
    return _ask(request, form, do, title=_("Publicera mötet?"), button=_("Publicera"), back=back, text=text)


def _cancel(request: HttpRequest, found: Desk) -> HttpResponse:
    """Call the meeting off."""
    form = CancelForm(_filled(request))
    meeting = found.row.public_id

    def do() -> str:
        why = form.cleaned_data["varfor"]
        commands.cancel(meeting, why=why, now=now(), actor=_viewer(request).actor)
        messages.success(request, _("Mötet är inställt och alla som berörs har fått ett mejl."))
        return reverse("meetings:programme", args=[meeting])

    text = _("Alla som berörs får ett mejl, och mötet försvinner ur deras kalendrar. Sidan finns kvar och säger det.")
    back = reverse("meetings:programme", args=[meeting])
    return _ask(request, form, do, title=_("Ställa in mötet?"), button=_("Ställ in mötet"), back=back, text=text)


PART_FIELDS = {
    Refusal.TOO_FEW_SEATS: "platser",
    Refusal.NOT_A_ROOM: "rum",
    Refusal.NO_NOTICE_TIME: "anmal_dag",
    Refusal.NO_PRESS_PERSON: "slag",
}


def _part_data(request: HttpRequest) -> Any:
    data = _filled(request)
    return PartForm.moved(data) if data is not None and "flytta" in data else data


def _new_part(request: HttpRequest, found: Desk) -> HttpResponse:
    """Give the meeting another part."""
    form = PartForm(_part_data(request), initial={"dag": _today()})
    meeting = found.row.public_id

    def do() -> str:
        commands.add_part(meeting, form.plan(), now=now(), actor=_viewer(request).actor)
        messages.success(request, _("Programpunkten är sparad."))
        return reverse("meetings:programme", args=[meeting])

    back = reverse("meetings:programme", args=[meeting])
    return _ask(request, form, do, title=_("Ny programpunkt"), button=_("Spara"), back=back, fields=PART_FIELDS)


def _change_part(request: HttpRequest, found: Desk, thing: str) -> HttpResponse:
    """Change a part; everybody expected there is told."""
    meeting = found.row.public_id
    row = staff.own_part(_viewer(request), meeting, thing)
    if row is None:
        raise Http404
    form = PartForm(_part_data(request), initial=PartForm.filled(row))
    form.fields["slag"].disabled = True

    def do() -> str:
        commands.change_part(thing, form.plan(), now=now(), actor=_viewer(request).actor)
        messages.success(request, _("Ändringen är sparad."))
        return reverse("meetings:programme", args=[meeting])

    text = _("Ändrar du tid, plats eller namn får alla som berörs ett mejl, och deras kalendrar ändras.")
    back = reverse("meetings:programme", args=[meeting])
    return _ask(request, form, do, title=row.title, button=_("Spara"), back=back, fields=PART_FIELDS, text=text)


def _part_choices(found: Desk) -> list[tuple[str, str]]:
    return [(part.public_id, f"{PARTS[part.kind]}: {part.title}") for part, _count in found.parts]


def _invite(request: HttpRequest, found: Desk) -> HttpResponse:
    """Invite somebody to one part or several."""
    viewer, meeting = _viewer(request), found.row.public_id
    known = sorted(((row.public_id, row.name) for row in newest(viewer, limit=2000)), key=lambda one: one[1].casefold())
    open_parts = [one for one in _part_choices(found) if _invites(found, one[0])]
    form = InviteForm(_filled(request), parts=open_parts, companies=known)

    def do() -> str:
        commands.invite(form.cleaned_data["till"], form.invitee(), now=now(), actor=viewer.actor)
        messages.success(request, _("Inbjudan är skickad."))
        return reverse("meetings:guests", args=[meeting])

    back, field = reverse("meetings:guests", args=[meeting]), {Refusal.NOT_FOR_THEM: "till", Refusal.OVER: "till"}
    return _ask(request, form, do, title=_("Bjud in"), button=_("Skicka inbjudan"), back=back, fields=field)


def _invites(found: Desk, part: str) -> bool:
    row = found.part(part)
    return row is not None and row.kind is not PartKind.PRESS and now() < row.ends_at


def _note(request: HttpRequest, found: Desk) -> HttpResponse:
    """Write down what was said."""
    form = NoteForm(_filled(request), parts=_part_choices(found))
    meeting = found.row.public_id

    def do() -> str:
        said = form.cleaned_data
        commands.note(said["punkt"], said["text"], now=now(), actor=_viewer(request).actor)
        messages.success(request, _("Anteckningen är sparad."))
        return reverse("meetings:notes", args=[meeting])

    back = reverse("meetings:notes", args=[meeting])
    return _ask(request, form, do, title=_("Ny anteckning"), button=_("Spara"), back=back)


def _voices(found: Desk) -> list[tuple[str, str]]:
    """Return the guests who may stand behind an input, once each."""
    there = (State.CONFIRMED, State.INVITED, State.OFFERED, State.QUEUED)
    named = {
        one.guest: ", ".join(filter(None, (one.organisation, one.name)))
        for one in found.guests
        if one.state in there and one.name
    }
    return sorted(named.items(), key=lambda one: one[1].casefold())


def _mark(request: HttpRequest, found: Desk, thing: str = "") -> HttpResponse:
    """Mark what was voiced as an input, from a note or by itself."""
    note = next((one for one in found.notes if one.public_id == thing), None)
    if thing and note is None:
        raise Http404
    filled = {"punkt": note.part_id, "text": note.text} if note else {}
    form = InputForm(_filled(request), initial=filled, parts=_part_choices(found), guests=_voices(found))
    meeting = found.row.public_id

    def do() -> str:
        part = form.cleaned_data["punkt"]
        commands.mark_input(part, form.voiced(thing), now=now(), actor=_viewer(request).actor)
        messages.success(request, _("Inspelet är sparat."))
        return reverse("meetings:notes", args=[meeting])

    back, field = reverse("meetings:notes", args=[meeting]), {Refusal.ROOM_IN_OPEN_TEXT: "text"}
    return _ask(request, form, do, title=_("Nytt inspel"), button=_("Spara"), back=back, fields=field)


def _answer(request: HttpRequest, found: Desk, thing: str) -> HttpResponse:
    """Answer an input."""
    row = next((one for one in found.inputs if one.public_id == thing), None)
    if row is None:
        raise Http404
    form = AnswerForm(_filled(request))
    meeting = found.row.public_id

    def do() -> str:
        commands.answer_input(thing, form.cleaned_data["svar"], now=now(), actor=_viewer(request).actor)
        messages.success(request, _("Svaret är skickat."))
        return reverse("meetings:notes", args=[meeting])

    back, field = reverse("meetings:notes", args=[meeting]), {Refusal.ROOM_IN_OPEN_TEXT: "svar"}
    return _ask(
        request,
        form,
        do,
        title=_("Svara på inspelet"),
        button=_("Skicka svaret"),
        back=back,
        fields=field,
        text=row.text,
    )


def _commit(request: HttpRequest, found: Desk, thing: str = "") -> HttpResponse:
    """Note what an organisation took on, as an answer to an input or by itself."""
    row = next((one for one in found.inputs if one.public_id == thing), None)
    if thing and row is None:
        raise Http404
    owners = {one.public_id: one.name for one in partners_in(found.cooperation, on=_today())}
    owners |= dict([found.behind]) if found.behind[0] else {}
    filled = {"punkt": row.part_id} if row else {}
    form = CommitForm(
        _filled(request), initial=filled, parts=_part_choices(found), owners=[("", ""), *owners.items()], today=_today()
    )
    meeting = found.row.public_id

    def do() -> str:
        part = form.cleaned_data["punkt"]
        commands.commit(part, form.promised(thing), now=now(), actor=_viewer(request).actor)
        messages.success(request, _("Åtagandet är sparat och ägaren har fått ett mejl."))
        return reverse("meetings:notes", args=[meeting])

    back = reverse("meetings:notes", args=[meeting])
    field = {Refusal.DUE_HAS_PASSED: "dag", Refusal.ROOM_IN_OPEN_TEXT: "text"}
    text = row.text if row else ""
    return _ask(request, form, do, title=_("Nytt åtagande"), button=_("Spara"), back=back, fields=field, text=text)


DEEDS = {
    "andra": _change,
    "publicera": _publish,
    "stall-in": _cancel,
    "punkt": _new_part,
    "bjud-in": _invite,
    "anteckning": _note,
    "inspel": _mark,
    "atagande": _commit,
}
THINGS = {"punkt": _change_part, "inspel": _mark, "svar": _answer, "atagande": _commit}


# Whether the meeting is one's own is asked before the form is remembered, so that no answer tells of other walls.


def deed(request: HttpRequest, meeting: str, deed: str) -> HttpResponse:
    """Do one of DEEDS to a meeting."""
    found = _desk(request, meeting)
    if deed not in DEEDS:
        raise Http404
    return once(DEEDS[deed])(request, found)


def thing(request: HttpRequest, meeting: str, deed: str, thing: str) -> HttpResponse:
    """Do one of THINGS to a part, note or input of a meeting."""
    found = _desk(request, meeting)
    if deed not in THINGS:
        raise Http404
    return once(THINGS[deed])(request, found, thing)


def decide(request: HttpRequest, meeting: str, invitation: str) -> HttpResponse:
    """Let the press officer answer a request from the press."""
    found = _desk(request, meeting)
    row = next((one for one in found.guests if one.invitation == invitation and one.state in UNDECIDED), None)
    if row is None and request.method == "GET":
        row = next((one for one in found.guests if one.invitation == invitation and one.kind.value == "press"), None)
    if row is None or not found.decides:
        raise Http404
    return once(_decide)(request, found, row)


def _decide(request: HttpRequest, found: Desk, row: GuestRow) -> HttpResponse:
    form = DecideForm(_filled(request))

    def do() -> str:
        said = form.cleaned_data
        actor = _viewer(request).actor
        commands.decide(row.invitation, Decision(said["svar"]), why=said["varfor"], now=now(), actor=actor)
        messages.success(request, _("Svaret är skickat."))
        return reverse("meetings:guests", args=[found.row.public_id])

    facts = [
        Row(_("Vem"), f"{row.name}, {row.organisation}"),
        Row(_("Kontakt"), ", ".join(filter(None, (row.email, row.phone)))),
        Row(
            _("Anmäld"),
            [
                formats.moment(row.asked_at, _language()),
                Tag(str(STATES[row.state]), STATE_KINDS.get(row.state, "plain")),
            ],
        ),
        Row(_("Vill fråga om"), row.question or "–"),
    ]
    back, field = reverse("meetings:guests", args=[found.row.public_id]), {Refusal.SAY_WHY: "varfor"}
    return _ask(
        request,
        form,
        do,
        title=_("Anmälan från pressen"),
        button=_("Skicka svaret"),
        back=back,
        fields=field,
        facts=facts,
        answered=row.state not in UNDECIDED,
    )


def settle(request: HttpRequest, commitment: str) -> HttpResponse:
    """Tell what became of a commitment: the owner or the host may."""
    row = staff.own_commitment(_viewer(request), commitment)
    if row is None:
        raise Http404
    return once(_settle)(request, row)


def _settle(request: HttpRequest, row: CommitmentRow) -> HttpResponse:
    form = SettleForm(_filled(request))

    def do() -> str:
        said = form.cleaned_data
        fate = Fate(said["utfall"])
        commands.settle(row.public_id, fate, outcome=said["text"], now=now(), actor=_viewer(request).actor)
        messages.success(request, _("Tack, det är sparat."))
        return reverse("meetings:desk")

    facts = [
        Row(_("Åtagande"), row.text),
        Row(_("Vem"), row.owner),
        Row(_("Klart senast"), formats.plain_day(row.due, _language())),
        Row(_("Gavs på"), f"{row.meeting_title}: {row.part}"),
        *(
            [Row(_("Läge"), Tag(str(FATES[row.fate]), FATE_KINDS.get(row.fate, "plain")))]
            if row.fate is not Fate.OPEN
            else []
        ),
        *([Row(_("Vad det ledde till"), row.outcome)] if row.outcome else []),
    ]
    back, field = reverse("meetings:desk"), {Refusal.ROOM_IN_OPEN_TEXT: "text"}
    return _ask(
        request,
        form,
        do,
        title=_("Hur gick det med åtagandet?"),
        button=_("Spara"),
        back=back,
        fields=field,
        facts=facts,
        answered=row.fate is not Fate.OPEN,
    )
