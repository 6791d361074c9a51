"""Whole days out of iCalendar files, as schools and districts publish them; pure.

RFC 5545 by the ``icalendar`` package; ``dateutil`` follows what comes back every year. Three kinds
of entries are not taken, and each is said: those with a time of day, those that repeat in another
way, those that cannot be read. What has passed or was cancelled goes without a word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr
from icalendar import Component, Event, vRecur

from bot.errors import Invalid
from bot.i18n import mark

_AHEAD = timedelta(days=2 * 366)
_DAY = timedelta(days=1)
_MOST_REPEATING = 60
"""A rule that no day fits costs a third of a second before that is clear."""
_MOST_NAMED = 5
_UNREADABLE = (
    AttributeError,
    LookupError,
    OSError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What the libraries raise over files that are not as RFC 5545 has them."""
_FOLLOWED = {"BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "COUNT", "INTERVAL", "WKST"}


@dataclass(frozen=True, kw_only=True, slots=True)
class WholeDays:
    """Some days of a calendar, both included, and what it calls them."""

    since: date
    until: date
    name: str


class _TimedError(ValueError):
    """An entry has a time of day."""


class _RepeatsError(ValueError):
    """An entry repeats in a way that is not followed; carries its name."""


def is_ics(text: str) -> bool:
    """Whether a text means to be an iCalendar file."""
    return text.lstrip("\ufeff \r\n").upper().startswith("BEGIN:VCALENDAR")


def read_whole_days(text: str, *, today: date) -> tuple[tuple[WholeDays, ...], tuple[Invalid, ...]]:
    """Return the days of an iCalendar file that are not over, and what was left out of it.

    What comes back every year is followed for two years from ``today``, a date where the calendar
    holds. ``DTEND`` of a file is the first day after; ``until`` here is the last one.
    """
    try:
        events = _events(text.lstrip("\ufeff"))
    except _UNREADABLE:
        sentence = mark(
            "This calendar file cannot be read. Please save it again and try once more."
        )
        return (), (Invalid(sentence),)
    found: list[WholeDays] = []
    left_out: list[Exception] = []
    repeating = 0
    for event in events:
        repeating += "RRULE" in event
        try:
            found += _days(event, today=today, follow=repeating <= _MOST_REPEATING)
        except _UNREADABLE as reason:
            left_out.append(reason)
    return tuple(sorted(found, key=lambda days: days.since)), tuple(_said(left_out))


def _events(text: str) -> list[Event]:
    calendars = Component.from_ical(text, multiple=True)
    walked = (one for calendar in calendars for one in calendar.walk("VEVENT"))
    return [one for one in walked if isinstance(one, Event)]


def _days(event: Event, *, today: date, follow: bool) -> Iterator[WholeDays]:
    """Yield the days of one entry that are not over; raises where it has to be left out."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    first = _once(event)
    starts = [first.since]
    if "RRULE" in event:
        starts = _followed(event, first, today=today) if follow else _not_followed(first)
    for since in starts:
        days = replace(first, since=since, until=since + (first.until - first.since))
        if days.until >= today:
            yield days


def _once(event: Event) -> WholeDays:
    """Return the days that an entry names; midnight to midnight, as Outlook has it, is a day."""
    since, until = event.start, event.end
    if isinstance(since, datetime) or isinstance(until, datetime):
        since, until = _midnight(since), _midnight(until)
    return WholeDays(since=since, until=max(since, until - _DAY), name=_name(event))


def _midnight(moment: date) -> date:
    """Return the day that begins at a moment; raises _TimedError at any other time of day."""
    if isinstance(moment, datetime) and moment.time() != time.min:
        raise _TimedError
    return _date(moment)


def _name(event: Event) -> str:
    summary = event.get("SUMMARY", "")
    return str(summary[0] if isinstance(summary, list) else summary).strip()


def _followed(event: Event, first: WholeDays, *, today: date) -> list[date]:
    """Return the first days of a yearly entry; raises _RepeatsError for all other rules."""
    rule = event["RRULE"]
    if not isinstance(rule, vRecur) or not _is_yearly(rule):
        return _not_followed(first)
    ends = min([today + _AHEAD, *(_date(one) for one in rule.get("UNTIL", ()))])
    said = {key: ",".join(map(str, rule[key])) for key in rule if key != "UNTIL"}
    text = ";".join(f"{key}={values}" for key, values in said.items())
    try:
        dates = rrulestr(text, dtstart=datetime.combine(first.since, time.min))
        found = dates.between(
            datetime.combine(today - (first.until - first.since), time.min),
            datetime.combine(ends, time.min),
            inc=True,
        )
    except _UNREADABLE:  # a position that no year has, for one
        return _not_followed(first)
    excepted = _excepted(event)
    return [one.date() for one in found if one.date() not in excepted]


def _not_followed(days: WholeDays) -> list[date]:
    raise _RepeatsError(days.name)


def _is_yearly(rule: vRecur) -> bool:
    steps = rule.get("INTERVAL", [1])
    known = _FOLLOWED | {"FREQ", "UNTIL"}
    return rule.get("FREQ") == ["YEARLY"] and set(rule) <= known and all(one > 0 for one in steps)


def _excepted(event: Event) -> set[date]:
    listed = event.get("EXDATE", ())
    lists = listed if isinstance(listed, list) else [listed]
    return {_date(one.dt) for dates in lists for one in getattr(dates, "dts", ())}


def _date(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _said(left_out: Sequence[Exception]) -> Iterator[Invalid]:
    """Say in a few sentences what was left out, however much it is."""
    timed = sum(isinstance(one, _TimedError) for one in left_out)
    odd = [str(one) for one in left_out if isinstance(one, _RepeatsError)]
    unread = len(left_out) - timed - len(odd)
    if odd:
        sentence = mark("Please add these by hand, they repeat in a way I do not follow: {names}.")
        yield Invalid(sentence, names=", ".join(odd[:_MOST_NAMED]))
    if timed:
        yield Invalid(mark("Left out, because they have a time of day: {count}."), count=timed)
    if unread:
        yield Invalid(mark("Left out, because I cannot read them: {count}."), count=unread)
