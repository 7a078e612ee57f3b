"""How heavily a message's cues weigh for each desk."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from endorr.matching.rules.lexicon import cues
from endorr.matching.rules.reading import Reading

MOST_TIMES = 2  # how often a cue counts, however often it comes
OWN = "company"  # the group of what a company says of its own trade
MOST_OF_OWN = 4  # how often that counts


def weighed_cues(reading: Reading) -> Mapping[str, tuple[float, tuple[str, ...]]]:
    """Return, for each desk that a message has cues of, their weight together and which they are."""
    _lexicon, named = cues()
    weights: defaultdict[str, float] = defaultdict(float)
    shown: defaultdict[str, list[str]] = defaultdict(list)
    for key, times in Counter(reading.cues).items():
        cue = named[key]
        if cue.group == OWN:
            continue
        weights[cue.group] += cue.weight * min(times, MOST_TIMES)
        shown[cue.group].append(key)
    return {desk: (weights[desk], tuple(shown[desk])) for desk in weights}


def own_trade(reading: Reading) -> int:
    """Return how often a message speaks of the writer's own customers, goods and markets, MOST_OF_OWN at most."""
    return min(MOST_OF_OWN, sum(key.startswith(f"{OWN}.") for key in reading.cues))
