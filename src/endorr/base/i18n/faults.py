"""Says what is wrong with a catalogue: keys missing, unused or uncertain, and what a translation lost on the way."""

import re
from collections.abc import Collection, Iterator

from babel.messages import Catalog, Message

from endorr.base.i18n.catalogue import entries, forms
from endorr.base.i18n.extract import Key

# Names that are the same in every language.
NAMES = frozenset({"En dörr in"})

# English words that are no Swedish ones: a text with one of them was never written in Swedish.
ENGLISH = frozenset(
    {"the", "and", "your", "with", "please", "this", "that", "from", "was", "were", "cannot", "must", "click", "here"}
    | {"sign", "password", "email", "choose", "save", "cancel", "delete", "submit", "search", "next", "previous"}
    | {"error", "required", "invalid", "found", "welcome"}
)

_PERCENT = re.compile(r"%(?:\((?P<name>\w+)\))?[-+ #0]*\d*(?:\.\d+)?[sdifr]")
_BRACE = re.compile(r"\{(\w*)(?:[:!][^{}]*)?\}")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_WORD = re.compile(r"[^\W\d_]+")
_SWEDISH = re.compile(r"[åäöÅÄÖ]")


def placeholders(text: str) -> list[str]:
    """Return what a text leaves open, sorted: `%(name)s`, `%s` and `{name}`; a doubled %% leaves nothing open."""
    single = text.replace("%%", "")
    return sorted([match[0] for match in _PERCENT.finditer(single)] + [match[0] for match in _BRACE.finditer(single)])


def tags(text: str) -> list[str]:
    """Return the HTML tags of a text, sorted, attributes and all."""
    return sorted(_TAG.findall(text))


def edges(text: str) -> tuple[str, str]:
    """Return the white space a text begins and ends with."""
    bare = text.strip()
    return (text.partition(bare)[0], text.rpartition(bare)[2]) if bare else (text, "")


def faults(catalog: Catalog, wanted: Collection[Key], *, known: Collection[Key] = ()) -> list[str]:
    """Return the faults of a catalogue that must answer all of `wanted` and may answer all of `known` besides."""
    have = dict(entries(catalog))
    return [
        *(f"missing: {key.text!r}" for key in wanted if key not in have),
        *(f"unused: {key.text!r}" for key in have if key not in wanted and key not in known),
        *(f"{fault}: {key.text!r}" for key, message in have.items() for fault in _faults_of(key, message, catalog)),
    ]


def _faults_of(key: Key, message: Message, catalog: Catalog) -> Iterator[str]:
    if message.fuzzy:
        yield "fuzzy"
    strings = forms(message)
    if key.plural and len(strings) != catalog.num_plurals:
        yield "plural form missing"
    elif not all(strings):
        yield "plural form missing" if any(strings) else "missing"
    else:
        yield from _lost(key, strings)


def _lost(key: Key, strings: tuple[str, ...]) -> Iterator[str]:
    sources = (key.text, key.plural) if key.plural else (key.text,)
    # "Ett svar" may leave out the number that "%(n)s svar" needs: a form follows either, the last the plural.
    ways = [placeholders(source) for source in sources]
    if any(placeholders(string) not in ways for string in strings) or placeholders(strings[-1]) != ways[-1]:
        yield "placeholder differs"
    if any(tags(string) not in [tags(source) for source in sources] for string in strings):
        yield "tag differs"
    if any(edges(string) != edges(key.text) for string in strings):
        yield "space at the edge differs"
    if any(string in sources and _SWEDISH.search(string) and string not in NAMES for string in strings):
        yield "left in Swedish"


def english_keys(keys: Collection[Key]) -> list[str]:
    """Return the keys whose text is English, though a key is the Swedish text itself."""
    return [key.text for key in keys if ENGLISH & {word.lower() for word in _WORD.findall(key.text)}]
