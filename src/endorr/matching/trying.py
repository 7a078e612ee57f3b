"""Tries a change of phrases on kept questions, with the catalogue as it stands on both sides; writes nothing."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from endorr.matching.rules.matcher import Matcher
from endorr.matching.rules.replay import Kept, Moved, moved, with_phrases
from endorr.matching.shelf import matcher_now


def try_phrases(
    party: str, phrases: Iterable[tuple[str, str]], kept: Sequence[Kept], *, now: datetime
) -> tuple[Moved, ...]:
    """Return which kept questions would go elsewhere if these phrases were added to a party's own."""
    if not any(one.features for one in kept):
        return ()
    before, _cards, _versions = matcher_now(now)
    if party not in before.keys:  # its page was read before the catalogue changed
        return ()
    own = [(one.language, one.phrase) for one in before.library.voices if (one.party, one.service) == (party, "")]
    changed = with_phrases(before.library, party, "", [*own, *phrases])
    return moved(before, Matcher(changed, weights=before.weights, experience=before.experience), kept)
