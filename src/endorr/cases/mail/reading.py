"""Reads an incoming mail: who wrote, to which addresses, whether a machine did, and the new words without the old."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.policy import default
from email.utils import getaddresses
from enum import StrEnum
from html.parser import HTMLParser

from endorr.core.personal_numbers import masked

LONGEST = 8000  # characters of a question; the whole stays in the mail itself
TO_WHOM = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "Resent-To", "Resent-Cc")

# Where what is quoted begins: the line a mail program writes above an answer, in the languages we meet.
QUOTED = re.compile(
    r"^(?:"
    r"[>|].*"
    r"|-{2,}\s*(?:original message|ursprungligt meddelande|vidarebefordrat meddelande|forwarded message"
    r"|opprinnelig melding|oprindelig meddelelse|ursprüngliche nachricht|alkuperäinen viesti).*"
    r"|_{10,}"
    r"|\*?(?:från|from|fra|von|de|lähettäjä)\*?:\s.*(?:@|En dörr in).*"
    r")\s*$",
    re.IGNORECASE,
)
# "Den 17 nov 2026 skrev Vera Lind <vera@lampor.example>:", "On Tue, Vera Lind <...> wrote:", a name alone and so on.
WROTE = re.compile(r"^.{3,240}\b(?:wrote|skrev|schrieb|a écrit|schreef|kirjoitti)\b.{0,160}:$", re.IGNORECASE)
SIGNATURE = re.compile(r"^-- ?$")


NAMED = re.compile(r"<[^<>\s]+>")
MOST_ANSWERED = 20
NUMBER = re.compile(r"\bEX-20\d\d-\d{4,9}\b", re.IGNORECASE)
# What a program sets above an answer for somebody away, when it says so nowhere else.
AWAY = re.compile(
    r"^(?:autosvar|automatiskt? svar|automatisk besked|frånvaro|out of office|automatic reply|auto-?reply"
    r"|abwesenheit|automatische antwort|automaattinen vastaus|poissaoloilmoitus|poissa)\b",
    re.IGNORECASE,
)
LOCKED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
SEALS = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "text/calendar"}
)


class Machine(StrEnum):
    """Whether a person wrote, and if not, what a machine was about (RFC 3834)."""

    NONE = ""
    ANSWERS = "answers"  # out of office, or "could not be delivered": nothing is lost by leaving it
    SENDS = "sends"  # a newsletter, a form on somebody's site: it may hold a question, so a person looks


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that came along: what it was called, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says: `text` is the new words only, `whole` all of it; `returned` the Message-ID of one sent back.

    `answers` are the Message-IDs it says it answers, the nearest first; `numbers` the questions its subject names.
    """

    sender: str
    name: str
    subject: str
    text: str
    whole: str
    recipients: tuple[str, ...]
    message_id: str
    answers: tuple[str, ...]
    numbers: tuple[str, ...]
    machine: Machine
    returned: str
    locked: bool
    files: tuple[Sent, ...]


def read(raw: bytes) -> Letter:
    """Return what a mail says. Raises ValueError for one that cannot be understood."""
    mail = BytesParser(policy=default).parsebytes(raw)
    assert isinstance(mail, EmailMessage)
    # Of several who wrote together, the first is answered.
    name, sender = next((one for one in getaddresses([_header(mail, "From")]) if one[1]), ("", ""))
    body = masked(_body(mail))
    subject = masked(" ".join(_header(mail, "Subject").split())[:200])
    return Letter(
        sender=sender.strip().lower(),
        name=" ".join(name.split()),
        subject=subject,
        text=new_words(body),
        whole=body.strip(),
        recipients=tuple(address.lower() for _name, address in getaddresses(_all(mail, TO_WHOM)) if address),
        message_id=_header(mail, "Message-ID").strip(),
        answers=_answers(mail),
        numbers=tuple(dict.fromkeys(found.upper() for found in NUMBER.findall(subject))),
        machine=machine_of(mail, sender),
        returned=_returned(mail),
        locked=mail.get_content_type() in LOCKED or "BEGIN PGP MESSAGE" in body,
        files=tuple(_files(mail)),
    )


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return _sayable(str(mail.get(name, "")))
    except (ValueError, IndexError, AttributeError, TypeError):  # the library stumbles on some broken headers
        # As it stands in the mail then: a sender that the library cannot read is a sender all the same.
        told = next((value for told, value in mail.raw_items() if told.lower() == name.lower()), "")
        return _sayable(" ".join(str(told).split()))


def _sayable(text: str) -> str:
    """Return a text without what no database takes: NUL, and halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _answers(mail: EmailMessage) -> tuple[str, ...]:
    told = [*NAMED.findall(_header(mail, "In-Reply-To")), *reversed(NAMED.findall(_header(mail, "References")))]
    return tuple(dict.fromkeys(told))[:MOST_ANSWERED]


def _files(mail: EmailMessage) -> Iterator[Sent]:
    if not mail.is_multipart():
        return
    for part in mail.iter_attachments():
        if part.get_content_type() in SEALS or _is_words(part):
            continue
        content = part.get_payload(decode=True)
        whole = content if isinstance(content, bytes) else b"".join(one.as_bytes() for one in _inner(part))
        yield Sent(" ".join(_sayable(part.get_filename() or "").split())[:200], whole)


def _inner(part: EmailMessage) -> list[EmailMessage]:
    payload = part.get_payload()
    return payload if isinstance(payload, list) else []  # type: ignore[return-value]


def _all(mail: EmailMessage, names: tuple[str, ...]) -> list[str]:
    found = []
    for name in names:
        try:
            found += [str(value) for value in mail.get_all(name, [])]
        except (ValueError, IndexError, AttributeError, TypeError):
            continue
    return found


def machine_of(mail: EmailMessage, sender: str) -> Machine:
    """Say whether a machine answered or sent on its own; a list that passes on what a person wrote is no machine."""
    submitted = _header(mail, "Auto-Submitted").partition(";")[0].strip().lower()
    precedence, local = _header(mail, "Precedence").strip().lower(), sender.partition("@")[0].lower()
    answers = (
        submitted == "auto-replied"
        or precedence == "auto_reply"
        or any(_header(mail, name) for name in ("X-Autoreply", "X-Autorespond"))
        or _header(mail, "Return-Path").strip() == "<>"
        or local in {"mailer-daemon", "postmaster"}
        or mail.get_content_type() == "multipart/report"
    )
    if answers:
        return Machine.ANSWERS
    sends = (
        submitted not in {"", "no"}
        or precedence in {"bulk", "junk"}
        or any(_header(mail, name) for name in ("List-Unsubscribe", "X-Auto-Response-Suppress"))
        or AWAY.match(_header(mail, "Subject").strip())
    )
    return Machine.SENDS if sends or local in {"no-reply", "noreply"} else Machine.NONE


def _returned(mail: EmailMessage) -> str:
    """Return the Message-ID of the mail that a report of non-delivery sends back (RFC 3462), "" for other mails.

    A receipt that says the mail was read is a report too, and so is one that says it is late: neither came back.
    """
    if mail.get_content_type() != "multipart/report":
        return ""
    if mail.get_param("report-type", "delivery-status") != "delivery-status" or not _failed(mail):
        return ""
    for part in mail.walk():
        if part.get_content_type() in {"message/rfc822", "text/rfc822-headers"}:
            found = re.search(rb"^Message-ID:\s*(<[^>]+>)", part.as_bytes(), re.IGNORECASE | re.MULTILINE)
            if found:
                return found[1].decode("ascii", "replace")
    return ""


def _failed(mail: EmailMessage) -> bool:
    """Say whether a report is of a failure; one that does not say is."""
    told = [part.as_string() for part in mail.walk() if part.get_content_type() == "message/delivery-status"]
    actions = [action.lower() for text in told for action in ACTION.findall(text)]
    return not actions or "failed" in actions


ACTION = re.compile(r"^Action:\s*([a-z]+)", re.IGNORECASE | re.MULTILINE)


def _body(mail: EmailMessage) -> str:
    """Return the words of a mail: its body, and what goes on after a picture in the middle of it."""
    part = mail.get_body(("plain", "html"))
    going_on = [one for one in mail.iter_attachments() if _is_words(one)] if mail.is_multipart() else []
    return "\n\n".join(_words_of(one) for one in (part, *going_on) if one is not None)


def _is_words(part: MIMEPart) -> bool:
    return part.get_content_type() == "text/plain" and not part.is_attachment() and not part.get_filename()


def _words_of(part: MIMEPart) -> str:
    try:
        text = str(part.get_content())
    except (LookupError, ValueError, AssertionError, KeyError):  # an unknown or false character set
        payload = part.get_payload(decode=True)
        text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    text = _sayable(text.replace("\r\n", "\n"))
    return _plain(text) if part.get_content_type() == "text/html" else text


class _Plain(HTMLParser):
    """Takes the words out of HTML; what is quoted and what is no text is left out."""

    BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3"})
    HIDDEN = frozenset({"blockquote", "style", "script", "head", "title"})

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        quoted = any(name == "class" and value and "quote" in value for name, value in attrs)
        if tag in self.HIDDEN or (quoted and tag == "div") or (self.hidden and tag == "div"):
            self.hidden += 1
        elif tag in self.BREAKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.hidden and (tag in self.HIDDEN or tag == "div"):
            self.hidden -= 1
        elif tag in self.BREAKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


def _plain(html: str) -> str:
    parser = _Plain()
    parser.feed(html)
    parser.close()
    lines = "".join(parser.words).replace("\xa0", " ").splitlines()
    return "\n".join(" ".join(line.split()) for line in lines)


def new_words(text: str) -> str:
    """Return what was written now: quoted lines, what mail programs put above them and the signature are cut."""
    lines = text.splitlines()
    kept: list[str] = []
    for place, line in enumerate(lines):
        if SIGNATURE.match(line):
            break
        if _begins_quote(lines, place):
            if line.lstrip().startswith((">", "|")):
                continue  # an answer may stand under or between what it answers
            if any(after.startswith(">") for after in lines[place + 1 : place + 4]):
                continue
            break
        kept.append(line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _begins_quote(lines: list[str], place: int) -> bool:
    line = lines[place].strip()
    if QUOTED.match(line):
        return True
    following = [after.strip() for after in lines[place + 1 :] if after.strip()][:2]
    # Long names make mail programs break that line in two.
    next_line = lines[place + 1].strip() if place + 1 < len(lines) else ""
    whole = f"{line} {next_line}" if line.lower().startswith(("on ", "den ", "am ", "le ")) and next_line else line
    for told, rest in ((line, following[:1]), (whole, following[1:])):
        if WROTE.match(told) and ("@" in told or (rest and rest[0].startswith(">"))):
            return True
    return False
