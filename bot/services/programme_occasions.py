"""Count how often something can come in a programme, before any network has its dates.

A programme without dates of its own is laid over some school year. Where weeks can be laid in
several ways, the way in which something comes most often counts: what is too little even then is
too little in every network.
"""

from bisect import bisect_left
from datetime import date, timedelta

from bot.domain.programme import Programme
from bot.domain.recurrence import Recurrence, days_of
from bot.domain.series import Series

_SOME_MONDAY = date(2026, 8, 31)
"""Where a year is counted from that has no dates yet: a Monday before a school year."""
_YEAR = timedelta(weeks=52)


def dates_in(when: Recurrence, programme: Programme) -> list[date]:
    """Return the days of a recurrence in a programme that begins on some Monday."""
    return _dates(when, programme, longer=timedelta())


def most_in(when: Recurrence, programme: Programme, *, weeks: int) -> int:
    """Return how often a recurrence comes at most in so many weeks, whenever they begin."""
    days = _dates(when, programme, longer=_YEAR)
    span = timedelta(weeks=weeks)
    return max((bisect_left(days, day + span) - at for at, day in enumerate(days)), default=0)


def most_gatherings(series: Series, programme: Programme, *, first: int, last: int) -> int:
    """Return how many gatherings of a series there are at most from one week to another.

    Weeks are counted from 1. Where a series names its weeks, it is these that count.
    """
    if series.when.weeks:
        number = len({week for week in series.when.weeks if first <= week <= last})
    else:
        number = most_in(series.when, programme, weeks=last - first + 1)
    return number * series.lasts_days


def _dates(when: Recurrence, programme: Programme, *, longer: timedelta) -> list[date]:
    if when.days:
        return sorted(set(when.days))
    terms = programme.calendar.school_terms
    since = min((one.since for one in terms), default=_SOME_MONDAY)
    until = since + timedelta(weeks=programme.weeks, days=-1) + longer
    return days_of(when, since=since, until=until, starts_on=since, terms=terms)
