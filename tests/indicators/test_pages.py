"""The pages of figures, as a reader, a journalist and somebody else's web page meet them."""

import json
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from statistics import median

import numpy as np
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from endorr.base import figures as own
from endorr.indicators.queries import World, panel
from endorr.statistics.commands import Origin, TableFacts, declare, publish
from endorr.statistics.formats.jsonstat import read_jsonstat
from endorr.statistics.formats.px import read_px
from endorr.statistics.queries import table_page, whole
from endorr.statistics.rules.identity import Basis, Trade
from endorr.statistics.rules.series import SeriesFacts
from endorr.statistics.seed.cells import AREA, YEAR, counties, named, years
from endorr.statistics.seed.practice import sow_practice
from endorr.statistics.seed.published import sow_published
from endorr.statistics.table import Head, Observations, Table

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
PAGES = (
    "",
    "lan/19/",
    "matt/per-invanare/",
    "matt/varuexport/?niva=kommun&lan=24",
    "matt/per-invanare/?niva=riksomrade",
    "matt/per-invanare/inbaddad/",
    "jamfor/?matt=per-invanare&lan=19&lan=24&lan=25",
    "vad-siffrorna-betyder/",
)
TABLES = (
    "/statistik/tabeller/",
    "/statistik/tabeller/varuexport-huvudkontor/",
    "/statistik/tabeller/ovning-kommuner/1/",
)
ALL = [*(f"/statistik/{page}" for page in PAGES), *(f"/statistik/ovning/{page}" for page in PAGES), *TABLES]


@pytest.fixture(scope="module")
def sown(sown_together: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[datetime]:
    tuesday = datetime(2026, 11, 17, 8, 40, tzinfo=UTC)
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("shelf")):
        sow_published(tuesday)
        sow_practice(tuesday)
        yield tuesday


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_every_page_answers_in_both_languages_with_few_queries_and_practice_says_so(
    sown: datetime, client: Client
) -> None:
    for address in ALL:
        with CaptureQueriesContext(connection) as asked:
            page = text_of(client, address)
        assert len(asked) <= MOST_QUERIES, address
        assert ("påhittade tal" in page.casefold()) or "ovning" not in address, address
        assert text_of(client, f"/en{address}"), address


def test_the_real_pages_never_show_an_invented_figure(sown: datetime, client: Client) -> None:
    page = text_of(client, "/statistik/lan/19/")
    assert "43 000 miljoner kronor" in page
    assert "fagersta-posten.se" in page
    assert "efter huvudkontor" in page
    for address in ("/statistik/", "/statistik/lan/19/", "/statistik/matt/per-invanare/"):
        assert "ovning-lan" not in text_of(client, address)
    assert all(one.basis is not Basis.SYNTHETIC for one in panel("per-invanare", World.OFFICIAL).series)
    assert all(one.basis is Basis.SYNTHETIC for one in panel("per-invanare", World.PRACTICE).series)


def test_where_official_figures_are_missing_the_page_says_so(sown: datetime, client: Client) -> None:
    assert "Det finns inga publicerade uppgifter" in text_of(client, "/statistik/matt/tjansteexport/")
    page = text_of(client, "/statistik/matt/varuexport/")
    assert "Bara 3 av 21 län har en uppgift för 2020" in page
    assert "går inte att säga, för bara 3 av 21 län" in page


def test_bases_are_shown_one_at_a_time_with_the_reason(sown: datetime, client: Client) -> None:
    page = text_of(client, "/statistik/matt/varuexport/?grund=hq&ar=2017")
    assert "kan inte jämföras" in page
    assert "hur det räknades, inte hur det gick" in page
    assert "57 075" not in page
    assert "57 075" in text_of(client, "/statistik/matt/varuexport/?grund=bisnode")


def test_the_nation_says_20_of_21(sown: datetime, client: Client) -> None:
    assert "räknat på 20 av 21 län" in text_of(client, "/statistik/ovning/matt/varuexport/")


def test_a_permalink_shows_the_same_after_a_revision(sown: datetime, client: Client) -> None:
    page = text_of(client, "/statistik/ovning/matt/varuexport/?ar=2024")
    found = re.search(r'href="http://testserver(/statistik/ovning/matt/varuexport/\?[^"]*underlag[^"]*)"', page)
    assert found
    permalink = found.group(1).replace("&amp;", "&")
    before = text_of(client, permalink)
    table = table_page("ovning-lan")
    assert table
    old = whole(table)
    doubled = Table(old.head, Observations(old.observations.values * 2, old.observations.flags))
    publish("ovning-lan", doubled, Origin("revised", sown), now=sown + timedelta(days=1), actor="x")
    assert text_of(client, permalink) == before
    assert text_of(client, "/statistik/ovning/matt/varuexport/?ar=2024") != before


def test_the_same_figures_in_every_format(sown: datetime, client: Client) -> None:
    base = "/statistik/ovning/matt/per-invanare/"
    px = read_px(BytesIO(client.get(f"{base}fil/px").content), "x.px")[0]
    js = read_jsonstat(BytesIO(client.get(f"{base}fil/json").content), "x.json")[0]
    assert np.array_equal(px.observations.values, js.observations.values, equal_nan=True)
    assert px.head.shape == (22, 12)
    assert "Påhittade tal" in px.head.notes[0].texts["sv"]
    assert px.head.notes[0].mandatory
    semicolons, commas = (client.get(f"{base}fil/{kind}") for kind in ("csv", "komma"))
    assert b";" in semicolons.content.splitlines()[0]
    assert b"," in commas.content.splitlines()[0]
    assert "ovningsdata-" in semicolons["Content-Disposition"]
    assert client.get(f"{base}fil/xlsx").content[:2] == b"PK"
    assert client.get(f"{base}fil/exe").status_code == 404


def test_a_dated_version_is_given_out_in_every_format(sown: datetime, client: Client) -> None:
    base = "/statistik/tabeller/folkmangd/1/fil/"
    for kind in ("px", "json", "csv", "komma", "xlsx"):
        assert client.get(f"{base}{kind}").status_code == 200, kind
    told = json.loads(client.get(f"{base}json").content)
    assert told["class"] == "dataset"
    parquet = b"".join(client.get(f"{base}parquet").streaming_content)  # type: ignore[attr-defined]
    assert parquet[:4] == b"PAR1"
    assert client.get("/statistik/tabeller/folkmangd/2/").status_code == 404


def test_drawings_carry_their_title_source_and_warning(sown: datetime, client: Client) -> None:
    base = "/statistik/ovning/matt/per-invanare/bild/"
    for kind in ("rank", "karta", "rutor"):
        svg = client.get(f"{base}{kind}.svg?lan=19").content.decode()
        assert "<title" in svg
        assert "Källa" not in svg or "påhittade" in svg
        assert "Övningsdata: påhittade tal" in svg
        assert "class=" not in svg, "a file has no stylesheet beside it"
        assert "style=" not in svg
    assert client.get(f"{base}rutor.png").content[:8] == b"\x89PNG\r\n\x1a\n"


def test_only_the_frame_may_stand_on_others_pages(sown: datetime, client: Client) -> None:
    frame = client.get("/statistik/ovning/matt/per-invanare/inbaddad/")
    assert "X-Frame-Options" not in frame
    assert "frame-ancestors *" in frame["Content-Security-Policy"]
    page = client.get("/statistik/ovning/matt/per-invanare/")
    assert page["X-Frame-Options"] == "DENY"


def test_a_sixth_county_is_refused_and_nothing_chosen_is_lost(sown: datetime, client: Client) -> None:
    chosen = "&".join(f"lan={code}" for code in ("01", "03", "04", "05", "06", "07"))
    page = text_of(client, f"/statistik/ovning/jamfor/?matt=varuexport&{chosen}")
    assert "Välj högst fem län. Fler linjer" in page
    assert page.count(" checked") == 6
    assert "Välj minst ett län" in text_of(client, "/statistik/jamfor/?matt=varuexport")


def test_every_code_of_a_county_leads_to_it_and_others_nowhere(sown: datetime, client: Client) -> None:
    assert client.get("/statistik/lan/SE125/")["Location"] == "/statistik/lan/19/"
    for address in ("lan/99/", "lan/00/", "lan/1980/", "matt/lycka/", "matt/varuexport/bild/rank.exe"):
        assert client.get(f"/statistik/{address}").status_code == 404, address


def test_what_an_address_says_wrongly_counts_as_not_said(sown: datetime, client: Client) -> None:
    page = "/statistik/ovning/matt/varuexport/?ar=1066&grund=gissning&niva=by&lan=zz&underlag=a.b,c.%F0,ovning-lan.99"
    assert client.get(page).status_code == 200


def test_a_room_labels_what_it_counts_itself(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    text = {"sv": "Kontaktlöften som hölls", "en": "Promises kept"}
    figure = own.OwnFigure(
        "kept", text, text, text, text, (text,), tuple, lambda _: {("00", "2026"): own.Count(1, 1200)}
    )
    monkeypatch.setattr("endorr.indicators.views.own_figures", lambda: iter([figure]))
    page = text_of(client, "/statistik/vad-siffrorna-betyder/")
    assert "2026: 1 Kontaktlöften som hölls, av 1 200" in page


def test_the_doors_own_figures_are_defined_like_all_others(client: Client) -> None:
    assert [one.key for one in own.own_figures()] == ["kontakt-i-tid", "ratt-person-i-tid", "natta-foretag"]
    page = text_of(client, "/statistik/vad-siffrorna-betyder/")
    assert "Nådda företag" in page
    assert "inget att visa än" in page


@pytest.mark.long
def test_five_million_observations_neither_slow_nor_multiply(
    sown: datetime, client: Client, figure: Callable[[str], None], tmp_path: Path
) -> None:
    """Every statistics page in at most 12 queries and 100 ms of the server's CPU, with a large table beside them."""
    large, cells = _large()
    facts = TableFacts(large.title, Basis.SYNTHETIC, large.source)
    series = SeriesFacts(
        "varor", "goods_export_by_market", large.title, large.title, YEAR, AREA, "marknad", 6, 1, Trade.GOODS,
        selection={"vara": "v0"},
    )  # fmt: skip
    declare("stor", facts, [series], now=sown, actor="x")
    publish("stor", Table(large, cells), Origin("large", sown), now=sown, actor="x")
    spent, most = {}, 0
    for address in [*ALL, "/statistik/tabeller/stor/"]:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        most = max(most, len(asked))
        spent[address] = median(_milliseconds(client, address) for _ in range(3))
    slowest = max(spent, key=lambda address: spent[address])
    told = f"{len(spent)} pages beside {large.size} observations: slowest {spent[slowest]:.0f} ms CPU at {slowest}"
    figure(f"{told}, most queries {most}")
    assert spent[slowest] < 100
    assert most <= MOST_QUERIES


def _milliseconds(client: Client, address: str) -> float:
    begun = time.process_time()
    client.get(address)
    return (time.process_time() - begun) * 1000


def _large() -> tuple[Head, Observations]:
    text = {"sv": "Stor tabell", "en": "Large table"}
    goods = named("vara", text, {f"v{one}": text for one in range(100)})
    markets = named("marknad", text, {f"m{one}": text for one in range(200)})
    dimensions = (counties(), markets, goods, years(str(year) for year in range(2014, 2026)))
    head = Head(dimensions, stub=3, language="sv", languages=("sv", "en"), title=text, source=text)
    values = np.arange(head.size, dtype=np.float64) % 9973
    return head, Observations(values, np.zeros(head.size, np.uint8))


def test_a_mean_yearly_change_is_over_as_many_years_as_the_reader_chooses(client: Client, sown: datetime) -> None:
    page = client.get("/statistik/ovning/matt/arlig-forandring/?spann=3")
    text = page.content.decode()
    assert "Årlig förändring i snitt, 3 år" in text
    assert "upphöjt till 1/3" in text
    assert "spann=3" in page.context["permalink"]
    three, five = (panel("arlig-forandring", World.PRACTICE, years=years) for years in (3, 5))
    value = panel("varuexport", World.PRACTICE)
    before, after = (value.figure("13", year).value for year in ("2022", "2025"))
    assert before
    assert after
    assert three.figure("13", "2025").value == pytest.approx(100 * ((after / before) ** (1 / 3) - 1))
    assert three.figure("13", "2025").value != five.figure("13", "2025").value
    file = client.get("/statistik/ovning/matt/arlig-forandring/fil/csv?spann=3")
    assert "arlig-forandring-3-ar" in file["Content-Disposition"]
