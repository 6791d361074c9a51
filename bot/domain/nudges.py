"""Decide who is to be told what and when; pure. ``bot/domain/door.py`` asks again at the door.

A decision carries its reason, in words that a person can be shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.deliveries import NewDelivery
from bot.domain.forms import Form
from bot.domain.gatherings import Gathering
from bot.domain.local_time import (
    Rhythm,
    at_wall,
    last_allowed,
    local_date,
    next_allowed,
    prompt_on_or_after,
    prompt_on_or_before,
    weekly,
)
from bot.domain.messages import Before, Kind
from bot.domain.networks import Network
from bot.domain.people import Person
from bot.domain.programme import CheckIn
from bot.i18n import mark

MOST_NUDGES_A_WEEK = 3
"""Over all facilitators and programmes (architecture.md 5)."""
_BEFORE = {Before.WEEK: timedelta(days=7), Before.DAY: timedelta(days=1)}
_HOUR = timedelta(hours=1)
FOLLOW_UP_AFTER = timedelta(days=14)
"""How long after a reflection its next step is asked about (S72)."""


def reminder_instant(gathering: Gathering, before: Before, rhythm: Rhythm) -> datetime:
    """Return when a member is reminded, in UTC.

    A week and a day before: at the prompt hour of that day on the member's own calendar, or of the
    last working day before it. An hour before: at that instant, or in the last minute before the
    silence it falls into.
    """
    if before is Before.HOUR:
        return last_allowed(gathering.starts_at - _HOUR, rhythm)
    day = local_date(gathering.starts_at, zone=rhythm.zone) - _BEFORE[before]
    return prompt_on_or_before(day, rhythm)


def due_reminders(
    gathering: Gathering, network: Network, person: Person, *, since: datetime, until: datetime
) -> Iterable[NewDelivery]:
    """Yield the reminders of one gathering for one member that fall due in a window."""
    rhythm = person.rhythm(network.rhythm)
    for before in Before:
        due_at = reminder_instant(gathering, before, rhythm)
        if since <= due_at < until and due_at < gathering.starts_at:
            yield NewDelivery(
                team_id=network.team_id,
                network_id=network.id,
                kind=Kind.REMINDER,
                thing=f"gathering:{gathering.id}",
                occurrence=f"{before}/{gathering.revision}",
                recipient=f"person:{person.id}",
                due_at=due_at,
                deadline_at=gathering.starts_at,
                reason=mark("You belong to this network, and a conference is coming."),
                refs={
                    "gathering": gathering.id,
                    "before": before.value,
                    "revision": gathering.revision,
                },
            )


def checkin_rounds(checkin: CheckIn, network: Network, *, since: date, until: date) -> list[date]:
    """Return the days between two dates on which a check-in is asked, counted from the start."""
    days = weekly(checkin.weekday, every=checkin.every_weeks, since=network.starts_on, until=until)
    return [day for day in days if since <= day]


def due_checkins(
    checkin: CheckIn, network: Network, person: Person, *, since: datetime, until: datetime
) -> Iterable[NewDelivery]:
    """Yield the check-in prompts of one member that fall due in a window."""
    rhythm = person.rhythm(network.rhythm)
    first = local_date(since, zone=rhythm.zone) - timedelta(days=7)
    last = local_date(until, zone=rhythm.zone) + timedelta(days=1)
    for day in checkin_rounds(checkin, network, since=first, until=last):
        due_at = prompt_on_or_after(day, rhythm)
        if since <= due_at < until:
            yield NewDelivery(
                team_id=network.team_id,
                network_id=network.id,
                kind=Kind.CHECKIN_PROMPT,
                thing=f"checkin:{checkin.id}",
                occurrence=day.isoformat(),
                recipient=f"person:{person.id}",
                due_at=due_at,
                reason=mark("Your programme asks for a short check-in on this day."),
                refs={"checkin": checkin.id, "round": day.isoformat()},
            )


def after_gathering(
    gathering: Gathering, network: Network, person: Person, form: Form
) -> NewDelivery:
    """Return the offer of a reflection: at the end of a gathering, or at the next allowed hour."""
    rhythm = person.rhythm(network.rhythm)
    return NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=Kind.FORM_PROMPT,
        thing=f"gathering:{gathering.id}",
        occurrence=f"reflection/{gathering.revision}",
        recipient=f"person:{person.id}",
        due_at=next_allowed(gathering.ends_at, rhythm),
        reason=mark("You were invited to this gathering; a few lines keep what it gave you."),
        refs={"form": form.id, "gathering": gathering.id, "revision": gathering.revision},
    )


def follow_up_instant(written_at: datetime, named_day: date | None, rhythm: Rhythm) -> datetime:
    """Return when a planned next step is asked about: on the day it names, else in two weeks.

    A day whose prompt hour has passed while it was written gives the next working day.
    """
    today = local_date(written_at, zone=rhythm.zone)
    day = named_day or local_date(written_at + FOLLOW_UP_AFTER, zone=rhythm.zone)
    due_at = prompt_on_or_after(max(day, today), rhythm)
    return due_at if due_at > written_at else prompt_on_or_after(today + timedelta(days=1), rhythm)


class LeftOut(StrEnum):
    """Why a nudge leaves somebody out; shown to the facilitator before it is sent."""

    DONE = mark("has done it already")
    PAUSED = mark("paused messages")
    CAP = mark("has had three nudges this week")
    INACTIVE = mark("account is switched off")


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A person whom a nudge might reach."""

    person: Person
    done: bool
    nudged_this_week: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipient:
    """A person whom a nudge reaches, and when (UTC), or the reason why it does not."""

    person: Person
    due_at: datetime
    left_out: LeftOut | None = None


def nudge_recipients(
    candidates: Sequence[Candidate], network: Network, *, now: datetime
) -> tuple[Recipient, ...]:
    """Decide for every candidate when the nudge reaches them, or why it does not."""
    return tuple(_recipient(one, network, now) for one in candidates)


def _recipient(candidate: Candidate, network: Network, now: datetime) -> Recipient:
    rhythm = candidate.person.rhythm(network.rhythm)
    due_at = next_allowed(now, rhythm)
    today = local_date(now, zone=rhythm.zone)
    left_out = None
    if not candidate.person.is_active:
        left_out = LeftOut.INACTIVE
    elif candidate.done:
        left_out = LeftOut.DONE
    elif candidate.person.settings.is_paused(today):
        left_out = LeftOut.PAUSED
    elif candidate.nudged_this_week >= MOST_NUDGES_A_WEEK:
        left_out = LeftOut.CAP
    return Recipient(person=candidate.person, due_at=due_at, left_out=left_out)


def start_of(day: date, network: Network) -> datetime:
    """Return the instant at which a day begins in the network's zone."""
    return at_wall(day, time.min, zone=network.rhythm.zone)
