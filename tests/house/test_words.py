"""No page shows a key, a gap or a half-translated text; each kind of fault is planted once and caught."""

import re

import pytest
from django.utils import translation

from endorr.base.i18n import catalogue
from endorr.base.i18n.extract import Key, keys_under
from endorr.base.i18n.faults import english_keys, faults
from endorr.base.i18n.packages import package_keys
from endorr.base.i18n.typed import typed_words
from endorr.base.i18n.whole import catalogue_faults, source_faults

HEADER = b'msgid ""\nmsgstr "Language: en\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'


def test_the_catalogues_are_complete() -> None:
    assert catalogue_faults() == [], "script/words extract adds the keys; their translations are yours to write"


def test_every_text_can_be_translated() -> None:
    assert source_faults() == []


@pytest.mark.parametrize("language", catalogue.languages())
def test_the_catalogues_are_as_the_extraction_writes_them(language: str) -> None:
    path = catalogue.po_path(language)
    assert path.read_bytes() == catalogue.dump(catalogue.read(language)), "run script/words extract"


def planted(entry: str, *wanted: Key) -> list[str]:
    return faults(catalogue.parse(HEADER + entry.encode(), "en"), wanted)


QUESTIONS = Key("%(n)s fråga", "%(n)s frågor")


@pytest.mark.parametrize(
    ("entry", "key", "fault"),
    [
        ("", Key("Lucka"), "missing: 'Lucka'"),
        ('msgid "Lucka"\nmsgstr ""\n', Key("Lucka"), "missing: 'Lucka'"),
        ('#, fuzzy\nmsgid "Lucka"\nmsgstr "Hole"\n', Key("Lucka"), "fuzzy: 'Lucka'"),
        (
            'msgid "%(n)s fråga"\nmsgid_plural "%(n)s frågor"\nmsgstr[0] "%(n)s question"\nmsgstr[1] ""\n',
            QUESTIONS,
            "plural form missing: '%(n)s fråga'",
        ),
        (
            'msgid "%(n)s fråga"\nmsgid_plural "%(n)s frågor"\nmsgstr[0] "A question"\nmsgstr[1] "Questions"\n',
            QUESTIONS,
            "placeholder differs: '%(n)s fråga'",
        ),
        ('msgid "Hej %(name)s"\nmsgstr "Hello %(nam)s"\n', Key("Hej %(name)s"), "placeholder differs: 'Hej %(name)s'"),
        ('msgid "Hej {name}"\nmsgstr "Hello"\n', Key("Hej {name}"), "placeholder differs: 'Hej {name}'"),
        ('msgid "Hej %s"\nmsgstr "Hello %d"\n', Key("Hej %s"), "placeholder differs: 'Hej %s'"),
        ('msgid "<b>Hej</b>"\nmsgstr "<b>Hello<b>"\n', Key("<b>Hej</b>"), "tag differs: '<b>Hej</b>'"),
        ('msgid "Hej "\nmsgstr "Hello"\n', Key("Hej "), "space at the edge differs: 'Hej '"),
        ('msgid "Frågan"\nmsgstr "Frågan"\n', Key("Frågan"), "left in Swedish: 'Frågan'"),
    ],
)
def test_a_planted_fault_is_caught(entry: str, key: Key, fault: str) -> None:
    assert planted(entry, key) == [fault]


def test_an_unused_key_is_caught() -> None:
    assert planted('msgid "Lucka"\nmsgstr "Hole"\n') == ["unused: 'Lucka'"]


def test_a_good_translation_passes() -> None:
    entry = 'msgid "24 %% av %(n)s "\nmsgstr "24%% of %(n)s "\n\nmsgid "En dörr in"\nmsgstr "En dörr in"\n'
    assert planted(entry, Key("24 %% av %(n)s "), Key("En dörr in")) == []


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>Vi hör av oss</p>", ["Vi hör av oss"]),
        ("<p>{% translate 'Hej' %} du</p>", ["du"]),
        ('<img alt="Karta" src="{% static \'karta.svg\' %}">', ["Karta"]),
        ('{% notice heading="Klart" %}', ["Klart"]),
        ("{{ name|default:'okänd' }}", ["okänd"]),
        ("{% blocktranslate %}Hej{% endblocktranslate %}<b>där</b>", ["där"]),
    ],
)
def test_words_typed_past_the_translation_are_caught(template: str, words: list[str]) -> None:
    assert typed_words(template) == words


@pytest.mark.parametrize(
    "template",
    [
        "{% load i18n %}{# Anmärkning #}<!-- Anmärkning --><p class='govuk body'>{% translate 'Hej' %} {{ name }}</p>",
        '<a href="{% url "first" %}">{% translate "Hem" %}</a>{% field label=_("Namn") %}',
        '{% firstof name "En dörr in" %} – En dörr in EX-2026-1234',
        "{% comment %}Anmärkning{% endcomment %}<code>endorr ledger verify</code><b translate='no'>Bosch AB</b>",
        '{% include "ui/field.html" with class="govuk-input govuk-input--wide" %}',
    ],
)
def test_what_is_no_prose_passes(template: str) -> None:
    assert typed_words(template) == []


def test_an_english_key_is_caught() -> None:
    assert english_keys([Key("Ställ din fråga"), Key("Ask your question")]) == ["Ask your question"]


@pytest.fixture
def in_swedish() -> None:
    translation.activate("sv")


@pytest.mark.usefixtures("in_swedish")
def test_no_key_means_something_else_to_a_package() -> None:
    """ "Form" is Swedish for shape and English for blankett: a key that a package translates would change under us."""
    keys = {key for key in keys_under(catalogue.PACKAGE) if not key.plural}
    changed = [
        key.text
        for key in keys
        if (translation.pgettext(key.context, key.text) if key.context else translation.gettext(key.text)) != key.text
    ]
    assert changed == []


def swedish_of(key: Key) -> str:
    if key.plural:
        return (
            translation.npgettext(key.context, key.text, key.plural, 2)
            if key.context
            else (translation.ngettext(key.text, key.plural, 2))
        )
    return translation.pgettext(key.context, key.text) if key.context else translation.gettext(key.text)


# Alike in both languages.
SAME = re.compile(r"MFA|IPv\d|WebAuthn|\W+")


@pytest.mark.usefixtures("in_swedish")
def test_what_the_packages_say_is_swedish_and_well_spelt() -> None:
    said = {key.plural or key.text: swedish_of(key) for key in package_keys()}
    assert len(said) > 100
    assert [text for text, swedish in said.items() if text == swedish and not SAME.fullmatch(text)] == []
    assert [swedish for swedish in said.values() if re.search(r"\b[Ee]post|\bVänligen\b|\w  \w", swedish)] == []
