"""The matcher every process keeps in memory: made anew when the catalogue's mark, or what was learnt, has changed."""

from collections.abc import Mapping
from datetime import datetime
from threading import Lock

from django.conf import settings

from endorr.catalogue.queries.public import edition, phrases, routable, signposts
from endorr.catalogue.rules.card import Card
from endorr.matching.queries import experiences, lessons_learnt
from endorr.matching.rules.answering import matcher_of
from endorr.matching.rules.embedder import installed
from endorr.matching.rules.library import Library, Party, gather
from endorr.matching.rules.matcher import RULES, Matcher
from endorr.matching.rules.proposal import Versions

_lock = Lock()
_kept: dict[str, tuple[Matcher, Mapping[str, Card], Versions]] = {}
_editions: dict[str, str] = {}


def matcher_now(now: datetime) -> tuple[Matcher, Mapping[str, Card], Versions]:
    """Return a matcher over the catalogue as it stands, its services by key, and the versions it stands for.

    An edition that says the same as the one before needs no new matcher.
    """
    mark = edition()
    with _lock:
        if mark not in _editions or _editions[mark] not in _kept or not mark:
            library, cards = _library(now)
            if library.mark not in _kept:
                _kept.clear()
                _kept[library.mark] = _made(library, cards)
            _editions.clear()
            _editions[mark] = library.mark
        matcher, cards, versions = _kept[_editions[mark]]
        _learn(matcher)
        return matcher, cards, versions


def _learn(matcher: Matcher) -> None:
    """Let the matcher know what has been confirmed since, every few lessons: one more changes nothing to speak of."""
    known = lessons_learnt() // A_FEW
    if known != matcher.lessons:
        matcher.experience, matcher.lessons = experiences(), known


A_FEW = 5


def _library(now: datetime) -> tuple[Library, Mapping[str, Card]]:
    cards = {entry.card.key: entry.card for entry in routable(now=now)}
    parties = [Party(post.key, post.name_sv, post.name_en, post.does_sv, post.does_en) for post in signposts()]
    return gather(parties=parties, cards=cards.values(), phrases=phrases()), cards


def _made(library: Library, cards: Mapping[str, Card]) -> tuple[Matcher, Mapping[str, Card], Versions]:
    embedder = installed() if settings.MATCH_BY_MEANING else None
    versions = Versions(catalogue=library.mark, rules=RULES, model=embedder.name if embedder else "")
    return matcher_of(library, embedder), cards, versions
