"""Who may: everybody reads what is frozen, nominated and decided; the secretary prepares; a juror has a seat."""

from endorr.award.rules.jury import SECRETARY
from endorr.base.policy.rules import EVERYONE, Within, holders, rule
from endorr.base.tenancy.rules import Role

PREPARES = holders(*SECRETARY, within=Within.OWN_ORGANISATION)
SITS = holders(Role.JURY_MEMBER, within=Within.SELF)

POLICY = (
    rule("award:years", GET=EVERYONE),
    rule("award:year", GET=EVERYONE),
    rule("award:frozen", GET=EVERYONE),
    rule("award:desk", GET=PREPARES, POST=PREPARES),
    rule("award:award", GET=PREPARES),
    rule("award:sheet", GET=PREPARES, POST=PREPARES),
    rule("award:freeze", GET=PREPARES, POST=PREPARES),
    rule("award:nominate", GET=PREPARES, POST=PREPARES),
    rule("award:jury", GET=PREPARES, POST=PREPARES),
    rule("award:unseat", POST=PREPARES),
    rule("award:record", GET=PREPARES, POST=PREPARES),
    rule("award:seats", GET=SITS),
    rule("award:seat", GET=SITS),
    rule("award:interests", GET=SITS, POST=SITS),
    rule("award:assess", GET=SITS, POST=SITS),
    rule("award:hand_in", POST=SITS),
    rule("award:confirm", GET=SITS, POST=SITS),
)
