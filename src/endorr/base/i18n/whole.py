"""The whole house's words against its catalogues: one check, used by the house tests and the command alike."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from babel.messages import Catalog

from endorr.base.i18n import catalogue
from endorr.base.i18n.extract import TEMPLATE_SUFFIXES, Key, keys_under
from endorr.base.i18n.faults import english_keys, faults
from endorr.base.i18n.packages import package_keys
from endorr.base.i18n.typed import typed_words

# Swedish is the language of the keys, so its catalogue holds only better wordings of what the packages say.
SOURCE_LANGUAGE = "sv"
# Languages in which every page exists; any other has only the pages that offer it.
COMPLETE = ("en",)
EASY = ".ll"


def wanted_and_known(language: str, keys: Collection[Key]) -> tuple[Collection[Key], Collection[Key]]:
    """Return the keys a language's catalogue must answer and those it may answer besides."""
    if language in COMPLETE:
        return keys, package_keys()
    return (), {*keys, *package_keys()}


def catalogue_faults() -> list[str]:
    """Return what is wrong in any catalogue, each line beginning with its language."""
    keys = keys_under(catalogue.PACKAGE)
    found = []
    for language in sorted({*COMPLETE, *catalogue.languages()}):
        wanted, known = wanted_and_known(language, keys)
        found += [f"{language} {fault}" for fault in faults(catalogue.read(language), wanted, known=known)]
    return found


def source_faults() -> list[str]:
    """Return the English keys, and the words typed where no translation reaches them."""
    keys = keys_under(catalogue.PACKAGE)
    return [*(f"key is English: {text!r}" for text in english_keys(keys)), *_typed()]


def _typed() -> Iterator[str]:
    for path in sorted(catalogue.PACKAGE.rglob("templates/**/*")):
        # An easy page is written in Swedish only: it is a variant of a page, not a language.
        if path.suffix in TEMPLATE_SUFFIXES and EASY not in path.suffixes:
            place = path.relative_to(catalogue.PACKAGE)
            yield from (f"{place}: {words!r} is not translated" for words in typed_words(path.read_text("utf-8")))


def extract(*others: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Rewrite every catalogue from the code; return, by language, the texts that came and those that went.

    `others` are catalogues (<language>.po) whose translations are taken as well: the other side of a merge.
    """
    keys = keys_under(catalogue.PACKAGE)
    return {
        language: _extract(language, keys, [other for other in others if other.stem == language])
        for language in sorted({*COMPLETE, *catalogue.languages()})
    }


def _extract(language: str, keys: dict[Key, tuple[str, ...]], others: Iterable[Path]) -> tuple[list[str], list[str]]:
    old = catalogue.read(language)
    for other in others:
        old = catalogue.joined(old, catalogue.parse(other.read_bytes(), language))
    had = {key for key, _message in catalogue.entries(old)}
    wanted, known = wanted_and_known(language, keys)
    stays = {*wanted, *(had & {*known})}
    new = catalogue.brought_up_to_date(old, {key: keys.get(key, ()) for key in sorted(stays)})
    _write(language, new)
    return sorted(key.text for key in stays - had), sorted(key.text for key in had - stays)


def _write(language: str, catalog: Catalog) -> None:
    path = catalogue.po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(catalogue.dump(catalog))
