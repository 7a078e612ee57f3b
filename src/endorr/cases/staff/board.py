"""The coordinator's board: organisations by time left, what is at risk, what broke and why, what is stuck."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from endorr import worktime
from endorr.base.clock import now
from endorr.base.i18n.formats import moment_without_year
from endorr.base.ui.parts import Cell, Column, Link, Table, Tag
from endorr.cases.letters import spoken
from endorr.cases.queries.board import Board, Miss, Stuck, board_for
from endorr.cases.staff.common import language, viewer_of
from endorr.cases.staff.queue import time_left
from endorr.cases.words import MISS_CAUSES
from endorr.worktime import Calendar


def board(request: HttpRequest) -> HttpResponse:
    """Show the board of the cooperations one coordinates."""
    at = now()
    found = board_for(viewer_of(request), at)
    context = {
        "board": found,
        "at": moment_without_year(at, language()),
        "heat": _heat(found),
        "risk": _risk(found),
        "missed": _missed(found),
        "offers": _stuck(found.offers, _("Erbjudanden utan svar"), _("Inget erbjudande väntar på svar.")),
        "requests": _stuck(
            found.requests, _("Företag som ska svara om delning"), _("Inget företag är tillfrågat om delning.")
        ),
        "holes": _holes(found),
    }
    return render(request, "cases/board.html", context)


def _heat(found: Board) -> Table:
    """Numbers in every cell; the colour only repeats what the column says."""
    kinds = ("bad", "bad", "warn", "warn", "plain", "plain")
    labels = (
        _("Försenade"),
        _("Högst 1 tim"),
        _("Högst 2 tim"),
        _("Högst 4 tim"),
        _("Högst 8 tim"),
        _("Mer än 8 tim"),
    )
    rows: list[list[Cell]] = [
        [name, *(Tag(str(count), kinds[place]) if count else 0 for place, count in enumerate(bands))]  # type: ignore[arg-type]
        for name, bands in found.heat
    ]
    columns = [Column(_("Organisation")), *(Column(label, numeric=True) for label in labels)]
    return Table(
        _("Utan kontakt, efter kontorstid kvar"), columns, rows, empty=_("Alla öppna frågor har fått kontakt.")
    )


def _question(public_id: str, name: str) -> Link:
    return Link(name, reverse("cases:case", args=[public_id]))


def _deadline(at: datetime, calendar: Calendar) -> str:
    return worktime.deadline(at, calendar, spoken(language()))


def _risk(found: Board) -> Table:
    rows = [
        (
            _question(one.public_id, one.name),
            one.at,
            _deadline(one.act_by, one.calendar),
            Tag(time_left(one.minutes_left), "warn") if one.minutes_left else Tag(_("Kontorstiden är slut"), "bad"),
        )
        for one in found.at_risk
    ]
    columns = [Column(name) for name in (_("Fråga"), _("Hos"), _("Kontakta senast"), _("Kvar"))]
    return Table(_("I riskzonen"), columns, rows, empty=_("Ingen fråga har under två timmar kvar."))


def _missed(found: Board) -> Table:
    rows = [
        (
            _question(one.public_id, one.name),
            one.at,
            _deadline(one.due, one.calendar),
            _why(one),
        )
        for one in found.missed
    ]
    columns = [Column(name) for name in (_("Fråga"), _("Hos"), _("Lovat"), _("Varför"))]
    return Table(_("Brutna löften de senaste 30 dagarna"), columns, rows, empty=_("Inget löfte har brutits."))


def _why(one: Miss) -> Cell:
    if one.cause is None:
        return Tag(_("Inte sagt"), "warn")
    return ". ".join(filter(None, (str(MISS_CAUSES[one.cause]), one.text)))


def _stuck(found: Sequence[Stuck], caption: str, empty: str) -> Table:
    rows = [
        (
            _question(one.public_id, one.name),
            one.to,
            moment_without_year(one.since, language()),
            moment_without_year(one.until, language()) if one.until else "",
        )
        for one in found
    ]
    columns = [Column(name) for name in (_("Fråga"), _("Till"), _("Sedan"), _("Svar senast"))]
    return Table(caption, columns, rows, empty=empty)


def _holes(found: Board) -> Table:
    columns = [Column(name) for name in (_("Funktion"), _("Organisation"))]
    return Table(
        _("Funktioner där ingen svarar i dag"), columns, found.holes, empty=_("Bakom varje funktion finns någon i dag.")
    )
