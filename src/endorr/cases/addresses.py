"""How the addresses look that a mail can be answered to: our own address with an unguessable word after a plus."""

import hashlib
import re
import secrets
from email.utils import parseaddr

from endorr.base.public_ids import ALPHABET
from endorr.cases.rules import Reply

LETTERS = {Reply.COMPANY: "f", Reply.ANSWER: "s", Reply.LOG: "l"}
USES = {letter: use for use, letter in LETTERS.items()}
# Small letters and digits only: an address may be written in capitals on its way, and a token must survive that.
LENGTH = 26  # 130 random bits
TASK = re.compile(r"/uppdrag/[\w-]{20,}", re.IGNORECASE)
SHAPE = re.compile(rf"[^@+\s<]+\+([fsl])-([{ALPHABET}]{{{LENGTH}}})@", re.IGNORECASE)


def new_token() -> str:
    """Return a fresh token that may stand in the local part of an address."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def token_hash(token: str) -> str:
    """Return what is stored of a token; with so much chance in it a plain SHA-256 cannot be turned back."""
    return hashlib.sha256(token.lower().encode()).hexdigest()


def address(use: Reply, token: str, *, ours: str) -> str:
    """Return an address of ours that carries a token: `svar+s-<token>@example.se`."""
    local, _, domain = parseaddr(ours)[1].rpartition("@")
    return f"{local}+{LETTERS[use]}-{token}@{domain}"


def tokens_in(text: str) -> list[tuple[Reply, str]]:
    """Return the tokens that stand in some addresses, in their order; whose they are is not known yet."""
    return [(USES[letter.lower()], token.lower()) for letter, token in SHAPE.findall(text)]


def tells_a_secret(text: str) -> bool:
    """Say whether a text holds an address or a link of ours that lets whoever reads it act as somebody else."""
    return SHAPE.search(text) is not None or TASK.search(text) is not None
