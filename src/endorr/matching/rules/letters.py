"""Takes out of a mail what its writer says now: without greeting, signature, headers and, mostly, older mails below."""

import re

ENOUGH = 25  # words of one's own from which what is quoted below says nothing new

_HEADER = re.compile(
    r"^\s*>*\s*\*?(from|sent|to|cc|date|reply-to|från|skickat|till|kopia|datum|fra|sendt|til|dato|von|gesendet|an|"
    r"datum|lähettäjä|lähetetty|vastaanottaja|päiväys|من|إلى|تاريخ)\*?\s*:.{0,120}$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"^\s*>*\s*\*?(subject|ämne|emne|betreff|aihe|الموضوع)\*?\s*:\s*", re.IGNORECASE)
_ANSWER = re.compile(r"^\s*((re|sv|vs|aw|fw|fwd|vb|wg|vl|ang)\s*:\s*)+", re.IGNORECASE)
_OLDER = re.compile(
    r"^\s*(-{2,}\s*(original|ursprung|forwarded|vidarebefordra|videresendt|weitergeleitet|välitetty|oprindelig|opprinnelig)"
    r".*|(on|den|am|il|på|ma|ti|ke|to|pe)\s.{4,90}(wrote|skrev|schrieb|kirjoitti)\s?.{0,60}:\s*|.{0,80}(skrev|wrote):\s*)$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^\s*>")
_FORWARDED = re.compile(
    r"^\s*((fw|fwd|vb|wg|vl|vs)\s*:|.*(videresend|vidarebefordr|forwarded|weitergeleitet))", re.IGNORECASE
)
_CLOSING = re.compile(
    r"^\s*(--+\s*$|mvh\b|m\.?v\.?h\b|vh\b|med (vänlig|vennlig|venlig|bästa)|vänlig(a|en)? hälsning|"
    r"bästa hälsning|hälsning|"
    r"(best|kind|warm|many)\s+(regards|wishes)|regards\b|sincerely|yours|cheers\b|mit (freundlich|besten)|viele grüße|"
    r"beste grüße|liebe grüße|venlig hilsen|vennlig hilsen|hilsen|mange hilsner|ystävällisin|terveisin|terv\.|"
    r"مع التحية|مع خالص|تحياتي|skickat från|sent from|sendt fra|von meinem|lähetetty)",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^\s*(hej|hejsan|hallå|tjena|tjenare|god (dag|morgon|kväll)|bästa|hi|hello|dear|good (morning|afternoon)|"
    r"hei|hallo|"
    r"guten tag|sehr geehrte|liebe|moi|moikka|terve|hyvä|مرحبا|السلام عليكم|تحية)\b(\s+[\w.-]+){0,3}\s*[,!.:\n]\s*",
    re.IGNORECASE,
)
_SHORT = 7  # words of a line that a signature may be made of


def letter(text: str) -> str:
    """Return the writer's own words; all the lines but headers when there are few of them or a mail was sent on."""
    own: list[str] = []
    below: list[str] = []
    here = own
    closed = False
    for line in text.splitlines():
        if _OLDER.match(line) or (_HEADER.match(line) and here is own and own):
            here, closed = below, False
            continue
        if _HEADER.match(line):
            continue
        if _CLOSING.match(line):
            closed = True
            continue
        if closed and len(line.split()) <= _SHORT:
            continue
        (below if _QUOTED.match(line) else here).append(_bare(line))
    kept = own if _few(own) >= ENOUGH and not _FORWARDED.match(text) else own + below
    told = "\n".join(line for line in kept if line).strip()
    return _GREETING.sub("", told, count=1).strip() or told or text


def _bare(line: str) -> str:
    return _ANSWER.sub("", _SUBJECT.sub("", re.sub(r"^\s*(>\s*)+", "", line))).strip()


def _few(lines: list[str]) -> int:
    return sum(len(line.split()) for line in lines)
