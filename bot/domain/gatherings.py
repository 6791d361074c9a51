"""Gatherings: the dated meetings of a network, who comes, who was there (S54)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.local_time import at_wall, monthly
from bot.domain.networks import Member
from bot.domain.programme import Programme, Series


class GatheringState(StrEnum):
    """Whether a gathering takes place."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


class Rsvp(StrEnum):
    """What a member answered to the invitation."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class Presence(StrEnum):
    """How a member took part."""

    PRESENT = "present"
    LATE = "late"
    EXCUSED = "excused"
    ABSENT = "absent"


WAS_THERE = frozenset({Presence.PRESENT, Presence.LATE})


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathering:
    """One dated meeting; ``starts_at`` is UTC, ``zone`` the one it was planned in.

    ``revision`` rises when it is moved or cancelled, so that reminders of the old date go stale.
    """

    id: int
    network_id: int
    series_id: str
    number: int
    title: str
    starts_at: datetime
    minutes: int
    zone: str
    place: str | None = None
    state: GatheringState = GatheringState.PLANNED
    revision: int = 1
    note: str | None = None

    @property
    def ends_at(self) -> datetime:
        """When it is over, in UTC."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_on(self) -> bool:
        """Whether it takes place."""
        return self.state is GatheringState.PLANNED

    def is_over(self, now: datetime) -> bool:
        """Whether its end has passed."""
        return now >= self.ends_at


@dataclass(frozen=True, kw_only=True, slots=True)
class Invitation:
    """What a member answered, and whether they came."""

    gathering_id: int
    person_id: int
    rsvp: Rsvp | None = None
    reason: str | None = None
    presence: Presence | None = None
    answered_at: datetime | None = None
    marked_at: datetime | None = None


def dates_of(series: Series, *, since: date, until: date, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield the UTC instants of a series between two local dates, both included."""
    rule = series.when
    for day in monthly(rule.week, rule.weekday, since=since, until=until):
        if day.month in rule.months:
            yield at_wall(day, rule.at, zone=zone)


def is_invited(member: Member, series: Series) -> bool:
    """Whether a series is meant for this member; facilitators are always there."""
    return member.is_facilitator or not series.roles or member.role in series.roles


def series_of(gathering: Gathering, programme: Programme) -> Series:
    """Return the series a gathering belongs to."""
    return programme.one_series(gathering.series_id)
