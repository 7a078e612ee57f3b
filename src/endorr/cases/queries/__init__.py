"""Reads cases: for the company what concerns it, for staff what the walls let through, ready to show."""

from endorr.cases.queries.drafts import DraftView, draft_by_key
from endorr.cases.queries.due import (
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
from endorr.cases.queries.own import (
    Afterwards,
    OwnPage,
    Wanted,
    asking_of_link,
    case_file,
    case_files,
    number_of_link,
    own_file,
    own_page,
    request_of_link,
)
from endorr.cases.queries.queue import Card, Queue, anonymous_card, queue_for
from endorr.cases.queries.whole import CaseView, Happening, case_for, case_of_link, promise_given, readable

__all__ = [
    "Afterwards",
    "Card",
    "CaseView",
    "DraftView",
    "Happening",
    "OwnPage",
    "Queue",
    "Wanted",
    "anonymous_card",
    "asking_of_link",
    "case_file",
    "case_files",
    "case_for",
    "case_of_link",
    "draft_by_key",
    "due_follow_ups",
    "due_warnings",
    "lapsed_offers",
    "late_follow_up_clocks",
    "left_drafts",
    "next_lapse",
    "next_warning",
    "number_of_link",
    "own_file",
    "own_page",
    "promise_given",
    "queue_for",
    "readable",
    "request_of_link",
    "to_match",
    "waiting_offers",
]
