"""Deliveries: what waits in the outbox, and what follows from each outcome.

A row says what is to be said, to whom, why and when; how it looks is decided when it is sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.messages import Kind

LATE_BY = timedelta(hours=4)
"""A prompt that is late by no more than this is still sent (architecture.md 5)."""
LEASE = timedelta(seconds=60)
_FIRST_WAIT = timedelta(seconds=5)
_LONGEST_WAIT = timedelta(minutes=15)
_KEEP_TRYING = timedelta(hours=24)


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


class Verdict(StrEnum):
    """What is known after an attempt."""

    SENT = "sent"
    PASSING = "passing"
    PERMANENT = "permanent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What came of an attempt; ``why`` is Slack's error code or the kind of failure."""

    verdict: Verdict
    channel: str | None = None
    ts: str | None = None
    why: str | None = None
    wait: timedelta | None = None


_PERMANENT = frozenset(
    {
        "account_inactive", "token_revoked", "invalid_auth", "not_authed", "missing_scope",
        "channel_not_found", "not_in_channel", "is_archived", "user_not_found", "user_disabled",
        "cannot_dm_bot", "messages_tab_disabled", "restricted_action", "msg_too_long", "no_text",
        "invalid_blocks", "invalid_arguments", "message_not_found", "cant_update_message",
        "cant_delete_message", "edit_window_closed", "org_login_required",
        "team_access_not_granted",
    }
)  # fmt: skip


def outcome_of_refusal(code: str, *, wait: timedelta | None = None) -> Outcome:
    """Return what an error code of Slack means; unknown codes are passing, until too late."""
    if code in _PERMANENT:
        return Outcome(verdict=Verdict.PERMANENT, why=code)
    if code == "ratelimited":
        return Outcome(verdict=Verdict.PASSING, why=code, wait=wait or timedelta(seconds=1))
    if code in {"fatal_error", "internal_error", "service_unavailable", "request_timeout"}:
        return Outcome(verdict=Verdict.UNKNOWN, why=code)
    return Outcome(verdict=Verdict.PASSING, why=code, wait=wait)


def wait_before_retry(attempts: int, outcome: Outcome) -> timedelta:
    """Return how long to wait: what Slack asked for, else doubling from five seconds."""
    if outcome.wait is not None:
        return outcome.wait
    doubled: timedelta = _FIRST_WAIT * 2 ** min(attempts, 10)
    return min(doubled, _LONGEST_WAIT)


def is_too_late(delivery: Delivery, now: datetime) -> bool:
    """Whether a delivery is no longer worth sending.

    A prompt ends four hours after it was due, or at its deadline if that is earlier. What else has
    a deadline (the announcement of a date) ends there. A receipt or a change of a message is tried
    for a day. What somebody takes back is taken back, however late.
    """
    if delivery.action is Action.WITHDRAW:
        return False
    if delivery.deadline_at is not None and now >= delivery.deadline_at:
        return True
    if delivery.kind.is_prompt:
        return now - delivery.due_at > LATE_BY
    return delivery.deadline_at is None and now - delivery.due_at > _KEEP_TRYING
