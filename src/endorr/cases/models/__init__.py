"""The tables of the door, by noun: what came in, the case and its promise, and everything done about it."""

from endorr.cases.models.asking import Draft, Enquiry, NumberSeries
from endorr.cases.models.case import Case, GivenPromise, Reminder
from endorr.cases.models.counting import CountedThrough, MonthTally, Reach, ReachedCompany
from endorr.cases.models.story import Contact, Delivery, Entry, Kind

__all__ = [
    "Case",
    "Contact",
    "CountedThrough",
    "Delivery",
    "Draft",
    "Enquiry",
    "Entry",
    "GivenPromise",
    "Kind",
    "MonthTally",
    "NumberSeries",
    "Reach",
    "ReachedCompany",
    "Reminder",
]
