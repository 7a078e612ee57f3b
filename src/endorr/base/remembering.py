"""A stretch in which what was asked once is not asked again: for a batch of many deeds that changes no catalogue."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.db.models import Model

_MEMORY: ContextVar[dict[Any, Any] | None] = ContextVar("remembering", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Answer remembered queries once, and keep what is held; only where nobody else can change what they tell of."""
    token = _MEMORY.set({})
    try:
        yield
    finally:
        _MEMORY.reset(token)


def memory() -> dict[Any, Any] | None:
    """Return what is held in such a stretch, or None outside of one."""
    return _MEMORY.get()


def remembered[**P, R](query: Callable[P, R]) -> Callable[P, R]:
    """Let a query be answered from memory within such a stretch, and ask as ever outside."""

    @wraps(query)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        held = _MEMORY.get()
        if held is None:
            return query(*args, **kwargs)
        key = (query, args, tuple(sorted(kwargs.items())))
        if key not in held:
            held[key] = query(*args, **kwargs)
        answer: R = held[key]
        return answer

    return asked


def remember(row: Model) -> None:
    """Keep a row at hand within such a stretch, for whoever is given its public id; nothing outside of one."""
    if (held := _MEMORY.get()) is not None:
        held[type(row), row.serializable_value("public_id")] = row


def at_hand[M: Model](model: type[M], public_id: str) -> M | None:
    """Return a row that was kept at hand, or None."""
    held = _MEMORY.get()
    return held.get((model, public_id)) if held is not None else None


def share(row: Model, *relations: str) -> None:
    """Let a row point at the very rows others point at, within such a stretch; outside each is fetched when needed."""
    if (held := _MEMORY.get()) is None:
        return
    for relation in relations:
        key = (relation, row._meta.get_field(relation).related_model, row.serializable_value(relation))
        if key in held:
            setattr(row, relation, held[key])
        else:
            held[key] = getattr(row, relation)
