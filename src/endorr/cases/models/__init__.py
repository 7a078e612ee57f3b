"""The tables of the door, by noun: what came in, the case and its promise, its story, and the work on it."""

from endorr.cases.models.asking import Draft, Enquiry, NumberSeries
from endorr.cases.models.case import Case, GivenPromise, Reminder
from endorr.cases.models.counting import CountedThrough, MonthTally, Reach, ReachedCompany
from endorr.cases.models.following import CaseFile, CaseLink, FollowUp, Reopening, SharingRequest
from endorr.cases.models.story import Contact, Delivery, Entry, Kind
from endorr.cases.models.work import (
    AnswerTime,
    CannedAnswer,
    CoOwner,
    Habit,
    Hold,
    MailIntake,
    MissReason,
    Note,
    Referral,
    ReplyAddress,
    RePromise,
    Seen,
)

__all__ = [
    "AnswerTime",
    "CannedAnswer",
    "Case",
    "CaseFile",
    "CaseLink",
    "CoOwner",
    "Contact",
    "CountedThrough",
    "Delivery",
    "Draft",
    "Enquiry",
    "Entry",
    "FollowUp",
    "GivenPromise",
    "Habit",
    "Hold",
    "Kind",
    "MailIntake",
    "MissReason",
    "MonthTally",
    "Note",
    "NumberSeries",
    "RePromise",
    "Reach",
    "ReachedCompany",
    "Referral",
    "Reminder",
    "Reopening",
    "ReplyAddress",
    "Seen",
    "SharingRequest",
]
