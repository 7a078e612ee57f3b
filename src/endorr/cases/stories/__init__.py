"""Tells a case's story line by line, as a timeline for the company or for staff."""

from endorr.cases.stories.company import for_company
from endorr.cases.stories.staff import for_staff

__all__ = ["for_company", "for_staff"]
