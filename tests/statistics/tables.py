"""Tables of every kind, for Hypothesis to try the formats with."""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from endorr.statistics.table import (
    ELIMINATED_BY_SUM,
    Dimension,
    Facts,
    Flag,
    Head,
    Keyword,
    Mark,
    Note,
    Observations,
    Role,
    Table,
)

# What a PX text cannot hold: quotation marks, and the signs that control a terminal.
LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters='"')
LATIN = st.characters(codec="cp1252", exclude_categories=["Cc"], exclude_characters='"')
FIGURES = st.one_of(
    st.integers(-(10**15), 10**15).map(float),
    st.integers(-(10**9), 10**9).map(lambda number: number / 100),
    st.floats(allow_nan=False, allow_infinity=False),
)
SYMBOLS = [*map(Flag, range(1, 9))]


def texts(letters: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.text(letters, min_size=1, max_size=6)


@st.composite
def said(draw: st.DrawFn, languages: tuple[str, ...], letters: st.SearchStrategy[str]) -> dict[str, str]:
    return draw(st.dictionaries(st.sampled_from(languages), texts(letters), max_size=len(languages)))


@st.composite
def dimensions(draw: st.DrawFn, languages: tuple[str, ...], letters: st.SearchStrategy[str]) -> tuple[Dimension, ...]:
    many = draw(st.integers(1, 4))
    names = {each: draw(st.lists(texts(letters), min_size=many, max_size=many, unique=True)) for each in languages}
    codes = draw(st.lists(texts(letters), min_size=many, max_size=many, unique=True))
    roles = draw(st.permutations([Role.TIME, Role.METRIC, Role.GEO, None]))
    return tuple(
        draw(dimension(codes[place], {each: names[each][place] for each in languages}, roles[place], letters))
        for place in range(many)
    )


@st.composite
def dimension(
    draw: st.DrawFn, code: str, names: dict[str, str], role: Role | None, letters: st.SearchStrategy[str]
) -> Dimension:
    size = draw(st.integers(1, 4))
    codes = tuple(draw(st.lists(texts(letters), min_size=size, max_size=size, unique=True)))
    labels = {each: tuple(draw(st.lists(texts(letters), min_size=size, max_size=size, unique=True))) for each in names}
    timed = role is Role.TIME and draw(st.booleans())
    start = draw(st.integers(1900, 2100))
    parents = draw(st.lists(st.tuples(st.sampled_from(codes), st.sampled_from(["", *codes])), max_size=3, unique=True))
    return Dimension(
        code=code,
        names=names,
        codes=codes,
        labels=labels,
        role=role,
        scale="A" if timed else "",
        periods=tuple(str(start + place) for place in range(size)) if timed else (),
        elimination=draw(st.sampled_from([None, ELIMINATED_BY_SUM, codes[0]])),
        domain=draw(said(tuple(names), letters)),
        map=draw(said(tuple(names), letters)) if role is Role.GEO else {},
        parents=tuple(parents),
    )


@st.composite
def observations(draw: st.DrawFn, size: int) -> Observations:
    cells = draw(st.lists(st.one_of(FIGURES, st.sampled_from(SYMBOLS)), min_size=size, max_size=size))
    flags = [each if isinstance(each, Flag) else Flag.VALUE for each in cells]
    values = [(0.0 if each is Flag.NIL else np.nan) if isinstance(each, Flag) else each for each in cells]
    return Observations(np.array(values, np.float64), np.array(flags, np.uint8))


@st.composite
def facts(draw: st.DrawFn, languages: tuple[str, ...], letters: st.SearchStrategy[str]) -> Facts:
    return Facts(
        unit=draw(said(languages, letters)),
        updated=draw(said(languages, letters)),
        contact=draw(said(languages, letters)),
        day_adjusted=draw(st.sampled_from([{}, {languages[0]: "YES"}, {languages[0]: "NO"}])),
    )


@st.composite
def tables(draw: st.DrawFn, letters: st.SearchStrategy[str] = LETTERS) -> Table:
    """Tables that a PX file can hold whole."""
    languages = draw(st.sampled_from([("und",), ("sv",), ("sv", "en"), ("fi", "sv", "en")]))
    divided = draw(dimensions(languages, letters))
    head = Head(dimensions=divided, stub=draw(st.integers(0, len(divided))), language=languages[0], languages=languages)
    noted = letters.filter(lambda letter: letter != "#")
    cells = st.tuples(*(st.sampled_from([None, *each.codes]) for each in divided))
    metric = next((each for each in divided if each.role is Role.METRIC), None)
    measured = draw(st.lists(st.sampled_from(metric.codes), unique=True)) if metric else []
    some = draw(st.sampled_from(divided))
    note = draw(st.builds(Note, said(languages, noted).filter(bool), st.booleans(), st.sampled_from(["", some.code])))
    head = replace(
        head,
        title={languages[0]: draw(st.text(letters, min_size=1, max_size=250))},
        description=draw(said(languages, letters)),
        contents=draw(said(languages, letters)),
        source=draw(said(languages, letters)),
        subject=draw(said(languages, letters)),
        subject_code=draw(texts(letters)),
        matrix=draw(texts(letters)),
        decimals=draw(st.integers(0, 15)),
        shown_decimals=draw(st.none() | st.integers(0, 6)),
        precision={(some.code, some.codes[-1]): draw(st.integers(0, 6))} if draw(st.booleans()) else {},
        created=draw(st.sampled_from(["", "20261117 09:40"])),
        facts=draw(facts(languages, letters)),
        measures={code: each for code in measured if (each := draw(facts(languages, letters)))},
        notes=(
            note,
            *(Note({languages[0]: "på ett värde"}, dimension=some.code, category=each) for each in some.codes[:1]),
            *draw(
                st.lists(st.builds(Note, said(languages, noted).filter(bool), st.booleans(), cells=cells), max_size=2)
            ),
        ),
        marks=tuple(draw(st.lists(st.builds(Mark, said(languages, letters).filter(bool), cells), max_size=2))),
        symbols={Flag.ONE_DOT: dots} if (dots := draw(said(languages, letters))) else {},
        keywords=(Keyword("HOUSE-WORD", "", (draw(texts(letters)),), (draw(texts(letters)), draw(texts(letters)))),),
    )
    return Table(head, draw(observations(head.size)))
