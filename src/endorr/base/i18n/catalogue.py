"""The catalogues: read, brought up to date with the code, written the same way every time, compiled when changed."""

import os
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from endorr.base.i18n.extract import Key

PACKAGE = Path(__file__).resolve().parents[2]
LOCALE = PACKAGE / "locale"

HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def po_path(language: str) -> Path:
    """Return where the catalogue of `language` lies."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def languages() -> tuple[str, ...]:
    """Return the languages that have a catalogue, in alphabetical order."""
    return tuple(sorted(path.parents[1].name for path in LOCALE.glob("*/LC_MESSAGES/django.po")))


def key_of(message: Message) -> Key:
    """Return the key a catalogue's entry answers to."""
    text, plural = message.id if isinstance(message.id, tuple) else (str(message.id), "")
    return Key(text, plural, message.context or "")


def entries(catalog: Catalog) -> Iterator[tuple[Key, Message]]:
    """Yield the entries of a catalogue, without its header."""
    for message in catalog:
        if message.id:
            yield key_of(message), message


def forms(message: Message) -> tuple[str, ...]:
    """Return the translation's forms: one, or as many as the language has plurals."""
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def parse(text: bytes, language: str) -> Catalog:
    """Return the catalogue written in `text`; raises babel's PoFileError when it is not a catalogue."""
    return read_po(BytesIO(text), locale=language, abort_invalid=True)


def read(language: str) -> Catalog:
    """Return the committed catalogue of `language`, empty when there is none yet."""
    path = po_path(language)
    return parse(path.read_bytes(), language) if path.exists() else Catalog(locale=language)


def brought_up_to_date(old: Catalog, keys: Mapping[Key, Iterable[str]]) -> Catalog:
    """Return a catalogue with exactly `keys`, keeping the translations `old` has; a new key gets an empty one."""
    known = dict(entries(old))
    new = Catalog(locale=old.locale)
    for key, places in keys.items():
        kept = known.get(key)
        new.add(
            (key.text, key.plural) if key.plural else key.text,
            kept.string if kept else None,
            locations=[(place, 0) for place in places],
            flags=kept.flags if kept else (),
            user_comments=kept.user_comments if kept else (),
            context=key.context or None,
        )
    return new


def joined(ours: Catalog, theirs: Catalog) -> Catalog:
    """Return the entries of both; where both have one, ours if it is translated."""
    both = {**dict(entries(theirs)), **{key: message for key, message in entries(ours) if all(forms(message))}}
    new = Catalog(locale=ours.locale)
    for key, message in {**dict(entries(ours)), **both}.items():
        new.add(
            (key.text, key.plural) if key.plural else key.text,
            message.string,
            flags=message.flags,
            user_comments=message.user_comments,
            context=key.context or None,
        )
    return new


def dump(catalog: Catalog) -> bytes:
    """Return the catalogue's text: sorted by key, file names without lines, no dates, so that equal means equal."""
    body = BytesIO()
    write_po(body, catalog, omit_header=True, sort_output=True, include_lineno=False, ignore_obsolete=True, width=120)
    header = HEADER.format(language=catalog.locale_identifier, plurals=catalog.plural_forms)
    return header.encode() + body.getvalue().rstrip() + b"\n"


def compile_changed() -> tuple[Path, ...]:
    """Write the binary catalogue beside each catalogue that changed since last time, and return those written.

    Happens when Django starts, before a text is looked up. What is compiled carries the digest of its source after
    the last byte that the format reads, so that copying or checking out files never makes it look old or new.
    """
    return tuple(filter(None, map(_compile_if_changed, languages())))


def _compile_if_changed(language: str) -> Path | None:
    po = po_path(language)
    mo = po.with_suffix(".mo")
    source = po.read_bytes()
    digest = sha256(source).digest()
    if mo.exists() and mo.read_bytes().endswith(digest):
        return None
    # Several processes may start at once: each writes its own file, and the last rename wins with equal content.
    fresh = mo.with_suffix(f".{os.getpid()}.part")
    with fresh.open("wb") as out:
        write_mo(out, parse(source, language))
        out.write(digest)
    fresh.replace(mo)
    return mo
