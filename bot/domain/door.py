"""Decide at the door whether what was planned is still wanted, and now; pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.gatherings import Gathering, Rsvp
from bot.domain.local_time import Rhythm, is_allowed, local_date, next_allowed
from bot.domain.messages import Kind
from bot.domain.people import Person
from bot.i18n import mark


class Dropped(StrEnum):
    """Why something that was planned is not sent; the values are sentences for people."""

    CANCELLED = mark("The gathering was cancelled or moved.")
    OVER = mark("The gathering has passed.")
    SAID_NO = mark("You said that you cannot come.")
    PAUSED = mark("You paused messages.")
    LEFT = mark("You are no longer in this network.")
    INACTIVE = mark("The account is switched off.")
    DONE = mark("It is done already.")
    TOO_LATE = mark("It would have come too late.")
    GONE = mark("The thing itself was withdrawn.")
    CLOSED = mark("The network is closed.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What is known at the door about a delivery to a person."""

    person: Person
    is_member: bool
    network_runs: bool = True
    done: bool = False
    gathering: Gathering | None = None
    revision: int | None = None
    rsvp: Rsvp | None = None
    """What they answered; None for somebody who came in the end."""


def dropped_because(kind: Kind, wanted: Wanted, now: datetime, rhythm: Rhythm) -> Dropped | None:
    """Return why a prompt is no longer wanted, or None where it is.

    What is not a prompt (a receipt, an announcement) is wanted as long as the account is active.
    """
    if not wanted.person.is_active:
        return Dropped.INACTIVE
    if not kind.is_prompt:
        return None
    if not wanted.is_member:
        return Dropped.LEFT
    if not wanted.network_runs:
        return Dropped.CLOSED
    if wanted.person.settings.is_paused(local_date(now, zone=rhythm.zone)):
        return Dropped.PAUSED
    if wanted.done:
        return Dropped.DONE
    return _gathering_says(kind, wanted, now)


def _gathering_says(kind: Kind, wanted: Wanted, now: datetime) -> Dropped | None:
    gathering = wanted.gathering
    if gathering is None:
        return None
    if not gathering.is_on or gathering.revision != wanted.revision:
        return Dropped.CANCELLED
    if kind is Kind.REMINDER and now >= gathering.starts_at:
        return Dropped.OVER
    return Dropped.SAID_NO if wanted.rsvp is Rsvp.NO else None


def waits_for_morning(kind: Kind, now: datetime, rhythm: Rhythm) -> datetime | None:
    """Return when a prompt should go instead of now, where now is silent for its recipient.

    Zones and quiet hours change after planning; reminders of an hour before are exempt, since
    they were placed outside the silence on purpose.
    """
    if not kind.is_prompt or kind is Kind.REMINDER or is_allowed(now, rhythm):
        return None
    return next_allowed(now, rhythm)
