"""Catalogues are written the same way every time and compiled when they changed."""

import gettext
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorr.base.i18n import catalogue
from endorr.base.i18n.extract import Key

words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Z")), min_size=1, max_size=20).filter(
    str.strip
)
keys = st.dictionaries(
    st.builds(Key, words, st.just("") | words, st.just("") | st.sampled_from(["dörr", "kö"])),
    st.just(("site/views.py",)),
    max_size=8,
).filter(lambda keys: len({(key.text, key.context) for key in keys}) == len(keys))


@given(keys)
def test_what_is_written_is_read_back_and_written_alike(wanted: dict[Key, tuple[str, ...]]) -> None:
    empty = catalogue.parse(
        catalogue.HEADER.format(language="en", plurals="nplurals=2; plural=(n != 1);").encode(), "en"
    )
    text = catalogue.dump(catalogue.brought_up_to_date(empty, wanted))
    again = catalogue.parse(text, "en")
    assert {key for key, _ in catalogue.entries(again)} == {*wanted}
    assert catalogue.dump(catalogue.brought_up_to_date(again, wanted)) == text


def test_new_texts_come_untranslated_and_old_translations_stay() -> None:
    old = catalogue.parse(b'msgid ""\nmsgstr ""\n\nmsgid "Hej"\nmsgstr "Hello"\n\nmsgid "Borta"\nmsgstr "Gone"\n', "en")
    new = catalogue.brought_up_to_date(old, {Key("Hej"): ("a.html",), Key("Ny"): ("b.html",)})
    assert {key.text: catalogue.forms(message) for key, message in catalogue.entries(new)} == {
        "Hej": ("Hello",),
        "Ny": ("",),
    }


def test_two_sides_of_a_merge_are_joined_and_a_translation_beats_none() -> None:
    head = b'msgid ""\nmsgstr ""\n\n'
    ours = catalogue.parse(head + b'msgid "A"\nmsgstr "ours"\n\nmsgid "B"\nmsgstr ""\n', "en")
    theirs = catalogue.parse(
        head + b'msgid "A"\nmsgstr "theirs"\n\nmsgid "B"\nmsgstr "b"\n\nmsgid "C"\nmsgstr "c"\n', "en"
    )
    both = catalogue.joined(ours, theirs)
    assert {key.text: catalogue.forms(message)[0] for key, message in catalogue.entries(both)} == {
        "A": "ours",
        "B": "b",
        "C": "c",
    }


@pytest.fixture
def locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(catalogue, "LOCALE", tmp_path)
    po = catalogue.po_path("en")
    po.parent.mkdir(parents=True)
    po.write_text('msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "Hej"\nmsgstr "Hello"\n', encoding="utf-8")
    return po


def test_a_catalogue_is_compiled_once_and_again_when_it_changes(locale: Path) -> None:
    mo = locale.with_suffix(".mo")
    assert catalogue.compile_changed() == (mo,)
    assert catalogue.compile_changed() == ()
    locale.write_text(locale.read_text(encoding="utf-8").replace("Hello", "Hi"), encoding="utf-8")
    # A version checked out from history may be older than what was compiled, and is still another one.
    os.utime(locale, (1, 1))
    assert catalogue.compile_changed() == (mo,)
    with mo.open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Hej") == "Hi"
