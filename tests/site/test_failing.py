"""What is answered when something fails behind a page."""

import pytest
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper
from django.test import Client


@pytest.mark.parametrize(
    ("fault", "status", "again"), [(OperationalError("gone"), 503, "30"), (ZeroDivisionError("ours"), 500, None)]
)
def test_a_database_that_does_not_answer_is_worth_another_try_and_a_fault_of_ours_is_not(
    fault: Exception, status: int, again: str | None, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    def fails(*_args: object, **_more: object) -> None:
        raise fault

    with monkeypatch.context() as broken:
        broken.setattr(CursorWrapper, "execute", fails)
        answer = Client(raise_request_exception=False).get("/vart-lofte/")
    assert (answer.status_code, answer.headers.get("Retry-After")) == (status, again)
    assert "Skicka den igen från samma sida" in answer.content.decode()
