"""Figures are stored whole, beside the older ones, and know what they are."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.statistics.rules.test_versions import TEXT, exports

from endorr.base.files.shelf import DamagedShelfError, from_shelf, place_on_shelf, shelve, sweep_shelf
from endorr.statistics import importing, queries
from endorr.statistics.commands import (
    BasisChangedError,
    NothingWaitsError,
    Origin,
    StaleProposalError,
    TableFacts,
    UnknownPlaceError,
    accept,
    declare,
    decline,
    propose,
    publish,
)
from endorr.statistics.formats.problems import UnreadableError
from endorr.statistics.models import FigureVersion
from endorr.statistics.rules.identity import Basis, Trade
from endorr.statistics.rules.series import SeriesFacts
from endorr.statistics.rules.versions import Standing
from endorr.statistics.seed.cells import Cell
from endorr.statistics.seed.practice import sow_practice
from endorr.statistics.seed.published import sow_published

pytestmark = pytest.mark.django_db
KEY, ACTOR = "varuexport", "person:ada"
GOODS = SeriesFacts(
    "varor", "goods_export", TEXT, {"sv": "miljoner kronor"}, "Tid", geo="Region", power=6, trade=Trade.GOODS
)
FACTS = TableFacts(TEXT, Basis.HQ, {"sv": "SCB"})
FIRST = exports(Cell(("19", "2018"), 43_000))
SECOND = exports(Cell(("19", "2018"), 42_500))


@pytest.fixture
def declared(tuesday: datetime, settings: Settings, tmp_path: Path) -> datetime:
    settings.MEDIA_ROOT = tmp_path
    declare(KEY, FACTS, [GOODS], now=tuesday, actor=ACTOR)
    return tuesday


def put(table: object, now: datetime, vintage: str = "") -> int:
    return publish(KEY, table, Origin("scb.px", now, vintage=vintage), now=now, actor=ACTOR)  # type: ignore[arg-type]


def value(number: int | None = None) -> float | None:
    (one,) = queries.series(["goods_export"], {KEY: number} if number else None)
    return queries.figures(one)["19", "2018", ""].value


def test_a_revision_keeps_the_old_version_and_its_address(declared: datetime) -> None:
    assert put(FIRST, declared, "preliminary") == 1
    assert put(FIRST, declared) == 1, "the same once more is no version"
    assert put(SECOND, declared + timedelta(days=30), "final") == 2
    assert (value(), value(1), value(2)) == (42_500e6, 43_000e6, 42_500e6)
    page = queries.table_page(KEY, 1)
    assert page
    assert queries.whole(page) == FIRST
    assert page.version.vintage == "preliminary"
    assert [one.number for one in page.versions] == [2, 1]
    assert page.versions[0].differences.changed == 1


def test_a_figure_says_what_it_is(declared: datetime) -> None:
    put(FIRST, declared)
    (one,) = queries.series(["goods_export"])
    identity = one.identity
    assert (identity.basis, identity.trade, identity.unit) == (Basis.HQ, Trade.GOODS, "miljoner kronor")
    assert identity.edition
    assert (identity.edition.table, identity.edition.version) == (KEY, 1)
    figure = queries.figures(one)["19", "2018", ""]
    assert (figure.low, figure.high) == (42_999.5e6, 43_000.5e6)


def test_news_are_proposed_and_a_person_decides(declared: datetime) -> None:
    put(FIRST, declared)
    origin = Origin("https://scb.example", declared)
    assert not propose(KEY, FIRST, origin, now=declared, actor="system:statistics").any
    assert propose(KEY, SECOND, origin, now=declared, actor="system:statistics").changed == 1
    assert propose(KEY, SECOND, origin, now=declared, actor="system:statistics").changed == 1
    assert value() == 43_000e6
    ((_, waiting),) = queries.desk()
    assert waiting
    assert accept(waiting.public_id, now=declared, actor=ACTOR) == 2
    assert value() == 42_500e6
    with pytest.raises(NothingWaitsError):
        accept(waiting.public_id, now=declared, actor=ACTOR)


def test_a_no_changes_nothing_and_a_stale_yes_is_refused(declared: datetime) -> None:
    put(FIRST, declared)
    origin = Origin("https://scb.example", declared)
    propose(KEY, SECOND, origin, now=declared, actor="system:statistics")
    third = exports(Cell(("19", "2018"), 41_000))
    put(third, declared)
    waiting = FigureVersion.objects.get(standing=Standing.PROPOSED)
    with pytest.raises(StaleProposalError):
        accept(waiting.public_id, now=declared, actor=ACTOR)
    decline(waiting.public_id, now=declared, actor=ACTOR)
    assert value() == 41_000e6


def test_a_table_does_not_change_its_basis_nor_lose_what_its_series_speak_of(declared: datetime) -> None:
    with pytest.raises(BasisChangedError):
        declare(KEY, TableFacts(TEXT, Basis.PROD, TEXT), [GOODS], now=declared, actor=ACTOR)
    astray = SeriesFacts("tjanster", "services_export", TEXT, TEXT, "Tid", selection={"Vara": "01"})
    declare(KEY, FACTS, [GOODS, astray], now=declared, actor=ACTOR)
    with pytest.raises(UnknownPlaceError, match="Vara"):
        put(FIRST, declared)
    assert FigureVersion.objects.count() == 0


def test_a_broken_file_leaves_nothing_half_loaded(declared: datetime, tmp_path: Path) -> None:
    whole = Path(__file__).parent / "data" / "exports.px"
    broken = tmp_path / "exports.px"
    broken.write_bytes(whole.read_bytes().replace(b"DATA=", b"DATO=", 1))
    declare("egen", FACTS, [], now=declared, actor=ACTOR)
    with pytest.raises(UnreadableError) as raised:
        importing.take_in("egen", broken, now=declared, actor=ACTOR)
    assert raised.value.problems[0].file == "exports.px"
    assert queries.table_page("egen") is None
    number, _ = importing.take_in("egen", whole, now=declared, actor=ACTOR)
    page = queries.table_page("egen", number)
    assert page
    assert queries.whole(page) == importing.read(whole)[0]


def test_a_file_that_changed_on_disk_is_never_shown(declared: datetime) -> None:
    put(FIRST, declared)
    page = queries.table_page(KEY)
    assert page
    path = place_on_shelf(page.version.sha256)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(DamagedShelfError, match="has changed"):
        queries.whole(page)
    path.unlink()
    with pytest.raises(DamagedShelfError, match="missing"):
        from_shelf(page.version.sha256)


def test_the_night_sweeps_what_a_crash_left_on_the_shelf(declared: datetime, tmp_path: Path) -> None:
    put(FIRST, declared)
    draft = tmp_path / "draft"
    draft.write_bytes(b"figures")
    kept = shelve(draft, now=declared)
    orphan = place_on_shelf("ab" * 32)
    orphan.parent.mkdir(parents=True, exist_ok=True)
    orphan.write_bytes(b"left behind")
    later = datetime.fromtimestamp(orphan.stat().st_mtime, declared.tzinfo) + timedelta(days=2)
    assert sweep_shelf(machine_now=later) == 1
    assert from_shelf(kept).exists()


def test_the_seed_is_sown_once_and_practice_adds_up(declared: datetime) -> None:
    for _ in range(2):
        assert sow_published(declared) == 7
        assert sow_practice(declared) == 5
    assert FigureVersion.objects.count() == 12
    assert all(row.practice == row.key.startswith("ovning-") for row in queries.tables())
    by_concept = {
        one.facts.concept: queries.figures(one)
        for one in queries.series(["goods_export", "goods_export_by_size", "goods_export_by_market"])
        if one.basis is Basis.SYNTHETIC and one.facts.population.everybody
    }
    for part in ("goods_export_by_size", "goods_export_by_market"):
        cells = by_concept[part].items()
        total = sum(figure.value or 0 for (area, year, _), figure in cells if (area, year) == ("24", "2020"))
        assert total == by_concept["goods_export"]["24", "2020", ""].value


def test_the_published_figures_carry_their_own_sources(declared: datetime) -> None:
    sow_published(declared)
    one = next(each for each in queries.series(["goods_export"]) if each.basis is Basis.BISNODE)
    figure = queries.figures(one)["24", "2019", ""]
    assert figure.value == 57_075e6
    assert "kan inte prövas" in figure.note["sv"]
    rounded = next(each for each in queries.series(["goods_export"]) if each.facts.key == "goods")
    assert queries.figures(rounded)["19", "2018", ""].step == 1e9


def test_a_dated_address_keeps_what_was_said_of_its_figures(declared: datetime) -> None:
    put(FIRST, declared)
    later = declared + timedelta(days=1)
    thousands = replace(GOODS, power=3, unit={"sv": "tusen kronor"})
    declare(KEY, replace(FACTS, source={"sv": "SCB, rättad"}), [thousands], now=later, actor=ACTOR)
    assert (value(), value(1), value(2)) == (43_000e3, 43_000e6, 43_000e3)
    (then,), (today,) = queries.series(["goods_export"], {KEY: 1}), queries.series(["goods_export"])
    assert (then.identity.unit, today.identity.unit) == ("miljoner kronor", "tusen kronor")
    assert (then.edition.source, today.edition.source) == ({"sv": "SCB"}, {"sv": "SCB, rättad"})
    page = queries.table_page(KEY, 1)
    assert page
    assert page.row.source == {"sv": "SCB"}
    assert page.versions[0].sha256 == page.versions[1].sha256, "the same figures, said otherwise"
    declare(KEY, replace(FACTS, source={"sv": "SCB, rättad"}), [thousands], now=later, actor=ACTOR)
    assert FigureVersion.objects.count() == 2, "said the same once more is no version"
