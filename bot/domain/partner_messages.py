"""What the bot says by itself about partners: who they are, when to ask them, who has none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.entries import Entry
from bot.domain.kinds import Message
from bot.domain.networks import Member
from bot.domain.people import Person


class News(StrEnum):
    """What a facilitator hears about the partners of a network."""

    ALONE = "alone"
    """Somebody has no partner now."""
    JOINED = "joined"
    """Somebody who came later was put with a group."""
    DUE = "due"
    """The partners have had the weeks that the programme means."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PartnersMessage(Message):
    """Tells a member privately who their partners are, and what for (S26)."""

    partners: Sequence[Member]
    is_change: bool = False
    """Whether they had others before: what those could read is closed now."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PartnerNews(Message):
    """Tells a facilitator that partners need a look, or that somebody was placed."""

    news: News
    people: Sequence[Member]
    """Who has no partner; who joined, and then their partners."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckBack(Message):
    """Asks a partner to ask: on the day of somebody's next step, which they may read (S26)."""

    author: Person
    entry: Entry
    next_step: str
    planned_on: date
