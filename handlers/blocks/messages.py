"""Give everything the bot says by itself its look: one renderer for each kind of message."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_sdk.models.blocks import ActionsBlock, InteractiveElement

from bot.domain import messages as records
from bot.domain.agendas import AgendaAnswered, AgendaProposed
from bot.domain.candidates import CandidateAnswered, CandidateInvitation
from bot.domain.deciding import Decided, DecisionPrompt
from bot.domain.kinds import Message
from bot.domain.messages import AnyMessage
from bot.domain.partner_messages import CheckBack, PartnerNews, PartnersMessage
from bot.domain.readers import Reader
from bot.domain.stories import SchoolStory
from bot.domain.teams import Credited
from bot.domain.tool_messages import ToolMessage
from bot.i18n import translator
from handlers.blocks import (
    anonymous,
    candidates,
    library_toolkit,
    messages_agendas,
    messages_decisions,
    messages_entries,
    messages_gatherings,
    messages_inquiry,
    messages_kept,
    messages_network,
    messages_partners,
    messages_teams,
    stories,
)
from handlers.blocks.ids import Action
from handlers.blocks.layout import Look, actions, button, context
from handlers.blocks.packing import pack
from handlers.blocks.text import trim

__all__ = ["RENDERERS", "SHORTENERS", "Look", "render", "shorten"]

Renderer = Callable[[Any, Reader], Look]
_ONE_LINE = 300

RENDERERS: Mapping[type[Message], Renderer] = {
    records.Welcome: messages_network.welcome,
    CandidateInvitation: candidates.invitation,
    CandidateAnswered: candidates.answered,
    records.Announcement: messages_gatherings.announcement,
    records.Reminder: messages_gatherings.reminder,
    records.GatheringChanged: messages_gatherings.gathering_changed,
    AgendaProposed: messages_agendas.agenda_proposed,
    AgendaAnswered: messages_agendas.agenda_answered,
    records.FormPrompt: messages_entries.form_prompt,
    ToolMessage: library_toolkit.tool_message,
    records.StepPrompt: messages_inquiry.step_prompt,
    records.InquiryBoard: messages_inquiry.inquiry_board,
    records.CheckinPrompt: messages_entries.checkin_prompt,
    records.NudgeMessage: messages_network.nudge,
    records.Receipt: messages_entries.receipt,
    records.TookPart: anonymous.took_part,
    Credited: messages_teams.credited,
    records.SharedEntry: messages_entries.shared_entry,
    records.FollowUp: messages_entries.follow_up,
    CheckBack: messages_partners.check_back,
    PartnersMessage: messages_partners.partners,
    PartnerNews: messages_partners.partner_news,
    records.PhaseSummary: messages_network.phase_summary,
    SchoolStory: stories.school_story,
    DecisionPrompt: messages_decisions.decision_prompt,
    Decided: messages_decisions.decided,
    records.Trouble: messages_network.trouble,
    records.DigestMessage: messages_kept.digest,
    records.StillHere: messages_kept.still_here,
}
SHORTENERS: Mapping[type[Message], Renderer] = {
    records.Reminder: messages_gatherings.shortened_reminder,
    AgendaProposed: messages_agendas.shortened_proposals,
    records.StepPrompt: messages_inquiry.shortened_step,
    records.CheckinPrompt: messages_entries.shortened_checkin,
    records.Receipt: messages_entries.shortened_receipt,
    records.FormPrompt: messages_entries.shortened_form,
    ToolMessage: library_toolkit.shortened_tool,
    records.DigestMessage: messages_kept.shortened_digest,
    records.StillHere: messages_kept.shortened_still_here,
}


def render(message: AnyMessage, reader: Reader) -> Look:
    """Draw a message for its reader; one that comes late begins with a word of apology.

    A prompt ends with the button that says why it came.
    """
    look = RENDERERS[type(message)](message, reader)
    if message.delivery_id is not None:
        look = _asking_why(look, message.delivery_id, reader)
    if not message.late:
        return look
    _ = translator(reader.locale)
    sorry = _("Sorry, this comes late.")
    return Look(text=f"{sorry} {look.text}", blocks=[context(sorry), *look.blocks])


def _asking_why(look: Look, delivery_id: int, reader: Reader) -> Look:
    """Put the button at the end of the last row of buttons, or below what has none."""
    _ = translator(reader.locale)
    why = button(_("Why this?"), Action.WHY, value=pack(w=delivery_id))
    *before, last = look.blocks
    if not isinstance(last, ActionsBlock):
        return Look(text=look.text, blocks=[*look.blocks, actions(why)])
    buttons = [one for one in last.elements if isinstance(one, InteractiveElement)]
    row = actions(*buttons, why, block_id=last.block_id)
    return Look(text=look.text, blocks=[*before, row])


def shorten(message: AnyMessage, reader: Reader) -> Look:
    """Draw the one line that is left of a message when a newer one has come."""
    shortener = SHORTENERS.get(type(message))
    if shortener is not None:
        return shortener(message, reader)
    text = trim(render(message, reader).text, _ONE_LINE)
    return Look(text=text, blocks=[context(text)])
