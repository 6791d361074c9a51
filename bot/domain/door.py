"""Decide at the door whether what was planned is still wanted, and now; pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.gatherings import Gathering, Rsvp
from bot.domain.hours import MOST_NUDGES
from bot.domain.kinds import Before, Kind
from bot.domain.local_time import Rhythm, is_allowed, local_date, next_allowed
from bot.domain.people import Digest, Person
from bot.i18n import mark

CAP_OVER = timedelta(days=7)
"""The days the cap looks back on: they roll, no Monday brings a fresh start."""
SILENT_ROUNDS = 3
"""After so many rounds in a row without an answer the bot asks whether to go on asking."""
ACCEPTED = frozenset({Rsvp.YES, Rsvp.MAYBE})
"""Answers after which reminders of a gathering are wanted, and count for nothing."""


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
    OFF = mark("You switched messages of this kind off.")
    AWAY = mark("You were away.")
    DIGEST = mark("It waits for your digest.")
    CAP = mark("I had already written to you often enough that week.")
    SILENCED = mark("You asked me not to ask this.")
    ASKED_INSTEAD = mark("Three rounds stayed without an answer, so I asked whether to go on.")

    @property
    def is_held(self) -> bool:
        """Whether the thing itself may still be open: Home lists it, and so does the digest."""
        return self in _HELD


_HELD = frozenset(
    {
        Dropped.OFF,
        Dropped.PAUSED,
        Dropped.AWAY,
        Dropped.DIGEST,
        Dropped.CAP,
        Dropped.TOO_LATE,
    }
)
_MAY_PASS_THE_CAP = frozenset({Kind.FOLLOW_UP, Kind.DIGEST, Kind.STILL_HERE})
"""What somebody asked for themselves, and the question whether to go on asking."""


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
    before: Before | None = None
    """Which reminder it is."""
    silenced: bool = False
    """Whether they asked not to be asked this."""
    counted: int = 0
    """How many prompts that count they had in the last seven days, over all networks."""
    cap: int = MOST_NUDGES
    again: bool = False
    """Whether it reminds of something asked before."""
    silent_rounds: int = 0
    """How many rounds of it in a row they were asked and did not answer."""


def counts(kind: Kind, *, rsvp: Rsvp | None = None) -> bool:
    """Whether a message counts towards its reader's weekly cap.

    Every prompt does, except what the reader asked for: the question about their own next step, the
    digest they chose, and reminders of a gathering that they accepted.
    """
    if not kind.is_prompt or kind in _MAY_PASS_THE_CAP:
        return False
    return kind is not Kind.REMINDER or rsvp not in ACCEPTED


def room_for(*, cap: int, again: bool) -> int:
    """Return how much may have come in seven days before this one has to wait.

    What is asked again, and a check-in, leave the last place to what moves the network on: a date,
    a step, a decision, a facilitator's words. So nobody misses those for a check-in.
    """
    return cap - 1 if again and cap > 1 else cap


def holds_back(
    person: Person,
    kind: Kind,
    *,
    today: date,
    counted: int,
    cap: int = MOST_NUDGES,
    rsvp: Rsvp | None = None,
    again: bool = False,
) -> Dropped | None:
    """Return which choice of a person holds a prompt back now; None where it may come.

    The one rule for the door and for the preview of a nudge. ``today`` is on the person's own
    calendar; ``counted`` is what counted towards the cap in the last seven days, ``again`` whether
    it reminds of something asked before.
    """
    settings = person.settings
    if kind.topic in settings.muted:
        return Dropped.OFF
    if settings.is_paused(today):
        return Dropped.PAUSED
    if settings.is_away(today):
        return Dropped.AWAY
    yields = again or kind is Kind.CHECKIN_PROMPT
    if counts(kind, rsvp=rsvp) and counted >= room_for(cap=cap, again=yields):
        return Dropped.CAP
    return None


def waits_for_digest(person: Person, kind: Kind, *, before: Before | None = None) -> bool:
    """Whether a prompt comes with the person's digest; the last reminders come by themselves."""
    if person.settings.digest is Digest.OFF or kind.topic is None:
        return False
    return kind is not Kind.REMINDER or before is Before.WEEK


def dropped_because(kind: Kind, wanted: Wanted, now: datetime, rhythm: Rhythm) -> Dropped | None:
    """Return why a prompt is no longer wanted, or wanted otherwise; None where it may come.

    What is not a prompt (a receipt, an announcement) is wanted as long as the account is active.
    """
    gone = gone_because(kind, wanted, now)
    if gone is not None or not kind.is_prompt:
        return gone
    return _person_says(kind, wanted, local_date(now, zone=rhythm.zone))


def gone_because(kind: Kind, wanted: Wanted, now: datetime) -> Dropped | None:
    """Return why nothing is left to be asked; None where the thing itself is still open.

    A digest is about several networks: what it holds is asked one by one.
    """
    if not wanted.person.is_active:
        return Dropped.INACTIVE
    if not kind.is_prompt or kind is Kind.DIGEST:
        return None
    if not wanted.is_member:
        return Dropped.LEFT
    if not wanted.network_runs:
        return Dropped.CLOSED
    if wanted.done:
        return Dropped.DONE
    return _gathering_says(kind, wanted, now)


def _person_says(kind: Kind, wanted: Wanted, today: date) -> Dropped | None:
    """Return what the person chose; the digest is asked before the cap, which it passes."""
    if wanted.silenced:
        return Dropped.SILENCED
    why = holds_back(
        wanted.person,
        kind,
        today=today,
        counted=wanted.counted,
        cap=wanted.cap,
        rsvp=wanted.rsvp,
        again=wanted.again,
    )
    if why in {None, Dropped.CAP} and waits_for_digest(wanted.person, kind, before=wanted.before):
        return Dropped.DIGEST
    if why is None and wanted.silent_rounds >= SILENT_ROUNDS:
        return Dropped.ASKED_INSTEAD
    return why


def _gathering_says(kind: Kind, wanted: Wanted, now: datetime) -> Dropped | None:
    gathering = wanted.gathering
    if gathering is None:
        return None
    if not gathering.is_on or gathering.revision != wanted.revision:
        return Dropped.CANCELLED
    if kind is Kind.REMINDER and now >= gathering.starts_at:
        return Dropped.OVER
    return Dropped.SAID_NO if wanted.rsvp is Rsvp.NO else None


def waits_for_morning(
    kind: Kind, now: datetime, rhythm: Rhythm, *, before: Before | None = None
) -> datetime | None:
    """Return when a prompt should go instead of now, where now is silent for its recipient.

    Zones and quiet hours change after planning; reminders of an hour before are exempt, since
    they were placed outside the silence on purpose. ``before`` says which reminder it is.
    """
    if not kind.is_prompt or before is Before.HOUR or is_allowed(now, rhythm):
        return None
    return next_allowed(now, rhythm)
