"""The only writers of the door, one module for each part of a question's life; what they share is in `story`."""

from endorr.cases.commands.answering import TakenError, close, give_back, log_contact, take, write
from endorr.cases.commands.asking import STATUS, Asked, Receipt, ask, forget_drafts, keep_answers, start_draft
from endorr.cases.commands.covering import cover, cover_all, uncovered
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
from endorr.cases.commands.warning import see_to

__all__ = [
    "STATUS",
    "TASK",
    "Asked",
    "Receipt",
    "TakenError",
    "accept",
    "add_message",
    "ask",
    "change_sharing",
    "close",
    "close_by_company",
    "close_private_page",
    "confirm_contact",
    "cover",
    "cover_all",
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
    "put_off_match",
    "re_promise",
    "refer",
    "resume",
    "retire_canned_answer",
    "say_unheard",
    "see_to",
    "set_answer_time",
    "set_single_keys",
    "start_draft",
    "take",
    "take_in",
    "take_on",
    "tell_of_parked",
    "uncovered",
    "withdraw_offer",
    "write",
    "write_note",
]
