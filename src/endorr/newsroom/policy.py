"""Who may: everybody reads what is out, a reader what their link opens, the press desk its own organisation's texts."""

from endorr.base.files.rules import Purpose, own_organisation
from endorr.base.policy.rules import EVERYONE, LINK_HOLDER, Within, holders, rule
from endorr.newsroom.rules.words import APPROVING, WRITING

WRITES = holders(*WRITING, within=Within.OWN_ORGANISATION)
APPROVES = holders(*APPROVING, within=Within.OWN_ORGANISATION)

POLICY = (
    *(rule(f"newsroom:{name}", GET=EVERYONE) for name in ("start", "release", "edition", "contacts", "bank")),
    *(rule(f"newsroom:{name}", GET=EVERYONE) for name in ("feed", "json", "sitemap", "picture")),
    rule("newsroom:subscribe", GET=EVERYONE, POST=EVERYONE),
    rule("newsroom:reader", GET=LINK_HOLDER, POST=LINK_HOLDER),
    rule("newsroom:desk", GET=WRITES),
    rule("newsroom:text", GET=WRITES),
    rule("newsroom:own-picture", GET=WRITES),
    *(
        rule(f"newsroom:{name}", GET=WRITES, POST=WRITES)
        for name in ("new", "plan", "write", "figures", "submit", "take-back", "correct")
    ),
    *(rule(f"newsroom:{name}", GET=WRITES, POST=WRITES) for name in ("own-contacts", "own-pictures", "about")),
    *(rule(f"newsroom:{name}", GET=APPROVES, POST=APPROVES) for name in ("approve", "return")),
)

FILES = (
    Purpose(
        "newsroom.picture",
        frozenset({"image/png", "image/jpeg", "image/webp"}),
        8 * 1024 * 1024,
        own_organisation,
    ),
)
