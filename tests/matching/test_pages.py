"""Those who coordinate look back on a week, try new phrases on old questions, and read why a question went where."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.cases.factories import adviser, region_of, signed_in
from tests.matching.factories import BY, NOW, asked, coordinator, north

from endorr.base.tenancy.models import Cooperation
from endorr.base.tenancy.rules import Role, Viewer
from endorr.matching import queries
from endorr.matching.commands import forget, learn, propose
from endorr.matching.models import Trace
from endorr.matching.rules.lessons import EVIDENCE, Experience, Kind, Learnt, experience, weight
from endorr.matching.rules.proposal import Why
from endorr.matching.rules.replay import Confusion
from endorr.matching.shelf import matcher_now
from endorr.matching.trying import try_phrases

pytestmark = pytest.mark.django_db

MUSHROOMS = "Vi odlar svamp på spillvärme och vill leverera svampkassar till restauranger i Oslo, vad gäller?"


@pytest.fixture(scope="module")
def door(sown_together: None) -> Cooperation:
    return north()


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("endorr.matching.views.now", lambda: NOW + timedelta(hours=1))


def person(door: Cooperation, role: Role) -> Client:
    return signed_in(adviser("Siv Lund" if role is Role.COORDINATOR else "Bo Ek", region_of(door), role))


def test_a_week_shows_what_was_unsure_confused_unreached_and_which_words_to_add(door: Cooperation) -> None:
    for number in range(3):
        propose(asked(door, MUSHROOMS, f"m-{number}"), **BY)
        learn(f"m-{number}", Kind.OVERRIDE, "livsmedelsverket", right=True, **BY)
    propose(asked(door, "Vad kostar det?", "poor"), **BY)
    Trace.objects.filter(enquiry__startswith="m-").update(first="municipality")

    him = coordinator(door)
    told = queries.week(him, since=NOW - timedelta(days=1), until=NOW + timedelta(days=1))
    assert told.questions == 4
    assert told.confusions == (Confusion("municipality", "livsmedelsverket", 3),)
    assert (told.right_first, told.judged) == (0, 3)
    assert "poor" not in {one.first for one in told.unsure}
    assert Trace.objects.get(enquiry="poor").public_id in {one.id for one in told.unsure}
    assert "tv-eori" in told.unreached
    assert {"svamp"} <= {word for one in told.suggestions for word in one.words}
    assert queries.week(Viewer(), since=NOW - timedelta(days=1), until=NOW + timedelta(days=1)).questions == 0

    page = person(door, Role.COORDINATOR).get("/arbete/matchning/").content.decode()
    assert "Livsmedelsverket var rätt: 3 gånger" in page
    assert "svamp" in page


def test_phrases_are_tried_on_last_years_questions_and_nothing_is_written(door: Cooperation) -> None:
    made = propose(asked(door, MUSHROOMS), **BY)
    assert made.first is not None
    target = "scb" if made.first.kind != "scb" else "prv"
    kept = queries.traces(coordinator(door), since=NOW - timedelta(days=1), until=NOW + timedelta(days=1))
    phrase = ("sv", "Vi odlar svamp och vill leverera svampkassar på spillvärme till restauranger.")
    before = matcher_now(NOW)[0].library
    moved = try_phrases(target, [phrase] * 2, kept, now=NOW)
    assert [(one.trace, one.after) for one in moved] == [(made.id, target)]
    assert try_phrases("scb", [("sv", "Helt annat om stenkross.")], kept, now=NOW) == ()
    assert matcher_now(NOW)[0].library == before

    client = person(door, Role.COORDINATOR)
    told = client.post("/arbete/matchning/prova/", {"key": target, "language": "sv", "phrases": phrase[1]})
    assert "1 fråga av 1 hade gått till någon annan" in told.content.decode()
    empty = client.post("/arbete/matchning/prova/", {"key": target, "language": "sv", "phrases": "  "})
    assert empty.status_code == 200
    assert f'value="{target}" selected' in empty.content.decode(), "what was chosen is not lost"

    forget("enquiry-1", **BY)
    forgotten = queries.traces(coordinator(door), since=NOW - timedelta(days=1), until=NOW + timedelta(days=1))
    assert try_phrases(target, [phrase], forgotten, now=NOW) == ()


def test_one_proposal_tells_every_reason_to_its_own_cooperation(door: Cooperation) -> None:
    made = propose(asked(door, "Kunden i Ghana betalar inte. Kan man försäkra sig?"), **BY)
    page = person(door, Role.ADVISER).get(f"/arbete/matchning/forslag/{made.id}/")
    told = page.content.decode()
    assert "EKN" in told
    assert "handlar om utebliven betalning" in told
    assert "Garantier svarar för kommunen" in told
    assert "Varför inte de andra?" in told
    assert person(door, Role.COORDINATOR).get("/arbete/matchning/forslag/nobodyhasthis/").status_code == 404


def test_history_weighs_nothing_until_there_is_evidence() -> None:
    assert [weight(number) for number in (0, EVIDENCE - 1)] == [0.0, 0.0]
    assert 0.0 < weight(EVIDENCE) < 0.05
    assert weight(500) == 1.0
    few = experience([Learnt("ekn", right=True, features=("svamp",))] * (EVIDENCE - 1))
    assert few["ekn"].nearness(["svamp"]) == 0.0
    many = experience([Learnt("ekn", right=True, features=("svamp",))] * 200)
    assert many["ekn"].nearness(["svamp"]) == 1.0
    assert many["ekn"].nearness([]) == 0.0
    assert experience([Learnt("ekn", right=False, features=("svamp",))]) == {}
    assert Experience().nearness(["svamp"]) == 0.0


def test_what_was_confirmed_often_enough_brings_an_organisation_forward(door: Cooperation) -> None:
    first = propose(asked(door, MUSHROOMS, "before"), **BY)
    assert first.first is not None
    target = first.candidates[3].kind
    for number in range(120):
        Trace.objects.create(
            cooperation=door,
            enquiry=f"t-{number}",
            made_at=NOW,
            proposal={},
            features=Trace.objects.get(enquiry="before").features,
        )
        learn(f"t-{number}", Kind.OUTCOME, target, right=True, **BY)
    after = propose(asked(door, MUSHROOMS, "after"), **BY)
    own = after.of(target)
    assert own is not None
    assert [one.kind for one in after.candidates].index(target) < 3
    assert Why.OUTCOMES in {reason.why for reason in own.reasons}
