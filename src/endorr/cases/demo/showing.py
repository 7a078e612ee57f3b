"""Makes a scene of the story ready to show: mails as they stand, what waits, the public figures and how they moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr import worktime
from endorr.base.i18n.formats import day_without_year, percent
from endorr.base.outbox.queries import Sent
from endorr.cases.demo import telling
from endorr.cases.demo.scene import Scene
from endorr.cases.demo.situations import BY_KEY
from endorr.cases.figures.queries import Line
from endorr.cases.letters.spoken import spoken
from endorr.cases.queries import Card
from endorr.cases.rules import State
from endorr.cases.staff.queue import Line as QueueLine
from endorr.cases.staff.queue import lines, summary
from endorr.worktime import CountedDay


def shared(line: Line | None) -> list[int] | None:
    """Return a line's contacts in time and promises, to be compared with later."""
    return [line.figures.in_time.count, line.figures.promises] if line and line.figures else None


def context(found: Scene, kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the three panes are drawn from; `kept` is what the visitor's session remembers of the story."""
    language = get_language() or "sv"
    before = kept.get("before", {})
    return {
        "scene": found,
        "case": found.case,
        "now": found.now,
        "said": kept.get("said", ""),
        "token": kept["token"],
        "situation": BY_KEY.get(kept["situation"]),
        "deadline": telling.deadline(found),
        "sentence": worktime.sentence(found.case.promise.due, found.case.calendar, spoken(language)),
        "company_mail": _letter(found.company_mails[0]) if found.company_mails else None,
        "staff_mails": [_letter(one) for one in found.staff_mails],
        "phone_says": telling.phone(found),
        "mail_says": telling.mail(found),
        "board_says": telling.board(found),
        "figure_says": telling.figure(found),
        "figures": [
            _figure(_("Här vid dörren"), found.door, before.get("door"), language),
            _figure(_("Hela landet"), found.country, before.get("country"), language),
        ],
        "next": found.ahead[0] if found.ahead else None,
        "summary": summary(found.queue) if found.queue else "",
        "lines": _lines(found),
        "days": [_day(day) for day in found.days],
        "open": found.case.state != "closed",
    }


_TAGS = {"p", "a", "strong", "em", "ul", "ol", "li", "br", "h2", "h3"}


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it stands in a pane: its own HTML, of which only words and links are left."""

    mail: Sent
    words: SafeString


def _letter(mail: Sent) -> Letter:
    # The heading repeats the subject; the pane has it already.
    clean = nh3.clean(mail.html, tags=_TAGS, attributes={"a": {"href"}}, clean_content_tags={"style", "title", "h1"})
    return Letter(mail, mark_safe(clean))  # noqa: S308 - cleaned on the line above


MOST_LINES = 6


def _lines(found: Scene) -> list[QueueLine]:
    """Return what waits soonest, the story's own question always among it."""
    if found.queue is None:
        return []
    open_ones = [one for one in found.queue.cards if not _reached(one)]
    ordered = sorted(open_ones, key=lambda one: (one.act_by, one.public_id))
    mine = [one for one in ordered if one.public_id == found.case.public_id]
    nearest = [one for one in ordered if one not in mine][: MOST_LINES - len(mine)]
    return lines(tuple(sorted([*mine, *nearest], key=lambda one: (one.act_by, one.public_id))), found.now)


def _reached(card: Card) -> bool:
    return card.state is State.CONTACTED


def _day(day: CountedDay) -> dict[str, str]:
    language = get_language() or "sv"
    minutes = int(day.counted.total_seconds()) // 60
    told = {"hours": minutes // 60, "minutes": minutes % 60}
    hours = _("%(hours)s tim %(minutes)s min räknas") % told if minutes else ""
    return {
        "name": day_without_year(day.reason.day, language),
        "why": day.reason.text(spoken(language)),
        "hours": hours,
    }


def _figure(name: str, line: Line | None, before: list[int] | None, language: str) -> dict[str, str]:
    if line is None or line.figures is None:
        return {"name": name, "value": "–", "note": _("för få för att visas"), "moved": ""}
    share = line.figures.in_time
    moved = ""
    if before and before != [share.count, share.of]:
        told = {"count": before[0], "of": before[1], "now": share.count, "nowof": share.of}
        moved = _("var %(count)s av %(of)s när du frågade, nu %(now)s av %(nowof)s") % told
    value = percent(share.share, language) if share.share is not None else "–"
    return {
        "name": name,
        "value": value,
        "note": _("%(count)s av %(of)s i tid") % {"count": share.count, "of": share.of},
        "moved": moved,
    }
