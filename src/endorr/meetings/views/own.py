"""What is behind a guest's link: their own page, the door to the digital room, the calendar file."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from endorr.base.clock import now
from endorr.base.idempotency.forms import once
from endorr.base.links.queries import Opened
from endorr.base.links.views import LinkView
from endorr.base.tenancy.queries import look_in
from endorr.meetings import commands
from endorr.meetings.commands import GUEST, Answer
from endorr.meetings.commands.telling import calendar_of
from endorr.meetings.queries import own
from endorr.meetings.queries.own import OwnPage
from endorr.meetings.rules import Method, Refused, Reply
from endorr.meetings.words import PARTS, REFUSALS, STATE_KINDS, STATES


def _page(opened: Opened) -> OwnPage:
    found = own.own_page(opened.target, now())
    if found is None:
        raise Http404
    return found


class Own(LinkView):
    """A guest's own page: looking answers nothing, a button does."""

    purpose = GUEST

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return _shown(request, opened, self.kwargs["token"])

    def acted(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return _acted(request, opened, self.kwargs["token"])


def _shown(request: HttpRequest, opened: Opened, token: str, wrong: str = "") -> HttpResponse:
    found = _page(opened)
    request.door = look_in(found.meeting.county)  # type: ignore[attr-defined]
    parts = [(one, PARTS[one.part.kind], STATES[one.state], STATE_KINDS.get(one.state, "plain")) for one in found.parts]
    context = {"own": found, "parts": parts, "token": token, "wrong": wrong, "now": now()}
    return render(request, "meetings/own.html", context)


REPLIES = {"ja": Reply.YES, "nej": Reply.NO}


@once
def _acted(request: HttpRequest, opened: Opened, token: str) -> HttpResponse:
    said = request.POST.get("svar", "")
    actor = f"link:{opened.public_id}"
    try:
        if said in REPLIES:
            part = request.POST.get("del", "")
            if part not in {one.part.public_id for one in _page(opened).parts}:
                raise Http404
            told = Answer(REPLIES[said], moves_in="direkt" in request.POST)
            commands.answer(opened.target, part, told, now=now(), actor=actor)
        elif said in {"namn", "inget-namn"}:
            commands.say_naming(opened.target, nameable=said == "namn", now=now(), actor=actor)
        else:
            return _shown(request, opened, token, _("Välj ett av svaren."))
    except Refused as refused:
        return _shown(request, opened, token, str(REFUSALS[refused.refusal]))
    return HttpResponseRedirect(request.path)


class Room(LinkView):
    """The door to a part's digital room: it opens for who is admitted, about the time, and for nobody else."""

    purpose = GUEST
    http_method_names = ["get", "head"]

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        room = own.room_of(opened.target, self.kwargs["part"], now())
        if room is not None:
            return HttpResponseRedirect(room)
        context = {"own": _page(opened), "token": self.kwargs["token"]}
        return render(request, "meetings/no_room.html", context, status=403)

    def get(self, request: HttpRequest, token: str, part: str = "") -> HttpResponse:
        return super().get(request, token)


class CalendarFile(LinkView):
    """A part as a calendar file, for whoever's mail program did not take it."""

    purpose = GUEST
    http_method_names = ["get", "head"]

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        entry = own.calendar_entry(opened.target, self.kwargs["part"])
        if entry is None:
            raise Http404
        content = calendar_of(entry, method=Method(entry.method), now=now())
        response = HttpResponse(content, content_type=f"text/calendar; method={entry.method}; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="inbjudan.ics"'
        return response

    def get(self, request: HttpRequest, token: str, part: str = "") -> HttpResponse:
        return super().get(request, token)
