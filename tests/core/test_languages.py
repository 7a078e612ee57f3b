"""Languages are called what they call themselves."""

import pytest
from babel import Locale, UnknownLocaleError

from endorr.core.languages import BY_CODE, LANGUAGES, Language, own_name

# Parted from CLDR on purpose: two have no entry there, and a private variant is ours.
OURS = {"fit", "sv-x-lattlast"}


def test_every_language_has_one_code() -> None:
    assert len(BY_CODE) == len(LANGUAGES)


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one.code not in OURS], ids=lambda one: one.code)
def test_names_agree_with_unicode_s(language: Language) -> None:
    try:
        own = Locale.parse(language.code)
    except UnknownLocaleError:
        own = None
    names = [own.get_display_name("sv"), own.get_display_name("en"), own.get_display_name()] if own else []
    assert names in ([], [language.sv, language.en, language.own])
    if own:
        assert (own.text_direction == "rtl") == language.right_to_left


def test_a_button_begins_with_a_capital() -> None:
    assert [own_name(code) for code in ("sv", "en", "sv-x-lattlast", "ar")] == [
        "Svenska",
        "English",
        "Lättläst svenska",
        "العربية",
    ]
    with pytest.raises(KeyError):
        own_name("xx")
