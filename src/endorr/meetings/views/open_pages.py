"""The pages that everybody reads: campaigns, programmes, what came of a meeting; and where the press asks to come."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr.base.clock import local_date, now
from endorr.base.i18n import formats
from endorr.base.idempotency.forms import once
from endorr.base.tenancy.queries import look_in
from endorr.base.tenancy.rules import Viewer
from endorr.base.ui.parts import Row
from endorr.meetings import commands
from endorr.meetings.forms import PressForm
from endorr.meetings.queries import public
from endorr.meetings.queries.public import PublicMeeting
from endorr.meetings.rows import PartRow
from endorr.meetings.rules import PartKind, Refused
from endorr.meetings.words import AUDIENCES, PARTS, REFUSALS


def start(request: HttpRequest) -> HttpResponse:
    """List campaigns and what is to come."""
    context = {"campaigns": public.campaigns(now()), "others": public.other_meetings(now())}
    return render(request, "meetings/start.html", context)


def campaign(request: HttpRequest, campaign: str) -> HttpResponse:
    """Show a campaign and its stops."""
    found = public.campaign(campaign, now())
    if found is None:
        raise Http404
    return render(request, "meetings/campaign.html", {"campaign": found})


def _published(request: HttpRequest, meeting: str) -> PublicMeeting:
    found = public.public_meeting(meeting)
    if found is None:
        raise Http404
    request.door = look_in(found.row.county)  # type: ignore[attr-defined]
    return found


def audience(part: PartRow) -> str:
    """Return whom a part is for, in words: företag, myndigheter och fackförbund."""
    words = [str(AUDIENCES[one]) for one in part.audience]
    if len(words) < 2:
        return "".join(words)
    return _("%(most)s och %(last)s") % {"most": ", ".join(words[:-1]), "last": words[-1]}


def meeting(request: HttpRequest, meeting: str) -> HttpResponse:
    """Show a published meeting's programme; no room's address is on the page, nor read for it."""
    found = _published(request, meeting)
    parts = [(part, PARTS[part.kind], audience(part), _takes_press(found, part)) for part in found.parts]
    return render(request, "meetings/meeting.html", {"meeting": found, "parts": parts, "facts": _facts(found)})


def _facts(found: PublicMeeting) -> list[Row]:
    row = found.row
    when = [Row(_("När"), formats.day(row.starts_at, get_language() or "sv"))] if row.starts_at else []
    return [*when, Row(_("Var"), row.place), Row(_("Värd"), row.host)]


def _takes_press(found: PublicMeeting, part: PartRow) -> bool:
    return part.kind is PartKind.PRESS and not found.row.cancelled and now() < part.ends_at


def came_of_it(request: HttpRequest, meeting: str) -> HttpResponse:
    """Show who came, in numbers, what was voiced and answered, and what was promised and done."""
    found = public.came_of_it(meeting)
    if found is None:
        raise Http404
    request.door = look_in(found.row.county)  # type: ignore[attr-defined]
    return render(request, "meetings/came_of_it.html", {"results": found, "today": local_date(now())})


def _press_part(request: HttpRequest, meeting: str, part: str) -> tuple[PublicMeeting, PartRow]:
    found = _published(request, meeting)
    slot = next((one for one in found.parts if one.public_id == part and one.kind is PartKind.PRESS), None)
    if slot is None:
        raise Http404
    return found, slot


@once
def press(request: HttpRequest, meeting: str, part: str) -> HttpResponse:
    """Let somebody of the press ask to come."""
    found, slot = _press_part(request, meeting, part)
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    form = PressForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            told = form.request(get_language() or "sv")
            commands.ask_for_place(slot.public_id, told, now=now(), actor=viewer.actor)
        except Refused as refused:
            form.add_error(None, str(REFUSALS[refused.refusal]))
        else:
            return redirect("meetings:press-thanks", meeting, part)
    late = slot.notice_by is not None and now() > slot.notice_by
    takes = _takes_press(found, slot)
    context = {"meeting": found, "part": slot, "form": form, "late": late, "takes": takes}
    return render(request, "meetings/press.html", context)


def press_thanks(request: HttpRequest, meeting: str, part: str) -> HttpResponse:
    """Say that the request has come in, and who answers it."""
    found, slot = _press_part(request, meeting, part)
    return render(request, "meetings/press_thanks.html", {"meeting": found, "part": slot})
