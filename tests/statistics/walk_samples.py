"""What the addresses of tables are filled in with in the permission walk."""

from collections.abc import Mapping

from tests.base.policy.world import Side, Visitor, World
from tests.statistics.rules.test_versions import BEFORE, TEXT, exports

from endorr.statistics.commands import Origin, TableFacts, declare, propose, publish
from endorr.statistics.queries import desk, table_page
from endorr.statistics.rules.identity import Basis
from endorr.statistics.seed.cells import Cell

KEY = "walk"


def _table(world: World) -> None:
    if table_page(KEY) is None:
        declare(KEY, TableFacts(TEXT, Basis.HQ, TEXT), [], now=world.now, actor="walk")
        publish(KEY, BEFORE, Origin("walk", world.now), now=world.now, actor="walk")


def a_table(world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    _table(world)
    return {"key": KEY}


def a_version(world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    _table(world)
    return {"key": KEY, "number": "1"}


def a_file(world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    return {**a_version(world, _visitor, _whose), "kind": "csv"}


def a_proposal(world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    _table(world)
    news = exports(Cell(("19", "2018"), 1))
    propose(KEY, news, Origin("walk", world.now), now=world.now, actor="walk")
    waiting = next(waiting for row, waiting in desk() if row.key == KEY)
    assert waiting
    return {"public_id": waiting.public_id}


SAMPLES = {
    "statistics:table": a_table,
    "statistics:version": a_version,
    "statistics:file": a_file,
    "statistics:take_in": a_table,
    "statistics:proposal": a_proposal,
}
