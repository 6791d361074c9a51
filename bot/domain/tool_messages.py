"""What the toolkit says by itself: an item before a session, its question after it (S5)."""

from dataclasses import dataclass

from bot.domain.kinds import Message
from bot.domain.tool_prompts import Moment
from bot.domain.toolkit import Tool


@dataclass(frozen=True, kw_only=True, slots=True)
class ToolMessage(Message):
    """Brings one item of the toolkit, or asks what it would be like to use it."""

    tool: Tool
    moment: Moment
    occasion: str
    """The title of the session it goes with."""
