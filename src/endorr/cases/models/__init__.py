"""The tables of the door, by noun: what came in, the case and its promise, and everything done about it."""

from endorr.cases.models.asking import Draft, Enquiry, NumberSeries
from endorr.cases.models.case import Case, GivenPromise, Reminder
from endorr.cases.models.following import CaseFile, CaseLink, FollowUp, Reopening, SharingRequest
from endorr.cases.models.story import Contact, Delivery, Entry, Kind

__all__ = [
    "Case",
    "CaseFile",
    "CaseLink",
    "Contact",
    "Delivery",
    "Draft",
    "Enquiry",
    "Entry",
    "FollowUp",
    "GivenPromise",
    "Kind",
    "NumberSeries",
    "Reminder",
    "Reopening",
    "SharingRequest",
]
