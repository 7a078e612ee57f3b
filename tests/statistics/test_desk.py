"""An analyst takes in versions and decides what sources propose; nothing is half-loaded, nothing done twice."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings
from tests.statistics.rules.test_versions import BEFORE, TEXT, exports

from endorr.base.accounts.commands import open_account
from endorr.base.clock import now
from endorr.base.tenancy import commands as tenancy
from endorr.base.tenancy.rules import Role
from endorr.cli.figures import command
from endorr.statistics.commands import Origin, TableFacts, declare, propose, publish
from endorr.statistics.queries import desk, table_page
from endorr.statistics.rules.identity import Basis
from endorr.statistics.seed.cells import Cell

pytestmark = pytest.mark.django_db
KEY, BY = "varuexport", "operator"
PX = Path(__file__).parent / "data" / "exports.px"


@pytest.fixture
def analyst(settings: Settings, tmp_path: Path, client: Client) -> Client:
    settings.MEDIA_ROOT = tmp_path
    entity = tenancy.create_legal_entity("Tillväxtverket", "", now=now(), actor=BY, is_authority=True)
    agency = tenancy.create_organisation("Tillväxtverket", "tvv", legal_entity=entity, now=now(), actor=BY)
    ada = open_account("ada@tvv.example", "Ada Ek", now=now(), actor=BY)
    tenancy.grant_membership(ada, agency, Role.ANALYST, now=now() - timedelta(days=1), actor=BY)
    client.force_login(ada)
    declare(KEY, TableFacts(TEXT, Basis.HQ, {"sv": "SCB"}), [], now=now(), actor=BY)
    return client


def sent(client: Client, data: bytes, name: str = "exports.px", **more: str) -> str:
    form: Mapping[str, object] = {
        "figures": SimpleUploadedFile(name, data),
        "vintage": "slutlig",
        "mapping": "",
        **more,
    }
    return client.post(f"/arbete/statistik/{KEY}/ny-version/", form, follow=True).content.decode()


def test_a_file_becomes_a_version_and_sent_again_no_second(analyst: Client) -> None:
    assert "Version 1 är publicerad" in sent(analyst, PX.read_bytes())
    assert "Version 1 är publicerad" in sent(analyst, PX.read_bytes())
    page = table_page(KEY)
    assert page
    assert (page.version.number, page.version.vintage, page.version.origin) == (1, "slutlig", "exports.px")


def test_a_broken_file_is_told_of_and_nothing_is_lost_or_loaded(analyst: Client) -> None:
    page = sent(analyst, PX.read_bytes().replace(b"DATA=", b"DATO=", 1))
    assert "DATA" in page
    assert 'value="slutlig"' in page
    assert table_page(KEY) is None
    assert "filnamn som slutar" in sent(analyst, b"MZ", "exports.exe")
    assert "$.dimensions" in sent(analyst, b"a;b", "exports.csv", mapping='{"values": []}')


def test_a_proposal_is_decided_once(analyst: Client, tuesday: datetime) -> None:
    publish(KEY, BEFORE, Origin("scb", tuesday), now=tuesday, actor=BY)
    propose(KEY, exports(Cell(("19", "2018"), 42_000)), Origin("scb", tuesday), now=tuesday, actor=BY)
    assert "väntar på beslut" in analyst.get("/arbete/statistik/").content.decode()
    ((_, waiting),) = desk()
    assert waiting
    address = f"/arbete/statistik/forslag/{waiting.public_id}/"
    page = analyst.get(address).content.decode()
    assert "Västmanlands län, 2018" in page
    nonce = page.partition('name="form_nonce" value="')[2].partition('"')[0]
    for _ in range(2):
        answer = analyst.post(address, {"form_nonce": nonce, "yes": "yes"})
        assert answer["Location"] == f"/statistik/tabeller/{KEY}/"
    newest = table_page(KEY)
    assert newest
    assert newest.version.number == 2
    assert "Förslaget är redan avgjort" in analyst.get(address).content.decode()


def test_the_command_line_takes_in_a_file_and_says_what_is_wrong(analyst: Client, tmp_path: Path) -> None:
    run = CliRunner().invoke
    assert "version 1" in run(command, ["import", KEY, str(PX)]).output
    assert "There is no table" in run(command, ["import", "okand", str(PX)]).output
    broken = tmp_path / "broken.px"
    broken.write_bytes(b'CHARSET="ANSI";')
    wrong = run(command, ["import", KEY, str(broken)])
    assert (wrong.exit_code, "broken.px" in wrong.output) == (2, True)
    assert "version 1" in run(command, ["list"]).output
    assert run(command, ["seed"]).output == "7 tables.\n"
