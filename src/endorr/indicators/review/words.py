"""Says verdicts, what is missing, sums and claims in the language of the page."""

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from endorr.base.i18n.templatetags.words import number
from endorr.base.ui.parts import Kind
from endorr.core.counties import BY_CODE
from endorr.indicators.claims.facts import NATION, Basis, Concept, Firms, Measure
from endorr.indicators.claims.findings import Claim, Lack, Leaning, Signal, Verdict
from endorr.indicators.claims.sums import Sum, Working

VERDICTS: Mapping[Verdict, tuple[Promise, Kind]] = {
    Verdict.RIGHT: (gettext_lazy("Stämmer"), "good"),
    Verdict.ROUNDS: (gettext_lazy("Avrundas annorlunda"), "warn"),
    Verdict.CONTRADICTS: (gettext_lazy("Motsägs"), "bad"),
    Verdict.UNCHECKED: (gettext_lazy("Går inte att pröva"), "plain"),
}
LACKS: Mapping[Lack, Promise] = {
    Lack.BASIS: gettext_lazy(
        "Texten säger inte efter vilken grund exporten är fördelad på län. På den grund vi känner talet stämmer det "
        "inte, på en annan kan det göra det."
    ),
    Lack.SOURCE: gettext_lazy("Källtabellen finns inte här, så det finns inget att hålla talet mot."),
    Lack.DENOMINATOR: gettext_lazy("Det sägs inte, eller går inte att veta, vad det är en andel av."),
    Lack.PERIOD: gettext_lazy("Det sägs inte vilket år talet gäller."),
    Lack.PLACE: gettext_lazy("Det sägs inte vilket län talet gäller."),
    Lack.MEANING: gettext_lazy("Talet är inget av de mått som finns här."),
}
ASKS: Mapping[Lack, Promise] = {
    Lack.BASIS: gettext_lazy("Skriv ut efter vilken grund: huvudkontor, arbetsställe eller produktionsplats."),
    Lack.DENOMINATOR: gettext_lazy("Skriv ut vad det är en andel av, och vilka företag som räknas."),
    Lack.PERIOD: gettext_lazy("Skriv ut året, eller från och till vilket år."),
    Lack.PLACE: gettext_lazy("Skriv ut länet."),
    Lack.SOURCE: gettext_lazy("Skriv ut källan så att en läsare kan slå upp talet."),
    Lack.MEANING: gettext_lazy("Skriv ut källan så att en läsare kan slå upp talet."),
}
LEANINGS: Mapping[Leaning, Promise] = {
    Leaning.FOR: gettext_lazy("Talar för"),
    Leaning.AGAINST: gettext_lazy("Talar emot"),
    Leaning.BESIDE: gettext_lazy("Vid sidan av"),
}
BASES: Mapping[Basis, Promise] = {
    Basis.HQ: gettext_lazy("huvudkontor"),
    Basis.BISNODE: gettext_lazy("arbetsställe (Bisnode)"),
    Basis.PROD: gettext_lazy("produktionsplats"),
    Basis.REGISTER: gettext_lazy("företagsregistret"),
}
CONCEPTS: Mapping[Concept, Promise] = {
    Concept.GOODS_EXPORT: gettext_lazy("varuexport"),
    Concept.SERVICES_EXPORT: gettext_lazy("tjänsteexport"),
    Concept.EXPORTERS: gettext_lazy("exporterande företag"),
    Concept.POPULATION: gettext_lazy("folkmängd"),
    Concept.ENTERPRISES: gettext_lazy("företag"),
    Concept.GRP: gettext_lazy("bruttoregionprodukt"),
    Concept.TURNOVER: gettext_lazy("omsättning"),
}
MEASURES: Mapping[Measure, Promise] = {
    Measure.VALUE: gettext_lazy("värde"),
    Measure.DIFFERENCE: gettext_lazy("skillnad från året före"),
    Measure.CHANGE: gettext_lazy("förändring"),
    Measure.PER_CAPITA: gettext_lazy("per invånare"),
    Measure.PER_CAPITA_CHANGE: gettext_lazy("förändring per invånare"),
    Measure.RATE: gettext_lazy("per 100 000 invånare"),
    Measure.RANK: gettext_lazy("plats bland länen"),
    Measure.SHARE: gettext_lazy("andel"),
}
FIRMS: Mapping[Firms, Promise] = {
    Firms.ALL: gettext_lazy("alla företag"),
    Firms.SME: gettext_lazy("små och medelstora företag"),
    Firms.LARGE: gettext_lazy("företag med minst 250 anställda"),
    Firms.MICRO: gettext_lazy("företag med 1–9 anställda"),
}


def place_name(code: str) -> str:
    """Return a county's short name, or the nation's."""
    return _("riket") if code == NATION else BY_CODE[code].short if code in BY_CODE else code


def claim_words(claim: Claim) -> str:
    """Return what a figure was taken to say: `varuexport, värde, Västmanland 2018, alla företag`."""
    years = f"{claim.since}–{claim.year}" if claim.since else str(claim.year)
    parts = (CONCEPTS[claim.concept], MEASURES[claim.measure], f"{place_name(claim.place)} {years}", FIRMS[claim.firms])
    return ", ".join(str(part) for part in parts)


def kronor(value: float) -> str:
    """Return a sum in the scale a reader expects: 57,1 miljarder kronor, 42,5 miljoner kronor, 157 000 kronor."""
    if abs(value) >= 1e9:
        return _("%s miljarder kronor") % number(value / 1e9, 1)
    if abs(value) >= 1e6:
        return _("%s miljoner kronor") % number(value / 1e6, 1)
    return _("%s kronor") % number(round(value, -2) if abs(value) >= 10_000 else value)


def per_cent(value: float) -> str:
    """Return per cent, with one decimal where there is one; a fall with its minus."""
    return _("%s procent") % number(value, 0 if value == round(value) else 1)


def quantity(value: float, measure: Measure | None, concept: Concept | None) -> str:
    """Return a figure in the unit of what it measures."""
    if measure in {Measure.CHANGE, Measure.PER_CAPITA_CHANGE, Measure.SHARE}:
        return per_cent(value)
    if measure is Measure.RANK:
        return _("plats %s") % number(value)
    if concept in {Concept.EXPORTERS, Concept.ENTERPRISES, Concept.POPULATION}:
        return number(value)
    return kronor(value)


def _part_of(sum_: Working) -> str:
    part, whole = sum_.values
    return _("%(part)s av %(whole)s är %(result)s, mellan %(low)s och %(high)s med avrundningen.") % {
        "part": kronor(part), "whole": kronor(whole), "result": per_cent(sum_.result),
        "low": number(sum_.low, 1), "high": number(sum_.high, 1),
    }  # fmt: skip


def _taken(sum_: Working) -> str:
    whole, share = sum_.values
    values = {"share": per_cent(share), "whole": kronor(whole), "result": kronor(sum_.result)}
    return _("%(share)s av %(whole)s är %(result)s.") % values


def _whole(sum_: Working) -> str:
    part, share = sum_.values
    values = {"part": kronor(part), "share": per_cent(share), "result": kronor(sum_.result)}
    return _("Om %(part)s är %(share)s av det hela, är det hela %(result)s.") % values


def _per_head(sum_: Working) -> str:
    value, people = sum_.values
    return _("%(value)s på %(people)s invånare är %(result)s per invånare.") % {
        "value": kronor(value), "people": number(people), "result": kronor(sum_.result),
    }  # fmt: skip


def _change(sum_: Working) -> str:
    before, after = sum_.values
    values = {"before": kronor(before), "after": kronor(after), "result": per_cent(sum_.result)}
    return _("Från %(before)s till %(after)s är %(result)s.") % values


def _grown(sum_: Working) -> str:
    before, by = sum_.values
    values = {"before": kronor(before), "by": per_cent(by), "result": kronor(sum_.result)}
    return _("%(before)s året före och %(by)s därefter blir %(result)s.") % values


def _difference(sum_: Working) -> str:
    after, before = sum_.values
    values = {"after": kronor(after), "before": kronor(before), "result": kronor(sum_.result)}
    return _("%(after)s minus %(before)s året före är %(result)s.") % values


def _between(sum_: Working) -> str:
    later, earlier = sum_.values
    return _("%(later)s till det senare året och %(earlier)s till det tidigare betyder %(result)s däremellan.") % {
        "later": per_cent(later), "earlier": per_cent(earlier), "result": per_cent(sum_.result),
    }  # fmt: skip


def _with_people(sum_: Working) -> str:
    a_head, people = sum_.values
    return _("%(a_head)s per invånare och %(people)s fler invånare betyder %(result)s i värde.") % {
        "a_head": per_cent(a_head), "people": per_cent(people), "result": per_cent(sum_.result),
    }  # fmt: skip


def _firms(sum_: Working) -> str:
    rate, people = sum_.values
    return _("%(rate)s per 100 000 av %(people)s invånare är %(low)s till %(high)s företag.") % {
        "rate": number(rate), "people": number(people), "low": number(sum_.low), "high": number(sum_.high),
    }  # fmt: skip


def _share(sum_: Working) -> str:
    exporters, enterprises = sum_.values
    return _("%(exporters)s exportörer av %(enterprises)s företag är %(result)s.") % {
        "exporters": number(exporters), "enterprises": number(enterprises), "result": per_cent(sum_.result),
    }  # fmt: skip


SUMS: Mapping[Sum, Callable[[Working], str]] = {
    Sum.PART_OF: _part_of,
    Sum.TAKEN: _taken,
    Sum.WHOLE: _whole,
    Sum.PER_HEAD: _per_head,
    Sum.CHANGE: _change,
    Sum.GROWN: _grown,
    Sum.DIFFERENCE: _difference,
    Sum.BETWEEN: _between,
    Sum.WITH_PEOPLE: _with_people,
    Sum.FIRMS: _firms,
    Sum.SHARE: _share,
}


def sum_words(working: Working, claim: Claim | None) -> str:
    """Return a sum as a sentence."""
    if working.sum is not Sum.AGAINST:
        return SUMS[working.sum](working)
    measure, concept = (claim.measure, claim.concept) if claim else (None, None)
    written, known = working.values
    values = {"written": quantity(written, measure, concept), "known": quantity(known, measure, concept)}
    return _("Texten säger %(written)s, källan %(known)s.") % values


def signal_words(signal: Signal, claim: Claim | None) -> str:
    """Return a signal as a sentence with where and when: another year or basis is named, never compared."""
    if signal.working.sum is Sum.AGAINST and signal.fact is not None:
        fact = signal.fact
        basis = BASES[fact.basis] if fact.basis else ""
        measure, concept = (claim.measure, claim.concept) if claim else (None, None)
        return _("%(place)s %(year)s: %(known)s efter %(basis)s. %(source)s") % {
            "place": place_name(fact.place), "year": fact.year, "known": quantity(fact.value, measure, concept),
            "basis": basis, "source": fact.source,
        }  # fmt: skip
    words = sum_words(signal.working, claim)
    if not signal.year:
        return words
    return _("%(place)s %(year)s: %(words)s") % {
        "place": place_name(signal.place), "year": signal.year, "words": words,
    }  # fmt: skip
