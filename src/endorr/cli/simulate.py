"""`endorr simulate`: can a staff keep the promise? Runs production's assignment on a virtual clock. Needs no Django."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from endorr import worktime
from endorr.planning.rules.policies import Policy
from endorr.planning.rules.scenarios import Demand, Scenario, standard_staff
from endorr.planning.rules.staff import Adviser
from endorr.planning.rules.staffing import Outcome, compare, needed
from endorr.planning.rules.stress import USUAL, Stress, tried

BAD_INPUT = 2
COLUMNS = "{:<13} {:>7} {:>17} {:>7} {:>13} {:>13} {:>7} {:>7} {:>6} {:>6}"
HEADINGS = ("policy", "kept", "95 % interval", "missed", "worst place", "language", "p50 h", "p95 h", "used", "moves")


@click.command()
@click.option(
    "--staff", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A described staff, JSON."
)
@click.option("--advisers", default=12, show_default=True, help="Size of the standard staff, when none is described.")
@click.option("--a-day", "a_day", default=30.0, show_default=True, help="Questions a working day.")
@click.option(
    "--stress", type=click.Choice([one.value for one in Stress]), default=Stress.NORMAL.value, show_default=True
)
@click.option(
    "--policy", "policies", multiple=True, type=click.Choice([one.value for one in Policy]), help="All, if none."
)
@click.option("--days", default=60, show_default=True, help="Days simulated.")
@click.option("--seeds", default=5, show_default=True, help="Runs, each with a seed of its own from 0.")
@click.option("--away", default=USUAL, show_default=True, help="Share of working days away, half of it sudden.")
@click.option("--from", "first", default="2026-01-12", show_default=True, help="First day, ISO.")
@click.option("--calendar", "calendar_id", default="SE", show_default=True, help="A built-in calendar.")
@click.option("--needed", "wanted", type=float, help="How many of the standard staff keep this share, such as 0.995?")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the outcomes as JSON too.")
def command(  # noqa: PLR0917 - click hands them over by name
    file: Path | None, advisers: int, a_day: float, stress: str, policies: tuple[str, ...], days: int, seeds: int,
    away: float, first: str, calendar_id: str, wanted: float | None, output: Path | None,
) -> None:  # fmt: skip
    """Run a staff through days of questions and tell how many promises are kept, policy by policy.

    A described staff is {"advisers": [{"key", "grades": {need: 1-3}, "languages", "places", "markets",
    "organisation"}], "demand": {"skills": {need: share}, "languages", "places", "effort_minutes": 75}}; all but the
    advisers' keys and grades may be left out.
    """
    staff, demand = _described(file, a_day) if file else (standard_staff(advisers), Demand(a_day))
    try:
        calendar, day = worktime.calendar(calendar_id), date.fromisoformat(first)
    except (worktime.WorktimeError, ValueError) as wrong:
        _refuse(str(wrong))

    def scenarios(people: Sequence[Adviser]) -> list[Scenario]:
        return [
            tried(Stress(stress), people, demand, seed=seed, first_day=day, days=days, calendar=calendar, away=away)
            for seed in range(seeds)
        ]

    if wanted is not None:
        _tell_needed(needed(lambda people: scenarios(standard_staff(people)), wanted=wanted), wanted)
        return
    outcomes = compare(scenarios(staff), [Policy(one) for one in policies] or tuple(Policy))
    click.echo(f"{len(staff)} advisers, {a_day:g} questions a working day, {days} days, {seeds} seeds, {stress}")
    _tell(outcomes)
    if output:
        output.write_text(json.dumps([asdict(one) for one in outcomes], indent=1), encoding="utf-8")


def _tell(outcomes: Sequence[Outcome]) -> None:
    click.echo(COLUMNS.format(*HEADINGS))
    for one in outcomes:
        click.echo(
            COLUMNS.format(
                one.policy.value,
                f"{one.kept:.2%}",
                f"{one.low:.2%}-{one.high:.2%}",
                f"{one.missed}",
                f"{one.worst_place[0]} {one.worst_place[1]:.2%}",
                f"{one.worst_language[0]} {one.worst_language[1]:.2%}",
                f"{one.p50:.1f}",
                f"{one.p95:.1f}",
                f"{one.used:.0%}",
                f"{one.moves:.2f}",
            )
        )


def _tell_needed(found: tuple[int, Outcome] | None, wanted: float) -> None:
    if found is None:
        click.echo(f"Not even 64 advisers keep {wanted:.1%}.")
        sys.exit(1)
    people, outcome = found
    click.echo(
        f"{people} advisers keep {outcome.kept:.2%} ({outcome.low:.2%}-{outcome.high:.2%}); wanted {wanted:.1%}."
    )


def _refuse(why: str) -> None:
    click.echo(why, err=True)
    sys.exit(BAD_INPUT)


def _described(file: Path, a_day: float) -> tuple[list[Adviser], Demand]:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        staff = [_adviser(row, number) for number, row in enumerate(told["advisers"], start=1)]
        asked = told.get("demand", {})
        usual = Demand(a_day)
        demand = Demand(
            a_day,
            skills=asked.get("skills") or dict.fromkeys(sorted({need for one in staff for need in one.grades}), 1.0),
            languages=asked.get("languages", {"sv": 1.0}),
            places=asked.get("places")
            or dict.fromkeys(sorted({place for one in staff for place in one.places}) or [""], 1.0),
            effort=float(asked.get("effort_minutes", usual.effort / 60)) * 60,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as wrong:
        _refuse(f"{file.name} does not describe a staff: {wrong!r}")
        raise SystemExit(BAD_INPUT) from wrong
    if not staff:
        _refuse(f"{file.name} names no advisers")
    return staff, demand


def _adviser(row: Mapping[str, Any], number: int) -> Adviser:
    grades = {str(need): int(grade) for need, grade in row["grades"].items()}
    if not all(1 <= grade <= 3 for grade in grades.values()):
        raise ValueError(f"adviser {number}: a grade is 1, 2 or 3")
    return Adviser(
        str(row["key"]),
        grades,
        frozenset(row.get("languages", ())),
        frozenset(row.get("places", ())),
        frozenset(row.get("markets", ())),
        organisation=str(row.get("organisation", "")),
    )
