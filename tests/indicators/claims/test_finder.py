"""The figure finder against sentences that a press officer could have written, and the kinds of figures in them."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from endorr.indicators.claims.figure import Direction, Figure, Kind, Period
from endorr.indicators.claims.finder import find_figures
from endorr.indicators.claims.numerals import Tongue, numeral

SENTENCES = Path(__file__).with_name("sentences.txt")
BY_OTHERS = Path(__file__).with_name("by_others.jsonl")
Span = tuple[int, int]


class Told(NamedTuple):
    """A text, where its figures stand, and where something stands that may be called one."""

    text: str
    figures: list[Span]
    optional: list[Span] = []
    tongue: Tongue = Tongue.SV


def marked(line: str) -> tuple[str, list[Span]]:
    """Return a sentence without its brackets, and where what they held stands."""
    spans, text = [], ""
    for piece in re.split(r"(\[[^\]]*\])", line):
        held = piece[1:-1] if piece.startswith("[") else piece
        if piece.startswith("["):
            spans.append((len(text), len(text) + len(held)))
        text += held
    return text, spans


def told() -> Iterator[Told]:
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield Told(*marked(line))


def meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def told_by_others() -> Iterator[Told]:
    """Sentences by two writers who had not seen the finder, each with its figures and what may as well be one."""
    for line in BY_OTHERS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        tongue = Tongue(row.get("lang", "sv"))
        figures, optional = ([_span(row["text"], one) for one in row[kind]] for kind in ("figures", "optional"))
        yield Told(row["text"], figures, optional, tongue)


def _span(text: str, one: dict[str, Any]) -> Span:
    span = one["start"], one["start"] + len(one["quote"])
    assert text[slice(*span)] == one["quote"], one
    return span


def scored(sentences: Iterable[Told]) -> tuple[int, int, int, list[str]]:
    """Return how many figures there are, were found rightly, were found at all, and what went wrong."""
    there = right = found = 0
    wrong = []
    for text, spans, optional, tongue in sentences:
        figures = [(one.start, one.end) for one in find_figures(text, tongue)]
        figures = [one for one in figures if any(meet(one, span) for span in spans) or not _any(one, optional)]
        there, found = there + len(spans), found + len(figures)
        right += sum(_any(span, figures) for span in spans)
        wrong += [f"missed {text[a:b]!r} in {text}" for a, b in spans if not _any((a, b), figures)]
        wrong += [f"invented {text[a:b]!r} in {text}" for a, b in figures if not _any((a, b), spans)]
        found -= sum(max(0, sum(meet(span, one) for one in figures) - 1) for span in spans)
    return there, right, found, wrong


def _any(span: Span, others: Iterable[Span]) -> bool:
    return any(meet(span, other) for other in others)


def test_at_least_sixty_sentences_are_tried() -> None:
    assert sum(1 for _ in told()) >= 180
    assert sum(1 for _ in told_by_others()) >= 190


@pytest.mark.parametrize("sentences", [told, told_by_others])
def test_nearly_every_figure_is_found_and_hardly_anything_else(
    sentences: Callable[[], Iterator[Told]],
) -> None:
    there, right, found, wrong = scored(sentences())
    assert right / there >= 0.98, wrong
    assert right / found >= 0.95, wrong


def only(text: str, tongue: Tongue = Tongue.SV) -> Figure:
    (found,) = find_figures(text, tongue)
    return found


class TestWhatAFigureSays:
    def test_money_in_its_scale_and_rounding(self) -> None:
        one = only("Varuexporten i Halland uppgick 2021 till 57 075 miljoner kronor.")
        assert (one.kind, one.value, one.high - one.low) == (Kind.MONEY, 57_075e6, 1e6)
        assert (one.period, one.places) == (Period(2021), ("13",))

    def test_words_widen_what_is_true(self) -> None:
        assert only("Vi når drygt 900 företag.").low == 900
        assert only("Vi når nästan 900 företag.").high == 900
        assert only("Vi når fler än 900 företag.").high == float("inf")

    def test_a_fall_is_negative_and_a_share_has_no_direction(self) -> None:
        fall = only("Exporten minskade med 9,6 procent.")
        assert (fall.kind, fall.value, fall.direction) == (Kind.CHANGE, -9.6, Direction.DOWN)
        share = only("Exporten står för 24% av omsättningen, som ökade.")
        assert (share.kind, share.direction) == (Kind.SHARE, None)

    def test_a_period_of_years(self) -> None:
        assert only("Exporten ökade med 41 % mellan 2016 och 2020.").period == Period(2020, 2016)
        assert only("Exporten ökade med 41 % 2016–2020.").period == Period(2020, 2016)

    def test_a_rate_keeps_its_heads_out_of_the_count(self) -> None:
        one = only("Halland har 363 exporterande små och medelstora företag per 100 000 invånare.")
        assert (one.kind, one.value) == (Kind.RATE, 363)

    def test_places_of_a_ranking(self) -> None:
        assert only("Länet hamnar på en god 5:e plats.").value == 5
        assert only("Länet är näst störst i landet.").value == 2
        assert only("Norrbotten är etta i landet.").value == 1

    def test_parts_of_a_whole_in_words_and_figures(self) -> None:
        for text, share in (
            ("En dryg tredjedel av företagen vill växa.", 100 / 3),
            ("Bland de minsta är andelen var tjugonde.", 5),
            ("Exporten föll med en fjärdedel.", 25),
            ("Fler än fyra av tio säger nej.", 40),
            ("Löftet hölls (1 032 av 1 167).", 88.43),
        ):
            one = only(text)
            assert one.value == pytest.approx(share, abs=0.01), text

    def test_a_numeral_without_its_noun_counts_what_was_counted_before(self) -> None:
        asked, refused = find_figures("Av 59 ansökningar avslogs 26.")
        assert (asked.value, refused.value) == (59, 26)
        assert [one.value for one in find_figures("Export per invånare, tkr: Kronoberg 181, Blekinge 177.")] == [
            181_000,
            177_000,
        ]
        first, second = find_figures("Exporten gick från 25 000 till 44 000 kronor per invånare.")
        assert (first.kind, first.value) == (Kind.PER_CAPITA, 25_000)
        assert second.value == 44_000

    def test_english_numerals(self) -> None:
        one = only("Goods exports from Halland came to SEK 57,075 million.", Tongue.EN)
        assert (one.kind, one.value) == (Kind.MONEY, 57_075e6)
        assert only("Exports fell by 9.6 per cent.", Tongue.EN).value == -9.6
        assert only("Two thirds of the exporters are small.", Tongue.EN).kind is Kind.SHARE

    def test_what_is_no_figure(self) -> None:
        for text in (
            "Ring 070-123 45 67 före den 3 mars 2024 kl. 10:00-11:00.",
            "Företag med 1–9 anställda och de med fler än 250 anställda.",
            "Mellan 2016-2020 och 2016–2019; March 18, 2016.",
            "Vecka 38, kvartal 2, etapp 4, mål 12, Storgatan 12 och länets 13 kommuner.",
            "Inom 24 timmar, om två år, på sidan 14, enligt ISO 9001 och prop. 2024/25:198.",
        ):
            assert find_figures(text) == (), text


class TestNumerals:
    @given(st.integers(0, 999_999_999), st.sampled_from([" ", "\u00a0", "\u202f"]))
    @settings(max_examples=60)
    def test_grouped_digits_are_read_back(self, value: int, space: str) -> None:
        assert numeral(f"{value:,}".replace(",", space), Tongue.SV).value == value
        assert numeral(f"{value:,}", Tongue.EN).value == value

    @given(st.integers(0, 99_999), st.integers(0, 99))
    @settings(max_examples=60)
    def test_decimals_and_their_rounding(self, whole: int, part: int) -> None:
        read = numeral(f"{whole},{part:02}", Tongue.SV)
        assert read.value == pytest.approx(whole + part / 100)
        assert read.half == pytest.approx(0.005)

    def test_number_words(self) -> None:
        assert [numeral(word, Tongue.SV).value for word in ("elva", "tjugoett", "nittionio")] == [11, 21, 99]
        assert numeral("twenty-one", Tongue.EN).value == 21
        with pytest.raises(ValueError, match="not a numeral"):
            numeral("många", Tongue.SV)


@given(st.text(alphabet="0123456789 .,–-%kr miljarder procent företag Halland\n", max_size=200))
@settings(max_examples=100)
def test_any_text_is_read_without_overlaps(text: str) -> None:
    found = find_figures(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[one.start : one.end] == one.text for one in found)
