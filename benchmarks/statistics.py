"""Reading statistics against named peers in one run: PX against pyaxis and a floor, JSON-stat against pyjstat.

Every step runs alone in a fresh process, five times in turn with the others; medians are told. The floor is what no
reader in Python can go below: the bytes of the file, split at the spaces.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from statistics import median

ROUNDS = 5
SHAPE = {"län": 21, "storlek": 5, "land": 120, "innehåll": 3, "månad": 96}
MISSING = 0.05
GOALS = {"px_faster": 8.0, "px_memory": 4.0, "px_floor": 2.5, "jsonstat_faster": 15.0}


def px_file(path: Path) -> None:
    """A table of 3 628 800 cells, one in twenty missing; the same at every run."""
    rng = random.Random(20261117)
    names = list(SHAPE)
    head = ['CHARSET="ANSI";', 'CODEPAGE="utf-8";', 'LANGUAGE="sv";', "DECIMALS=0;", 'MATRIX="BENCH";']
    head += ['SUBJECT-CODE="HA";', 'SUBJECT-AREA="Handel";', 'TITLE="Export";', 'CONTENTS="Export";', 'UNITS="mnkr";']
    head += [f"STUB={quoted(names[:-1])};", f"HEADING={quoted(names[-1:])};"]
    head += [
        f'VALUES("{name}")={quoted([f"{name} {number}" for number in range(size)])};' for name, size in SHAPE.items()
    ]
    head += [f'CODES("{name}")={quoted([f"{number:03d}" for number in range(size)])};' for name, size in SHAPE.items()]
    rows = 1
    for name in names[:-1]:
        rows *= SHAPE[name]
    with path.open("w", encoding="utf-8") as out:
        out.write("\n".join(head) + "\nDATA=\n")
        for _ in range(rows):
            out.write(" ".join(cell(rng) for _ in range(SHAPE["månad"])) + "\n")
        out.write(";\n")


def cell(rng: random.Random) -> str:
    return '".."' if rng.random() < MISSING else str(rng.randrange(100_000))


def quoted(names: list[str]) -> str:
    return ",".join(f'"{name}"' for name in names)


def make_files(folder: Path) -> None:
    from endorr.statistics.formats.files import read_table, write_table

    px_file(folder / "table.px")
    write_table(read_table(folder / "table.px")[0], folder / "table.json")


def floor(path: Path) -> int:
    return len(path.read_bytes().split())


def ours(path: Path) -> float:
    import numpy as np

    from endorr.statistics.formats.files import read_table

    return float(np.nansum(read_table(path)[0].observations.values))


def pyaxis(path: Path) -> float:
    from pyaxis import pyaxis as peer

    return len(peer.parse(str(path), encoding="utf-8")["DATA"])


def pyjstat(path: Path) -> float:
    from pyjstat import pyjstat as peer

    return len(peer.Dataset.read(path.read_text(encoding="utf-8")).write("dataframe"))


STEPS: dict[str, tuple[str, Callable[[Path], float]]] = {
    "floor": ("table.px", floor),
    "px": ("table.px", ours),
    "pyaxis": ("table.px", pyaxis),
    "jsonstat": ("table.json", ours),
    "pyjstat": ("table.json", pyjstat),
}


def step(name: str, folder: Path) -> None:
    """Runs one step in this process and tells its seconds and its peak memory in MB. Imports are not counted."""
    file, work = STEPS[name]
    import_what_is_needed(name)
    begun, worked = time.perf_counter(), time.process_time()
    work(folder / file)
    told = {"seconds": time.perf_counter() - begun, "cpu": time.process_time() - worked}
    print(json.dumps({**told, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


def import_what_is_needed(name: str) -> None:
    peers = {"pyaxis": "pyaxis.pyaxis", "pyjstat": "pyjstat.pyjstat"}
    import_module(peers.get(name, "endorr.statistics.formats.files"))


def measure(folder: Path) -> dict[str, dict[str, float]]:
    """Medians of all steps, taken in turn so that a busy minute strikes them alike."""
    told: dict[str, list[dict[str, float]]] = {name: [] for name in STEPS}
    for _ in range(ROUNDS):
        for name, results in told.items():
            command = [sys.executable, "-W", "ignore", "-m", "benchmarks.statistics", name, str(folder)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            results.append(json.loads(done.stdout.splitlines()[-1]))
    return {
        name: {key: median(result[key] for result in results) for key in ("seconds", "cpu", "peak")}
        for name, results in told.items()
    }


def ratios(found: dict[str, dict[str, float]]) -> dict[str, float]:
    return {
        "px_faster": found["pyaxis"]["seconds"] / found["px"]["seconds"],
        "px_memory": found["pyaxis"]["peak"] / found["px"]["peak"],
        "px_floor": found["px"]["seconds"] / found["floor"]["seconds"],
        "jsonstat_faster": found["pyjstat"]["seconds"] / found["jsonstat"]["seconds"],
    }


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # In a process of its own too: a child's peak begins at what its parent holds.
        subprocess.run([sys.executable, "-m", "benchmarks.statistics", "files", str(folder)], check=True)
        found = measure(folder)
    for each, result in found.items():
        print(f"{each:10} {result['seconds']:8.3f} s {result['cpu']:8.3f} s CPU {result['peak']:8.0f} MB")
    reached = ratios(found)
    met = {key: reached[key] <= goal if key == "px_floor" else reached[key] >= goal for key, goal in GOALS.items()}
    for key, goal in GOALS.items():
        sign = "<=" if key == "px_floor" else ">="
        print(f"{key:16} {reached[key]:8.2f}  goal {sign} {goal}  {'met' if met[key] else 'MISSED'}")
    return 0 if all(met.values()) else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["files"]:
        make_files(Path(sys.argv[2]))
    elif len(sys.argv) > 2:
        step(sys.argv[1], Path(sys.argv[2]))
    else:
        sys.exit(main())
