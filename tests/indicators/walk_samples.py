"""What the addresses of figures are filled in with in the permission walk."""

from collections.abc import Mapping
from datetime import UTC, datetime

from tests.base.policy.world import Side, Visitor, World

from endorr.statistics.queries import table_page
from endorr.statistics.seed.practice import sow_practice


def _sown() -> None:
    if table_page("ovning-lan") is None:
        sow_practice(datetime(2026, 11, 17, 8, 40, tzinfo=UTC))


def a_county(_world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    return {"code": "19"}


def an_indicator(_world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    return {"key": "per-invanare"}


def a_practice_indicator(_world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    _sown()
    return {"key": "per-invanare"}


def a_file(_world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    _sown()
    return {"key": "per-invanare", "kind": "csv"}


def a_drawing(_world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    _sown()
    return {"key": "per-invanare", "kind": "rank", "ending": "svg"}


SAMPLES = {
    "indicators:county": a_county,
    "indicators:practice_county": a_county,
    "indicators:indicator": an_indicator,
    "indicators:practice_indicator": an_indicator,
    "indicators:embed": an_indicator,
    "indicators:practice_embed": a_practice_indicator,
    "indicators:file": a_file,
    "indicators:practice_file": a_file,
    "indicators:drawing": a_drawing,
    "indicators:practice_drawing": a_drawing,
}
DEPENDS = {
    f"indicators:{name}": "without a published figure there is nothing to draw or give out"
    for name in ("embed", "file", "drawing")
}
