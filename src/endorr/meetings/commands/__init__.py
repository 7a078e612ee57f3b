"""The only writers of meetings: each deed is one function, and one transaction."""

from endorr.meetings.commands.answering import Answer, answer, lapse, say_naming
from endorr.meetings.commands.inviting import Invitee, invite, note_attendance
from endorr.meetings.commands.noting import (
    Promised,
    Voiced,
    answer_input,
    commit,
    mark_input,
    note,
    settle,
)
from endorr.meetings.commands.planning import (
    CampaignPlan,
    MeetingPlan,
    PartPlan,
    add_part,
    cancel,
    change_meeting,
    change_part,
    open_campaign,
    plan,
    publish,
)
from endorr.meetings.commands.press import Decision, PressRequest, ask_for_place, decide
from endorr.meetings.commands.telling import GUEST

__all__ = [
    "GUEST",
    "Answer",
    "CampaignPlan",
    "Decision",
    "Invitee",
    "MeetingPlan",
    "PartPlan",
    "PressRequest",
    "Promised",
    "Voiced",
    "add_part",
    "answer",
    "answer_input",
    "ask_for_place",
    "cancel",
    "change_meeting",
    "change_part",
    "commit",
    "decide",
    "invite",
    "lapse",
    "mark_input",
    "note",
    "note_attendance",
    "open_campaign",
    "plan",
    "publish",
    "say_naming",
    "settle",
]
