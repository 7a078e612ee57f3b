"""Answers a file of messages without a database: what is ranked, and how that is written as a line of JSON."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from endorr.catalogue.rules.card import Card
from endorr.core.municipalities import municipalities
from endorr.matching.rules.embedder import Embedder
from endorr.matching.rules.facts import drawn
from endorr.matching.rules.foreign import Row, foreign
from endorr.matching.rules.judging import judge
from endorr.matching.rules.library import Library, heard, packaged
from endorr.matching.rules.matcher import RULES, Matcher
from endorr.matching.rules.meanings import vectors_of
from endorr.matching.rules.placing import Place, propose
from endorr.matching.rules.proposal import Proposal, Versions, as_dict
from endorr.matching.rules.telling import reasons_of

NAMED = 5  # organisations and services of an answer


class UnreadableError(ValueError):
    """A file that is not what it should be; the message says which line and why."""


@dataclass(frozen=True, slots=True)
class Message:
    """One line of the file to rank."""

    id: str
    text: str
    language: str = ""
    municipality: str = ""


def messages(lines: Iterable[str]) -> Iterator[Message]:
    """Read messages, one JSON object a line; raises UnreadableError naming the first line that is none."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield Message(str(row["id"]), str(row["text"]), str(row.get("lang") or ""), _place(row))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UnreadableError(f"line {number}: {error!r}") from error


def _place(row: Mapping[str, Any]) -> str:
    code = str(row.get("municipality") or "")
    return code if code in municipalities() else ""


def rows_of(text: str) -> list[Row]:
    """Read somebody else's list of services, a JSON array; raises UnreadableError."""
    try:
        return [Row.from_row(row) for row in json.loads(text)]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableError(f"the catalogue is no list of id, actor, name and descriptions: {error!r}") from error


def matcher_of(library: Library, embedder: Embedder | None) -> Matcher:
    """Return a matcher with the kept vectors of its phrases, where there is a model to compare them with."""
    kept = vectors_of([voice.phrase for voice in heard(library)]) if embedder else None
    return Matcher(library, embedder=embedder, vectors=kept)


def ready(embedder: Embedder | None, rows: list[Row] | None = None) -> Matcher:
    """Return a matcher over our own catalogue, or over somebody else's rows."""
    if rows is None:
        return matcher_of(packaged(), embedder)
    return matcher_of(foreign(rows, Matcher(packaged())), embedder)


@dataclass(frozen=True, slots=True)
class Answerer:
    """Ranks messages one by one with one matcher."""

    matcher: Matcher
    cards: Mapping[str, Card]

    def proposal(self, message: Message) -> Proposal:
        """Return the proposal for a message; nobody is asked who covers where."""
        judged = judge(self.matcher, message.text, language=message.language)
        model = self.matcher.embedder.name if self.matcher.embedder else ""
        versions = Versions(self.matcher.library.mark, "", RULES, model)
        return propose(judged, self.cards, Place(message.municipality, drawn(message.text)), versions=versions)

    def line(self, message: Message) -> dict[str, Any]:
        """Return the answer to a message as the file has it."""
        proposal = self.proposal(message)
        language = "en" if proposal.language == "en" else "sv"
        return {
            "id": message.id,
            "organisations": [one.organisation for one in proposal.candidates][:NAMED],
            "services": [key for one in proposal.candidates for key in one.services][:NAMED],
            "ask": proposal.ask is not None,
            "ask_score": round(proposal.ask_score, 4),
            "question": proposal.ask.text(language) if proposal.ask else None,
            "desk": proposal.desk.value if proposal.desk else None,
            "confidence": round(proposal.confidence, 4),
            "language": proposal.language,
            "co_owners": [one.organisation for one in proposal.candidates if one.co_owner],
            "reasons": reasons_of(proposal, language),
        }


def answerer(matcher: Matcher) -> Answerer:
    """Return what ranks with a matcher."""
    return Answerer(matcher, {card.key: card for card in matcher.library.cards})


def full(proposal: Proposal) -> str:
    """Return everything of a proposal as one line of JSON."""
    return json.dumps(as_dict(proposal), ensure_ascii=False)
