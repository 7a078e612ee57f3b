"""The demo's cheques: made up, marked as such, and a story that begins at its beginning."""

import pytest
from tests.cheques.factories import NOW

from endorr.base.demo.people import seed_people
from endorr.base.outbox.models import OutboxRow
from endorr.cheques.demo.seeds import OPEN_CALL, sow
from endorr.cheques.demo.story import steps
from endorr.cheques.models import Application, Call
from endorr.cheques.rules.words import State
from endorr.directory.demo.commands import sow_facts

pytestmark = pytest.mark.django_db


def test_the_demo_begins_with_a_finished_cheque_one_with_the_board_and_a_draft(settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    for seed in (sow_facts, seed_people, sow, sow):
        seed(NOW)
    assert dict(Application.objects.values_list("number", "state")) == {
        "EC-VAR-001": State.CLOSED,
        "EC-HOST-001": State.ASSESSMENT,
        "": State.DRAFT,
    }
    assert not Application.objects.exclude(fictional=True).exists()
    assert not Call.objects.exclude(fictional=True).exists()
    assert [row.payload["to"] for row in OutboxRow.objects.all()] == ["ture@foretag.example"]
    told = steps(NOW)
    assert len(told) == 14
    assert not any(one.done for one in told)
    assert told[0].where == f"/checkar/{OPEN_CALL}/"
