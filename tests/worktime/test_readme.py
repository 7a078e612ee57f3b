"""What the guide and the docstrings show is what happens."""

import doctest
from pathlib import Path

import endorr.worktime

README = Path(endorr.worktime.__file__).parent / "README.md"


def test_the_guide_tells_the_truth() -> None:
    result = doctest.testfile(str(README), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.attempted >= 20
    assert result.failed == 0


def test_the_first_example_works() -> None:
    result = doctest.testmod(endorr.worktime)
    assert (result.attempted, result.failed) == (5, 0)


def test_everything_public_is_there_and_explained() -> None:
    for name in endorr.worktime.__all__:
        found = getattr(endorr.worktime, name)
        assert not callable(found) or found.__doc__, name
