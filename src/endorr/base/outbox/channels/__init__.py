"""The ways out of the house: a folder for each, found by name when a row calls for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any


class RefusedError(Exception):
    """The receiver said no for good: trying again would change nothing."""


class NotNowError(Exception):
    """Nothing was handed over, and it is known that nothing was: try again later."""


class UnansweredError(Exception):
    """Something was handed over, or may have been, and no answer came: the receiver may have it already."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a channel is asked to hand over: the row's payload, and what makes a resend recognisable as one."""

    public_id: str
    message_id: str
    created: datetime
    payload: Mapping[str, Any]


Send = Callable[[Message], None]


@cache
def sender(channel: str) -> Send:
    """Return the function that hands a message over; it returns when taken, else raises one of the three errors.

    A channel is a folder beside this file whose `__init__` has `send`; raises LookupError for one that is not there.
    """
    if not (Path(__file__).parent / channel / "__init__.py").is_file():
        raise LookupError(f"there is no channel {channel!r}")
    send: Send = import_module(f"{__name__}.{channel}").send
    return send
