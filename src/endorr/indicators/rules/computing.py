"""Makes an indicator's figures for some areas and years out of observed ones, and says what each is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from endorr.indicators.rules.areas import Area
from endorr.indicators.rules.arithmetic import Span, change, ratio, total, yearly
from endorr.indicators.rules.definitions import Indicator, Operation, Part
from endorr.statistics.rules.series import Key, Observed
from endorr.statistics.table import Text

type Cells = Mapping[Key, Observed]


class Made(StrEnum):
    """How a figure came about."""

    MADE = "made"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator's figure: None where there is none, and then `missing` says which parts; `counted` of `of` areas.

    `notes` are the notes of the cells it rests on, such as their own sources.
    """

    span: Span | None
    made: Made = Made.MADE
    counted: int = 1
    of: int = 1
    missing: tuple[str, ...] = ()
    notes: tuple[Text, ...] = ()
    symbol: str = ""

    @property
    def value(self) -> float | None:
        return None if self.span is None else self.span.value

    @property
    def whole(self) -> bool:
        """Say whether every area it stands for has been counted."""
        return self.counted == self.of

    @property
    def telling(self) -> bool:
        """Say whether enough of its areas are counted, four in five, for the figure to stand for the whole."""
        return self.span is not None and self.counted * 5 >= self.of * 4


@dataclass(slots=True)
class _Gathered:
    """A part's figure for an area, summed where the area has several."""

    spans: dict[str, Span] = field(default_factory=dict)
    notes: list[Text] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    symbol: str = ""


def compute(indicator: Indicator, cells: Mapping[Part, Cells], area: Area, period: str) -> Figure:
    """Return the figure of an area and a period; one without a value, and with what lacks, where it cannot be made.

    What the table tells of an area itself goes before a sum of its parts; a figure that cannot be made is taken as it
    was published, if it was.
    """
    found = _made(indicator, cells, area, period)
    if found.span is None and indicator.published and indicator.published in cells:
        told = cells[indicator.published].get((area.code, period, ""))
        if told and told.value is not None:
            span = Span.rounded(told.value, told.step).times(indicator.times)
            return Figure(span, Made.PUBLISHED, notes=(told.note,) if told.note else ())
    return found


def _made(indicator: Indicator, cells: Mapping[Part, Cells], area: Area, period: str) -> Figure:
    earlier = _earlier(period, indicator.years)
    match indicator.operation:
        case Operation.VALUE | Operation.SUM:
            return _sum(indicator, _gather(indicator.parts, cells, area, (period,)), area)
        case Operation.RATIO:
            assert indicator.below
            gathered = _gather((*indicator.parts, indicator.below), cells, area, (period,))
            return _quotient(indicator, gathered[:-1], gathered[-1], area)
        case Operation.CHANGE | Operation.YEARLY:
            before, after = _gather(indicator.parts, cells, area, (earlier, period))
            return _development(indicator, before, after, area)


def _earlier(period: str, years: int) -> str:
    return str(int(period) - years) if years and period.isdigit() else period


def _gather(parts: Sequence[Part], cells: Mapping[Part, Cells], area: Area, periods: Sequence[str]) -> list[_Gathered]:
    """Every part's figures in every period: the area's own if all have one, else those of what it is made up of.

    A sum of 20 counties must not be divided by what the whole nation has, nor set against it.
    """
    wanted = [(part, period) for period in periods for part in parts]
    own = [_own(part, cells, area, period) for part, period in wanted]
    if area.parts == (area.code,) or all(one.spans for one in own):
        return own
    return [_of_parts(part, cells, area, period) for part, period in wanted]


def _own(part: Part, cells: Mapping[Part, Cells], area: Area, period: str) -> _Gathered:
    found = _Gathered()
    _take(found, area.code, _observed(part, cells.get(part, {}), "" if part.national else area.code, period))
    return found


def _of_parts(part: Part, cells: Mapping[Part, Cells], area: Area, period: str) -> _Gathered:
    if part.national:
        return _own(part, cells, area, period)
    found = _Gathered()
    for code in area.parts:
        _take(found, code, _observed(part, cells.get(part, {}), code, period))
    return found


def _observed(part: Part, known: Cells, code: str, period: str) -> Observed | None:
    if not part.categories:
        return known.get((code, period, ""))
    each = [known.get((code, period, category)) for category in part.categories]
    values = [one.value for one in each if one is not None and one.value is not None]
    if len(values) < len(part.categories):
        return next((one for one in each if one is not None and one.value is None), None)
    return Observed(sum(values), sum(one.step for one in each if one))


def _take(found: _Gathered, code: str, told: Observed | None) -> None:
    if told is None or told.value is None:
        found.missing.append(code)
        found.symbol = found.symbol or (told.symbol if told else "")
        return
    found.spans[code] = Span.rounded(told.value, told.step)
    if told.note:
        found.notes.append(told.note)


def _figure_of(span: Span | None, common: int, area: Area, gathered: Sequence[_Gathered], times: float) -> Figure:
    missing = tuple(dict.fromkeys(code for one in gathered for code in one.missing))
    notes = tuple(note for one in gathered for note in one.notes)
    symbol = next((one.symbol for one in gathered if one.symbol), "")
    whole = all(area.code in one.spans for one in gathered)
    of = 1 if whole else len(area.parts)
    return Figure(span.times(times) if span else None, Made.MADE, common, of, missing, notes[:6], symbol)


def _sum(indicator: Indicator, gathered: Sequence[_Gathered], area: Area) -> Figure:
    common = _common(gathered)
    span = total(one.spans[code] for one in gathered for code in common) if common else None
    return _figure_of(span, len(common), area, gathered, indicator.times)


def _quotient(indicator: Indicator, above: Sequence[_Gathered], below: _Gathered, area: Area) -> Figure:
    gathered = (*above, below)
    national = indicator.below is not None and indicator.below.national
    common = _common(above) if national else _common(gathered)
    if not common or not below.spans:
        return _figure_of(None, 0, area, gathered, indicator.times)
    denominator = next(iter(below.spans.values())) if national else total(below.spans[code] for code in common)
    span = ratio(total(one.spans[code] for one in above for code in common), denominator)
    return _figure_of(span, len(common), area, gathered, indicator.times)


def _development(indicator: Indicator, before: _Gathered, after: _Gathered, area: Area) -> Figure:
    common = _common((before, after))
    if not common:
        return _figure_of(None, 0, area, (before, after), indicator.times)
    first, last = (total(one.spans[code] for code in common) for one in (before, after))
    span = change(first, last) if indicator.operation is Operation.CHANGE else yearly(first, last, indicator.years)
    return _figure_of(span, len(common), area, (before, after), indicator.times)


def _common(gathered: Sequence[_Gathered]) -> list[str]:
    """The areas that every part has: what lacks in one must not be counted in another."""
    first, *others = gathered
    return [code for code in first.spans if all(code in one.spans for one in others)]


def periods_of(indicator: Indicator, cells: Mapping[Part, Cells]) -> tuple[str, ...]:
    """Return the periods for which anything of the indicator may be told, in order."""
    main = {key[1] for part in indicator.parts for key in cells.get(part, {})}
    told = {key[1] for key in cells.get(indicator.published, {})} if indicator.published else set()
    if indicator.years:
        main = {period for period in main if _earlier(period, indicator.years) in main}
    return tuple(sorted(main | told))


def known_in(indicator: Indicator, cells: Mapping[Part, Cells]) -> dict[str, int]:
    """Return how many areas may have a figure, by period: a quick look at what there is, before anything is made."""
    parts = [part for part in (indicator.parts[0], indicator.published) if part]
    found: dict[str, set[str]] = {}
    for part in parts:
        for (area, period, _category), told in cells.get(part, {}).items():
            if told.value is not None:
                found.setdefault(period, set()).add(area)
    return {period: len(areas) for period, areas in found.items()}
