"""A form sent twice, a call repeated, a hundred at once, a crash in the middle: the deed is done once."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import Context, Template
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from endorr.base.accounts.models import User
from endorr.base.idempotency.calls import call_once
from endorr.base.idempotency.commands import Answer, OtherRequestError, UnacceptableKeyError, purge, remember
from endorr.base.idempotency.forms import FIELD, once
from endorr.base.idempotency.models import KeptAnswer
from endorr.base.idempotency.rules import KEPT, Kind, digest
from endorr.base.tenancy.rules import ANONYMOUS

KEY = "0123456789abcdef"
pytestmark = pytest.mark.django_db


def store_karin() -> Answer:
    User.objects.create_user("karin@almi.example", name="Karin")
    return Answer({"stored": "karin"})


def do(deed: Callable[[], Answer], *, now: datetime, scope: str = "test", seen: str = "same") -> Answer:
    return remember(KEY, scope=scope, digest=seen, kind=Kind.CALL, now=now, deed=deed)


def test_the_second_request_is_told_what_the_first_was_told(tuesday: datetime) -> None:
    first, second = do(store_karin, now=tuesday), do(store_karin, now=tuesday)
    assert (first.value, first.replayed) == ({"stored": "karin"}, False)
    assert (second.value, second.replayed) == ({"stored": "karin"}, True)
    assert User.objects.count() == 1


def test_the_same_key_of_somebody_else_is_another_key(tuesday: datetime) -> None:
    do(lambda: Answer(1), now=tuesday, scope="ask:7")
    assert do(lambda: Answer(2), now=tuesday, scope="ask:8").value == 2


def test_the_same_key_for_another_request_is_refused(tuesday: datetime) -> None:
    do(store_karin, now=tuesday)
    with pytest.raises(OtherRequestError):
        do(store_karin, now=tuesday, seen="other")


@pytest.mark.parametrize("key", ["", "short", "x" * 101, "with space in it", "åäöåäöåäö", "line\nbreak12"])
def test_a_key_of_another_shape_is_refused(key: str, tuesday: datetime) -> None:
    with pytest.raises(UnacceptableKeyError):
        remember(key, scope="test", digest="", kind=Kind.CALL, now=tuesday, deed=store_karin)


def test_after_a_crash_the_work_is_finished_not_replayed(tuesday: datetime) -> None:
    def crash() -> Answer:
        store_karin()
        raise ConnectionError

    with pytest.raises(ConnectionError):
        do(crash, now=tuesday)
    assert not User.objects.exists()
    assert do(store_karin, now=tuesday).replayed is False


def test_an_answer_that_is_not_kept_leaves_nothing_behind(tuesday: datetime) -> None:
    def half() -> Answer:
        store_karin()
        return Answer("missing field", kept=False)

    assert do(half, now=tuesday).value == "missing field"
    assert not User.objects.exists()
    assert not KeptAnswer.objects.exists()


@pytest.mark.parametrize("kind", Kind)
def test_an_answer_is_kept_for_its_time_and_no_longer(kind: Kind, tuesday: datetime) -> None:
    remember(KEY, scope="test", digest="", kind=kind, now=tuesday, deed=store_karin)
    assert purge(now=tuesday + KEPT[kind] - timedelta(seconds=1)) == 0
    assert purge(now=tuesday + KEPT[kind]) == 1


@pytest.mark.django_db(transaction=True)
def test_of_a_hundred_at_once_one_does_the_deed(tuesday: datetime) -> None:
    def send(_nth: int) -> Answer:
        try:
            return do(store_karin, now=tuesday)
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(send, range(100)))
    assert [answer.value for answer in answers] == [{"stored": "karin"}] * 100
    assert sum(not answer.replayed for answer in answers) == 1
    assert User.objects.count() == 1


@given(st.lists(st.text()), st.lists(st.text()))
def test_no_two_lists_of_fields_look_the_same(one: list[str], other: list[str]) -> None:
    assert (digest(one) == digest(other)) == (one == other)


@once
def ask(request: HttpRequest) -> HttpResponse:
    if not request.POST.get("question"):
        store_karin()
        return HttpResponse("Skriv din fråga.", status=422)
    person = User.objects.create_user(f"{User.objects.count()}@almi.example", name=request.POST["question"])
    return HttpResponseRedirect(f"/tack/{person.public_id}")


def post(fields: dict[str, object]) -> HttpResponse:
    request = RequestFactory().post("/fraga", fields)
    request.viewer = ANONYMOUS  # type: ignore[attr-defined]
    request.user = AnonymousUser()
    request.resolver_match = None
    return ask(request)


def test_a_form_sent_twice_ends_on_the_same_page() -> None:
    first = post({FIELD: KEY, "question": "Tull till Norge?"})
    second = post({FIELD: KEY, "question": "Tull till Norge?", "csrfmiddlewaretoken": "another"})
    assert isinstance(first, HttpResponseRedirect)
    assert isinstance(second, HttpResponseRedirect)
    assert first.url == second.url
    assert User.objects.count() == 1


def test_a_form_with_errors_may_be_corrected_and_sent_with_the_same_nonce() -> None:
    assert post({FIELD: KEY, "question": ""}).status_code == 422
    assert not User.objects.exists()
    assert post({FIELD: KEY, "question": "Tull till Norge?"}).status_code == 302


def test_a_form_changed_after_it_was_sent_is_told_so() -> None:
    post({FIELD: KEY, "question": "Tull till Norge?"})
    answer = post({FIELD: KEY, "question": "Tull till Finland?"})
    assert answer.status_code == 409
    assert "redan skickat" in answer.content.decode()


def test_another_enclosure_is_another_form() -> None:
    def with_file(content: bytes) -> dict[str, object]:
        return {FIELD: KEY, "question": "?", "enclosure": SimpleUploadedFile("offert.pdf", content)}

    assert post(with_file(b"one")).status_code == 302
    assert post(with_file(b"one")).status_code == 302
    assert post(with_file(b"two")).status_code == 409


def test_a_form_without_nonce_is_refused_in_plain_words() -> None:
    answer = post({"question": "Tull till Norge?"})
    assert answer.status_code == 400
    assert "inget har sparats" in answer.content.decode()


def test_the_hidden_field_is_fresh_in_each_form_and_kept_in_one_shown_again() -> None:
    template = Template("{% load idempotency %}{% form_nonce %}")
    assert template.render(Context()) != template.render(Context())
    again = template.render(Context({"request": RequestFactory().post("/", {FIELD: KEY})}))
    assert KEY in again


def call(body: dict[str, str], key: str | None = KEY) -> tuple[int, object]:
    headers = {} if key is None else {"Idempotency-Key": key}
    request = RequestFactory().post("/api/x", json.dumps(body), content_type="application/json", headers=headers)

    def deed() -> tuple[int, object]:
        answer = store_karin()
        return (409, {"error": "taken"}) if body.get("refuse") else (201, answer.value)

    return call_once(request, scope="key:1", deed=deed)


def test_a_repeated_call_gets_the_stored_status_and_body() -> None:
    assert call({"name": "Karin"}) == (201, {"stored": "karin"})
    assert call({"name": "Karin"}) == (201, {"stored": "karin"})
    assert User.objects.count() == 1


def test_a_refused_call_may_be_repeated() -> None:
    assert call({"refuse": "yes"})[0] == 409
    assert not User.objects.exists()
    assert call({"name": "Karin"})[0] == 201


def test_a_call_with_a_used_key_or_none_is_told_why() -> None:
    call({"name": "Karin"})
    assert call({"name": "Lars"})[0] == 422
    assert call({"name": "Karin"}, key=None)[0] == 400
