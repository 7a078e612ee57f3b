"""Writes the mails of the door: to the company that asked, and to those who answer."""

from endorr.cases.letters.company import answer, confirm, promise_anew, promise_file, tell_of_risk, to_company
from endorr.cases.letters.spoken import act_by, deadline, spoken, status_address
from endorr.cases.letters.staff import STAFF_LANGUAGE, offer, task_addresses, to_staff

__all__ = [
    "STAFF_LANGUAGE",
    "act_by",
    "answer",
    "confirm",
    "deadline",
    "offer",
    "promise_anew",
    "promise_file",
    "spoken",
    "status_address",
    "task_addresses",
    "tell_of_risk",
    "to_company",
    "to_staff",
]
