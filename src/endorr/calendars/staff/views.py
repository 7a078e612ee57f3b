"""The pages of those who keep a door's calendar: every change is shown before it is made."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from endorr.base.clock import local_date, now
from endorr.base.tenancy.rules import Viewer
from endorr.calendars.commands import (
    ChangeRefusedError,
    StaleVersionError,
    accept_day,
    change_calendar,
    decline_day,
    open_calendar,
    propose_days,
)
from endorr.calendars.feeds import read_feed
from endorr.calendars.rules import NOTICE, SHOWN_AHEAD, effects, example, objections
from endorr.calendars.staff import queries, shown
from endorr.calendars.staff.fields import spoken
from endorr.calendars.staff.forms import (
    MOST_SEASONS,
    ChangeForm,
    DaysForm,
    FeedForm,
    HoursForm,
    SeasonEndForm,
    SeasonForm,
    UndoForm,
)
from endorr.calendars.staff.queries import KeptDoor
from endorr.worktime import CalendarError
from endorr.worktime.wording import day_text

SAVE, CHANGE = "spara", "andra"
VERSIONS_SHOWN = 20


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def _today() -> date:
    return local_date(now())


def _door(request: HttpRequest, cooperation: str) -> KeptDoor:
    found = queries.kept_door(_viewer(request), cooperation)
    if found is None:
        raise Http404
    return found


def _own(request: HttpRequest, cooperation: str) -> KeptDoor:
    """Return a door that has a calendar to change."""
    found = _door(request, cooperation)
    if not found.its_own:
        raise Http404
    return found


def doors(request: HttpRequest) -> HttpResponse:
    """List the doors whose calendars the viewer keeps; with one only, go there."""
    found = queries.kept_doors(_viewer(request))
    if len(found) == 1:
        return redirect("calendars:door", found[0].public_id)
    return render(request, "calendars/staff/doors.html", {"table": shown.door_table(found)})


def door(request: HttpRequest, cooperation: str) -> HttpResponse:
    """Show a door's calendar: hours, seasons, single dates, and every version there has been."""
    found, viewer = _door(request, cooperation), _viewer(request)
    made = queries.versions(viewer, cooperation)
    every = "alla" in request.GET
    context = {
        "door": found,
        "hours": shown.hours_rows(found),
        "seasons": shown.season_table(found),
        "may_add_season": len(found.calendar.seasons) < MOST_SEASONS,
        "days": shown.decision_table(found, _today()),
        "versions": shown.version_table(made if every else made[:VERSIONS_SHOWN]),
        "more": 0 if every else max(0, len(made) - VERSIONS_SHOWN),
        "waiting": len(queries.proposals(viewer, cooperation)),
    }
    return render(request, "calendars/staff/door.html", context)


def begin(request: HttpRequest, cooperation: str) -> HttpResponse:
    """Give a door a calendar of its own, like the national one but with no half days until it says so."""
    found = _door(request, cooperation)
    first = found.calendar.changed(id=found.slug, version=1, name=found.name, half_day_close=None)
    open_calendar(found.public_id, first, now=now(), actor=_viewer(request).actor)
    messages.success(request, _("Dörren har nu en egen kalender."))
    return redirect("calendars:door", cooperation)


def days(request: HttpRequest, cooperation: str) -> HttpResponse:
    """Close a date, open one, or give it other hours."""
    title = _("Stäng, öppna eller ändra en dag")
    text = _("En arbetsdag kan stängas först när det sägs minst %(days)s dagar i förväg.") % {"days": NOTICE.days}
    return _change(request, _own(request, cooperation), DaysForm, title=title, text=text)


def undo(request: HttpRequest, cooperation: str, day: str) -> HttpResponse:
    """Take back what was decided about a date."""
    found = _own(request, cooperation)
    try:
        decided = date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
    if found.calendar.override(decided) is None:
        raise Http404
    title = _("Ta bort det som gäller %(day)s") % {"day": day_text(decided, spoken())}
    return _change(request, found, UndoForm, title=title, day=decided)


def hours(request: HttpRequest, cooperation: str) -> HttpResponse:
    """Change the office hours of the week, and when half days close."""
    text = _("Flera tider samma dag skiljs åt med komma: 08.00–12.00, 13.00–16.30. Lämna tomt om ingen är inne.")
    return _change(request, _own(request, cooperation), HoursForm, title=_("Kontorstider"), text=text)


def new_season(request: HttpRequest, cooperation: str) -> HttpResponse:
    """Give a part of the year hours of its own."""
    found = _own(request, cooperation)
    place = len(found.calendar.seasons)
    if place >= MOST_SEASONS:
        raise Http404
    return _change(request, found, SeasonForm, title=_("Ny säsong"), place=place)


def _seasonal(request: HttpRequest, cooperation: str, place: int) -> KeptDoor:
    found = _own(request, cooperation)
    if place > len(found.calendar.seasons):
        raise Http404
    return found


def season(request: HttpRequest, cooperation: str, place: int) -> HttpResponse:
    """Change a season."""
    found = _seasonal(request, cooperation, place)
    return _change(request, found, SeasonForm, title=_("Ändra säsongen"), place=place - 1)


def end_season(request: HttpRequest, cooperation: str, place: int) -> HttpResponse:
    """Take a season away."""
    found = _seasonal(request, cooperation, place)
    return _change(request, found, SeasonEndForm, title=_("Ta bort säsongen"), place=place - 1)


def _change(
    request: HttpRequest, door: KeptDoor, kind: Callable[..., ChangeForm], *, title: str, text: str = "", **about: Any
) -> HttpResponse:
    """Show a form; filled in, what it would change; and when that is accepted, make the next version."""
    form = kind(request.POST or None, calendar=door.calendar, language=spoken(), **about)
    step = request.POST.get("gor", "")
    context = {"door": door, "form": form, "title": title, "text": text, "asks": bool(form.visible_fields())}
    if step == CHANGE or not form.is_valid() or not _may_become(form, door):
        return render(request, "calendars/staff/change.html", context)
    if step != SAVE:
        return render(request, "calendars/staff/preview.html", {**context, **_preview(form, door, request.POST)})
    if _save(request, form, door):
        messages.success(request, _("Kalendern är sparad som en ny version. Löften som redan är givna ändras inte."))
        return redirect("calendars:door", door.public_id)
    return render(request, "calendars/staff/change.html", context)


def _may_become(form: ChangeForm, door: KeptDoor) -> bool:
    """Say whether the change may be made, and if not, why, in the form."""
    if form.cleaned_data["version"] != door.calendar.version:
        _seen_anew(form, door)
        return False
    after = form.after()
    if after == door.calendar.changed():
        form.add_error(None, _("Ingenting är ändrat."))
        return False
    form.refuse(objections(door.calendar, after, today=_today()))
    return form.is_valid()


def _seen_anew(form: ChangeForm, door: KeptDoor) -> None:
    assert isinstance(form.data, QueryDict)
    seen = form.data.copy()
    seen["version"] = str(door.calendar.version)
    form.data = seen
    form.add_error(
        None, _("Någon annan har ändrat kalendern medan du skrev. Det du skrev är kvar. Se över det och fortsätt.")
    )


def _save(request: HttpRequest, form: ChangeForm, door: KeptDoor) -> bool:
    note = form.cleaned_data.get("note", "")
    try:
        change_calendar(door.slug, form.after(), note=note, now=now(), actor=_viewer(request).actor)
    except ChangeRefusedError as refused:
        form.refuse(refused.objections)
    except StaleVersionError:
        _seen_anew(form, _door(request, door.public_id))
    else:
        return True
    return False


def _preview(form: ChangeForm, door: KeptDoor, posted: QueryDict) -> dict[str, Any]:
    before, after = door.calendar, form.after()
    changed = effects(before, after, today=_today())
    moved = example(before, after, changed)
    return {
        "posted": [(name, posted[name]) for name in form.fields if name in posted],
        "effects": shown.effect_table(changed),
        "count": len(changed),
        "moving": sum(one.moves_promises for one in changed),
        "weeks": shown.weeks(after, changed, _today()),
        "ahead": SHOWN_AHEAD,
        "example": shown.example_text(moved, before) if moved else None,
        "number": after.version,
    }


def feed(request: HttpRequest, cooperation: str) -> HttpResponse:
    """Take a calendar file, and keep what it would change as days to say yes or no to."""
    found = _own(request, cooperation)
    form = FeedForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["feed"]
        try:
            days = read_feed(file.read(), found.calendar, today=_today())
        except CalendarError:
            form.add_error("feed", _("Filen går inte att läsa som en kalender (iCalendar). Inget har ändrats."))
        else:
            new = propose_days(found.slug, days, source=file.name or "feed.ics")
            messages.success(request, _proposed(new, len(days)))
            return redirect("calendars:proposals", cooperation)
    return render(request, "calendars/staff/feed.html", {"door": found, "form": form})


def _proposed(new: int, found: int) -> str:
    if new:
        return ngettext("%(count)s dag att ta ställning till.", "%(count)s dagar att ta ställning till.", new) % {
            "count": new
        }
    if found:
        return _("Alla dagar i filen har ni redan tagit ställning till.")
    return _("Filen ändrar ingen dag under det kommande året.")


def proposals(request: HttpRequest, cooperation: str) -> HttpResponse:
    """Show the days that feeds propose, each to be accepted or declined."""
    return _proposals(request, _own(request, cooperation))


def _proposals(request: HttpRequest, door: KeptDoor, refused: str = "", why: Sequence[str] = ()) -> HttpResponse:
    rows = queries.proposals(_viewer(request), door.public_id)
    context = {"door": door, "days": shown.proposed(rows, door.calendar, refused, why), "refused": refused}
    return render(request, "calendars/staff/proposals.html", context, status=200)


def accept(request: HttpRequest, cooperation: str, proposal: str) -> HttpResponse:
    """Make a proposed day part of the calendar."""
    return _decide(request, cooperation, proposal, yes=True)


def decline(request: HttpRequest, cooperation: str, proposal: str) -> HttpResponse:
    """Leave the calendar as it is on a proposed day."""
    return _decide(request, cooperation, proposal, yes=False)


def _decide(request: HttpRequest, cooperation: str, proposal: str, *, yes: bool) -> HttpResponse:
    found = _own(request, cooperation)
    row = next((one for one in queries.proposals(_viewer(request), cooperation) if one.public_id == proposal), None)
    if row is None:
        # Pressed twice, or decided by somebody else meanwhile: what is left to decide is shown.
        messages.info(request, _("Den dagen har redan någon tagit ställning till."))
        return redirect("calendars:proposals", cooperation)
    deed = accept_day if yes else decline_day
    try:
        deed(found.slug, proposal, now=now(), actor=_viewer(request).actor)
    except ChangeRefusedError as refused:
        return _proposals(request, found, proposal, [one.text(spoken()) for one in refused.objections])
    day = day_text(row.day, spoken())
    said = _("%(day)s är nu med i kalendern.") if yes else _("%(day)s lämnas som den är.")
    messages.success(request, said % {"day": day[:1].upper() + day[1:]})
    return redirect("calendars:proposals", cooperation)
