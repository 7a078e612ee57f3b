"""Puts reasons in words, in Swedish and English, from codes alone; a year later they read the same."""

from endorr.matching.rules.lexicon import concepts
from endorr.matching.rules.proposal import Proposal, Reason, Why

_WORDS: dict[Why, tuple[str, str]] = {
    Why.PHRASE: ("liknar hur andra säger: ”{0}”", "much like others put it: “{0}”"),
    Why.CONCEPT: ("handlar om {0}", "is about {0}"),
    Why.FACT: ("nämner {0}", "mentions {0}"),
    Why.NAMED: ("nämner organisationen", "names the organisation"),
    Why.WORDS: ("orden {0}", "the words {0}"),
    Why.MEANING: ("betyder nästan detsamma, med andra ord", "means nearly the same in other words"),
    Why.OUTCOMES: ("sådana frågor har fått hjälp här förut", "such questions were helped here before"),
    Why.COVERS: ("{0} svarar för kommunen", "{0} covers the municipality"),
    Why.COVERS_UNCONFIRMED: (
        "{0} svarar för kommunen enligt en offentlig källa, inte bekräftat",
        "{0} covers the municipality by a public source, not confirmed",
    ),
    Why.COVERS_OTHER_NEEDS: (
        "{0} finns i kommunen, men med andra behov",
        "{0} covers the municipality, with other needs",
    ),
    Why.AWAY: ("{0} svarar för kommunen, men ingen är där i dag", "{0} covers the municipality, nobody is in today"),
    Why.COVERAGE_UNKNOWN: ("ingen har sagt vem som svarar i kommunen", "nobody has said who covers the municipality"),
    Why.NO_MUNICIPALITY: ("frågan säger inte var företaget finns", "the question does not say where the company is"),
    Why.SIGNPOST: ("hänvisning: inte en av samverkans parter", "signpost: not a partner of the cooperation"),
    Why.RULE_MET: ("villkor uppfyllt: {0}", "condition met: {0}"),
    Why.RULE_UNKNOWN: ("villkor att fråga om: {0}", "condition to ask about: {0}"),
    Why.RULE_FAILED: ("villkor inte uppfyllt: {0}", "condition not met: {0}"),
    Why.OUTWEIGHED: ("det talar mer för {0}", "more speaks for {0}"),
    Why.NOTHING_SAID: ("inget i frågan pekar hit", "nothing in the question points here"),
    Why.SECOND_NEED: ("frågans andra behov", "the question's other need"),
    Why.CONTEXT_POOR: ("frågan säger för lite för att veta", "too little is said to know"),
    Why.NOT_A_QUESTION: ("inte ett företags exportfråga ({0})", "not a company's export question ({0})"),
}


def sentence(reason: Reason, language: str) -> str:
    """Return a reason in words."""
    sv, en = _WORDS[reason.why]
    return (en if language == "en" else sv).format(detail_in(reason, language))


def detail_in(reason: Reason, language: str) -> str:
    """Return what a reason points at as one says it: a concept by its name, never by its key."""
    if reason.why in {Why.CONCEPT, Why.FACT} and reason.detail in concepts().concepts:
        return concepts().concepts[reason.detail].name(language)
    return reason.detail


def reasons_of(proposal: Proposal, language: str) -> list[str]:
    """Return why the first is first and why the second is not, in words; never empty."""
    first = proposal.first
    if first is None:
        return [sentence(Reason(Why.NOTHING_SAID), language)]
    told = [f"{first.organisation}: {sentence(reason, language)}" for reason in first.reasons]
    if len(proposal.candidates) > 1:
        second = proposal.candidates[1]
        told += [f"{second.organisation}: {sentence(reason, language)}" for reason in second.reasons[-1:]]
    return told
