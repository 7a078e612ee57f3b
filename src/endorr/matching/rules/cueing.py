"""How heavily a message's cues weigh for each desk."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from endorr.matching.rules.lexicon import cues
from endorr.matching.rules.reading import Reading

MOST_TIMES = 2  # how often a cue counts, however often it comes


def weighed_cues(reading: Reading) -> Mapping[str, tuple[float, tuple[str, ...]]]:
    """Return, for each desk that a message has cues of, their weight together and which they are."""
    _lexicon, named = cues()
    weights: defaultdict[str, float] = defaultdict(float)
    shown: defaultdict[str, list[str]] = defaultdict(list)
    for key, times in Counter(reading.cues).items():
        cue = named[key]
        weights[cue.group] += cue.weight * min(times, MOST_TIMES)
        shown[cue.group].append(key)
    return {desk: (weights[desk], tuple(shown[desk])) for desk in weights}
