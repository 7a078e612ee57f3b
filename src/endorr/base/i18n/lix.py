"""How hard a text is to read: LIX, and sentences to a paragraph; what easy Swedish must stay under.

LIX (C.-H. Björnsson, Läsbarhet, 1968) is words per sentence plus the share, in per cent, of words of more than six
letters. Under 30 is what children's books have.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

MOST_LIX = 30
MOST_SENTENCES = 3
LONG_WORD = 6

_WORD = re.compile(r"[^\W\d_]+(?:['’:-][^\W\d_]+)*|\d+(?:[., \N{NO-BREAK SPACE}]\d+)*")
_ABBREVIATION = re.compile(
    r"\b(?:kl|t\.ex|bl\.a|s\.k|nr|ca|m\.fl|m\.m|o\.s\.v|dvs|tel|v|jan|feb|aug|sept|okt|nov|dec)\."
)
_END = re.compile(r"[.!?:…]+(?=\s|$)")

# Elements that do not break a sentence; every other one begins a paragraph.
_INLINE = frozenset({"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "kbd", "mark", "q", "small", "span", "strong"})
_UNREAD = frozenset({"script", "style", "svg", "template", "head"})


@dataclass(frozen=True, slots=True)
class Readability:
    """What was counted of a text."""

    words: int
    sentences: int
    long_words: int

    @property
    def lix(self) -> float:
        """The LIX of the text; 0 when it has no words."""
        return self.words / self.sentences + 100 * self.long_words / self.words if self.words else 0.0


def sentences(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph; `kl. 14.20` and other abbreviations end none."""
    whole = _ABBREVIATION.sub(lambda match: match[0].replace(".", "\N{ONE DOT LEADER}"), paragraph)
    return [sentence for sentence in _END.split(whole) if _WORD.search(sentence)]


def readability(paragraphs: Sequence[str]) -> Readability:
    """Count a text given as its paragraphs; a heading or list item without a full stop is a sentence too."""
    words = [word for paragraph in paragraphs for word in _WORD.findall(paragraph)]
    return Readability(
        words=len(words),
        sentences=sum(len(sentences(paragraph)) for paragraph in paragraphs),
        long_words=sum(len(word) > LONG_WORD for word in words),
    )


def too_hard(paragraphs: Sequence[str]) -> Iterator[str]:
    """Yield why a text is not easy Swedish: its LIX, a paragraph of too many sentences, an abbreviation."""
    lix = readability(paragraphs).lix
    if lix >= MOST_LIX:
        yield f"LIX {lix:.1f}, and it must be under {MOST_LIX}"
    for paragraph in paragraphs:
        if len(sentences(paragraph)) > MOST_SENTENCES:
            yield f"more than {MOST_SENTENCES} sentences: {paragraph[:60]}..."
        yield from (f"abbreviated: {short}" for short in _ABBREVIATION.findall(paragraph))


def paragraphs_of(html: str) -> list[str]:
    """Return the paragraphs a reader meets in a page's main part, or in all of it when none is marked as main."""
    reader = _Paragraphs()
    reader.feed(html)
    reader.close()
    return reader.done()


class _Paragraphs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.all: list[str] = [""]
        self.main: list[str] = []
        self.unread = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.unread and tag in _UNREAD:
            self.unread = tag
        if tag == "main":
            self.all = [""]
        if tag not in _INLINE:
            self.all.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.unread:
            self.unread = ""
        if tag not in _INLINE:
            self.all.append("")
        if tag == "main":
            self.main = [*self.all]

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.all[-1] += data

    def done(self) -> list[str]:
        paragraphs = (" ".join(paragraph.split()) for paragraph in self.main or self.all)
        return [paragraph for paragraph in paragraphs if _WORD.search(paragraph)]
