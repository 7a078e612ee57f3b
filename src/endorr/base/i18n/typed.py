"""Finds words typed straight into a template, where no translation can reach them."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.template.base import Lexer, Token, TokenType

from endorr.base.i18n.faults import NAMES

# What a page may say alike in every language.
SAME_EVERYWHERE = frozenset({"html", "UTF", "http", "https", *" ".join(NAMES).split()})

SPOKEN_ATTRIBUTES = frozenset({"alt", "title", "placeholder", "aria-label", "aria-description", "label", "summary"})
NOT_PROSE = frozenset({"code", "pre", "kbd", "samp", "script", "style"})

_WORD = re.compile(r"[^\W\d_]{2,}")
# A case number is read letter by letter in every language.
_CODE = re.compile(r"[A-ZÅÄÖ]{2,}-\d[\d-]*")
_LITERAL = re.compile(r"""(_\()?("[^"]*"|'[^']*')""")
_READS_AS_PROSE = re.compile(r"[åäöÅÄÖ]|^[A-Z][a-z]+(?:[ .,:!?]|$)")

_OPENS = re.compile(r"(blocktrans(?:late)?|comment|verbatim)\b")
_CLOSES = re.compile(r"end(blocktrans(?:late)?|comment|verbatim)\b")
_TRANSLATES = re.compile(r"trans(?:late)?\b")


def typed_words(source: str) -> list[str]:
    """Return the phrases and literals of a Django template that no translation tag surrounds.

    An element marked translate="no" is left alone: that is how HTML says that its text is the same in all languages.
    """
    open_text, literals = [], []
    for token in _outside_translation(Lexer(source).tokenize()):
        if token.token_type is TokenType.TEXT:
            open_text.append(token.contents)
        else:
            open_text.append(" ")
            literals += _prose_literals(token.contents)
    reader = _Reader()
    reader.feed("".join(open_text))
    reader.close()
    return [*reader.phrases, *literals]


def _outside_translation(tokens: list[Token]) -> Iterator[Token]:
    inside = False
    for token in tokens:
        block = token.token_type is TokenType.BLOCK
        if block and _CLOSES.match(token.contents):
            inside = False
        elif block and _OPENS.match(token.contents):
            inside = True
        elif not inside and token.token_type is not TokenType.COMMENT:
            yield token


def _prose_literals(contents: str) -> list[str]:
    if _TRANSLATES.match(contents):
        return []
    literals = [literal[1:-1] for marked, literal in _LITERAL.findall(contents) if not marked]
    return [literal for literal in literals if _READS_AS_PROSE.search(literal) and literal not in NAMES]


def _says_something(text: str) -> bool:
    return not set(_WORD.findall(_CODE.sub("", text))) <= SAME_EVERYWHERE


class _Reader(HTMLParser):
    """Collects what a person would read or hear of the markup."""

    def __init__(self) -> None:
        super().__init__()
        self.phrases: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.silent:
            self.silent += [tag] * (tag == self.silent[0])
            return
        if tag in NOT_PROSE or ("translate", "no") in attrs:
            self.silent.append(tag)
            return
        for name, value in attrs:
            if name in SPOKEN_ATTRIBUTES and value:
                self.hear(value)

    def handle_endtag(self, tag: str) -> None:
        if self.silent and tag == self.silent[0]:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.hear(data)

    def hear(self, text: str) -> None:
        if _says_something(text):
            self.phrases.append(" ".join(text.split()))
