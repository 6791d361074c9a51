"""Kinds: everything the bot says by itself has one, and what every message carries."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.networks import Network
from bot.domain.people import Topic


class Kind(StrEnum):
    """Everything the bot says without having been asked in that moment."""

    WELCOME = "welcome"
    CANDIDATE_INVITATION = "candidate_invitation"
    CANDIDATE_ANSWERED = "candidate_answered"
    ANNOUNCEMENT = "announcement"
    REMINDER = "reminder"
    GATHERING_CHANGED = "gathering_changed"
    AGENDA_PROPOSED = "agenda_proposed"
    AGENDA_ANSWERED = "agenda_answered"
    FORM_PROMPT = "form_prompt"
    TOOL = "tool"
    STEP_PROMPT = "step_prompt"
    INQUIRY_BOARD = "inquiry_board"
    CHECKIN_PROMPT = "checkin_prompt"
    NUDGE = "nudge"
    RECEIPT = "receipt"
    TOOK_PART = "took_part"
    CREDITED = "credited"
    SHARED_ENTRY = "shared_entry"
    FOLLOW_UP = "follow_up"
    CHECK_BACK = "check_back"
    PARTNERS = "partners"
    PARTNER_NEWS = "partner_news"
    PHASE_SUMMARY = "phase_summary"
    STORY = "story"
    DECISION_PROMPT = "decision_prompt"
    DECIDED = "decided"
    TROUBLE = "trouble"
    DIGEST = "digest"
    STILL_HERE = "still_here"

    @property
    def is_prompt(self) -> bool:
        """Whether it asks for something, waits for the person's hour, and is dropped when late."""
        return self in {
            Kind.REMINDER,
            Kind.AGENDA_PROPOSED,
            Kind.FORM_PROMPT,
            Kind.TOOL,
            Kind.STEP_PROMPT,
            Kind.CHECKIN_PROMPT,
            Kind.NUDGE,
            Kind.FOLLOW_UP,
            Kind.CHECK_BACK,
            Kind.DIGEST,
            Kind.STILL_HERE,
            Kind.DECISION_PROMPT,
        }

    @property
    def topic(self) -> Topic | None:
        """Return which switch silences it; None for what has no switch."""
        return _TOPICS.get(self)

    @property
    def is_shortened(self) -> bool:
        """Whether an earlier one about the same thing is shortened when a new one is sent."""
        return self is Kind.RECEIPT or (self.is_prompt and self is not Kind.FOLLOW_UP)

    @property
    def rather_twice(self) -> bool:
        """Whether twice does less harm than never, where nobody can look up what came of it."""
        return self not in {Kind.SHARED_ENTRY, Kind.INQUIRY_BOARD, Kind.STORY}


_TOPICS: Mapping[Kind, Topic] = {
    Kind.REMINDER: Topic.GATHERINGS,
    Kind.AGENDA_PROPOSED: Topic.GATHERINGS,
    Kind.CHECKIN_PROMPT: Topic.CHECKINS,
    Kind.STILL_HERE: Topic.CHECKINS,
    Kind.STEP_PROMPT: Topic.INQUIRY,
    Kind.FOLLOW_UP: Topic.INQUIRY,
    Kind.CHECK_BACK: Topic.INQUIRY,
    Kind.FORM_PROMPT: Topic.REFLECTIONS,
    Kind.TOOL: Topic.REFLECTIONS,
    Kind.NUDGE: Topic.WORDS,
    Kind.DECISION_PROMPT: Topic.CHECKINS,
}


class Before(StrEnum):
    """How long before a gathering a reminder comes."""

    WEEK = "week"
    DAY = "day"
    HOUR = "hour"


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """Something to be said in a network; each kind adds what it needs."""

    network: Network
    late: bool = False
    """Whether a word of apology belongs with it."""
    delivery_id: int | None = None
    """Which delivery a prompt is, so that its reader may ask why it came."""
