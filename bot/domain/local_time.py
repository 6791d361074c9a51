"""Decide every wall-clock question; pure.

Inside, instants are aware and in UTC. A person's zone counts only where a wall clock matters: an
occurrence is a local date and a wall time, and the instant follows from both, never from a number
of hours since the last one. Four rules, which ``docs/facilitators.md`` states for people:

1. **The missing hour.** Where clocks go forward, a wall time that does not exist becomes the next
   minute that does: 2:30 becomes 3:00. A whole missing day becomes the first minute after it.
2. **The repeated hour.** Where clocks go back, a wall time that comes twice means the first of the
   two. Both rules are one: the first instant at which the clock has reached the time.
3. **Closed days.** Weekends, closures, testing weeks and public holidays are not written to. A
   question moves to the next working day, a reminder to the working day before.
4. **The silence.** What is due in quiet hours waits for the next prompt hour; the reminder of an
   early gathering comes in the last minute before the silence it falls into.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, rrule

from bot.domain.calendars import Closure
from bot.domain.public_holidays import holiday_on

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RRULE_DAYS = dict(zip(WEEKDAYS, (MO, TU, WE, TH, FR, SA, SU), strict=True))
_FURTHEST_DAYS = 400


@dataclass(frozen=True, kw_only=True, slots=True)
class QuietHours:
    """The daily silence, on the person's own clock; ``start`` belongs to it, ``end`` does not."""

    start: time = time(19, 0)
    end: time = time(7, 0)

    def holds(self, wall: time) -> bool:
        """Whether a wall time lies in the silence, which may reach over midnight."""
        if self.start <= self.end:
            return self.start <= wall < self.end
        return wall >= self.start or wall < self.end


@dataclass(frozen=True, kw_only=True, slots=True)
class Rhythm:
    """When a person may be written to: zone, silence, working days (0 is Monday), prompt hour.

    ``closures`` are days off of the person's school and network, ``region`` the place whose public
    holidays are kept (``US``, ``US-NY``, ``KE``).
    """

    zone: ZoneInfo
    quiet: QuietHours = field(default_factory=QuietHours)
    working_days: frozenset[int] = frozenset(range(5))
    prompt_at: time = time(8, 30)
    closures: tuple[Closure, ...] = ()
    region: str | None = None

    def works(self, day: date) -> bool:
        """Whether this is one of the person's working days: no weekend, no day off."""
        return day.weekday() in self.working_days and self.closed_by(day) is None

    def closed_by(self, day: date) -> str | None:
        """Return what closes a day, by name, on whatever weekday; closures before holidays."""
        for closure in self.closures:
            if closure.since <= day <= closure.until:
                return closure.name
        return holiday_on(day, self.region)

    def why_not(self, day: date) -> str | None:
        """Return what closes a day that would be worked, by name; None for a plain weekend."""
        return self.closed_by(day) if day.weekday() in self.working_days else None


def zone_named(name: str | None, *, default: str = "UTC") -> ZoneInfo:
    """Return the zone of an IANA name; an unknown or missing one gives the default."""
    try:
        return ZoneInfo(name or default)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(default)


def zone_names(query: str = "", *, most: int = 100) -> tuple[str, ...]:
    """Return zone names a person may mean, city first: ``york`` finds ``America/New_York``."""
    wanted = query.strip().lower().replace(" ", "_")
    names = sorted(n for n in available_timezones() if "/" in n and not n.startswith("Etc/"))
    found = [name for name in names if wanted in name.lower()]
    found.sort(key=lambda name: not name.rsplit("/", 1)[-1].lower().startswith(wanted))
    return tuple(found[:most])


def at_wall(day: date, wall: time, *, zone: ZoneInfo) -> datetime:
    """Return the UTC instant at which a wall clock in ``zone`` shows this date and time.

    A missing time gives the next minute that exists, a repeated time the first of the two.
    """
    moment = datetime.combine(day, wall)
    while True:
        instant = moment.replace(tzinfo=zone, fold=0).astimezone(UTC)
        if instant.astimezone(zone).replace(tzinfo=None) == moment:
            return instant
        moment += _MINUTE


def local_date(instant: datetime, *, zone: ZoneInfo) -> date:
    """Return the date on a wall calendar in ``zone``."""
    return instant.astimezone(zone).date()


def prompt_on_or_before(day: date, rhythm: Rhythm) -> datetime:
    """Return the prompt hour on ``day``, or on the last working day before it."""
    for back in range(_FURTHEST_DAYS):
        if rhythm.works(day - back * _DAY):
            return at_wall(day - back * _DAY, _awake(rhythm), zone=rhythm.zone)
    return at_wall(day, _awake(rhythm), zone=rhythm.zone)


def prompt_on_or_after(day: date, rhythm: Rhythm) -> datetime:
    """Return the prompt hour on ``day``, or on the first working day after it."""
    for ahead in range(_FURTHEST_DAYS):
        if rhythm.works(day + ahead * _DAY):
            return at_wall(day + ahead * _DAY, _awake(rhythm), zone=rhythm.zone)
    return at_wall(day, _awake(rhythm), zone=rhythm.zone)


def _awake(rhythm: Rhythm) -> time:
    """Return the prompt hour, or the end of the silence where the prompt hour lies in it."""
    return rhythm.quiet.end if rhythm.quiet.holds(rhythm.prompt_at) else rhythm.prompt_at


def is_allowed(instant: datetime, rhythm: Rhythm) -> bool:
    """Whether a person may be written to now: a working day, outside the silence."""
    wall = instant.astimezone(rhythm.zone)
    return rhythm.works(wall.date()) and not rhythm.quiet.holds(wall.time())


def next_allowed(instant: datetime, rhythm: Rhythm) -> datetime:
    """Return ``instant`` if the person may be written to then, else their next prompt hour."""
    if is_allowed(instant, rhythm):
        return instant
    day = local_date(instant, zone=rhythm.zone)
    later = prompt_on_or_after(day, rhythm)
    return later if later > instant else prompt_on_or_after(day + _DAY, rhythm)


def last_allowed(instant: datetime, rhythm: Rhythm) -> datetime:
    """Return ``instant`` if it is not silent then, else the last minute before that silence.

    For the reminder an hour before an early gathering: better the evening before than at night.
    """
    wall = instant.astimezone(rhythm.zone)
    if not rhythm.quiet.holds(wall.time()):
        return instant
    day = wall.date() if wall.time() >= rhythm.quiet.start else wall.date() - _DAY
    worked = (
        day - back * _DAY for back in range(_FURTHEST_DAYS) if rhythm.works(day - back * _DAY)
    )
    return at_wall(next(worked, day), rhythm.quiet.start, zone=rhythm.zone) - _MINUTE


def monthly(week: int, weekday: str, *, since: date, until: date) -> Iterator[date]:
    """Yield the n-th weekday of every month (-1 is the last) from ``since`` to ``until``."""
    day = _RRULE_DAYS[weekday](week)
    rule = rrule(
        MONTHLY,
        byweekday=day,
        dtstart=datetime.combine(since, time.min),
        until=datetime.combine(until, time.min),
    )
    return (moment.date() for moment in rule)


def weekly(weekday: str, *, every: int, since: date, until: date) -> Iterator[date]:
    """Yield every n-th such weekday from ``since`` to ``until``, both included."""
    day = since + timedelta(days=(WEEKDAYS.index(weekday) - since.weekday()) % 7)
    while day <= until:
        yield day
        day += timedelta(weeks=every)
