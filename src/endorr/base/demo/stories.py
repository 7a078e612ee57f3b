"""The words in which a room tells a story of the demo: who does what, on which page, and what is already done.

A room declares `STORIES` in its `demo/story.py`. A story keeps nothing: its steps are read anew from the room's own
rows, so that a step is done when the thing is done, whoever did it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.utils.functional import Promise

Words = str | Promise

# In the session: the key of the story that one is in the middle of.
FOLLOWED = "demo-story"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody does.

    `who` is the address of one of the demo's people, or empty for whoever does not sign in (a company with its link, a
    citizen, a journalist), whom `called` then names. `where` is the path of the page to do it on; empty while the page
    does not exist yet. With `until` the step is that time passes: the demo's clock is wound to that instant.
    """

    says: Words
    where: str = ""
    who: str = ""
    called: Words = ""
    done: bool = False
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A story of the demo: `steps(now)` reads where it stands, in the order things happen."""

    key: str
    title: Words
    about: Words
    steps: Callable[[datetime], Sequence[Step]]


@cache
def declared_stories() -> tuple[Story, ...]:
    """Return the stories of all rooms, from the bottom room to the top; ValueError when two share a key."""
    stories = tuple(_declared())
    keys = [story.key for story in stories]
    if len(set(keys)) < len(keys):
        raise ValueError(f"two stories share a key among {sorted(keys)}")
    return stories


def _declared() -> Iterator[Any]:
    for config in apps.get_app_configs():
        if config.name.startswith("endorr.") and (Path(config.path) / "demo" / "story.py").exists():
            yield from import_module(f"{config.name}.demo.story").STORIES
