"""Networks, schools and members."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import takewhile

from bot.domain.calendars import Closure, Term
from bot.domain.hours import LATE_HOURS, MOST_NUDGES, Hours, OwnHours
from bot.domain.local_time import Rhythm, zone_named
from bot.domain.programme import Programme


class NetworkState(StrEnum):
    """Whether a network is under way."""

    RUNNING = "running"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Network:
    """One standing group of leaders; ``key`` is the slug of its channel, unique everywhere.

    ``starts_on`` is a date of the network's own calendar, in ``zone``.
    """

    id: int
    team_id: str
    key: str
    name: str
    channel_id: str
    zone: str
    member_word: str
    starts_on: date
    programme: Programme
    phase_id: str
    phase_since: date | None = None
    """The day it entered its phase; None in the first one, or where nobody noted it."""
    state: NetworkState = NetworkState.RUNNING
    ended_on: date | None = None
    """The day on its own calendar on which whoever leads it ended the programme."""
    created_at: datetime
    own_hours: OwnHours = field(default_factory=OwnHours)
    """What its facilitator decided; ``hours`` is what holds."""
    own_closures: tuple[Closure, ...] = ()
    """The days its facilitator entered, for all and for single schools; ``closures`` has all."""

    @property
    def has_ended(self) -> bool:
        """Whether the programme is over: nothing is asked any more, all that was written stays."""
        return self.state is NetworkState.CLOSED

    @property
    def phase_began(self) -> date:
        """The day it entered its phase; where nobody noted it, the day that was planned."""
        before = takewhile(lambda one: one.id != self.phase_id, self.programme.phases)
        planned = self.starts_on + timedelta(weeks=sum(one.weeks for one in before))
        return self.phase_since or planned

    @property
    def hours(self) -> Hours:
        """When people are written to: its own word over its programme's, None for the default."""
        return self.own_hours.over(self.programme.hours)

    @property
    def region(self) -> str | None:
        """Where its public holidays are kept, such as ``US-NY``; None or empty for nowhere."""
        own = self.own_hours.region
        return self.programme.calendar.region if own is None else own

    @property
    def closures(self) -> tuple[Closure, ...]:
        """All days without school: the programme's, its own, and those of its schools."""
        return (*self.programme.calendar.closures_in(self.years), *self.own_closures)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms of its school years, the first one first."""
        return self.programme.calendar.terms_in(self.years)

    @property
    def years(self) -> range:
        """The years that it touches; the one before as well, whose holidays may reach into it."""
        last = self.starts_on + timedelta(weeks=self.programme.weeks)
        return range(self.starts_on.year - 1, last.year + 2)

    @property
    def rhythm(self) -> Rhythm:
        """When its people are written to; days of single schools do not count here."""
        return self.rhythm_at(None)

    def rhythm_at(self, school_id: int | None) -> Rhythm:
        """Return when the people of one school are written to: its own days count, too.

        The zone is the network's; ``Person.rhythm`` puts the person's own in its place.
        """
        closures = tuple(one for one in self.closures if one.school_id in {None, school_id})
        zone = zone_named(self.zone)
        return self.hours.rhythm(zone, region=self.region, closures=closures)

    @property
    def most_nudges(self) -> int:
        """How many messages nobody asked for may reach one person in seven days."""
        return self.hours.most_nudges or MOST_NUDGES

    @property
    def cap(self) -> int:
        """The same in this phase: where the programme steps back, it asks for less (S12)."""
        fewer = self.programme.phase(self.phase_id).most_nudges
        return self.most_nudges if fewer is None else min(fewer, self.most_nudges)

    @property
    def late_by(self) -> timedelta:
        """How late a prompt may still come; what is later waits in Home."""
        hours = self.hours.late_hours
        return timedelta(hours=LATE_HOURS if hours is None else hours)


@dataclass(frozen=True, kw_only=True, slots=True)
class School:
    """A school that takes part in a network."""

    id: int
    network_id: int
    name: str
    level: str | None = None
    channel_id: str | None = None
    """The private channel of its team, where there is one (S20)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A person in a network; ``left_at`` keeps those who left, with all they wrote."""

    id: int
    network_id: int
    person_id: int
    name: str
    slack_id: str
    email: str | None = None
    school_id: int | None = None
    school: str | None = None
    role: str | None = None
    level: str | None = None
    is_facilitator: bool = False
    trio: int | None = None
    joined_at: datetime
    left_at: datetime | None = None

    @property
    def is_complete(self) -> bool:
        """Whether school and role are known; a facilitator needs neither."""
        return self.is_facilitator or (self.school is not None and self.role is not None)


def network_key(channel_name: str, *, taken: Iterable[str] = ()) -> str:
    """Return the slug of a channel; a number follows where another network has it already."""
    slug = re.sub(r"[^a-z0-9]+", "-", channel_name.lower()).strip("-") or "network"
    used = set(taken)
    candidates = (slug, *(f"{slug}-{number}" for number in range(2, len(used) + 3)))
    return next(key for key in candidates if key not in used)
