"""Takes a dataset's long array of figures out of its JSON and reads it all at once, where it is plainly written."""

from typing import NamedTuple

import numpy as np

from endorr.statistics.formats.px.cells import BadCellError, Ints, Mask, parse_cells
from endorr.statistics.table import Flag, Floats

OPENING = b'"value":['
SIGNS = b'"status":{'
TAKEN_OUT = "\N{NULL}taken out"
SHORTEST = 1 << 16
"""Shorter arrays are read like any other JSON."""

PIECE = 1 << 18
PLAIN = b"0123456789.+-,eEnul"
COMMA, MINUS, POINT, NULL, SPACE = b",-.n "
ZERO, TEN = np.uint8(48), np.uint8(10)


class Figures(NamedTuple):
    """The JSON with a word in place of the array, and what the array held; null is NaN."""

    rest: bytes
    values: Floats


def take_out_figures(data: bytes) -> Figures | None:
    """The long, plainly written array of "value", or None if there is no such; its place is not checked."""
    start = data.find(OPENING) + len(OPENING)
    end = data.find(b"]", start)
    if start < len(OPENING) or end - start < SHORTEST:
        return None
    array = b"," + data[start:end].replace(b", ", b",")
    if array.translate(None, PLAIN):
        return None
    values = _numbers(array)
    rest = data[: start - 1] + b'"\\u0000taken out"' + data[end + 1 :]
    return None if values is None else Figures(rest, values)


class Signs(NamedTuple):
    """The JSON with a word in place of its statuses, and where the one status that they all are stands."""

    rest: bytes
    places: Ints
    sign: str


def take_out_signs(data: bytes) -> Signs | None:
    """The long object of "status" where every cell in it has the same plain status, or None."""
    start = data.find(SIGNS) + len(SIGNS)
    end = data.find(b"}", start)
    if start < len(SIGNS) or end - start < SHORTEST:
        return None
    body = data[start:end]
    sign = body[body.find(b":") + 2 : body.find(b'"', body.find(b":") + 2)]
    # What is left when the one status is taken away: "12,"40,"41 - if it is anything else, it is read the usual way.
    keys = (b"," + body.replace(b'":"' + sign + b'"', b"")).replace(b',"', b",")
    if not sign.isascii() or b"\\" in sign or keys.translate(None, b"0123456789,") or b",," in keys:
        return None
    places, _ = parse_cells(keys)
    if len(places) != keys.count(b",") or not (places < 1e15).all():
        return None
    rest = data[: start - 1] + b'"\\u0000taken out"' + data[end + 1 :]
    return Signs(rest, places.astype(np.int64), sign.decode())


def _numbers(array: bytes) -> Floats | None:
    """Numbers each after its comma; None if any is spelled as JSON would not have it."""
    read: list[Floats] = []
    at = 0
    while at < len(array):
        cut = array.rfind(b",", at + 1, at + PIECE) if len(array) - at > PIECE else len(array)
        piece = array[at : cut if cut > at else len(array)]
        at += len(piece)
        spelled = _spelled(piece)
        if spelled is None:
            return None
        try:
            # Of the same length and plain digits, so that a null costs no more than a number.
            values, flags = parse_cells(piece.replace(b"null", b"0000") if spelled.any() else piece)
        except BadCellError:
            return None
        if len(values) != len(spelled) or (flags == Flag.NIL).any():
            return None
        values[spelled] = np.nan
        read.append(values)
    return np.concatenate(read)


def _spelled(piece: bytes) -> Mask | None:
    """Which cells are null; None unless each comma is followed by null or a number without needless zeros, and each
    point by a decimal.

    What else JSON forbids, no reader of cells takes for a number either.
    """
    characters = np.frombuffer(piece + b"   ", np.uint8)
    commas = np.flatnonzero(characters == COMMA)
    first = characters[commas + 1]
    negative = first == MINUS
    null: Mask = first == NULL
    begun = commas + 1 + negative
    first = characters[begun]
    needless = (first == ZERO) & (characters[begun + 1] - ZERO < TEN)
    good = (first - ZERO < TEN) & ~needless | null
    points = np.flatnonzero(characters == POINT)
    after = characters[commas[null] + 5]
    good[null] = (after == COMMA) | (after == SPACE)
    well = good.all() and (characters[points + 1] - ZERO < TEN).all() and piece.count(b"null") == null.sum()
    return null if well else None
