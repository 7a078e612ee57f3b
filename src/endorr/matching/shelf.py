"""The matcher every process keeps in memory: made anew when the catalogue's mark, or what was learnt, has changed."""

from collections.abc import Mapping
from datetime import datetime
from threading import Lock

from django.conf import settings

from endorr.catalogue.queries.public import edition, phrases, routable, signposts
from endorr.catalogue.rules.card import Card
from endorr.matching.rules.embedder import installed
from endorr.matching.rules.library import Party, gather
from endorr.matching.rules.matcher import RULES, Matcher
from endorr.matching.rules.proposal import Versions

_lock = Lock()
_kept: dict[str, tuple[Matcher, Mapping[str, Card], Versions]] = {}


def matcher_now(now: datetime) -> tuple[Matcher, Mapping[str, Card], Versions]:
    """Return a matcher over the catalogue as it stands, its services by key, and the versions it stands for."""
    mark = edition()
    with _lock:
        if mark not in _kept or not mark:
            made = _made(now, mark)
            _kept.clear()
            _kept[mark] = made
        return _kept[mark]


def _made(now: datetime, mark: str) -> tuple[Matcher, Mapping[str, Card], Versions]:
    cards = [entry.card for entry in routable(now=now)]
    parties = [Party(post.key, post.name_sv, post.name_en, post.does_sv, post.does_en) for post in signposts()]
    library = gather(parties=parties, cards=cards, phrases=phrases(), mark=mark)
    embedder = installed() if settings.MATCH_BY_MEANING else None
    matcher = Matcher(library, embedder=embedder)
    versions = Versions(catalogue=library.mark, rules=RULES, model=embedder.name if embedder else "")
    return matcher, {card.key: card for card in cards}, versions
