"""The only writers of the door, one module for each part of a question's life; what they share is in `story`."""

from endorr.cases.commands.answering import TakenError, close, give_back, log_contact, take, write
from endorr.cases.commands.asking import STATUS, Asked, Receipt, ask, forget_drafts, keep_answers, start_draft
from endorr.cases.commands.delivering import organisations_reading
from endorr.cases.commands.following import (
    add_message,
    change_sharing,
    close_by_company,
    close_private_page,
    confirm_contact,
    grade,
    say_unheard,
)
from endorr.cases.commands.warning import see_to

__all__ = [
    "STATUS",
    "Asked",
    "Receipt",
    "TakenError",
    "add_message",
    "ask",
    "change_sharing",
    "close",
    "close_by_company",
    "close_private_page",
    "confirm_contact",
    "forget_drafts",
    "give_back",
    "grade",
    "keep_answers",
    "log_contact",
    "organisations_reading",
    "say_unheard",
    "see_to",
    "start_draft",
    "take",
    "write",
]
