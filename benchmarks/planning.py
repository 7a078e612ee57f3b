"""How fast 10,000 advisers are looked through for one question, with a reason kept for each, on SQLite.

Against reading the same rows as objects and asking each in turn. Run: script/bench planning
"""

import statistics
from collections.abc import Callable
from time import process_time

from django.core.management import call_command

from benchmarks import directory as ground
from endorr.directory.models import Absence, Coverage, Holding, Need, Skill
from endorr.directory.queries import in_force
from endorr.planning.country import search

ROUNDS = 9


def median_ms(run: Callable[[], object]) -> float:
    spent = []
    for _ in range(ROUNDS):
        began = process_time()
        run()
        spent.append(process_time() - began)
    return statistics.median(spent) * 1000


def one_by_one(need: str, place: str) -> int:
    """The plain way: every holding with its function, and sets of what each function can."""
    on = ground.TODAY
    able = set(Skill.objects.filter(kind="need", code=need).values_list("function_id", flat=True))
    covers = set(Coverage.objects.filter(in_force(on), municipality=place).values_list("function_id", flat=True))
    away = set(Absence.objects.filter(first_day__lte=on, last_day__gte=on).values_list("person_id", flat=True))
    rows = Holding.objects.filter(in_force(on)).select_related("function__organisation", "person")
    reasons = {}
    for row in rows:
        fits = row.function_id in able and row.function_id in covers and row.person_id not in away
        reasons[row.pk] = (row.function.name, row.person.name, fits)
    return len(reasons)


def main() -> None:
    call_command("migrate", verbosity=0)
    ground.fill("scattered")
    need, place = Need.objects.values_list("code", flat=True)[7], ground.EVERYWHERE[42]
    found = search(need, place, "sv", on=ground.TODAY)
    ours = median_ms(lambda: search(need, place, "sv", on=ground.TODAY))
    plain = median_ms(lambda: one_by_one(need, place))
    people = sum(found.counts.values())
    print(f"{people} people behind {ground.FUNCTIONS} functions, {len(found.codes)} bytes of trace")
    print(f"search {ours:.1f} ms of processor time, one by one {plain:.1f} ms, {plain / ours:.1f} times")


if __name__ == "__main__":
    main()
