"""Finds every text the code and the templates ask to have translated; needs neither gettext's programs nor settings."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.extract import extract
from django.utils.translation.template import templatize

TEMPLATE_SUFFIXES = frozenset({".html", ".txt"})

_PLAIN = ("_", "gettext", "gettext_lazy", "gettext_noop")
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(_PLAIN),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What a text is looked up by: the Swedish words, their plural if any, and a context that parts homonyms."""

    text: str
    plural: str = ""
    context: str = ""


def _python(source: bytes) -> Iterator[Key]:
    for _line, message, _comments, context in extract("python", BytesIO(source), keywords=KEYWORDS):
        text, plural = (message[0], message[1]) if isinstance(message, tuple) else (message, "")
        if text:
            yield Key(text, plural, context or "")


def _template(source: str) -> Iterator[Key]:
    # What surrounds the calls is blanked out but keeps its indentation, which Python's tokenizer would trip over.
    calls = "\n".join(line.lstrip() for line in templatize(source).splitlines())
    return _python(calls.encode())


def keys_in(path: Path) -> Iterator[Key]:
    """Yield the keys one Python file or template asks for; other kinds of file have none."""
    if path.suffix == ".py":
        yield from _python(path.read_bytes())
    elif path.suffix in TEMPLATE_SUFFIXES:
        yield from _template(path.read_text(encoding="utf-8"))


def keys_under(folder: Path) -> dict[Key, tuple[str, ...]]:
    """Return every key under `folder` with the files (relative to it, sorted) that ask for it."""
    places: defaultdict[Key, set[str]] = defaultdict(set)
    for path in folder.rglob("*"):
        if path.is_file() and "migrations" not in path.parts:
            for key in keys_in(path):
                places[key].add(path.relative_to(folder).as_posix())
    return {key: tuple(sorted(places[key])) for key in sorted(places)}
