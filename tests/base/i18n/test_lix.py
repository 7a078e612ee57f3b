"""LIX and paragraphs are counted as Björnsson counted them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorr.base.i18n.lix import paragraphs_of, readability, sentences, too_hard


def test_lix_is_words_a_sentence_and_the_share_of_long_words() -> None:
    # Eight words, two sentences, one word of more than six letters.
    assert readability(["Du frågar oss. En rådgivare ringer dig snart."]).lix == 8 / 2 + 100 * 1 / 8


def test_a_heading_is_a_sentence_and_an_abbreviation_ends_none() -> None:
    assert sentences("Vi ringer senast kl. 14.20 på tisdag den 24 nov. i år.") == [
        "Vi ringer senast kl․ 14.20 på tisdag den 24 nov․ i år"
    ]
    assert readability(["Vårt löfte", "Vi ringer."]).sentences == 2


def test_only_what_is_read_counts() -> None:
    html = (
        "<head><title>Titel</title></head><nav>Meny</nav><main><h1>Fråga <b>oss</b></h1><svg><title>x</title></svg>"
        "<ul><li>Ring.</li><li>Skriv.</li></ul></main><footer>Fot</footer>"
    )
    assert paragraphs_of(html) == ["Fråga oss", "Ring.", "Skriv."]
    assert paragraphs_of("<p>Utan huvuddel</p>") == ["Utan huvuddel"]


def test_hard_texts_are_caught() -> None:
    assert list(too_hard(["Exportkreditgarantier förutsätter regelmässigt riskbedömningar."])) == [
        "LIX 104.0, and it must be under 30"
    ]
    assert list(too_hard(["Ett. Två. Tre. Fyra."])) == ["more than 3 sentences: Ett. Två. Tre. Fyra...."]
    assert list(too_hard(["Vi ringer kl. 14.20, t.ex. i dag."])) == ["abbreviated: kl.", "abbreviated: t.ex."]
    assert list(too_hard(["Ett. Två. Tre.", "Fyra."])) == []


@pytest.mark.parametrize("nothing", [[], [""], ["–"]])
def test_no_words_are_no_trouble(nothing: list[str]) -> None:
    assert readability(nothing).lix == 0


@given(st.lists(st.sampled_from(["ja", "hej", "exportera", "rådgivare"]), min_size=1, max_size=30))
def test_one_sentence_of_words(words: list[str]) -> None:
    long_words = sum(len(word) > 6 for word in words)
    assert readability([" ".join(words) + "."]).lix == len(words) + 100 * long_words / len(words)
