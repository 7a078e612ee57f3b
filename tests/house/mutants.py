"""Mutation testing of a pure room: one small change at a time, and whether the room's tests notice.

The tests are collected once. A first round without a change learns which tests enter which functions. Then every change
is tried in a forked process, where the changed function takes the place of the old one, and is shown to the tests that
enter it, the quick before the slow. What happens on import is tried in a process that loads the changed module anew.
Nothing on disk is touched.
"""

import argparse
import gc
import os
import pickle
import random
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import TYPE_CHECKING

from tests.house.mutations import ROOT, Mutant, mutants

if TYPE_CHECKING:
    import pytest

# What a change may cost before it counts as noticed, for one may never end or never stop growing: processor seconds in
# all, and in a single test beyond ten times what it takes without a change; bytes.
SECONDS = 90
SECONDS_A_TEST = 4
BYTES = 3 * 1024**3
NOTICED = 1
# Those that start other processes, which would load the unchanged file.
LEFT_OUT = ("test_command",)

type Function = tuple[str, int]


@dataclass
class Learned:
    """What a round without a change tells of each test: how long it takes, and the room's functions it enters."""

    seconds: dict[str, float] = field(default_factory=dict)
    entered: dict[str, set[Function]] = field(default_factory=dict)

    def order(self, mutant: Mutant, tests: "Sequence[pytest.Item]") -> "list[pytest.Item]":
        """The tests to show a change to: those that enter its function, or all if none does; the quick come first."""
        here = (mutant.module.rpartition(".")[2], mutant.function)
        entering = [test for test in tests if here in self.entered[test.nodeid]]
        return sorted(entering or tests, key=lambda test: self.seconds[test.nodeid])


class Tracer:
    """Tells which functions of a folder are entered."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entered: set[Function] = set()
        watch = sys.monitoring
        watch.use_tool_id(watch.COVERAGE_ID, "mutants")
        watch.register_callback(watch.COVERAGE_ID, watch.events.PY_START, self._starts)
        watch.set_events(watch.COVERAGE_ID, watch.events.PY_START)

    def _starts(self, code: CodeType, _offset: int) -> object:
        path = Path(code.co_filename)
        if path.parent == self.folder:
            self.entered.add((path.stem, code.co_firstlineno))
        return sys.monitoring.DISABLE

    def begin(self) -> set[Function]:
        """Begin a new set of functions and return it; it fills as they are entered."""
        self.entered = set()
        sys.monitoring.restart_events()
        return self.entered


class Changed(MetaPathFinder):
    """Loads one module from a changed tree instead of its file."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self.mutant.module:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        assert spec is not None
        assert spec.origin is not None
        tree = self.mutant.tree

        class Loader(SourceFileLoader):
            def get_code(self, fullname: str) -> CodeType:
                assert spec is not None
                return compile(tree, str(spec.origin), "exec")

        spec.loader = Loader(fullname, spec.origin)
        return spec


def swap(mutant: Mutant) -> None:
    """Put the changed functions in the place of those that are loaded."""
    path = str(sys.modules[mutant.module].__file__)
    changed = {(code.co_qualname, code.co_firstlineno): code for code in _codes(compile(mutant.tree, path, "exec"))}
    for function in [found for found in gc.get_objects() if isinstance(found, FunctionType)]:
        key = (function.__code__.co_qualname, function.__code__.co_firstlineno)
        if function.__code__.co_filename == path and key in changed:
            function.__code__ = changed[key]


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes(inner)


def forget(room: str) -> None:
    """Empty every cache of the room, so that what a change does is not hidden by an older answer."""
    rooms = [module for name, module in sys.modules.items() if name.startswith(f"endorr.{room}")]
    things = [thing for module in rooms for thing in vars(module).values()]
    for thing in things:
        if hasattr(thing, "cache_clear"):
            thing.cache_clear()
    kept = {
        kind: [name for name, value in vars(kind).items() if isinstance(value, cached_property)]
        for kind in things
        if isinstance(kind, type)
    }
    for found in gc.get_objects():
        for name in kept.get(type(found), ()):
            vars(found).pop(name, None)


def passes(test: "pytest.Item", following: "pytest.Item | None") -> bool:
    """Run one test, and say whether it passed."""
    from _pytest.runner import runtestprotocol

    return not any(report.failed for report in runtestprotocol(test, log=False, nextitem=following))


def all_pass(tests: "list[pytest.Item]", learned: Learned) -> bool:
    """Run tests until one fails; a test that takes far too long ends the process."""
    for test, following in zip(tests, [*tests[1:], None], strict=True):
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS_A_TEST + 10 * learned.seconds[test.nodeid])
        if not passes(test, following):
            return False
    return True


def learn(tests: "list[pytest.Item]", room: str) -> Learned | None:
    """Run every test without a change; None if one does not pass."""
    learned, tracer, told_apart = Learned(), Tracer(ROOT / "src" / "endorr" / room), ""
    for test, following in zip(tests, [*tests[1:], None], strict=True):
        # An answer kept from an earlier test would hide which functions this one rests on.
        if test.nodeid.partition("[")[0] != told_apart:
            forget(room)
            told_apart = test.nodeid.partition("[")[0]
        learned.entered[test.nodeid] = tracer.begin()
        began = time.process_time()
        if not passes(test, following):
            return None
        learned.seconds[test.nodeid] = time.process_time() - began
    return learned


class Round:
    """A pytest plugin that, once the tests are collected, tries changes on them instead of only running them."""

    def __init__(self, room: str, chosen: list[Mutant], jobs: int) -> None:
        self.room, self.chosen, self.jobs = room, chosen, jobs
        self.learned: Learned | None = None
        self.lived: list[Mutant] = []

    def pytest_runtestloop(self, session: "pytest.Session") -> bool:
        """Learn, then try every change in a process of its own; tell pytest that the tests have been run."""
        tests = session.items
        self.learned = learned = answer_of(lambda: learn(tests, self.room))
        if learned:

            def deed(mutant: Mutant) -> bool:
                swap(mutant)
                forget(self.room)
                return all_pass(learned.order(mutant, tests), learned)

            self.lived = survivors(self.chosen, self.jobs, deed)
        return True


class QuickFirst:
    """A pytest plugin that runs the quick tests before the slow."""

    def __init__(self, learned: Learned) -> None:
        self.learned = learned

    def pytest_collection_modifyitems(self, items: "list[pytest.Item]") -> None:
        """Sort what is to run."""
        items.sort(key=lambda test: self.learned.seconds[test.nodeid])


def run_tests(room: str, plugin: object) -> int:
    """Run the room's tests in this process with a plugin; 0 if they pass."""
    import pytest
    from hypothesis import Phase, settings

    # One failing example is enough; nobody reads it, so it need not be made small.
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("mutants", database=None, derandomize=True, phases=phases)
    settings.load_profile("mutants")
    files = [str(path) for path in sorted((ROOT / "tests" / room).glob("test_*.py")) if path.stem not in LEFT_OUT]
    options = ["-x", "-q", "-c", os.devnull, f"--rootdir={ROOT}", "--noconftest", "--import-mode=importlib"]
    options += ["-p", "no:cacheprovider", "-p", "no:warnings", "-k", "not hundred_thousand"]
    return int(pytest.main([*options, *files], plugins=[plugin]))


def in_functions(room: str, chosen: list[Mutant], jobs: int) -> tuple[Learned | None, list[Mutant]]:
    """Try the changes inside functions; what was learned (None if the tests do not pass), and the survivors."""
    found = Round(room, chosen, jobs)
    run_tests(room, found)
    return found.learned, found.lived


def on_import(room: str, chosen: list[Mutant], jobs: int, learned: Learned) -> list[Mutant]:
    """Try the changes of what happens on import, and return the survivors."""

    def deed(mutant: Mutant) -> bool:
        sys.meta_path.insert(0, Changed(mutant))
        return run_tests(room, QuickFirst(learned)) == 0

    return survivors(chosen, jobs, deed)


def survivors(found: list[Mutant], jobs: int, deed: Callable[[Mutant], bool]) -> list[Mutant]:
    """Try every change in a process of its own, so many at a time; tell and return those that no test noticed."""
    running: dict[int, Mutant] = {}
    waiting, lived = list(reversed(found)), []
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop()
            running[attempt(deed, mutant)] = mutant
        child, code = os.wait()
        mutant = running.pop(child)
        if code == 0:
            lived.append(mutant)
            os.write(sys.stderr.fileno(), f"survived  {mutant.module}:{mutant.line}  {mutant.what}\n".encode())
    return lived


def attempt(deed: Callable[[Mutant], bool], mutant: Mutant) -> int:
    """Start a process that tries one change, and return its id; its exit code is 0 when the tests noticed nothing."""
    child = os.fork()
    if child:
        return child
    quietly()
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    code = NOTICED
    try:
        code = 0 if deed(mutant) else NOTICED
    finally:
        os._exit(code)


def answer_of[T](deed: Callable[[], T]) -> T:
    """Do something in a process of its own, and return what it returned."""
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        with os.fdopen(tell, "wb") as out:
            pickle.dump(deed(), out)
        os._exit(0)
    os.close(tell)
    with os.fdopen(told, "rb") as answer:
        found: T = pickle.load(answer)
    os.waitpid(child, 0)
    return found


def quietly() -> None:
    """Say nothing from here on."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("room")
    parser.add_argument("--only", help="one module of the room")
    parser.add_argument("--sample", type=int, help="so many changes, drawn by chance but always the same")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    import holidays  # noqa: F401  heavy, so loaded before the processes part
    import hypothesis.strategies  # noqa: F401
    import icalendar  # noqa: F401
    import numpy as np  # noqa: F401
    import pytest  # noqa: F401

    chosen = list(mutants(asked.room, asked.only))
    if asked.sample and asked.sample < len(chosen):
        chosen = random.Random(1).sample(chosen, asked.sample)
    return report(asked.room, chosen, asked.jobs)


def report(room: str, chosen: list[Mutant], jobs: int) -> int:
    """Try all changes and tell the share that was noticed."""
    began = time.monotonic()
    inside = [mutant for mutant in chosen if mutant.function]
    learned, lived = answer_of(lambda: in_functions(room, inside, jobs))
    if not learned:
        sys.stderr.write("The tests must pass before anything is changed.\n")
        return 2
    lived += on_import(room, [mutant for mutant in chosen if not mutant.function], jobs, learned)
    share = 100 * (len(chosen) - len(lived)) / max(1, len(chosen))
    took = time.monotonic() - began
    sys.stdout.write(f"{len(chosen) - len(lived)} of {len(chosen)} changes noticed: {share:.1f} % in {took:.0f} s\n")
    return 0 if share >= 90 else 1


if __name__ == "__main__":
    sys.exit(main())
