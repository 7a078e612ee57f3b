"""Search as one types: beginnings, endings, compounds, slips, two languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorr.catalogue.rules.search import Document, build, search

INDEX = build([
    Document("exportkredit", ((6.0, "Exportkredit till köparen"), (1.5, "Lån för utländska köpare"))),
    Document("carnet", ((6.0, "ATA-carnet"), (3.0, "Vi ska ta med maskiner till en mässa i Norge"))),
    Document("eur1", ((6.0, "Varucertifikat EUR.1"), (5.0, "movement certificate"))),
    Document("checkar", ((6.0, "Affärsutvecklingscheck"), (5.0, "exportcheck export cheque"))),
    Document("moms", ((6.0, "Webbseminarier om moms"), (1.5, "Kurs för företag som säljer till andra länder"))),
])  # fmt: skip


def found(text: str) -> list[str]:
    return [INDEX.keys[hit.place] for hit in search(INDEX, text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("exportk", "exportkredit"),
        ("exportkrediter", "exportkredit"),
        ("kredit", "exportkredit"),
        ("ata", "carnet"),
        ("ATA-carnet", "carnet"),
        ("mässan i norge", "carnet"),
        ("EUR1", "eur1"),
        ("eur.1", "eur1"),
        ("movement certificates", "eur1"),
        ("exportcheckar", "checkar"),
        ("export cheque", "checkar"),
        ("carnett", "carnet"),
        ("kanret", ""),
        ("momsen", "moms"),
        ("momms", "moms"),
        ("webbseminarium", "moms"),
    ],
)
def test_what_is_found_first(text: str, first: str) -> None:
    assert (found(text) or [""])[0] == first


def test_nothing_typed_finds_nothing() -> None:
    assert found("") == []
    assert found(" ?! ") == []


def test_more_of_the_words_come_first() -> None:
    index = build([Document("a", ((1.0, "tull"),)), Document("b", ((1.0, "tull norge"),))])
    assert index.keys[search(index, "tull norge")[0].place] == "b"


@given(st.text(max_size=60))
def test_nothing_anybody_types_breaks_it(text: str) -> None:
    hits = search(INDEX, text)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(hit.score > 0 for hit in hits)


@given(st.sampled_from(["exportkredit", "affärsutvecklingscheck", "varucertifikat", "webbseminarier"]), st.data())
def test_every_beginning_of_a_name_finds_it(word: str, data: st.DataObject) -> None:
    typed = word[: data.draw(st.integers(3, len(word)))]
    named = {"exportkredit": "exportkredit", "affärsutvecklingscheck": "checkar", "varucertifikat": "eur1"}
    assert named.get(word, "moms") in found(typed)
