"""What the worker does for the door: sees to warnings, askings and drafts that are due, and forgets old drafts."""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from functools import partial

from endorr.base.jobs import Daily, Job
from endorr.base.outbox.commands import note_trouble
from endorr.base.outbox.queries import Received, untaken
from endorr.cases.commands import (
    cover,
    forget_drafts,
    heed_company,
    lapse,
    match,
    part_left,
    put_off_match,
    remind_of_draft,
    see_to,
    see_to_follow_up,
    see_to_follow_up_clock,
    take_in,
    tell_of_parked,
    uncovered,
)
from endorr.cases.commands.bouncing import note_bounce
from endorr.cases.commands.drafting import RESUMED_AFTER
from endorr.cases.figures.commands import bring_up_to_date
from endorr.cases.queries import (
    due_follow_ups,
    due_warnings,
    lapsed_offers,
    late_follow_up_clocks,
    left_drafts,
    next_lapse,
    next_warning,
    to_match,
    waiting_offers,
)
from endorr.cases.queries.answers import answers_given_up

log = logging.getLogger(__name__)

DRAFTS_KEPT = timedelta(days=14)


def each(deeds: Iterable[partial[bool]]) -> int:
    """Do each deed and return how many were done; one that fails stops no other, and the worker is told afterwards."""
    done, failed = 0, []
    for deed in deeds:
        try:
            done += deed()
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one row, it must not stop the others
            log.warning(
                "a row was left", extra={"deed": deed.func.__name__, "row": deed.args, "error": type(error).__name__}
            )
            failed.append(error)
    if failed:
        raise failed[0]
    return done


def warn(now: datetime) -> int:
    """See to every warning that is due; each is claimed by a conditional UPDATE and sent in the same transaction."""
    return each(partial(see_to, warning, now=now) for warning in due_warnings(now))


def ask_afterwards(now: datetime) -> int:
    """Ask the companies that are due to be asked how it went; what a sleeping worker missed is asked when it wakes."""
    return each(partial(see_to_follow_up, row, now=now) for row in due_follow_ups(now))


def watch_follow_up_clocks(now: datetime) -> int:
    """Warn of questions taken up again that nobody has been in touch about."""
    return each(partial(see_to_follow_up_clock, row, now=now) for row in late_follow_up_clocks(now))


def remind_of_drafts(now: datetime) -> int:
    """Mail the way back to whoever left a draft with an address in it: once each."""
    return each(partial(remind_of_draft, key, now=now) for key in left_drafts(now - RESUMED_AFTER))


def forget(now: datetime, missed: Sequence[datetime]) -> int:
    """Forget the drafts that nobody sent; a night that was missed changes nothing."""
    assert missed
    return forget_drafts(before=now - DRAFTS_KEPT)


def lapse_offers(now: datetime) -> int:
    """Go on with offers: those the company has said yes or no to, and those nobody answered in time."""
    heeded = [partial(heed_company, offer, now=now) for offer in waiting_offers()]
    return each([*heeded, *(partial(lapse, offer, now=now) for offer in lapsed_offers(now))])


def cover_absent(now: datetime) -> int:
    """Give what somebody away or gone has to a deputy, or back to the door, and let co-owners who have left go."""
    return part_left(now) + each(partial(cover, case, now=now) for case in uncovered(now))


def match_new(now: datetime) -> int:
    """Ask the match about questions that have just come in; one it stumbles on is left to its desk and tried again."""
    done = 0
    for case in to_match(now):
        try:
            done += match(case, now=now)
        except Exception as error:  # noqa: BLE001 - a proposal is a help; nothing that was promised may wait for it
            put_off_match(case, now=now)
            log.warning("no proposal", extra={"case": case, "error": type(error).__name__})
    return done


TRIES = 3


def take_mail_in(now: datetime) -> int:
    """Take in what has come by mail; one that cannot be understood is parked after some tries and stops no other."""
    return sum(_taken(mail, now) for mail in untaken(limit=200))


def _taken(mail: Received, now: datetime) -> bool:
    try:
        return take_in(mail, now=now)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it, it must not stop the others
        log.warning("a mail could not be taken in", extra={"mail": mail.public_id, "error": type(error).__name__})
        if note_trouble(mail.public_id, type(error).__name__, most=TRIES, now=now):
            tell_of_parked(mail, now=now)
        return False


BOUNCES_LOOKED_FOR = timedelta(days=4)
"""Longer than the outbox goes on trying."""


def heed_bounces(now: datetime) -> int:
    """Take back what answers were counted for that the outbox has given up on; known ones change nothing."""
    return each(partial(note_bounce, contact, now=now) for contact in answers_given_up(now - BOUNCES_LOOKED_FOR))


JOBS = (
    Job("cases.bounces", timedelta(minutes=1), heed_bounces),
    Job("cases.match", timedelta(seconds=5), match_new),
    Job("cases.mail", timedelta(seconds=5), take_mail_in),
    Job("cases.warn", timedelta(seconds=20), warn),
    Job("cases.ask_afterwards", timedelta(minutes=1), ask_afterwards),
    Job("cases.follow_up_clocks", timedelta(minutes=1), watch_follow_up_clocks),
    Job("cases.remind_of_drafts", timedelta(minutes=5), remind_of_drafts),
    Job("cases.offers", timedelta(seconds=20), lapse_offers),
    Job("cases.cover_absent", timedelta(minutes=1), cover_absent),
    Job("cases.count", timedelta(minutes=1), bring_up_to_date),
    Daily("cases.forget_drafts", time(3, 20), forget),
)
NEXT_DUE = (next_warning, next_lapse)
