"""Recurrences: on which days something happens again and again; pure.

A recurrence is data, in a programme file or made in Slack. Its keys say which of seven kinds it is:

* ``{weekday: monday}`` and ``{weekday: monday, every_weeks: 2}``: counted from the network's first
  day, so "every second Monday" is the first Monday from then on, the third, the fifth;
* ``{week: 3, weekday: wednesday, months: [9, 10]}``: the third Wednesday, -1 for the last; without
  months, of every month;
* ``{first_full_week_of: 1, weekday: tuesday}``: a full week of a month lies in it from Monday to
  Sunday;
* ``{term_week: 2, weekday: monday}``: weeks go from Monday to Sunday, and the first week of a term
  is the one that holds its first day. A weekday before the first day becomes the first day; one
  after the last day does not happen;
* ``{weeks: [1, 8, 15], weekday: tuesday}``: in those weeks of the network; the first one begins on
  its first day;
* ``{days: [2026-10-01, 2027-02-11]}``: those days and no others.

Days are dates on a wall calendar. What to do with a day on which nobody works is decided by whoever
asks. ``docs/facilitators.md`` says the same to people.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal, Self

from dateutil.rrule import MO, YEARLY, rrule
from pydantic import Field, model_validator

from bot.domain.calendars import Term
from bot.domain.forms import Strict
from bot.domain.local_time import WEEKDAYS, monthly, weekly

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Month = Annotated[int, Field(ge=1, le=12)]
_MOST_DAYS = 200
_LONGEST_TERM_WEEKS = 60
_MOST_WEEKS = 160
WeekNumber = Annotated[int, Field(ge=1, le=_MOST_WEEKS)]
_BESIDE = {
    "days": (),
    "weeks": ("weekday",),
    "term_week": ("weekday",),
    "first_full_week_of": ("weekday",),
    "week": ("weekday", "months"),
    "every_weeks": ("weekday",),
    "weekday": (),
}
"""The key that makes a kind of recurrence, and the keys that go with it."""


class Recurrence(Strict):
    """On which days something happens; see the module for what goes together."""

    week: Literal[1, 2, 3, 4, -1] | None = None
    weekday: Weekday | None = None
    months: tuple[Month, ...] | None = Field(default=None, min_length=1)
    every_weeks: int | None = Field(default=None, ge=1, le=26)
    first_full_week_of: Month | None = None
    term_week: int | None = Field(default=None, ge=1, le=_LONGEST_TERM_WEEKS)
    weeks: tuple[WeekNumber, ...] | None = Field(default=None, min_length=1)
    days: tuple[date, ...] | None = Field(default=None, min_length=1, max_length=_MOST_DAYS)

    @model_validator(mode="after")
    def _keys_go_together(self) -> Self:
        said = [key for key in Recurrence.model_fields if getattr(self, key)]
        problem = _problem(said)
        if problem:
            raise ValueError(problem)
        return self

    @property
    def weekday_index(self) -> int:
        """Monday is 0; for a recurrence that names its weekday."""
        return WEEKDAYS.index(self.weekday or WEEKDAYS[0])


def _problem(said: list[str]) -> str | None:
    """Return what is odd about the keys of a recurrence: "this, expected that", or None."""
    kind = next((kind for kind in _BESIDE if kind in said), None)
    if kind is None:
        return "nothing that says when, expected weekday, or days with a list of dates"
    if "months" in said and kind in {"weekday", "every_weeks"}:
        return "months without week, expected for example week: 3 for the third such weekday"
    odd = [key for key in said if key != kind and key not in _BESIDE[kind]]
    if odd:
        fits = f"{kind} with {' and '.join(_BESIDE[kind])}" if _BESIDE[kind] else f"{kind} alone"
        return f"{odd[0]} beside {kind}, expected {fits}"
    if kind != "days" and "weekday" not in said:
        return f"{kind} without weekday, expected for example weekday: monday"
    return None


def days_of(
    rule: Recurrence, *, since: date, until: date, starts_on: date, terms: Sequence[Term] = ()
) -> list[date]:
    """Return the days of a recurrence between two dates, both included, in order, none twice.

    ``starts_on`` is the day from which weeks are counted and before which nothing happens, except
    for days that are named one by one.
    """
    first = since if rule.days else max(since, starts_on)
    found = _days(rule, until=until, starts_on=starts_on, terms=terms)
    return sorted({day for day in found if first <= day <= until})


def _days(
    rule: Recurrence, *, until: date, starts_on: date, terms: Sequence[Term]
) -> Iterator[date]:
    if rule.days:
        yield from rule.days
    elif rule.weeks:
        yield from _of_weeks(rule, rule.weeks, starts_on=starts_on)
    elif rule.term_week is not None:
        for term in terms:
            yield from _of_term(rule, rule.term_week, term)
    elif rule.first_full_week_of is not None:
        yield from _of_full_weeks(rule, since=starts_on, until=until)
    else:
        yield from _of_rule(rule, since=starts_on, until=until)


def _of_weeks(rule: Recurrence, weeks: Sequence[int], *, starts_on: date) -> Iterator[date]:
    ahead = (rule.weekday_index - starts_on.weekday()) % len(WEEKDAYS)
    return (starts_on + timedelta(days=ahead, weeks=number - 1) for number in weeks)


def _of_rule(rule: Recurrence, *, since: date, until: date) -> Iterator[date]:
    """Yield every n-th such weekday, or the n-th such weekday of months."""
    weekday = WEEKDAYS[rule.weekday_index]
    if rule.week is None:
        return weekly(weekday, every=rule.every_weeks or 1, since=since, until=until)
    days = monthly(rule.week, weekday, since=since, until=until)
    return (day for day in days if not rule.months or day.month in rule.months)


def _of_full_weeks(rule: Recurrence, *, since: date, until: date) -> Iterator[date]:
    week = timedelta(weeks=1)
    mondays = rrule(
        YEARLY,
        bymonth=rule.first_full_week_of,
        byweekday=MO(1),
        dtstart=_midnight(since - week),
        until=_midnight(until),
    )
    return (moment.date() + timedelta(days=rule.weekday_index) for moment in mondays)


def _of_term(rule: Recurrence, number: int, term: Term) -> Iterator[date]:
    monday = term.since - timedelta(days=term.since.weekday())
    day = monday + timedelta(weeks=number - 1, days=rule.weekday_index)
    if day <= term.until:
        yield max(day, term.since)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)
