"""The only writers of cheques: each deed locks the file, lets the rules decide, and stores it all at once.

Whoever does something to a file takes on a duty in it, and nobody has two; a try is refused and remembered.
"""

from endorr.cheques.commands.applying import (
    Filled,
    add_file,
    answer_completion,
    begin,
    save,
    submit,
    withdraw,
)
from endorr.cheques.commands.assessing import Opinion, assess, declare, recommend
from endorr.cheques.commands.calling import (
    Calling,
    allot,
    define_rules,
    leave_board,
    load_reference,
    open_call,
    seat_on_board,
    use_rules,
)
from endorr.cheques.commands.common import APPLICANT
from endorr.cheques.commands.deciding import Ruling, amend, decide
from endorr.cheques.commands.following import (
    accept_terms,
    approve_report,
    close,
    demand_back,
    hand_in_report,
    note_repaid,
    write_off,
)
from endorr.cheques.commands.paying import (
    HandedIn,
    confirm_paid,
    control,
    note_returned,
    order,
    reject,
    request_payment,
)
from endorr.cheques.commands.preparing import ask_completion, judge_cost, take_up, to_board

__all__ = [
    "APPLICANT",
    "Calling",
    "Filled",
    "HandedIn",
    "Opinion",
    "Ruling",
    "accept_terms",
    "add_file",
    "allot",
    "amend",
    "answer_completion",
    "approve_report",
    "ask_completion",
    "assess",
    "begin",
    "close",
    "confirm_paid",
    "control",
    "decide",
    "declare",
    "define_rules",
    "demand_back",
    "hand_in_report",
    "judge_cost",
    "leave_board",
    "load_reference",
    "note_repaid",
    "note_returned",
    "open_call",
    "order",
    "recommend",
    "reject",
    "request_payment",
    "save",
    "seat_on_board",
    "submit",
    "take_up",
    "to_board",
    "use_rules",
    "withdraw",
    "write_off",
]
