"""The only writers of the door, one module for each part of a question's life; what they share is in `story`."""

from endorr.cases.commands.answering import TakenError, close, give_back, log_contact, take, write
from endorr.cases.commands.asking import STATUS, Asked, Note, Receipt, ask
from endorr.cases.commands.delivering import organisations_reading
from endorr.cases.commands.drafting import Begun, forget_drafts, keep_answers, remind_of_draft, start_draft
from endorr.cases.commands.filing import CASE_FILES, add_file
from endorr.cases.commands.following import (
    add_message,
    close_by_company,
    close_private_page,
    confirm_contact,
    say_unheard,
)
from endorr.cases.commands.following_up import AFTER, RIGHT, WRONG, grade, see_to_follow_up, tell_outcome
from endorr.cases.commands.reopening import TakenUp, see_to_follow_up_clock, take_up_again
from endorr.cases.commands.sharing import answer_sharing, ask_to_share, change_sharing, permitted
from endorr.cases.commands.warning import see_to

__all__ = [
    "AFTER",
    "CASE_FILES",
    "RIGHT",
    "STATUS",
    "WRONG",
    "Asked",
    "Begun",
    "Note",
    "Receipt",
    "TakenError",
    "TakenUp",
    "add_file",
    "add_message",
    "answer_sharing",
    "ask",
    "ask_to_share",
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
    "permitted",
    "remind_of_draft",
    "say_unheard",
    "see_to",
    "see_to_follow_up",
    "see_to_follow_up_clock",
    "start_draft",
    "take",
    "take_up_again",
    "tell_outcome",
    "write",
]
