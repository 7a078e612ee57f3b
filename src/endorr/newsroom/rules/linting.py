"""Looks for what must not leave the house: traces of the machinery, empty labels, doubled words, odd spellings.

What stops a text is certain; what asks for a look is a guess, and a person decides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from endorr.indicators.claims.figure import Figure, Kind
from endorr.indicators.claims.findings import Finding
from endorr.indicators.claims.sums import Sum
from endorr.meetings.rules import room_links
from endorr.newsroom.rules.blocks import BlockKind, Draft, plain


class Fault(StrEnum):
    """What may be wrong with a text."""

    MISSING_TEXT = "missing_text"
    EMPTY_LABEL = "empty_label"
    BROWSER_WARNING = "browser_warning"
    DOUBLED = "doubled"
    OPEN_ROOM = "open_room"
    EMPTY_BLOCK = "empty_block"
    NO_HEADLINE = "no_headline"
    NO_LEAD = "no_lead"
    NO_PRESS_CONTACT = "no_press_contact"
    NO_PICTURE = "no_picture"
    NO_TIME = "no_time"
    NO_SPEAKER = "no_speaker"
    SPELLING = "spelling"
    TWO_SPELLINGS = "two_spellings"
    IMPLIED_FALL = "implied_fall"
    BARE_RANK = "bare_rank"
    TWO_MEANINGS = "two_meanings"


STOPS = frozenset(
    {
        Fault.MISSING_TEXT,
        Fault.EMPTY_LABEL,
        Fault.BROWSER_WARNING,
        Fault.DOUBLED,
        Fault.OPEN_ROOM,
        Fault.EMPTY_BLOCK,
        Fault.NO_HEADLINE,
        Fault.NO_LEAD,
        Fault.NO_PRESS_CONTACT,
        Fault.NO_PICTURE,
        Fault.NO_TIME,
        Fault.NO_SPEAKER,
    }
)
"""What no text is approved with; the others are for a person to look at."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing seen: what, on which words, and what they should perhaps be."""

    fault: Fault
    words: str = ""
    better: str = ""

    @property
    def stops(self) -> bool:
        return self.fault in STOPS


_MISSING = re.compile(r"\[Missing text[^\]]*\]|\{\{.*?\}\}|\{%.*?%\}|%\(\w+\)s|\blorem ipsum\b|\bTODO\b|\bXXX+\b", re.I)
_EMPTY_LABEL = re.compile(
    r"(?m)^[^\S\n]*((?:Publicerad|Published|Datum|Date|Tid|Time|Plats|Place|Telefon|Phone|Kontakt|Contact):|"
    r"(?:Pressmeddelande|Press release)\s*[-–])[^\S\n]*$(?!\n\S)"
)
_BROWSER = re.compile(r"din webbläsare|modern webbläsare|your browser|enable javascript|aktivera javascript", re.I)
_SENTENCES = re.compile(r"[^.!?\n]+[.!?]|[^.!?\n]+$", re.M)
_NAME = re.compile(r"\b[A-ZÅÄÖÉ][\wåäöéÅÄÖÉ]{4,}\b")
SHORTEST_DOUBLED = 20

MISSPELT = {
    "expertstrategi": "exportstrategi",
    "expertcheck": "exportcheck",
    "expertstrategin": "exportstrategin",
    "exportsamverkam": "exportsamverkan",
    "Enterprise Europé Network": "Enterprise Europe Network",
    "Excportkreditnämnden": "Exportkreditnämnden",
}
"""Slips of this trade that no dictionary minds, for each is a word or a name of its own."""


def remarks(draft: Draft, *, names: Sequence[str] = ()) -> tuple[Remark, ...]:
    """Return what is seen in a text. `names` are those we know how to spell: contacts, partners, who is quoted."""
    return (*_incomplete(draft), *seen_in(plain(draft).text, names=(*names, *(one.by for one in draft.blocks))))


def seen_in(text: str, *, names: Sequence[str] = ()) -> tuple[Remark, ...]:
    """Return what is seen in plain words, whatever they are a part of: a text, a caption, words for a picture."""
    return (
        *(Remark(Fault.MISSING_TEXT, one) for one in _MISSING.findall(text)),
        *(Remark(Fault.EMPTY_LABEL, one.strip()) for one in _EMPTY_LABEL.findall(text)),
        *(Remark(Fault.BROWSER_WARNING, match[0]) for match in list(_BROWSER.finditer(text))[:1]),
        *_doubled(text),
        *(Remark(Fault.OPEN_ROOM, one) for one in room_links(text)),
        *(Remark(Fault.SPELLING, bad, good) for bad, good in MISSPELT.items() if re.search(rf"\b{bad}\b", text)),
        *_spellings(text, names),
    )


def _incomplete(draft: Draft) -> Iterator[Remark]:
    if not draft.headline.strip():
        yield Remark(Fault.NO_HEADLINE)
    if not draft.lead.strip():
        yield Remark(Fault.NO_LEAD)
    for number, one in enumerate(draft.blocks, start=1):
        if one.kind is BlockKind.IMAGE and not one.picture:
            yield Remark(Fault.NO_PICTURE, str(number))
        elif one.kind is not BlockKind.IMAGE and not one.text.strip():
            yield Remark(Fault.EMPTY_BLOCK, str(number))
        if one.kind is BlockKind.QUOTE and not one.by.strip():
            yield Remark(Fault.NO_SPEAKER, one.text[:60])


def _doubled(text: str) -> Iterator[Remark]:
    """A sentence said twice in a row is a slip of pasting, whether or not a space stands between."""
    before = ""
    for match in _SENTENCES.finditer(text):
        said = match[0].strip(" \t–-")
        if len(said) >= SHORTEST_DOUBLED and said.rstrip(".!?") == before:
            yield Remark(Fault.DOUBLED, said)
        before = said.rstrip(".!?")


def _spellings(text: str, names: Sequence[str]) -> Iterator[Remark]:
    """Two words with a capital that differ by one slip of the finger are the same name, and one of them is wrong."""
    known = {word for name in names for word in _NAME.findall(name)}
    written = dict.fromkeys(_NAME.findall(text))
    for word in written:
        near = next((one for one in known if one != word and word not in known and slipped(word, one)), "")
        if near:
            yield Remark(Fault.SPELLING, word, near)
    words = [one for one in written if one not in known]
    for place, word in enumerate(words):
        for other in words[place + 1 :]:
            if slipped(word, other):
                yield Remark(Fault.TWO_SPELLINGS, word, other)


def slipped(one: str, other: str) -> bool:
    """Say whether two words of five letters or more differ by two neighbours that changed places, or one letter within.

    Endings are grammar, not slips (`Sverige`, `Sveriges`), so the words must begin and end alike, or swap their end.
    """
    if one == other or abs(len(one) - len(other)) > 1 or one[0] != other[0] or min(len(one), len(other)) < 5:
        return False
    if len(one) == len(other):
        places = [place for place in range(len(one)) if one[place] != other[place]]
        swapped = (
            len(places) == 2
            and places[1] == places[0] + 1
            and one[places[0]] == other[places[1]]
            and one[places[1]] == other[places[0]]
        )
        return swapped or (len(places) == 1 and 0 < places[0] < len(one) - 1)
    short, long = sorted((one, other), key=len)
    dropped = next((place for place in range(len(short)) if short[place] != long[place]), len(short))
    return dropped < len(short) and short[dropped:] == long[dropped + 1 :]


# Figures


def of_figures(findings: Sequence[Finding]) -> tuple[Remark, ...]:
    """Return what is seen in the figures of a text among themselves: what they imply, and what they leave unsaid."""
    figures = [one.figure for one in findings]
    return (
        *(
            Remark(Fault.IMPLIED_FALL, one.figure.text, f"{working.result:.0f}")
            for one in findings
            for working in one.workings
            if working.sum is Sum.BETWEEN and working.result < 0
        ),
        *(
            Remark(Fault.BARE_RANK, one.figure.text)
            for one in findings
            if one.figure.kind is Kind.RANK and (one.figure.period is None or one.claim is None)
        ),
        *_two_meanings(figures),
    )


def _two_meanings(figures: Sequence[Figure]) -> Iterator[Remark]:
    """The same number said of two places is easily read as one figure said twice."""
    first: dict[tuple[Kind, float], Figure] = {}
    told = set()
    for one in figures:
        key = (one.kind, one.value)
        before = first.setdefault(key, one)
        if key not in told and before.places and one.places and before.places[0] != one.places[0]:
            told.add(key)
            yield Remark(Fault.TWO_MEANINGS, one.text)
