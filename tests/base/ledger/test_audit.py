"""A ledger that somebody has been at is found out, each time; one that nobody has been at is left in peace."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.db import connection, transaction
from django.test import override_settings
from tests.base.ledger.attacks import ATTACKS

from endorr.base.ledger.audit import faults
from endorr.base.ledger.commands import erase_person, mark_secret, record, register
from endorr.base.ledger.heads import Heads, signed
from endorr.base.ledger.keys import signing_key
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.models import Chain, DiaryRow, Event, PersonalValue
from endorr.base.ledger.queries import known_of, present_heads, public_diary
from endorr.base.ledger.rules import NATIONAL, Direction
from endorr.base.ledger.verification import Finding, Wrong
from endorr.cli.ledger import command

pytestmark = pytest.mark.django_db

ASKED = kind("tests.asked", "A company asked something, in a test")
DOORS = ("halland", "vastra")
EACH = 110


def write(now: datetime, *, rows: int) -> None:
    """A few days at two doors and nationally: questions from people, each in the Region's diary."""
    for number in range(rows):
        chain = (*DOORS, NATIONAL)[number % 3]
        event = record(
            chain=chain,
            kind=ASKED,
            subject=f"enquiry{number}",
            actor="anonymous",
            now=now + timedelta(minutes=number),
            facts={"words": number, "market": "Norge"},
            personal={"name": f"Provperson {number}"} if number % 2 else None,
            person=f"person{number % 5}",
        )
        if chain != NATIONAL:
            register(
                entity="region1",
                entity_name="Region Prov",
                direction=Direction.INCOMING,
                counterpart=f"Provperson {number}",
                subject="Fråga om export",
                about=event.subject,
                event=event,
                now=now,
                person=f"person{number % 5}",
            )


@pytest.fixture
def exported(tuesday: datetime) -> Heads:
    """A ledger with a person erased, heads exported, and some events thereafter."""
    write(tuesday, rows=36)
    erase_person("person1", now=tuesday, actor="person:controller", disposal="Gallringsbeslut 2026-4")
    heads = present_heads(now=tuesday)
    write(tuesday + timedelta(days=1), rows=6)
    return heads


def test_an_untouched_ledger_is_left_in_peace_after_erasure(exported: Heads, tuesday: datetime) -> None:
    assert list(faults(exported=[exported])) == []
    erase_person("person3", now=tuesday, actor="person:controller")
    assert list(faults(exported=[exported])) == []


@pytest.mark.parametrize("name", ATTACKS)
def test_every_manipulation_before_the_last_exported_head_is_found(
    name: str, exported: Heads, figure: Callable[[str], None]
) -> None:
    reach = {head.chain: head.seq for head in exported.heads}
    missed = []
    for seed in range(EACH):
        rng = random.Random(f"{name} {seed}")
        chain = rng.choice(sorted(reach))
        with transaction.atomic():
            ATTACKS[name](rng, chain, reach[chain])
            found = any(one.chain == chain for one in faults(exported=[exported]))
            transaction.set_rollback(True)
        if not found:
            missed.append(seed)
    assert missed == []
    assert list(faults(exported=[exported])) == []
    figure(f"ledger on {connection.vendor}, {name}: {EACH} of {EACH} seeded manipulations found")


def test_it_says_which_row(exported: Heads) -> None:
    Event.objects.filter(chain="halland", seq=7).update(actor="person:other")
    Event.objects.filter(chain="vastra", seq=4).update(seq=5000)
    found = {(one.wrong, one.chain, one.seq, one.through) for one in faults(exported=[exported])}
    assert (Wrong.CHANGED, "halland", 7, 0) in found
    assert (Wrong.MISSING, "vastra", 4, 4) in found


def test_a_row_that_was_moved_is_told_with_where_it_belongs(exported: Heads) -> None:
    for old, new in ((3, 9999), (8, 3), (9999, 8)):
        Event.objects.filter(chain="halland", seq=old).update(seq=new)
    found = [(one.wrong, one.seq, one.was) for one in faults(exported=[exported]) if one.chain == "halland"]
    assert found == [(Wrong.MOVED, 3, 8), (Wrong.MOVED, 8, 3)]


def test_the_tail_cut_off_with_its_head_mended_shows_only_against_an_exported_head(exported: Heads) -> None:
    tail = Event.objects.filter(chain="halland", seq__gt=9)
    with transaction.atomic():
        tail._raw_delete(tail.db)
        last = Event.objects.get(chain="halland", seq=9)
        Chain.objects.filter(name="halland").update(seq=9, hash=last.hash)
        alone = [one for one in faults() if one.chain == "halland"]
        compared = [one for one in faults(exported=[exported]) if one.chain == "halland"]
        transaction.set_rollback(True)
    assert alone == []
    assert compared == [Finding(Wrong.CUT_OFF, "halland", 10, through=12)]


def test_a_personal_value_taken_away_or_altered_without_an_erasure_is_found(exported: Heads) -> None:
    taken, altered = PersonalValue.objects.filter(person="person3").order_by("id")[:2]
    PersonalValue.objects.filter(pk=altered.pk).update(value="Någon annan")
    PersonalValue.objects.filter(pk=taken.pk).delete()
    assert [one.wrong for one in faults(exported=[exported])] == [Wrong.PERSONAL, Wrong.PERSONAL]


def test_an_altered_or_missing_diary_row_is_found(exported: Heads) -> None:
    DiaryRow.objects.filter(number=3).update(subject="Något annat")
    DiaryRow.objects.filter(number=5).update(number=700)
    found = {(one.wrong, one.seq) for one in faults(exported=[exported])}
    assert {(Wrong.CHANGED, 3), (Wrong.MISSING, 5)} <= found


def test_erasure_takes_the_values_and_leaves_the_diary_to_a_disposal_decision(tuesday: datetime) -> None:
    write(tuesday, rows=6)
    diary = {"Region Prov 2026-3"}
    assert {one.source for one in known_of("person3")} == {"tests.asked"} | diary
    erased = erase_person("person3", now=tuesday, actor="person:controller")
    assert (erased.values, erased.diary_rows, erased.diary_rows_kept) == (1, 0, 1)
    assert {one.source for one in known_of("person3")} == diary
    erase_person("person3", now=tuesday, actor="person:controller", disposal="Gallringsbeslut 2026-4")
    assert known_of("person3") == []
    assert list(faults()) == []


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def test_the_command_finds_the_row_and_exits_with_one(exported: Heads, tmp_path: Path) -> None:
    file = tmp_path / "heads.json"
    file.write_text(signed(exported, key=signing_key()), encoding="utf-8")
    whole = run("verify", "--heads", str(file))
    assert (whole.exit_code, whole.output) == (0, "Allt stämmer: 43 händelser, jämförda med 1 exporterade lägen.\n")
    Event.objects.filter(chain="halland", seq=7).update(actor="person:other")
    broken = run("verify", "--heads", str(file))
    assert broken.exit_code == 1
    assert broken.output == "Kedjan halland, rad 7: innehållet har ändrats sedan det skrevs.\n"


def test_forged_heads_are_not_believed(exported: Heads, tmp_path: Path) -> None:
    file = tmp_path / "heads.json"
    file.write_text(signed(exported, key=signing_key()).replace('"seq": 12', '"seq": 11'), encoding="utf-8")
    result = run("verify", "--heads", str(file))
    assert result.exit_code == 1
    assert "the signature does not hold" in result.output


def test_with_another_key_the_heads_say_so(exported: Heads, tmp_path: Path) -> None:
    file = tmp_path / "heads.json"
    assert run("export-heads", "--output", str(file)).exit_code == 0
    with override_settings(LEDGER_KEY="ab" * 32):
        result = run("verify", "--heads", str(file))
    assert result.exit_code == 1
    assert "en annan nyckel" in result.output


def test_a_secret_row_shows_its_number_and_nothing_else(tuesday: datetime) -> None:
    write(tuesday, rows=3)
    row = DiaryRow.objects.get(number=1)
    mark_secret(row, ground="OSL 31 kap. 16 §", now=tuesday, actor="person:adviser")
    second, first = public_diary("region1", year=2026)
    assert (first.number, first.masked, first.counterpart, first.subject) == ("2026-1", True, "", "")
    assert (second.counterpart, second.subject) == ("Provperson 1", "Fråga om export")
