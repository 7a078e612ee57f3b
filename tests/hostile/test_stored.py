"""Whatever words have been stored, no page of the house lets them do anything."""

import pytest
from django.db import transaction
from tests.base.policy.world import World
from tests.hostile.forms import Reader
from tests.hostile.found import body_of, client_of, handler, pages
from tests.hostile.stored import overwrite
from tests.hostile.test_forms import NAUGHTY, OWN, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
STRINGS = [*(one for one in OWN if "<" in one or ":" in one), *NAUGHTY]


@pytest.mark.long
def test_no_page_lets_stored_words_run(world: World) -> None:
    shared, wrong, count, texts = handler(), [], 0, 0
    for visitor, address, path in pages(world):
        with transaction.atomic():
            texts += overwrite(STRINGS)
            response = client_of(visitor, shared).get(path)
            count += 1
            if response.status_code >= 500:
                wrong.append(f"{address.name} as {visitor.name}: {response.status_code}")
            wrong += [f"{address.name} as {visitor.name}: {one}" for one in Reader(body_of(response)).active]
            transaction.set_rollback(True)
    print(f"figure: {count} pages over {texts} hostile texts, {len(wrong)} faults")  # noqa: T201
    assert sorted(set(wrong)) == []
