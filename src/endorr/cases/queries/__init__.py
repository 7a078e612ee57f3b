"""Reads cases: for the company what concerns it, for staff what the walls let through, ready to show."""

from endorr.cases.queries.drafts import DraftView, draft_by_key
from endorr.cases.queries.due import due_warnings, lapsed_offers, next_lapse, next_warning, to_match, waiting_offers
from endorr.cases.queries.queue import Card, Queue, anonymous_card, queue_for
from endorr.cases.queries.whole import CaseView, Happening, case_for, case_of_link, readable

__all__ = [
    "Card",
    "CaseView",
    "DraftView",
    "Happening",
    "Queue",
    "anonymous_card",
    "case_for",
    "case_of_link",
    "draft_by_key",
    "due_warnings",
    "lapsed_offers",
    "next_lapse",
    "next_warning",
    "queue_for",
    "readable",
    "to_match",
    "waiting_offers",
]
