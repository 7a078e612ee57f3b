"""Every way a text can be asked for is found."""

from pathlib import Path

import pytest

from endorr.base.i18n.extract import Key, keys_in, keys_under


def found(folder: Path, name: str, source: str) -> list[Key]:
    path = folder / name
    path.write_text(source, encoding="utf-8")
    return list(keys_in(path))


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("{% load i18n %}{% translate 'Ställ din fråga' %}", Key("Ställ din fråga")),
        ("{% translate 'Ställ din fråga' as ask %}{{ ask }}", Key("Ställ din fråga")),
        ("{% translate 'Dörr' context 'intag' %}", Key("Dörr", context="intag")),
        ("<ul>\n    <li>{% blocktranslate %}Hej {{ name }}{% endblocktranslate %}\n</ul>", Key("Hej %(name)s")),
        ("{% blocktranslate trimmed asvar x %}\n  Två\n  rader\n{% endblocktranslate %}", Key("Två rader")),
        (
            "{% blocktranslate count n=n %}{{ n }} svar{% plural %}{{ n }} svaren{% endblocktranslate %}",
            Key("%(n)s svar", "%(n)s svaren"),
        ),
        (
            "{% blocktranslate count n=n context 'x' %}En{% plural %}Flera{% endblocktranslate %}",
            Key("En", "Flera", "x"),
        ),
        ("{% field label=_('Företagets namn') %}", Key("Företagets namn")),
        ('{{ name|default:_("okänd") }}', Key("okänd")),
        ('{{ _("okänd")|upper }}', Key("okänd")),
    ],
)
def test_a_template_s_texts_are_found(tmp_path: Path, source: str, key: Key) -> None:
    assert found(tmp_path, "page.html", source) == [key]


@pytest.mark.parametrize(
    ("call", "key"),
    [
        ("_('Lucka')", Key("Lucka")),
        ("gettext_lazy('Lucka')", Key("Lucka")),
        ("pgettext_lazy('täckning', 'Lucka')", Key("Lucka", context="täckning")),
        ("ngettext('%(n)s fråga', '%(n)s frågor', n)", Key("%(n)s fråga", "%(n)s frågor")),
        ("npgettext('kö', 'En', 'Flera', n)", Key("En", "Flera", "kö")),
        ("gettext('Vi hör av oss '\n      'senast')", Key("Vi hör av oss senast")),
    ],
)
def test_python_s_texts_are_found(tmp_path: Path, call: str, key: Key) -> None:
    assert found(tmp_path, "views.py", f"x = {call}\n") == [key]


def test_each_key_names_its_files_once_and_in_order(tmp_path: Path) -> None:
    for name in ("b.html", "a.html"):
        (tmp_path / name).write_text("{% translate 'Hej' %}{% translate 'Hej' %}", encoding="utf-8")
    assert keys_under(tmp_path) == {Key("Hej"): ("a.html", "b.html")}
