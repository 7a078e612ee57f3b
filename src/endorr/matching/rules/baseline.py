"""The plain baseline beside our figures: BM25 and runs of letters over what each organisation says it does."""

from endorr.matching.rules.index import Index, counted
from endorr.matching.rules.library import Library
from endorr.matching.rules.measuring import Told
from endorr.matching.rules.texts import fold, grams, words


class Baseline:
    """Ranks by likeness to descriptions alone: no stems, compounds, concepts, symptoms or model."""

    def __init__(self, library: Library) -> None:
        self.keys = library.keys
        told = [
            f"{party.does_sv} {party.does_en} "
            + " ".join(
                f"{card.name_sv} {card.gives_sv} {card.gives_en}"
                for card in library.cards
                if card.organisation_key == party.key
            )
            for party in library.parties
        ]
        folded = [words(fold(text)) for text in told]
        self._words = Index([counted(one) for one in folded], cosine=False)
        self._letters = Index([counted(gram for word in one for gram in grams(word)) for one in folded], cosine=True)

    def told(self, text: str) -> Told:
        """Return the baseline's answer; how sure it is, is its lead."""
        asked = words(fold(text))
        total = self._words.score(counted(asked))
        letters = self._letters.score(counted(gram for word in asked for gram in grams(word)))
        score = total / (total.max() or 1.0) + letters / (letters.max() or 1.0)
        order = sorted(range(len(self.keys)), key=lambda place: (-score[place], self.keys[place]))
        lead = float(score[order[0]] - score[order[1]])
        return Told(tuple(self.keys[place] for place in order[:5]), min(1.0, lead), 1.0 - min(1.0, lead))
