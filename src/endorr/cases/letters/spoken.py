"""The promise in words, and the addresses a mail leads to."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from endorr import worktime
from endorr.calendars.queries import pinned
from endorr.cases.models import Case

EASY = "sv-x-lattlast"


def written(language: str) -> str:
    """Return the language of the words for a company's language: easy Swedish is Swedish, and one we lack too."""
    return language if language in dict(settings.LANGUAGES) else "sv"


def spoken(language: str) -> worktime.Language:
    """Return the language of the promise's sentences for a page's or a mail's language."""
    if language == EASY:
        return worktime.Language.EASY
    return worktime.Language(language) if language in set(worktime.Language) else worktime.Language.SV


def deadline(case: Case, language: str) -> str:
    """Return a case's promised time in words, on the wall of the door that gave it."""
    given = case.promise
    return worktime.deadline(given.due, pinned(given.calendar_id, given.calendar_version), spoken(language))


def act_by(case: Case, language: str) -> str:
    """Return in words when staff must act at the latest."""
    given = case.promise
    return worktime.deadline(given.act_by, pinned(given.calendar_id, given.calendar_version), spoken(language))


def address_in(site: str, name: str, *args: str, language: str) -> str:
    """Return the whole address of a page in a language."""
    with override(written(language)):
        return site + reverse(name, args=args)


def status_address(site: str, token: str, language: str) -> str:
    """Return the whole address of a case's private page, in the company's language."""
    return address_in(site, "cases:status", token, language=language)
