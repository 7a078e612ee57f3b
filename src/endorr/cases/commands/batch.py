"""What a batch of deeds knows of the questions it asked itself: it need not read what it has written."""

from dataclasses import dataclass, field

from endorr.base.remembering import memory
from endorr.cases.models import Case, FollowUp


@dataclass(slots=True)
class Beside:
    """What stands beside a question that the batch at hand has asked; whatever else may, nobody has made yet.

    asked       what the company is to be asked afterwards, by what
    delivered   organisations it was handed out to, by row number
    """

    case: Case
    asked: dict[str, FollowUp] = field(default_factory=dict)
    delivered: set[int] = field(default_factory=set)
    offered: bool = False
    has_task_links: bool = False


def hold(case: Case) -> None:
    """Let a batch that remembers go on with this very case: it is the batch's own, and locked until the end."""
    if (held := memory()) is not None:
        held[Beside, case.public_id] = Beside(case)


def beside(case: str) -> Beside | None:
    """Return what the batch at hand knows of a question (its public id) it has asked; None outside of one."""
    held = memory()
    return held.get((Beside, case)) if held is not None else None


def let_go(case: str) -> None:
    """Read a question from the tables again from now on."""
    if (held := memory()) is not None:
        held.pop((Beside, case), None)
