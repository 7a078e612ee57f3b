"""A table's head as plain JSON and back: everything the head says, nothing lost on the way."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeAliasType, Union, cast, get_args, get_origin, get_type_hints

from endorr.statistics.table import Bare, Head

BARE = "\N{START OF HEADING}"
"""Begins a text that PX wrote without quotation marks; no text of a table can hold it."""

type Plain = bool | int | float | str | list[Plain] | dict[str, Plain] | None


def plain(value: object) -> Plain:
    """Return a head, or a part of one, as JSON; what has its default value is left out."""
    if isinstance(value, Enum):
        return cast("Plain", value.value)
    if isinstance(value, Bare):
        return f"{BARE}{value}"
    if isinstance(value, str):
        return value.replace("\N{NULL}", "")  # which PostgreSQL keeps in no text
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value) if _told(value, one)}
    if isinstance(value, Mapping):
        if all(type(key) is str for key in value):
            return {str(key): plain(each) for key, each in value.items()}
        return [[plain(key), plain(each)] for key, each in value.items()]
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return cast("Plain", value)


def _told(value: object, one: Any) -> bool:
    default = one.default_factory() if one.default_factory is not MISSING else one.default
    return bool(default is MISSING or getattr(value, one.name) != default)


def head_of(told: Any) -> Head:
    """Return the head that `plain` made JSON of."""
    return cast("Head", _made(Head, told))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _made(kind: Any, told: Any) -> Any:
    while isinstance(kind, TypeAliasType):
        kind = kind.__value__
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if told is None else _made(next(each for each in inner if each is not type(None)), told)
    if origin is tuple:
        return _tuple(inner, told)
    if origin is Mapping:
        return _mapping(inner, told)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _made(hints[name], each) for name, each in told.items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(told)
    return Bare(told[1:]) if isinstance(told, str) and told.startswith(BARE) else told


def _tuple(inner: tuple[Any, ...], told: Any) -> tuple[Any, ...]:
    if len(inner) == 2 and inner[1] is Ellipsis:
        if inner[0] is str and not any(each.startswith(BARE) for each in told):
            return tuple(told)
        return tuple(_made(inner[0], each) for each in told)
    return tuple(_made(one, each) for one, each in zip(inner, told, strict=True))


def _mapping(inner: tuple[Any, ...], told: Any) -> dict[Any, Any]:
    pairs = told.items() if isinstance(told, dict) else told
    if inner == (str, str):
        return dict(pairs)
    return {_made(inner[0], key): _made(inner[1], each) for key, each in pairs}
