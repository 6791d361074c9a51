"""Decide who is to be told what and when; pure. ``bot/domain/door.py`` asks again at the door.

A decision carries its reason, in words that a person can be shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.deliveries import NewDelivery
from bot.domain.door import Dropped, holds_back, waits_for_digest
from bot.domain.forms import Form
from bot.domain.gatherings import Gathering
from bot.domain.kinds import Before, Kind
from bot.domain.local_time import (
    Rhythm,
    last_allowed,
    local_date,
    next_allowed,
    prompt_on_or_after,
    prompt_on_or_before,
)
from bot.domain.networks import Network
from bot.domain.people import Person
from bot.i18n import mark

_BEFORE = {Before.WEEK: timedelta(days=7), Before.DAY: timedelta(days=1)}
_HOUR = timedelta(hours=1)
_TOO_EARLY = timedelta(days=21)
"""Who is reminded before the date is announced does not know of what."""
FOLLOW_UP_AFTER = timedelta(days=14)
"""How long after a reflection its next step is asked about (S72)."""


def reminder_instant(gathering: Gathering, before: Before, rhythm: Rhythm) -> datetime:
    """Return when a member is reminded, in UTC.

    A week and a day before: at the prompt hour of that day on the member's own calendar, or of the
    last working day before it; where a long break would bring it too early, on the first working
    day after the break. An hour before: at that instant, or in the last minute before the silence
    it falls into.
    """
    an_hour = last_allowed(gathering.starts_at - _HOUR, rhythm)
    if before is Before.HOUR:
        return an_hour
    day = local_date(gathering.starts_at, zone=rhythm.zone) - _BEFORE[before]
    earlier, later = prompt_on_or_before(day, rhythm), prompt_on_or_after(day, rhythm)
    is_too_early = gathering.starts_at - earlier > _TOO_EARLY
    return later if is_too_early and later < an_hour else earlier


def due_reminders(
    gathering: Gathering,
    network: Network,
    person: Person,
    *,
    rhythm: Rhythm,
    since: datetime,
    until: datetime,
) -> Iterable[NewDelivery]:
    """Yield the reminders of one gathering for one member that fall due in a window.

    Where a break brings the reminder of a week and that of a day to the same hour, one is enough.
    """
    instants = {before: reminder_instant(gathering, before, rhythm) for before in Before}
    if instants[Before.WEEK] == instants[Before.DAY]:
        del instants[Before.WEEK]
    for before, due_at in instants.items():
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
                reason=mark("You are invited to this gathering."),
                refs={
                    "gathering": gathering.id,
                    "before": before.value,
                    "revision": gathering.revision,
                },
            )


def after_gathering(
    gathering: Gathering, network: Network, person: Person, *, rhythm: Rhythm, form: Form
) -> NewDelivery:
    """Return the offer of a reflection: at the end of a gathering, or at the next allowed hour."""
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
    INACTIVE = mark("account is switched off")
    OFF = mark("switched off messages of this kind")
    PAUSED = mark("paused messages")
    AWAY = mark("is away")
    CAP = mark("has heard from me often enough this week")


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A person whom a nudge might reach; ``counted`` is what counts towards their weekly cap."""

    person: Person
    rhythm: Rhythm
    done: bool
    counted: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipient:
    """A person whom a nudge reaches, and when (UTC), or the reason why it does not."""

    person: Person
    rhythm: Rhythm
    due_at: datetime
    moved_by: str | None = None
    """What closes the day it was meant for at this person's place."""
    in_digest: bool = False
    """Whether it comes with the person's digest, at some time after ``due_at``."""
    left_out: LeftOut | None = None


def nudge_recipients(
    candidates: Sequence[Candidate], *, now: datetime, day: date | None = None, cap: int
) -> tuple[Recipient, ...]:
    """Decide for every candidate when the nudge reaches them, or why it does not.

    It goes now, or at the prompt hour of ``day``; each on the person's own clock and calendar, by
    the rules that hold at the door as well.
    """
    return tuple(_recipient(one, now=now, day=day, cap=cap) for one in candidates)


def arrival(rhythm: Rhythm, *, now: datetime, day: date | None) -> datetime:
    """Return when a nudge reaches somebody, in UTC: as soon as it may, or on a day."""
    return next_allowed(now, rhythm) if day is None else prompt_on_or_after(day, rhythm)


def _recipient(candidate: Candidate, *, now: datetime, day: date | None, cap: int) -> Recipient:
    person, rhythm = candidate.person, candidate.rhythm
    due_at = arrival(rhythm, now=now, day=day)
    meant = day or local_date(now, zone=rhythm.zone)
    return Recipient(
        person=person,
        rhythm=rhythm,
        due_at=due_at,
        moved_by=rhythm.why_not(meant),
        in_digest=waits_for_digest(person, Kind.NUDGE),
        left_out=_left_out(candidate, on=local_date(due_at, zone=rhythm.zone), cap=cap),
    )


def _left_out(candidate: Candidate, *, on: date, cap: int) -> LeftOut | None:
    """Return why somebody is left out; a digest passes the cap."""
    person = candidate.person
    if not person.is_active:
        return LeftOut.INACTIVE
    if candidate.done:
        return LeftOut.DONE
    held = holds_back(person, Kind.NUDGE, today=on, counted=candidate.counted, cap=cap)
    if held is Dropped.CAP and waits_for_digest(person, Kind.NUDGE):
        return None
    return LeftOut[held.name] if held is not None else None
