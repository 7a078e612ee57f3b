"""Puts reasons in words, in Swedish and English, from codes alone; a year later they read the same."""

from collections.abc import Mapping

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


_SIGNALS: dict[str, tuple[str, str]] = {
    "words": ("orden", "the words"),
    "letters": ("ordens delar", "parts of the words"),
    "whole": ("helheten", "the whole"),
    "meaning": ("betydelsen", "the meaning"),
    "sorted": ("det som skiljer dem åt", "what tells them apart"),
    "concepts": ("fackorden", "the words of the trade"),
    "cues": ("sättet att skriva", "the way of writing"),
    "outcomes": ("tidigare utfall", "earlier outcomes"),
    "parts": ("en av meningarna", "one of the sentences"),
}
_RULES: dict[str, tuple[str, str]] = {
    "employees": ("antal anställda", "number of employees"),
    "turnover_sek": ("omsättning", "turnover"),
    "age_years": ("företagets ålder", "the company's age"),
    "export_percent": ("andel export", "share of export"),
    "county": ("län", "county"),
    "municipality": ("kommun", "municipality"),
    "sector": ("bransch", "sector"),
    "not_sector": ("undantagen bransch", "excluded sector"),
    "statement": ("eget villkor", "a condition of its own"),
    "coverage": ("område", "area"),
}
_DESKS: dict[str, tuple[str, str]] = {
    "press": ("press", "the press"),
    "student": ("studier", "studies"),
    "records": ("begäran om handlingar", "a request for documents"),
    "complaint": ("klagomål", "a complaint"),
    "sales": ("säljbrev", "a sales pitch"),
    "distress": ("någon som mår dåligt", "somebody in distress"),
    "spam": ("skräppost", "spam"),
    "job": ("jobbansökan", "a job application"),
    "other_authority": ("en annan myndighets fråga", "another authority's matter"),
}
NOBODY: Mapping[str, str] = {}


def sentence(reason: Reason, language: str, names: Mapping[str, str] = NOBODY) -> str:
    """Return a reason in words; `names` are those of organisations and services, by key."""
    sv, en = _WORDS[reason.why]
    return (en if language == "en" else sv).format(detail_in(reason, language, names))


def detail_in(reason: Reason, language: str, names: Mapping[str, str] = NOBODY) -> str:
    """Return what a reason points at as one says it: by its name, never by its key where `names` knows it."""
    if reason.why in {Why.CONCEPT, Why.FACT} and reason.detail in concepts().concepts:
        return concepts().concepts[reason.detail].name(language)
    if reason.why is Why.NOT_A_QUESTION:
        return _said(_DESKS, reason.detail.partition(".")[0], language)
    if reason.why is Why.OUTWEIGHED and reason.detail:
        kind, _, signal = reason.detail.partition(" ")
        named = names.get(kind, kind)
        return f"{named} ({_said(_SIGNALS, signal, language)})" if signal else named
    if reason.why in {Why.RULE_MET, Why.RULE_UNKNOWN, Why.RULE_FAILED}:
        told = (names.get(word) or _said(_RULES, word, language) for word in reason.detail.split())
        return ", ".join(dict.fromkeys(told))
    return reason.detail


def _said(table: Mapping[str, tuple[str, str]], key: str, language: str) -> str:
    sv, en = table.get(key, (key, key))
    return en if language == "en" else sv


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
