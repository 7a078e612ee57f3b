"""The public page "När får jag svar?" and the calendars as open data."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr import worktime
from endorr.base.clock import local_date, now
from endorr.base.i18n.pages import is_easy, offered, page
from endorr.base.ui.parts import Column, Link, Table
from endorr.calendars.drawing import weeks
from endorr.calendars.forms import NATIONAL, MomentForm
from endorr.calendars.queries import Door, calendar_by_id, doors
from endorr.worktime import Calendar, Explanation, Language, UnknownCalendarError
from endorr.worktime.icalendar_out import as_icalendar


def _language(request: HttpRequest) -> Language:
    if is_easy(request):
        return Language.EASY
    return Language.EN if get_language() == "en" else Language.SV


def _choices() -> tuple[Door, ...]:
    """Every door, after the two national calendars anybody may count by."""
    return (
        Door(NATIONAL, _("Sverige, i allmänhet"), worktime.calendar("SE")),
        *doors(),
        Door("FI", _("Finland"), worktime.calendar("FI")),
    )


def _asked(request: HttpRequest, moment: datetime) -> dict[str, Any]:
    wall = worktime.wall_clock(moment, NATIONAL)
    filled: dict[str, Any] = {"kalender": NATIONAL, "dag": f"{wall:%Y-%m-%d}", "tid": f"{wall:%H.%M}"}
    return {**filled, **{name: request.GET[name] for name in filled if name in request.GET}}


def _answer(explained: Explanation, language: Language) -> dict[str, Any]:
    given, calendar = explained.promise, explained.calendar
    return {
        "sentence": worktime.sentence(given.due, calendar, language),
        "weeks": weeks(explained, language),
        "explained": explained,
        "days": [(day, day.reason.text(language)) for day in explained.days],
        "spoken": language.value,
        "zone": calendar.zone,
        "data": reverse("calendars:json", args=[calendar.id]),
        "feed": reverse("calendars:ics", args=[calendar.id]),
    }


@offered(easy="calendars/when.ll.html")
def when(request: HttpRequest) -> HttpResponse:
    """Try a moment: until when is a question asked then answered, and why. Without a moment, the present one."""
    form = MomentForm(_asked(request, now()), doors=_choices())
    context: dict[str, Any] = {"form": form, "tried": bool(request.GET)}
    if form.is_valid():
        explained = worktime.explain(form.cleaned_data["received"], form.calendar())
        context |= _answer(explained, _language(request))
    return page(request, "calendars/when.html", context)


def open_data(request: HttpRequest) -> HttpResponse:
    """List every calendar with its next 400 days as JSON and iCalendar."""
    columns = [Column(_("Kalender")), Column(_("Version")), Column(_("JSON")), Column(_("iCalendar"))]
    rows = [
        (
            door.name,
            str(door.calendar.version),
            Link("JSON", reverse("calendars:json", args=[door.id]), more=door.name),
            Link("iCalendar", reverse("calendars:ics", args=[door.id]), more=door.name),
        )
        for door in _choices()
    ]
    return page(request, "calendars/open_data.html", {"table": Table(_("Kalendrar"), columns, rows)})


def _found(slug: str) -> Calendar:
    try:
        return calendar_by_id(slug)
    except UnknownCalendarError as unknown:
        raise Http404 from unknown


def _published(response: HttpResponse, calendar: Calendar) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=3600"
    response["ETag"] = f'"{calendar.id}-{calendar.version}-{local_date(now())}"'
    return response


def as_json(_request: HttpRequest, slug: str) -> HttpResponse:
    """The next 400 days of a calendar as JSON."""
    calendar = _found(slug)
    values = worktime.as_json(calendar, local_date(now()))
    return _published(JsonResponse(values, json_dumps_params={"ensure_ascii": False}), calendar)


def as_ics(_request: HttpRequest, slug: str) -> HttpResponse:
    """The next 400 days of a calendar as iCalendar."""
    calendar = _found(slug)
    text = as_icalendar(calendar, local_date(now()), published=now())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{calendar.id}.ics"'
    return _published(response, calendar)
