"""What the template tags are given: plain frozen rows, ready to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal["plain", "info", "good", "warn", "bad", "strong"]
"""What a tag or notice says: nothing special, for information, all is well, take care, something is wrong, mine."""


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere; `more` is read out but not shown ("Ändra" + "telefonnummer")."""

    text: str
    href: str
    more: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """A short word with a border."""

    text: str
    kind: Kind = "plain"


Cell = str | int | Link | Tag
"""What may stand in a table or a summary row; text is escaped, numbers are grouped as a Swede writes them."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; `numeric` puts its figures under each other."""

    label: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows have one cell per column; the first cell is the row's heading."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    empty: str = ""

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"{len(row)} cells under {len(self.columns)} columns in {self.caption!r}")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a summary list: what, which value(s), and what one may do about it."""

    key: str
    value: Cell | Sequence[Cell]
    actions: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened, happens now, will happen or went wrong, in a timeline."""

    title: str
    at: datetime | None = None
    when: str = ""
    text: str = ""
    state: Literal["done", "now", "later", "bad"] = "done"


@dataclass(frozen=True, slots=True)
class Task:
    """One task of a list: a text to go to (or not yet), a hint and how far it has come."""

    text: str
    status: Tag
    href: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in, for whom, and the person's own pages. Signing out is a form that posts to `sign_out`."""

    name: str
    of: str = ""
    links: Sequence[Link] = ()
    sign_out: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page: who is speaking, in which colours, the person, places to go.

    `ui/page.html` reads it as `frame`; every part may be empty and is then left out.
    """

    home: str = "/"
    cooperation: str = ""
    logo: str = ""
    brand_css: str = ""
    person: Person | None = None
    sign_in: str = ""
    nav: Sequence[Link] = ()
    about: Sequence[Link] = ()
    contact: Sequence[Link] = ()
    contact_text: str = ""
    source: Sequence[Link] = ()
