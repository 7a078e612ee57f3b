"""The only writers of the door, one module for each part of a question's life; what they share is in `story`."""

from endorr.cases.commands.answering import TakenError, close, give_back, log_contact, take, write
from endorr.cases.commands.asking import STATUS, Asked, Note, Receipt, ask
from endorr.cases.commands.covering import cover, part_left, uncovered
from endorr.cases.commands.delivering import organisations_reading
from endorr.cases.commands.drafting import Begun, forget_drafts, keep_answers, remind_of_draft, start_draft
from endorr.cases.commands.filing import CASE_FILES, add_file
from endorr.cases.commands.following import (
    add_message,
    close_by_company,
    close_private_page,
    confirm_contact,
    renew_private_page,
    say_unheard,
)
from endorr.cases.commands.following_up import AFTER, RIGHT, WRONG, grade, see_to_follow_up, tell_outcome
from endorr.cases.commands.mailing import TASK
from endorr.cases.commands.matching import match, put_off_match
from endorr.cases.commands.noting import (
    join,
    keep_canned_answer,
    log_reading,
    part,
    retire_canned_answer,
    set_single_keys,
    write_note,
)
from endorr.cases.commands.promising import explain_miss, hold, meet_answer_time, re_promise, resume, set_answer_time
from endorr.cases.commands.receiving import take_in, tell_of_parked
from endorr.cases.commands.referring import (
    accept,
    decline,
    heed_company,
    lapse,
    not_ours,
    refer,
    take_on,
    withdraw_offer,
)
from endorr.cases.commands.reopening import TakenUp, see_to_follow_up_clock, take_up_again
from endorr.cases.commands.sharing import answer_sharing, ask_to_share, change_sharing, permitted
from endorr.cases.commands.warning import see_to

__all__ = [
    "AFTER",
    "CASE_FILES",
    "RIGHT",
    "STATUS",
    "TASK",
    "WRONG",
    "Asked",
    "Begun",
    "Note",
    "Receipt",
    "TakenError",
    "TakenUp",
    "accept",
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
    "cover",
    "decline",
    "explain_miss",
    "forget_drafts",
    "give_back",
    "grade",
    "heed_company",
    "hold",
    "join",
    "keep_answers",
    "keep_canned_answer",
    "lapse",
    "log_contact",
    "log_reading",
    "match",
    "meet_answer_time",
    "not_ours",
    "organisations_reading",
    "part",
    "part_left",
    "permitted",
    "put_off_match",
    "re_promise",
    "refer",
    "remind_of_draft",
    "renew_private_page",
    "resume",
    "retire_canned_answer",
    "say_unheard",
    "see_to",
    "see_to_follow_up",
    "see_to_follow_up_clock",
    "set_answer_time",
    "set_single_keys",
    "start_draft",
    "take",
    "take_in",
    "take_on",
    "take_up_again",
    "tell_of_parked",
    "tell_outcome",
    "uncovered",
    "withdraw_offer",
    "write",
    "write_note",
]
