"""What a fresh demo is filled with, room by room, in this order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

Seeder = Callable[[datetime], object]

# Each seeder is called once, at the demo's first start, with the demo's instant.
SEEDERS: tuple[Seeder, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody the user of a demo can be."""

    name: str
    email: str
    does: str


# Said at every start.
PEOPLE: tuple[DemoPerson, ...] = ()


def sow(now: datetime) -> None:
    """Fill an empty demo."""
    for seed in SEEDERS:
        seed(now)
