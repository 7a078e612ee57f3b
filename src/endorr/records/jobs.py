"""The room's share of the worker's round: no request is left unanswered in silence."""

from datetime import timedelta

from endorr.base.jobs import Job
from endorr.records import queries
from endorr.records.commands import remind

JOBS = (Job("records.remind", timedelta(minutes=1), remind),)
NEXT_DUE = (queries.next_due,)
