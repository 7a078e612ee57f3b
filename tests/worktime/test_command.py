"""The command line: a file of questions in, a file of deadlines out, and nothing lost on the way."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, told: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "endorr", "worktime", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(command, input=told, env=environment, capture_output=True, check=False, timeout=120)


def lines(output: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.decode().splitlines()]


GOOD: list[dict[str, Any]] = [
    {"id": "a", "asked": "2026-06-18T14:00:00+02:00"},
    {"id": 2, "asked": "2026-01-05T13:00:00Z", "calendar": "FI"},
    {"id": "c", "asked": "2026-06-18T14:00+02:00", "calendar": "SE-open-eve"},
    {"id": "d", "asked": "20260618T120000.75Z", "calendar": None},
]
ANSWERS: list[dict[str, Any]] = [
    {"id": "a", "due": "2026-06-22T12:00:00Z", "act_by": "2026-06-22T12:00:00Z"},
    {"id": 2, "due": "2026-01-07T13:00:00Z", "act_by": "2026-01-07T13:00:00Z"},
    {"id": "c", "due": "2026-06-19T12:00:00Z", "act_by": "2026-06-19T12:00:00Z"},
    {"id": "d", "due": "2026-06-22T12:00:00Z", "act_by": "2026-06-22T12:00:00Z"},
]


def as_lines(questions: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(question) + "\n" for question in questions).encode()


def test_a_file_of_questions(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(as_lines(GOOD))
    result = run("due", "--input", str(source), "--output", str(target))
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    assert lines(target.read_bytes()) == ANSWERS


def test_standard_input_and_output_need_no_final_newline() -> None:
    result = run("due", "--input", "-", "--output", "-", told=as_lines(GOOD).rstrip())
    assert result.returncode == 0
    assert lines(result.stdout) == ANSWERS


BAD = [
    (b'{"id": "x", "asked": "2026-06-18T14:00:00"}', "x", "asked: '2026-06-18T14:00:00' has no offset from UTC"),
    (b'{"id": "x", "asked": "2026-06-18"}', "x", "asked: '2026-06-18' has no offset from UTC"),
    (b'{"id": "x", "asked": "2026-06-31T14:00Z"}', "x", "asked: '2026-06-31T14:00Z' is not a time in ISO 8601"),
    (b'{"id": "x", "asked": "yesterday"}', "x", "asked: 'yesterday' is not a time"),
    (b'{"id": "x", "asked": 1781784000}', "x", "asked: must be given"),
    (b'{"id": "x"}', "x", "asked: must be given"),
    (b'{"id": "x", "asked": "1989-12-31T22:59:59Z"}', "x", "asked: '1989-12-31T22:59:59Z' lies outside the years"),
    (b'{"id": "x", "asked": "2100-12-31T23:00:00Z"}', "x", "asked: '2100-12-31T23:00:00Z' lies outside the years"),
    (b'{"id": "x", "asked": "0001-01-01T00:00:00+14:00"}', "x", "asked: '0001-01-01T00:00:00+14:00' lies outside"),
    (b'{"id": "x", "asked": "9999-12-31T23:59:59-14:00"}', "x", "asked: '9999-12-31T23:59:59-14:00' lies outside"),
    (b'{"id": "x", "asked": "2026-06-18T14:00Z", "calendar": "NO"}', "x", "calendar: no calendar 'NO'; there are SE, "),
    (b'{"id": "x", "asked": "2026-06-18T14:00Z", "calendar": 3}', "x", "calendar: no calendar 3"),
    (b'{"id": "x", "asked": "2026-06-18T14:00Z", "calendar": []}', "x", "calendar: no calendar []"),
    (b'{"asked": "2026-06-18T14:00Z"}', None, "id: must be given"),
    (b'{"id": null, "asked": "2026-06-18T14:00Z"}', None, "id: must be given"),
    (b'{"id": true, "asked": "2026-06-18T14:00Z"}', None, "id: must be given"),
    (b'{"id": NaN, "asked": "2026-06-18T14:00Z"}', None, "id: must be given"),
    (b'{"id": 1e999, "asked": "2026-06-18T14:00Z"}', None, "id: must be given"),
    (b'{"id": "x", "asked": "2026-06-18T14', None, "not JSON: "),
    (b"[1, 2]", None, "not a JSON object"),
    (b"\xff\xfe", None, "not JSON: "),
    (b"[" * 100_000, None, "not JSON: "),
]


def test_bad_lines_are_answered_in_place_and_good_ones_are_not_lost() -> None:
    told = b"".join(bad + b"\n" + as_lines(GOOD[:1]) for bad, _, _ in BAD)
    result = run("due", "--input", "-", "--output", "-", told=told)
    answers, complaints = lines(result.stdout), result.stderr.decode().splitlines()
    assert result.returncode == 2
    assert answers[1::2] == ANSWERS[:1] * len(BAD)
    for row, (answer, (_, named, error)) in enumerate(zip(answers[::2], BAD, strict=True)):
        assert set(answer) == {"id", "line", "error"}
        assert (answer["id"], answer["line"]) == (named, 2 * row + 1)
        assert answer["error"].startswith(error)
        assert complaints[row] == f"line {2 * row + 1}: {answer['error']}"
    assert complaints[-1] == f"{len(BAD)} of {2 * len(BAD)} questions could not be answered"


def test_empty_lines_are_passed_over_but_counted() -> None:
    result = run("due", "--input", "-", "--output", "-", told=b"\n  \n{}\n")
    assert [answer["line"] for answer in lines(result.stdout)] == [3]
    assert run("due", "--input", "-", "--output", "-", told=b"").returncode == 0


def test_a_strange_id_comes_back_as_it_was() -> None:
    named = ["\ud800", "åäö 🚪", '"\\\n', 10**30, -0.5, ""]
    questions: list[dict[str, Any]] = [{"id": one, "asked": "2026-06-18T12:00Z"} for one in named]
    result = run("due", "--input", "-", "--output", "-", told=as_lines(questions))
    assert [answer["id"] for answer in lines(result.stdout)] == named


def test_many_lines_keep_their_order_over_the_years() -> None:
    questions: list[dict[str, Any]] = [
        {"id": number, "asked": f"{1991 + number % 100}-03-04T{number % 24:02}:00:00+01:00"} for number in range(45_000)
    ]
    result = run("due", "--input", "-", "--output", "-", told=as_lines(questions))
    answers = lines(result.stdout)
    assert result.returncode == 0
    assert [answer["id"] for answer in answers] == list(range(45_000))
    assert all(answer["due"][:4] == question["asked"][:4] for answer, question in zip(answers, questions, strict=True))


def test_the_questions_are_never_overwritten(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(as_lines(GOOD))
    result = run("due", "--input", str(source), "--output", str(source))
    assert result.returncode == 2
    assert b"same file" in result.stderr
    assert source.read_bytes() == as_lines(GOOD)


@pytest.mark.parametrize("files", [("missing.jsonl", "-"), ("-", "no/such/folder/out.jsonl")])
def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, files: tuple[str, str]) -> None:
    source, target = (name if name == "-" else str(tmp_path / name) for name in files)
    result = run("due", "--input", source, "--output", target)
    assert result.returncode == 2
    assert b"No such file" in result.stderr


def test_why_in_words() -> None:
    result = run("explain", "2026-06-18T14:00")
    told = result.stdout.decode().splitlines()
    assert result.returncode == 0
    assert told[0] == "Tiden saknar tidszon och läses på kalenderns egen klocka, Europe/Stockholm."
    assert "Vi hör av oss senast måndag 22 juni kl. 14.00." in told
    assert any("Midsommarafton" in line for line in told)
    english = run("explain", "2026-06-18T14:00", "--calendar", "FI", "--language", "en").stdout.decode()
    assert "read on the calendar's wall clock, Europe/Helsinki." in english
    assert "Midsummer Eve" in english


def test_why_with_an_offset_needs_no_guess() -> None:
    told = run("explain", "2026-06-18T12:00Z").stdout.decode()
    assert told.startswith("Frågan kom torsdag 18 juni 2026 kl. 14.00")


def test_why_as_data() -> None:
    result = run("explain", "2026-06-18T14:00", "--json", "--calendar", "SE-open-eve")
    found = json.loads(result.stdout)
    assert (found["due"], found["wall_clock_assumed"]) == ("2026-06-19T12:00:00Z", True)
    assert json.loads(run("explain", "2026-06-18T14:00Z", "--json").stdout)["wall_clock_assumed"] is False


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["tomorrow"], "'tomorrow' is not a time such as 2026-06-18T14:00"),
        (["2026-06-18T14:00", "--calendar", "NO"], "no calendar 'NO'; built in are SE"),
        (["1989-06-18T14:00"], "1989-06-18 lies outside the years"),
        (["0001-01-01T00:00+14:00"], "lies outside the years 1990-2100"),
        (["9999-12-31T23:59-14:00"], "lies outside the years 1990-2100"),
        (["2101-01-01T00:00"], "lies outside the years 1990-2100"),
    ],
)
def test_a_bad_question_is_refused_with_its_reason(arguments: list[str], told: str) -> None:
    result = run("explain", *arguments)
    assert result.returncode == 2
    assert told in result.stderr.decode()


def test_the_command_starts_without_django() -> None:
    program = (
        "import sys; from click.testing import CliRunner; from endorr.cli.main import main;"
        "result = CliRunner().invoke(main, ['worktime', 'explain', '2026-06-18T14:00']);"
        "assert result.exit_code == 0, result.output;"
        "print([name for name in sys.modules if name.split('.')[0] in {'django', 'psycopg', 'sqlite3', 'numpy'}])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    result = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, check=True, text=True
    )
    assert result.stdout.strip() == "[]"
