"""Gatherings: the dated meetings of a network, who comes, who was there (S54)."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.calendars import ClosureKind, Term
from bot.domain.local_time import Rhythm, at_wall, local_date, prompt_on_or_after
from bot.domain.networks import Member
from bot.domain.programme import Programme, Series
from bot.domain.recurrence import days_of

_WEEK = timedelta(weeks=1)
_DAY = timedelta(days=1)


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
    school_id: int | None = None
    """The school it is for, such as an experience embedded in it (S89); None for all."""

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


def presence_marked(row: Invitation, *, is_present: bool) -> Presence:
    """Return how somebody took part, by what whoever leads marks and what was known before."""
    if is_present:
        return row.presence if row.presence is Presence.LATE else Presence.PRESENT
    return Presence.EXCUSED if row.rsvp is Rsvp.NO else Presence.ABSENT


@dataclass(frozen=True, kw_only=True, slots=True)
class SeriesDate:
    """When a gathering of a series starts (UTC), and what its own day gave way to.

    ``number`` counts the times, ``of_day`` the days of each. ``closed_by`` names what closes the
    day that the programme means. ``moved_from`` is that day; it is None where no other day was free
    and the gathering stays on the closed one.
    """

    starts_at: datetime
    day: date
    number: int = 1
    of_day: int = 1
    moved_from: date | None = None
    closed_by: str | None = None


def dates_of(
    series: Series, *, since: date, until: date, rhythm: Rhythm, terms: Sequence[Term] = ()
) -> tuple[SeriesDate, ...]:
    """Return the dates of a series between two local dates, both included, in order.

    ``since`` is the first day of the network, ``rhythm`` its own: zone, closures and holidays. A
    day that is closed gives way to the same weekday a week later, else a week earlier. Dates that
    the programme names one by one stay. What lasts several days goes on over the working days that
    follow; what is held in holidays knows public holidays only. What each school has for itself is
    dated by hand.
    """
    if series.by_school:
        return ()
    rhythm = rhythm_for(series, rhythm)
    days = days_of(series.when, since=since, until=until, starts_on=since, terms=terms)
    taken = set(days)
    found: list[SeriesDate] = []
    for day in days:
        closed_by = rhythm.closed_by(day)
        instead = None
        if closed_by is not None and not series.when.days:
            later = local_date(prompt_on_or_after(day, rhythm), zone=rhythm.zone)
            around = day_instead(day, rhythm, since=since, until=until, taken=taken)
            instead = later if series.in_holidays else around
        on = instead or day
        taken.add(on)
        found.append(
            SeriesDate(
                starts_at=at_wall(on, series.when.at, zone=rhythm.zone),
                day=on,
                moved_from=day if instead else None,
                closed_by=closed_by,
            )
        )
    firsts = sorted(found, key=lambda one: one.starts_at)
    numbered = (replace(one, number=number) for number, one in enumerate(firsts, start=1))
    return tuple(one for first in numbered for one in with_its_days(first, series, rhythm))


def with_its_days(
    first: SeriesDate, series: Series, rhythm: Rhythm, *, at: time | None = None
) -> Iterator[SeriesDate]:
    """Yield the first day and the working days after it that belong to it.

    ``at`` is a wall time of the rhythm's zone; None for that of the series.
    """
    yield first
    day, rhythm = first.day, rhythm_for(series, rhythm)
    for of_day in range(2, series.lasts_days + 1):
        day = local_date(prompt_on_or_after(day + _DAY, rhythm), zone=rhythm.zone)
        starts_at = at_wall(day, at or series.when.at, zone=rhythm.zone)
        yield SeriesDate(starts_at=starts_at, day=day, number=first.number, of_day=of_day)


def rhythm_for(series: Series, rhythm: Rhythm) -> Rhythm:
    """Return the rhythm that holds for a series: holidays of schools may be the time for it.

    Then its people hear of it in these days, too.
    """
    if not series.in_holidays:
        return rhythm
    testing = tuple(one for one in rhythm.closures if one.kind is ClosureKind.TESTING)
    return replace(rhythm, closures=testing)


def day_instead(
    day: date, rhythm: Rhythm, *, since: date, until: date, taken: Collection[date] = ()
) -> date | None:
    """Return the free day a week after a closed one, else the week before, else None."""
    around = (day + _WEEK, day - _WEEK)
    free = (
        one
        for one in around
        if since <= one <= until and one not in taken and rhythm.closed_by(one) is None
    )
    return next(free, None)


def roles_invited(series: Series, programme: Programme) -> tuple[str, ...]:
    """Return the ids of the roles that a series is for: those it names, of its standing (S19)."""
    return tuple(
        role.id
        for role in programme.roles
        if (not series.roles or role.id in series.roles)
        and series.standing in {None, role.standing}
    )


def is_invited(
    member: Member, series: Series, *, programme: Programme, school_id: int | None = None
) -> bool:
    """Whether a series is meant for this member; facilitators are always there.

    Whose role nobody knows comes only where everybody does. ``school_id`` is that of one gathering
    that is for the people of a single school.
    """
    is_for_all = not series.roles and series.standing is None
    has_role = is_for_all or member.role in roles_invited(series, programme)
    has_level = not series.levels or member.level in series.levels
    is_there = school_id is None or member.school_id == school_id
    return member.is_facilitator or (has_role and has_level and is_there)


@dataclass(frozen=True, kw_only=True, slots=True)
class Edges:
    """Of gatherings that last several days: ids of the first and of the last days.

    A gathering of one day is both. Cancelled days do not count.
    """

    firsts: frozenset[int]
    lasts: frozenset[int]


def edges_of(gatherings: Iterable[Gathering], programme: Programme) -> Edges:
    """Return where each gathering begins and ends, so that people hear of it once.

    Past ones may be of a series that the programme has no more: each of those stands for itself.
    """
    known = {one.id: one for one in programme.series}
    firsts: dict[tuple[str, int, int | None], int] = {}
    lasts: dict[tuple[str, int, int | None], int] = {}
    for one in sorted(gatherings, key=lambda one: one.starts_at):
        if one.is_on:
            series = known.get(one.series_id)
            time_of = series.time_of(one.number) if series is not None else one.number
            key = (one.series_id, time_of, one.school_id)
            firsts.setdefault(key, one.id)
            lasts[key] = one.id
    return Edges(firsts=frozenset(firsts.values()), lasts=frozenset(lasts.values()))


def series_of(gathering: Gathering, programme: Programme) -> Series:
    """Return the series a gathering belongs to."""
    return programme.one_series(gathering.series_id)
