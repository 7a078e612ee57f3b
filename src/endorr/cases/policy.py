"""Who may: anybody asks, whoever holds the private link follows, advisers and coordinators answer."""

from endorr.base.files.rules import EXCEL, WORD, Purpose
from endorr.base.policy.rules import EVERYONE, LINK_HOLDER, Within, holders, keys_for, rule
from endorr.base.tenancy.rules import Role, Viewer
from endorr.cases.rules import ANSWERING

ANSWERS = holders(*ANSWERING, within=Within.DELIVERED)
KEEPS_MAIL = holders(Role.COORDINATOR, Role.NATIONAL_COORDINATOR, within=Within.OWN_COOPERATION)
SEES = holders(*ANSWERING, within=Within.OWN_COOPERATION)

POLICY = (
    rule("cases:promise", GET=EVERYONE),
    rule("cases:promise_door", GET=EVERYONE),
    rule("cases:promise_month", GET=EVERYONE),
    rule("cases_open:promise_json", GET=EVERYONE),
    rule("cases_open:promise_csv", GET=EVERYONE),
    rule("cases:ask", GET=EVERYONE, POST=EVERYONE),
    rule("cases:question", GET=EVERYONE, POST=EVERYONE),
    rule("cases:about", GET=EVERYONE, POST=EVERYONE),
    rule("cases:share", GET=EVERYONE, POST=EVERYONE),
    rule("cases:check", GET=EVERYONE, POST=EVERYONE),
    rule("cases:resume", GET=EVERYONE),
    rule("cases:call_me", GET=EVERYONE, POST=EVERYONE),
    rule("cases:change_call", GET=EVERYONE, POST=EVERYONE),
    rule("cases:entrance", GET=EVERYONE, POST=EVERYONE),
    rule("cases:box", GET=EVERYONE),
    rule("cases:api_questions", POST=keys_for("cases:write")),
    rule("cases:sent", GET=LINK_HOLDER),
    rule("cases:own_file", GET=LINK_HOLDER),
    rule("cases:may_share", GET=LINK_HOLDER, POST=LINK_HOLDER),
    rule("cases:right_person", GET=LINK_HOLDER, POST=LINK_HOLDER),
    rule("cases:wrong_person", GET=LINK_HOLDER, POST=LINK_HOLDER),
    rule("cases:afterwards", GET=LINK_HOLDER, POST=LINK_HOLDER),
    rule("cases:promise_file", GET=LINK_HOLDER),
    rule("cases:status", GET=LINK_HOLDER, POST=LINK_HOLDER),
    rule("cases:queue", GET=SEES),
    rule("cases:note_call", GET=SEES, POST=SEES),
    rule("cases:case", GET=SEES),
    rule("cases:file", GET=ANSWERS),
    rule("cases:take", POST=SEES),
    rule("cases:task", GET=LINK_HOLDER, POST=LINK_HOLDER),
    rule("cases:board", GET=holders(Role.COORDINATOR, within=Within.OWN_COOPERATION)),
    rule("cases:parked", GET=KEEPS_MAIL, POST=KEEPS_MAIL),
    rule("cases:keys", POST=SEES),
    rule("cases:canned", GET=SEES, POST=SEES),
    rule("cases:refer", GET=ANSWERS, POST=ANSWERS),
    rule("cases:accept", POST=SEES),
    rule("cases:decline", POST=SEES),
    rule("cases:withdraw", POST=ANSWERS),
    rule("cases:note", POST=ANSWERS),
    rule("cases:log", GET=ANSWERS),
    rule("cases:join", POST=ANSWERS),
    rule("cases:clocks", GET=ANSWERS, POST=ANSWERS),
    rule("cases:give_back", POST=ANSWERS),
    rule("cases:contact", POST=ANSWERS),
    rule("cases:write", POST=ANSWERS),
    rule("cases:close", POST=ANSWERS),
)


def _nobody(_viewer: Viewer, _owner_id: int) -> bool:
    """Give a case's file to nobody at the files' own address: it is reached through its case, which knows who may."""
    return False


FILES = (
    Purpose(
        "cases.file",
        frozenset({"application/pdf", "image/png", "image/jpeg", "image/webp", WORD, EXCEL}),
        10 * 1024 * 1024,
        _nobody,
    ),
)
