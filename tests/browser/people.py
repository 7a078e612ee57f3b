"""Signs somebody in without the pages of it, which have tests of their own, and presses what they press."""

import re

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Locator, Page
from tests.browser.conftest import Visit

from endorr.base.accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def sign_in(visit: Visit, person: User) -> None:
    """Give the browser of a visit a session of the person's."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    here = re.sub(r"(//[^/]+/).*", r"\1", visit.page.url)
    visit.page.context.add_cookies([{"name": "sessionid", "value": str(session.session_key), "url": here}])


def press(page: Page, name: str) -> None:
    """Press the first button of a name, and be on the page it leads to."""
    follow(page, page.get_by_role("button", name=name, exact=True).first)


def follow(page: Page, what: Locator) -> None:
    """Click what leads to another page, and be there.

    A click returns as soon as it is made, and the answer comes when the server has it: without waiting for just this
    change of pages, on a busy machine the next line reads, fills in or examines the page that is being left.
    """
    with page.expect_navigation():
        what.click()
