"""Who may: anybody tries a call, whoever holds the link follows an application, its own organisations work in it."""

from endorr.base.files.rules import EXCEL, WORD, Purpose
from endorr.base.policy.rules import EVERYONE, LINK_HOLDER, Within, holders, rule
from endorr.base.tenancy.rules import Viewer
from endorr.cheques.rules.words import READING, WATCHING

READS = holders(*READING, within=Within.OWN_ORGANISATION)
WATCHES = holders(*WATCHING, within=Within.OWN_ORGANISATION)

POLICY = (
    rule("cheques:calls", GET=EVERYONE),
    rule("cheques:call", GET=EVERYONE, POST=EVERYONE),
    rule("cheques:begin", POST=EVERYONE),
    rule("cheques:own", GET=LINK_HOLDER, POST=LINK_HOLDER),
    rule("cheques:own_file", GET=LINK_HOLDER),
    rule("cheques:list", GET=READS),
    rule("cheques:money", GET=WATCHES, POST=WATCHES),
    rule("cheques:file", GET=READS),
    rule("cheques:tab", GET=READS),
    rule("cheques:stored", GET=READS),
    rule("cheques:deed", GET=READS, POST=READS),
)


def _nobody(_viewer: Viewer, _owner_id: int) -> bool:
    """Give a file to nobody at the files' own address: it is reached through its application, which knows who may."""
    return False


FILES = (
    Purpose(
        "cheques.file",
        frozenset({"application/pdf", "image/png", "image/jpeg", "image/webp", WORD, EXCEL}),
        10 * 1024 * 1024,
        _nobody,
    ),
)
