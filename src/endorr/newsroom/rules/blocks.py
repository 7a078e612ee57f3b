"""A text in its blocks, and the same as plain words in which figures can be found and faults looked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

GAP = "\n\n"
"""What stands between two pieces of the plain text."""


class BlockKind(StrEnum):
    """What a block is."""

    TEXT = "text"
    HEADING = "heading"
    QUOTE = "quote"
    FACTS = "facts"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its words, and beside them who says a quote or what a facts box stands on; an image's caption."""

    kind: BlockKind
    text: str = ""
    by: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is written in one language."""

    headline: str = ""
    lead: str = ""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as plain words, with the places at which quotations stand."""

    text: str
    quotes: tuple[tuple[int, int], ...] = ()

    def is_quoted(self, place: int) -> bool:
        return any(start <= place < end for start, end in self.quotes)


def packed(blocks: Iterable[Block]) -> list[dict[str, str]]:
    """Return blocks as they are stored."""
    return [{"kind": one.kind.value, "text": one.text, "by": one.by, "picture": one.picture} for one in blocks]


def unpacked(rows: Iterable[dict[str, Any]]) -> tuple[Block, ...]:
    """Return stored blocks."""
    return tuple(Block(BlockKind(one["kind"]), one["text"], one["by"], one["picture"]) for one in rows)


def plain(draft: Draft) -> Plain:
    """Return a text as plain words, block by block; what somebody else says is marked as a quotation."""
    said, quotes = plain_blocks(draft.blocks), []
    place = len(draft.headline) + len(draft.lead) + 2 * len(GAP)
    for one, words in zip(draft.blocks, said, strict=True):
        if one.kind is BlockKind.QUOTE:
            quotes.append((place, place + len(words)))
        place += len(words) + len(GAP)
    return Plain(GAP.join([draft.headline, draft.lead, *said]), tuple(quotes))


def rewritten(draft: Draft, place: int, before: str, after: str) -> Draft:
    """Return a text in which what stands at a place of its plain words is said otherwise."""
    pieces = [draft.headline, draft.lead, *(one.text for one in draft.blocks)]
    said = [draft.headline, draft.lead, *plain_blocks(draft.blocks)]
    start = 0
    for number, (piece, shown) in enumerate(zip(pieces, said, strict=True)):
        within = place - start
        if 0 <= within < len(piece) and piece[within:].startswith(before):
            pieces[number] = piece[:within] + after + piece[within + len(before) :]
        start += len(shown) + len(GAP)
    headline, lead, *texts = pieces
    blocks = tuple(replace(one, text=text) for one, text in zip(draft.blocks, texts, strict=True))
    return Draft(headline, lead, blocks)


def plain_blocks(blocks: Sequence[Block]) -> list[str]:
    """Return the words of each block as they stand in the plain text."""
    return [f"{one.text} ({one.by})" if one.kind is BlockKind.FACTS and one.by else one.text for one in blocks]
