"""The whole house's words against its catalogues: one check, used by the house tests and the command alike."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from fnmatch import fnmatch
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
# Whose words every other language has: the way in, the company's own page and mails, and what stands around a page.
SPOKEN_BY_ALL = (
    "base/i18n/pages.py",
    "base/idempotency/templates/*/*",
    "base/links/templates/*/*",
    "base/outbox/templates/outbox/mail.*",
    "base/ui/fields.py",
    "base/ui/templates/ui/forms/*",
    "base/ui/templates/ui/page.html",
    "base/ui/templates/ui/parts/back_link.html",
    "base/ui/templates/ui/parts/demo_bar.html",
    "base/ui/templates/ui/parts/details.html",
    "base/ui/templates/ui/parts/footer.html",
    "base/ui/templates/ui/parts/header.html",
    "base/ui/templates/ui/parts/messages.html",
    "base/ui/templates/ui/parts/notice.html",
    "base/ui/templates/ui/parts/panel.html",
    "base/ui/templates/ui/parts/sign.html",
    "base/ui/templates/ui/parts/summary_list.html",
    "base/ui/templates/ui/parts/tag.html",
    "base/ui/templates/ui/parts/timeline.html",
    "base/ui/templates/ui/parts/when.html",
    "base/ui/templatetags/ui.py",
    "cases/forms/asking.py",
    "cases/forms/following.py",
    "cases/letters/asking.py",
    "cases/letters/company.py",
    "cases/preparing.py",
    "cases/private/*.py",
    "cases/stories/company.py",
    "cases/templates/cases/about.html",
    "cases/templates/cases/already_sent.html",
    "cases/templates/cases/asked/*.html",
    "cases/templates/cases/busy.html",
    "cases/templates/cases/call_me.html",
    "cases/templates/cases/check.html",
    "cases/templates/cases/entrance.html",
    "cases/templates/cases/mail/anew.*",
    "cases/templates/cases/mail/answer.*",
    "cases/templates/cases/mail/confirm.*",
    "cases/templates/cases/mail/new_link.*",
    "cases/templates/cases/mail/risk.*",
    "cases/templates/cases/mail/word.*",
    "cases/templates/cases/no_door.html",
    "cases/templates/cases/parts/linked.html",
    "cases/templates/cases/parts/secrets.html",
    "cases/templates/cases/parts/standing.html",
    "cases/templates/cases/question.html",
    "cases/templates/cases/sent.html",
    "cases/templates/cases/share.html",
    "cases/templates/cases/status.html",
    "cases/templates/cases/unfinished.html",
    "cases/views/asking.py",
    "cases/words/shared.py",
)
EASY = ".ll"


def wanted_and_known(language: str, keys: Mapping[Key, Iterable[str]]) -> tuple[Collection[Key], Collection[Key]]:
    """Return the keys a language's catalogue must answer and those it may answer besides, by where they stand."""
    if language in COMPLETE:
        return keys.keys(), package_keys()
    if language == SOURCE_LANGUAGE:
        return (), {*keys, *package_keys()}
    wanted = {key for key, places in keys.items() if any(map(spoken_by_all, places))}
    return wanted, {*keys, *package_keys()}


def spoken_by_all(place: str) -> bool:
    """Say whether the words of a file, relative to the package, exist in every language of the door."""
    return any(fnmatch(place, pattern) for pattern in SPOKEN_BY_ALL)


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
