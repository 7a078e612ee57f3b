"""The figures a change is judged by are reckoned by hand on few messages; the evaluation set is what it should be."""

import json
from importlib.resources import files

from endorr.matching.rules.measuring import Asked, Told, at_coverage, auroc, desk_accuracy, macro, measured, report, top
from endorr.matching.rules.parties import KINDS
from endorr.matching.rules.proposal import Desk


def asked(number: int, *owners: str, **told: object) -> Asked:
    return Asked(str(number), "text", "sv", owners or ("ekn",), **told)  # type: ignore[arg-type]


RIGHT, SECOND = Told(("ekn", "sek"), 0.9, 0.1), Told(("sek", "ekn"), 0.4, 0.2)
PAIRS = [(asked(1), RIGHT), (asked(2), SECOND), (asked(3, "sek", "ekn"), SECOND), (asked(4, "isp"), SECOND)]


def test_shares_are_counted_with_co_owners_and_by_confidence() -> None:
    assert (top(1)(PAIRS), top(2)(PAIRS)) == (0.5, 0.75)
    assert macro(PAIRS) == (0.5 + 1.0 + 0.0) / 3
    assert at_coverage(0.25)(PAIRS) == 1.0
    figure = measured("top-1", PAIRS, top(1))
    assert figure.low <= figure.value <= figure.high
    assert measured("top-1", PAIRS, top(1)) == figure, "the draws are the same every time"
    assert measured("none", [], top(1)).n == 0


def test_doubt_and_desks_are_measured_apart() -> None:
    poor = (asked(5, "coordinator", poor=True), Told(("coordinator",), 0.1, 0.9))
    assert auroc([*PAIRS, poor]) == 1.0
    press = (asked(6, "coordinator", desk="press"), Told(("coordinator",), 0.9, 0.0, "press"))
    assert desk_accuracy([press, (press[0], RIGHT)]) == 0.5
    assert {one.name: one.n for one in report([*PAIRS, poor, press])}["no company's question, right desk"] == 1


def test_the_evaluation_set_names_known_owners_once_and_keeps_its_two_parts_apart() -> None:
    parts = {}
    for name in ("dev", "heldout"):
        lines = (files("endorr.matching") / "evaluation" / f"{name}.jsonl").read_text("utf-8").splitlines()
        parts[name] = [Asked.from_row(json.loads(line)) for line in lines]
    every = [*parts["dev"], *parts["heldout"]]
    assert len(every) >= 300
    assert len({one.id for one in every}) == len(every)
    assert {one.text for one in parts["dev"]}.isdisjoint(one.text for one in parts["heldout"] if one.ranked)
    assert {owner for one in every for owner in one.owners} <= set(KINDS)
    assert {one.desk for one in every} - {""} == {desk.value for desk in Desk}
    assert {one.language for one in every} == {"sv", "en", "nb", "da", "fi", "de", "ar"}
