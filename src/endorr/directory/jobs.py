"""What the worker does for the directory: throw away spreadsheets that nobody accepted."""

from datetime import timedelta

from endorr.base.jobs import Job
from endorr.directory.intake.commands import throw_away_old_sheets

JOBS = (Job("directory.old_sheets", every=timedelta(minutes=30), run=throw_away_old_sheets),)
