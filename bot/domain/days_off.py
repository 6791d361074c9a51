"""What is coming on a network's calendar, and which gatherings lie on a day off; pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.calendars import Closure
from bot.domain.gatherings import Gathering, rhythm_for, series_of
from bot.domain.local_time import local_date, zone_named
from bot.domain.networks import Network
from bot.domain.public_holidays import holidays_of

_FAR = timedelta(days=366)


@dataclass(frozen=True, kw_only=True, slots=True)
class Clash:
    """A gathering on a day off: what the day is, and whose where it is one school's only."""

    gathering: Gathering
    name: str
    school_id: int | None = None


def coming_closures(network: Network, today: date) -> tuple[Closure, ...]:
    """Return the days without school that are not over, the earliest first.

    Those that come back every year are there until the programme is over.
    """
    last = network.starts_on + timedelta(weeks=network.programme.weeks)
    coming = (
        one
        for one in network.closures
        if one.until >= today and (one.id or one.since <= max(last, today))
    )
    return tuple(sorted(coming, key=lambda one: (one.since, one.until, one.id)))


def coming_holidays(network: Network, today: date) -> tuple[tuple[date, str], ...]:
    """Return the public holidays on working days, until the programme or a year is over."""
    if not network.region:
        return ()
    last = min(network.starts_on + timedelta(weeks=network.programme.weeks), today + _FAR)
    works = network.rhythm.working_days
    return tuple(
        (day, name)
        for year in range(today.year, last.year + 1)
        for day, name in holidays_of(network.region, year).items()
        if today <= day <= last and day.weekday() in works
    )


def clashes(network: Network, gatherings: Iterable[Gathering], *, now: datetime) -> Iterator[Clash]:
    """Yield the gatherings to come that lie on a day off, each once.

    What closes the whole network counts before what closes one school. The day is that of the
    gathering's own zone. Training in the holidays is meant to lie there.
    """
    for gathering in gatherings:
        if gathering.is_on and gathering.starts_at > now:
            yield from _clash(network, gathering)


def _clash(network: Network, gathering: Gathering) -> Iterator[Clash]:
    series = series_of(gathering, network.programme)
    day = local_date(gathering.starts_at, zone=zone_named(gathering.zone))
    name = rhythm_for(series, network.rhythm).closed_by(day)
    if name is not None or series.in_holidays:
        if name is not None:
            yield Clash(gathering=gathering, name=name)
        return
    of_any = gathering.school_id is None
    for one in network.own_closures:
        if one.holds(day) and (of_any or one.school_id == gathering.school_id):
            yield Clash(gathering=gathering, name=one.name, school_id=one.school_id)
            return
