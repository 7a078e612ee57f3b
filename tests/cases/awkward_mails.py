"""Mails as they really come, made by ourselves, each with what must become of it. Nobody in them exists.

REPLY, OURS, LOGGED and NUMBER in a mail stand for what only a running house has: the address a company may answer to,
the Message-ID of our confirmation, that of an answer counted as a contact, and the number of the company's question.
"""

import base64
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from itertools import count

from endorr.cases.mail.reading import Machine

REPLY, OURS, LOGGED, NUMBER = b"@@REPLY@@", b"@@OURS@@", b"@@LOGGED@@", b"@@NUMBER@@"
VERA = "Vera Lind <vera@lampor.example>"  # who has asked already


class Becomes(StrEnum):
    """What a mail must become."""

    QUESTION = "question"
    MESSAGE = "message"  # something more on the question there is
    NOTHING = "nothing"  # a machine answered a machine, or it is our own that came round
    PERSON = "person"  # parked, whole, and told of
    RETURN = "return"  # one of ours came back: it says so, and a person sees it
    SAME = "same"  # the mail before it, once more


@dataclass(frozen=True, slots=True)
class Awkward:
    """One mail: what it is called, its bytes, what becomes of it, and words that must be found in what is kept."""

    name: str
    raw: bytes
    becomes: Becomes
    says: str = ""
    machine: Machine = Machine.NONE
    files: int = 0
    box: str = "vasterbotten"


_numbers = count(1)


def raw(text: str | bytes = "Vad gäller för tullen?", *, sender: str | None = None, **headers: str | None) -> bytes:
    """A mail written by hand, as no library would agree to write it; a header that is None is left out."""
    number = next(_numbers)
    told: dict[str, str | None] = {
        "From": sender if sender is not None else f"Ask {number} <ask{number}@firma{number}.example>",
        "To": "vasterbotten@dorren.example",
        "Subject": f"Fråga {number}",
        "Date": "Tue, 17 Nov 2026 09:00:00 +0100",
        "Message-ID": f"<awkward-{number}@mejl.example>",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items() if value is not None)
    body = text if isinstance(text, bytes) else text.encode()
    return head.encode("utf-8", "surrogateescape") + b"\r\n" + body.replace(b"\n", b"\r\n") + b"\r\n"


def parts(*inside: bytes, kind: str = "mixed", **headers: str | None) -> bytes:
    body = b"".join(b"--skarv\n" + part + b"\n" for part in inside) + b"--skarv--\n"
    return raw(body, Content_Type=f"multipart/{kind}; boundary=skarv", Content_Transfer_Encoding=None, **headers)


def text(words: str = "Vad gäller för tullen?", kind: str = "plain") -> bytes:
    return f"Content-Type: text/{kind}; charset=utf-8\n\n{words}\n".encode()


def attached(name: str, content: bytes, kind: str = "application/octet-stream") -> bytes:
    head = (
        f'Content-Type: {kind}\nContent-Disposition: attachment; filename="{name}"\nContent-Transfer-Encoding: base64'
    )
    return head.encode() + b"\n\n" + base64.encodebytes(content)


def report(action: str, returned: bytes, *, kind: str = "delivery-status") -> bytes:
    status = f"Content-Type: message/{kind}\n\nReporting-MTA: dns; mx.example\n\nAction: {action}\nStatus: 5.1.1\n"
    head = b"Content-Type: text/rfc822-headers\n\nMessage-ID: " + returned + b"\nSubject: Svar\n"
    body = b"".join(b"--skarv\n" + part + b"\n" for part in (text("Rapport."), status.encode(), head)) + b"--skarv--\n"
    typed = f"multipart/report; report-type={kind}; boundary=skarv"
    return raw(
        body, sender="Mail Delivery <mailer-daemon@mx.example>", Content_Type=typed, Content_Transfer_Encoding=None
    )


def packed(**told: bytes) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in told.items():
            file.writestr(name.replace("__", "/").replace("_", "."), content)
    return held.getvalue()


def bomb() -> bytes:
    """A document of a few hundred bytes whose list of parts says that it unpacks to a thousand million."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", b"<Types/>")
        file.writestr("word/document.xml", b"0" * 1000)
        file.filelist[-1].file_size = 1_000_000_000
    return held.getvalue()


def nested(depth: int) -> bytes:
    opening = "".join(f"--s{n}\nContent-Type: multipart/mixed; boundary=s{n + 1}\n\n" for n in range(depth))
    return raw(opening, Content_Type="multipart/mixed; boundary=s0", Content_Transfer_Encoding=None)


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
ENTITIES = b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><svg>&b;</svg>'
FORWARD = (
    "Kan ni hjälpa Linds?\n\n---------- Vidarebefordrat meddelande ---\nFrån: Per <per@l.example>\n\nTull på lampor?"
)
INVITATION = b"Content-Type: text/calendar; method=REQUEST; charset=utf-8\n\nBEGIN:VCALENDAR\nEND:VCALENDAR\n"
WITHIN = b"Content-Type: message/rfc822\n\nFrom: per@lind.example\nSubject: Tull\n\nVad kostar tullen?\n"
LATIN = "Får vi sälja älgkött på Åland?".encode("latin-1")
Q, M, N, P, R = Becomes.QUESTION, Becomes.MESSAGE, Becomes.NOTHING, Becomes.PERSON, Becomes.RETURN
ANSWERS, SENDS = Machine.ANSWERS, Machine.SENDS
SAME_ID = "<alltid-samma@webb.example>"
TWICE = raw("Samma mejl till två brevlådor", Cc="export@dorren.example")
TWICE_NAMELESS = raw("Namnlöst till två brevlådor", Message_ID=None)
REPLIED = REPLY.decode()


def huge() -> Awkward:
    """One that takes a second to write and to read."""
    return Awkward("a huge file", parts(text(), attached("film.pdf", PDF + bytes(11 * 1024 * 1024))), Q, "för stor")


def everything() -> tuple[Awkward, ...]:
    """Every mail, in the order in which they come."""
    return (
        # Who it says it is
        Awkward("no Message-ID", raw(Message_ID=None), Q, "tullen"),
        Awkward("an empty Message-ID", raw(Message_ID=""), Q, "tullen"),
        Awkward("a Message-ID every mail of a program has", raw("Den första", Message_ID=SAME_ID), Q, "Den första"),
        Awkward("the same again, from somebody else", raw("Den andra", Message_ID=SAME_ID), Q, "Den andra"),
        Awkward("the same and no date", raw("Den tredje", Message_ID=SAME_ID, Date=None), Q, "Den tredje"),
        Awkward("a Message-ID of 900 characters", raw(Message_ID=f"<{'a' * 900}@x.example>"), Q),
        Awkward("a NUL in the Message-ID", raw(Message_ID="<a\0b@x.example>"), Q),
        Awkward("no From", raw("Vem är jag?", From=None), P),
        Awkward("an empty From", raw("Vem är jag?", sender=""), P),
        Awkward("From is a group without members", raw("Hej", sender="Undisclosed recipients:;"), P),
        Awkward("From is two people", raw("Vi är två", sender="a@tva.example, b@tva.example"), Q, "Vi är två"),
        Awkward("a name of 400 characters", raw(sender=f"{'Namn ' * 80}<lang@namn.example>"), Q),
        Awkward("a name in encoded words", raw(sender="=?iso-8859-1?Q?=C5sa_=D6berg?= <asa@oberg.example>"), Q),
        Awkward("broken encoded words", raw(sender="=?utf-8?B?!!!?= <bruten@x.example>", Subject="=?utf-8?B?w6?="), Q),
        Awkward("a name in raw bytes", raw(sender="Åsa Öberg <asa2@oberg.example>"), Q),
        Awkward("a domain in letters of its own", raw(sender="Åke <ake@räksmörgås.example>"), Q),
        Awkward("a local part in letters of its own", raw(sender="Åke <åke@lampor.example>"), P),
        Awkward("an address that is none", raw(sender="inte en adress"), P),
        Awkward("header injection in the subject", raw(Subject="Tull\r\nBcc: alla@x.example"), Q, "tullen"),
        Awkward("header injection in encoded words", raw(Subject="=?utf-8?Q?Tull=0D=0ABcc:_alla@x.example?="), Q),
        Awkward("a subject of 30,000 characters", raw(Subject="tull " * 6000), Q),
        Awkward("no subject", raw(Subject=None), Q, "tullen"),
        # To whom
        Awkward("only a blind copy", raw(To="undisclosed-recipients:;"), Q, "tullen"),
        Awkward("no To at all", raw(To=None), Q, "tullen"),
        Awkward("To is a group", raw(To="Alla: a@x.example, b@x.example;"), Q),
        Awkward("five hundred receivers", raw(To=", ".join(f"m{n}@x.example" for n in range(500))), Q),
        Awkward("the same mail to two doors", TWICE, Q, "två brevlådor"),
        Awkward("its other copy, by another way", b"Received: from b by c\r\n" + TWICE, Becomes.SAME, box="export"),
        Awkward("a nameless mail to two doors", TWICE_NAMELESS, Q, "Namnlöst"),
        Awkward("its other copy", b"Delivered-To: y@b.example\r\n" + TWICE_NAMELESS, Becomes.SAME, box="export"),
        Awkward("a mailbox of no door", raw("Hit hör jag inte", To="x@okand.example"), P, box="okand"),
        Awkward("a plus address to a door", raw(To="dorren+vasterbotten@x.example"), Q, box="export"),
        # When
        Awkward("a date in the future", raw(Date="Fri, 01 Jan 2083 00:00:00 +0000"), Q),
        Awkward("a date in 1970", raw(Date="Thu, 01 Jan 1970 00:00:00 +0000"), Q),
        Awkward("a date that is none", raw(Date="i morgon"), Q),
        Awkward("no date", raw(Date=None), Q),
        # What it is written in
        Awkward("an unknown character set", raw(Content_Type="text/plain; charset=x-klingon"), Q),
        Awkward("latin-1 that says utf-8", raw(LATIN), Q, "lja"),
        Awkward("latin-1 that says so", raw(LATIN, Content_Type="text/plain; charset=iso-8859-1"), Q, "älgkött"),
        Awkward("utf-8 that says ascii", raw(Content_Type="text/plain; charset=us-ascii"), Q, "tullen"),
        Awkward("no MIME at all", raw("Just text", Content_Type=None, MIME_Version=None), Q, "Just text"),
        Awkward("UTF-7", raw("Tull +AOU-", Content_Type="text/plain; charset=utf-7"), Q, "Tull"),
        Awkward("broken base64", raw("VmFkIGfDpGxsZXI/!!=", Content_Transfer_Encoding="base64"), Q),
        Awkward("broken quoted-printable", raw("Tull=ZZ =", Content_Transfer_Encoding="quoted-printable"), Q, "Tull"),
        Awkward("an unknown encoding", raw(Content_Transfer_Encoding="x-rot13"), Q),
        Awkward("NUL bytes", raw("Tull\0en till\0Norge"), Q, "Norge"),
        Awkward("half a character", raw(b"Tull \xed\xa0\x80 till Norge"), Q, "Norge"),
        Awkward("lines of 100,000 characters", raw("tull " * 20_000), Q, "tull tull"),
        Awkward("bare newlines", raw("Rad ett\nRad två").replace(b"\r\n", b"\n"), Q, "Rad två"),
        Awkward("right to left", raw("كيف نصدّر المصابيح إلى النرويج؟ \u202etxt.exe"), Q, "المصابيح"),
        Awkward("emoji", raw("👩🏽‍🚀 Kan vi sälja 💡 till 🇳🇴?"), Q, "💡"),
        Awkward("an empty body", raw(""), Q, "Fråga"),
        Awkward("nothing at all in it", raw("", Subject=None), Q, "tomt"),
        Awkward(
            "HTML alone", raw("<p>Vad kostar <b>tullen</b>?</p>", Content_Type="text/html; charset=utf-8"), Q, "tullen"
        ),
        Awkward(
            "HTML with script and broken tags",
            raw("<p><script>x()</script>Tull<td", Content_Type="text/html"),
            Q,
            "Tull",
        ),
        Awkward("text and HTML", parts(text("Texten"), text("<p>HTML</p>", "html"), kind="alternative"), Q, "Texten"),
        Awkward("parts without a boundary", raw("Ensam", Content_Type="multipart/mixed"), Q),
        Awkward(
            "parts that never end", raw(b"--s\n\nTull utan slut", Content_Type="multipart/mixed; boundary=s"), Q, "Tull"
        ),
        Awkward("three hundred parts", parts(*[text("Del")] * 300), Q, "Del"),
        Awkward("nested two thousand deep", nested(2000), P),
        # What comes along
        Awkward("a document", parts(text(), attached("pris.pdf", PDF)), Q, "tullen", files=1),
        Awkward(
            "words after a picture",
            parts(text("Före"), attached("a.pdf", PDF), text("och efter")),
            Q,
            "och efter",
            files=1,
        ),
        Awkward("winmail.dat", parts(text(), attached("winmail.dat", b"\x78\x9f\x3e\x22" + bytes(90))), Q, "Outlook"),
        Awkward(
            "a drawing with a script in it", parts(text(), attached("bild.svg", SVG, "image/svg+xml")), Q, "bild.svg"
        ),
        Awkward("a drawing that unfolds", parts(text(), attached("ritning.svg", ENTITIES)), Q, "ritning.svg"),
        Awkward("a packed bomb", parts(text(), attached("pris.docx", bomb())), Q, "pris.docx"),
        Awkward("a packed file", parts(text(), attached("allt.zip", packed(a_txt=b"a"))), Q, "allt.zip"),
        Awkward("a program called a document", parts(text(), attached("pris.pdf", b"MZ" + bytes(900))), Q, "pris.pdf"),
        Awkward("a file named as a path", parts(text(), attached("../../etc/passwd", PDF)), Q, files=1),
        Awkward("a file without a name", parts(text(), attached("", PDF)), Q, files=1),
        Awkward("an empty file", parts(text(), attached("tom.pdf", b"")), Q, "tom.pdf"),
        Awkward("twenty-three files", parts(text(), *[attached("a.pdf", PDF)] * 23), Q, "högst 20", files=20),
        Awkward("a mail within the mail", parts(text("Se nedan"), WITHIN), Q, "Se nedan"),
        Awkward("an invitation", parts(text("Möte"), INVITATION, kind="alternative"), Q, "Möte"),
        Awkward(
            "an invitation alone", raw("BEGIN:VCALENDAR", Content_Type="text/calendar; method=REQUEST"), Q, "Fråga"
        ),
        Awkward(
            "signed with PGP",
            parts(text(), attached("s.asc", b"x", "application/pgp-signature"), kind="signed"),
            Q,
            "tullen",
        ),
        Awkward(
            "signed with S/MIME",
            parts(text(), attached("smime.p7s", b"x", "application/pkcs7-signature"), kind="signed"),
            Q,
        ),
        Awkward("sealed with PGP", parts(attached("v.asc", b"x"), kind="encrypted"), Q, "krypterat"),
        Awkward("sealed within the text", raw("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n"), Q, "krypterat"),
        Awkward(
            "sealed with S/MIME",
            raw("MIIB", Content_Type="application/pkcs7-mime", Content_Transfer_Encoding="base64"),
            Q,
            "krypterat",
        ),
        # Which question it belongs to
        Awkward("forwarded by an adviser", raw(FORWARD, sender="Karin <karin@almi.example>"), Q, "Tull på lampor"),
        Awkward("a question that quotes a whole thread", raw("Ny fråga.\n\n> gammalt\n" * 50), Q, "Ny fråga."),
        Awkward("a reply to the plus address", raw("Det är 400 lampor.", sender=VERA, To=REPLIED), M, "400 lampor"),
        Awkward("a reply from a colleague", raw("Jag svarar för Vera.", To=REPLIED.upper()), M, "svarar för Vera"),
        Awkward("a reply by In-Reply-To", raw("Blå lampor.", sender=VERA, In_Reply_To=OURS.decode()), M, "Blå"),
        Awkward(
            "a reply by References",
            raw("Runda lampor.", sender=VERA, References=f"<x@y.example> {OURS.decode()}"),
            M,
            "Runda",
        ),
        Awkward("a reply by the number", raw("Fler lampor.", sender=VERA, Subject=f"Sv: {NUMBER.decode()}"), M, "Fler"),
        Awkward("a stranger who has seen the number", raw("Är jag Vera?", Subject=NUMBER.decode()), Q, "Är jag Vera"),
        Awkward(
            "a stranger who has seen the Message-ID", raw("Är jag det?", In_Reply_To=OURS.decode()), Q, "Är jag det"
        ),
        Awkward("an address made up", raw("Gissat.", To=f"svar+f-{'a' * 26}@x.example"), Q, "Gissat"),
        Awkward(
            "a reply with a file",
            parts(text("Ritning."), attached("r.pdf", PDF), From=VERA, To=REPLIED),
            M,
            "Ritning",
            files=1,
        ),
        # Machines
        Awkward(
            "away, in Swedish",
            raw(Subject="Autosvar: Jag är på semester", Auto_Submitted="auto-replied"),
            N,
            machine=ANSWERS,
        ),
        Awkward("away, in English", raw(Subject="Out of Office", Precedence="auto_reply"), N, machine=ANSWERS),
        Awkward("away, in German", raw(Subject="Abwesenheitsnotiz", X_Autoreply="yes"), N, machine=ANSWERS),
        Awkward(
            "away, in Finnish, saying so nowhere else", raw(Subject="Automaattinen vastaus: Hei"), P, machine=SENDS
        ),
        Awkward("away, in answer to us", raw("Borta", To=REPLIED, Subject="Frånvaro", sender=VERA), N, machine=SENDS),
        Awkward("a program that wants no answer", raw(X_Auto_Response_Suppress="All"), P, machine=SENDS),
        Awkward("a null return path", raw(Return_Path="<>"), N, machine=ANSWERS),
        Awkward("a form on somebody's site", raw("En fråga", Auto_Submitted="auto-generated"), P, machine=SENDS),
        Awkward(
            "a newsletter", raw("Köp!", List_Unsubscribe="<https://x.example>", Precedence="bulk"), P, machine=SENDS
        ),
        Awkward("a person through a list", raw("Från listan", List_Id="<l.x.example>", Precedence="list"), Q, "listan"),
        Awkward(
            "our own mail come round", raw(Message_ID=OURS.decode(), Auto_Submitted="auto-generated"), N, machine=SENDS
        ),
        Awkward(
            "our own, named anew on the way",
            raw(sender="En dörr in <svar@dorren.example>", Auto_Submitted="auto-generated"),
            N,
            machine=SENDS,
        ),
        Awkward("late, not lost", report("delayed", OURS), N, machine=ANSWERS),
        Awkward(
            "a receipt that it was read",
            report("displayed", LOGGED, kind="disposition-notification"),
            N,
            machine=ANSWERS,
        ),
        Awkward("a mail of ours that came back", report("failed", OURS), R, machine=ANSWERS),
        Awkward("the same report again", report("failed", OURS), N, machine=ANSWERS),
        Awkward("a report on a mail that is not ours", report("failed", b"<x@y.example>"), N, machine=ANSWERS),
        Awkward(
            "a report in words alone", raw("550 no such user", sender="MAILER-DAEMON@mx.example"), N, machine=ANSWERS
        ),
        # What is hardly a mail
        Awkward("nothing but bytes", bytes(range(256)) * 40, P),
        Awkward("nothing", b"", P),
        Awkward(
            "headers alone",
            b"From: bara@huvud.example\r\nSubject: Bara rubrik\r\nMessage-ID: <h@x.example>",
            Q,
            "Bara rubrik",
        ),
        Awkward("a mail cut off in the middle", parts(text("Avbrutet"), attached("a.pdf", PDF))[:-70], Q, "Avbrutet"),
        Awkward("a personal number in it", raw("Jag är 811228-9874, tull?"), Q, "tull"),
    )
