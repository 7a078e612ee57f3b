"""Versions of a door's calendar, and days that feeds propose."""

from datetime import date

import pytest
from tests.calendars.factories import NOW, coordinator, door, plain

from endorr.base.ledger.models import Event
from endorr.calendars.commands import (
    ChangeRefusedError,
    StaleVersionError,
    accept_day,
    change_calendar,
    decline_day,
    open_calendar,
    propose_days,
)
from endorr.calendars.models import CalendarVersion, ProposedDay
from endorr.calendars.queries import calendar_by_id, calendar_of, doors, history, pinned
from endorr.calendars.staff.queries import kept_door, kept_doors, proposals
from endorr.worktime import UnknownCalendarError, calendar
from endorr.worktime.feed import Proposal

pytestmark = pytest.mark.django_db

BRIDGE = date(2027, 5, 7)
KARIN = "person:karin"


def test_a_change_makes_a_version_and_leaves_the_old_one_for_those_it_was_promised_by() -> None:
    door()
    before = calendar_by_id("vasterbotten")
    change_calendar("vasterbotten", before.closed_on(BRIDGE, "klämdag"), note="klämdag", now=NOW, actor=KARIN)

    assert not calendar_by_id("vasterbotten").is_working_day(BRIDGE)
    assert pinned("vasterbotten", 1).is_working_day(BRIDGE)
    assert [row.number for row in history("vasterbotten")] == [2, 1]
    event = Event.objects.get(kind="calendars.changed")
    assert event.facts == {"calendar": "vasterbotten", "version": 2, "changed": ["overrides 2027-05-07"]}
    assert event.actor == KARIN


def test_two_who_change_at_once_do_not_overwrite_each_other() -> None:
    door()
    read_by_both = calendar_by_id("vasterbotten")
    change_calendar("vasterbotten", read_by_both.closed_on(BRIDGE), now=NOW, actor=KARIN)
    with pytest.raises(StaleVersionError):
        change_calendar("vasterbotten", read_by_both.closed_on(date(2027, 1, 7)), now=NOW, actor=KARIN)
    assert CalendarVersion.objects.count() == 2


def test_a_refused_change_leaves_no_trace() -> None:
    door()
    with pytest.raises(ChangeRefusedError, match="notice"):
        change_calendar("vasterbotten", calendar_by_id("vasterbotten").closed_on(NOW.date()), now=NOW, actor=KARIN)
    assert CalendarVersion.objects.count() == 1
    assert not Event.objects.filter(kind="calendars.changed").exists()


def test_a_door_without_a_calendar_keeps_the_national_one() -> None:
    made = door("halland", "Exportsamverkan Halland")
    assert calendar_of(made.pk).id == "halland"
    assert calendar_of(made.pk + 1000) == calendar("SE")


def test_an_unknown_calendar_is_said_to_be_unknown() -> None:
    with pytest.raises(UnknownCalendarError):
        calendar_by_id("atlantis")
    with pytest.raises(UnknownCalendarError):
        pinned("SE", 99)


def test_what_is_stored_is_what_was_meant() -> None:
    door()
    assert calendar_by_id("vasterbotten") == plain().changed(version=1)


def test_a_feed_changes_nothing_until_a_person_says_yes_day_by_day() -> None:
    made = door()
    karin = coordinator(made)
    feed = [Proposal(BRIDGE, "Klämdag"), Proposal(date(2027, 11, 11), "Mårten gås")]
    assert propose_days("vasterbotten", feed, source="helgdagar.ics") == 2
    assert propose_days("vasterbotten", feed, source="helgdagar.ics") == 0
    assert calendar_by_id("vasterbotten").version == 1

    bridge, goose = proposals(karin, made.public_id)
    accept_day("vasterbotten", bridge.public_id, now=NOW, actor=KARIN)
    decline_day("vasterbotten", goose.public_id, now=NOW, actor=KARIN)

    assert not calendar_by_id("vasterbotten").is_working_day(BRIDGE)
    assert calendar_by_id("vasterbotten").is_working_day(date(2027, 11, 11))
    assert proposals(karin, made.public_id) == ()
    assert propose_days("vasterbotten", feed, source="helgdagar.ics") == 0


def test_a_day_is_decided_once() -> None:
    made = door()
    propose_days("vasterbotten", [Proposal(BRIDGE, "Klämdag")], source="helgdagar.ics")
    (row,) = proposals(coordinator(made), made.public_id)
    accept_day("vasterbotten", row.public_id, now=NOW, actor=KARIN)
    with pytest.raises(ProposedDay.DoesNotExist):
        decline_day("vasterbotten", row.public_id, now=NOW, actor=KARIN)


def test_another_doors_calendar_and_proposals_are_not_seen() -> None:
    west = door()
    other = door("halland", "Exportsamverkan Halland")
    propose_days("vasterbotten", [Proposal(BRIDGE, "Klämdag")], source="helgdagar.ics")
    karin = coordinator(other)
    assert proposals(karin, west.public_id) == ()
    assert kept_door(karin, west.public_id) is None
    assert [mine.slug for mine in kept_doors(karin)] == ["halland"]
    assert [any_door.id for any_door in doors()] == ["halland", "vasterbotten"]


def test_a_door_that_has_a_calendar_keeps_it_when_asked_to_begin_again() -> None:
    made = door()
    open_calendar(made.public_id, calendar("SE").changed(id="annan"), now=NOW, actor=KARIN)
    assert calendar_of(made.pk).id == "vasterbotten"
    assert CalendarVersion.objects.count() == 1
