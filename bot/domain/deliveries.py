"""Deliveries: what waits in the outbox, and for how long it is worth sending.

A row says what is to be said, to whom, why and when; how it looks is decided when it is sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.hours import LATE_HOURS
from bot.domain.kinds import Kind

LATE_BY = timedelta(hours=LATE_HOURS)
"""A prompt that is late by no more than this is still sent (architecture.md 5)."""
LEASE = timedelta(seconds=60)
_KEEP_TRYING = timedelta(hours=24)
_KEEP_TRYING_LONGER = timedelta(days=7)
_LASTING = frozenset(
    {
        Kind.WELCOME,
        Kind.ANNOUNCEMENT,
        Kind.INQUIRY_BOARD,
        Kind.SHARED_ENTRY,
        Kind.PHASE_SUMMARY,
        Kind.PARTNERS,
        Kind.PARTNER_NEWS,
        Kind.DECIDED,
    }
)
"""What is still right after a weekend without the bot, and missed when it never comes."""


class DeliveryState(StrEnum):
    """The states a delivery goes through."""

    PENDING = "pending"
    CLAIMED = "claimed"
    UNKNOWN = "unknown"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


class Action(StrEnum):
    """What is done to Slack: say something new, or change or take back what was said."""

    POST = "post"
    UPDATE = "update"
    SHORTEN = "shorten"
    WITHDRAW = "withdraw"
    PIN = "pin"
    UNPIN = "unpin"

    @property
    def needs_words(self) -> bool:
        """Whether something is said by it, which has to be composed."""
        return self not in {Action.WITHDRAW, Action.PIN, Action.UNPIN}


@dataclass(frozen=True, kw_only=True, slots=True)
class NewDelivery:
    """Something to be said that is not in the outbox yet.

    The key (team, thing, occurrence, recipient, kind, action) is unique: planning twice adds
    nothing.
    ``recipient`` is a person's id as ``person:7`` or a channel as ``channel:C123``.
    """

    team_id: str
    network_id: int | None = None
    kind: Kind
    action: Action = Action.POST
    thing: str
    occurrence: str
    recipient: str
    due_at: datetime
    deadline_at: datetime | None = None
    reason: str
    refs: Mapping[str, str | int] = field(default_factory=dict)
    text: str | None = None
    """Words of a person that travel with it (a nudge); stored encrypted."""
    target_id: int | None = None
    """The earlier delivery whose message is changed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery(NewDelivery):
    """A row of the outbox; ``token`` is the opaque id in the message's metadata."""

    id: int
    token: str
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    lease_until: datetime | None = None
    lease_by: str | None = None
    attempted_at: datetime | None = None
    channel: str | None = None
    ts: str | None = None
    outcome: str | None = None
    settled_at: datetime | None = None
    counted: bool = False
    """Whether it counts towards its reader's weekly cap."""

    @property
    def person_id(self) -> int | None:
        """The person it is for, or None when it goes to a channel."""
        kind, _, which = self.recipient.partition(":")
        return int(which) if kind == "person" else None

    @property
    def channel_id(self) -> str | None:
        """The channel it is for, or None when it goes to a person."""
        kind, _, which = self.recipient.partition(":")
        return which if kind == "channel" else None


def is_too_late(delivery: Delivery, now: datetime, *, late_by: timedelta = LATE_BY) -> bool:
    """Whether a delivery is no longer worth sending.

    A prompt ends ``late_by`` after it was due, or at its deadline if that is earlier. What else has
    a deadline (the announcement of a date) ends there. A receipt is tried for a day, a welcome and
    what a whole channel is to see for a week. What somebody takes back is taken back, however late.
    """
    if delivery.action is Action.WITHDRAW:
        return False
    if delivery.deadline_at is not None and now >= delivery.deadline_at:
        return True
    if delivery.kind.is_prompt:
        return now - delivery.due_at > late_by
    if delivery.deadline_at is not None:
        return False
    keep_trying = _KEEP_TRYING_LONGER if delivery.kind in _LASTING else _KEEP_TRYING
    return now - delivery.due_at > keep_trying
