"""Writes the mails of the door: to the company that asked, and to those who answer."""

from endorr.cases.letters.asking import (
    ask_afterwards,
    ask_right_person,
    ask_to_share,
    resume,
    tell_of_late_follow_up,
)
from endorr.cases.letters.company import (
    answer,
    confirm,
    promise_anew,
    promise_file,
    tell_new_link,
    tell_of_risk,
    to_company,
)
from endorr.cases.letters.leads import SHARE_SUBJECTS
from endorr.cases.letters.spoken import EASY, act_by, address_in, deadline, spoken, status_address, written
from endorr.cases.letters.staff import STAFF_LANGUAGE, offer, task_addresses, to_staff

__all__ = [
    "EASY",
    "SHARE_SUBJECTS",
    "STAFF_LANGUAGE",
    "act_by",
    "address_in",
    "answer",
    "ask_afterwards",
    "ask_right_person",
    "ask_to_share",
    "confirm",
    "deadline",
    "offer",
    "promise_anew",
    "promise_file",
    "resume",
    "spoken",
    "status_address",
    "task_addresses",
    "tell_new_link",
    "tell_of_late_follow_up",
    "tell_of_risk",
    "to_company",
    "to_staff",
    "written",
]
