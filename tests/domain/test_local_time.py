"""Wall clocks: no reminder is lost, doubled or moved when clocks change."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.local_time import at_wall, local_date, monthly, weekly, zone_named, zone_names
from tests.domain.clocks import DAY, FIRST, MINUTE, NEW_YORK, ZONES, days, walls, zones

QUARTER = timedelta(minutes=15)
THREE_WEEKS = timedelta(weeks=3)
"""Shorter than any summer or winter time is; Morocco's shortest takes thirty days."""


@given(zone=zones, day=days, wall=walls)
@settings(max_examples=300)
def test_an_occurrence_keeps_the_asked_wall_time(zone: ZoneInfo, day: date, wall: time) -> None:
    """Only a missing time is another one: the next minute that the clock shows."""
    asked = datetime.combine(day, wall)

    shown = at_wall(day, wall, zone=zone).astimezone(zone).replace(tzinfo=None)

    skipped = [asked + n * MINUTE for n in range(int((shown - asked) / MINUTE))]
    assert shown >= asked
    assert not [moment for moment in skipped if exists(moment, zone)]


@given(zone=zones, day=days, wall=walls)
@settings(max_examples=300)
def test_a_repeated_wall_time_means_the_first_of_the_two(
    zone: ZoneInfo, day: date, wall: time
) -> None:
    """No earlier instant shows the same date and time."""
    instant = at_wall(day, wall, zone=zone)

    earlier = [instant - n * 30 * MINUTE for n in range(1, 6)]

    shown = instant.astimezone(zone).replace(tzinfo=None)
    assert shown not in {one.astimezone(zone).replace(tzinfo=None) for one in earlier}


@given(zone=zones, wall=walls, year=st.integers(2024, 2034))
@settings(max_examples=30, deadline=None)
def test_a_daily_hour_is_never_lost_and_never_doubled(
    zone: ZoneInfo, wall: time, year: int
) -> None:
    """A whole year of days gives one instant each, in order."""
    year_of_days = [date(year, 1, 1) + n * DAY for n in range(365)]

    found = [at_wall(day, wall, zone=zone) for day in year_of_days]

    assert len(set(found)) == 365
    assert found == sorted(found)


def test_every_clock_change_of_every_zone_keeps_every_quarter_of_an_hour() -> None:
    """From 2024 to 2034, asked for each quarter of those days, against a watched clock.

    The right instant is the first one at which the clock has reached the asked time: that is the
    rule for the missing hour and for the repeated one (issue 4).
    """
    every = [ZoneInfo(name) for name in ZONES]
    clocks = {(clock_changes(zone), offset(FIRST, zone)): zone for zone in every}

    odd = [
        (zone.key, asked)
        for (changes, _), zone in clocks.items()
        for change in changes
        for asked, instant in watched(zone, local_date(change, zone=zone))
        if at_wall(asked.date(), asked.time(), zone=zone) != instant
    ]

    assert len(clocks) > 60
    assert odd == []


@pytest.mark.parametrize(
    ("name", "asked", "expected"),
    [
        # the clock leaps from 2 to 3 (or by half an hour, on Lord Howe)
        ("America/New_York", "2026-03-08 02:30", "2026-03-08 03:00-04:00"),
        ("America/Los_Angeles", "2026-03-08 02:00", "2026-03-08 03:00-07:00"),
        ("Europe/London", "2026-03-29 01:59", "2026-03-29 02:00+01:00"),
        ("Australia/Sydney", "2026-10-04 02:15", "2026-10-04 03:00+11:00"),
        ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-04 02:30+11:00"),
        # the first missing minute, and the first after the gap
        ("America/New_York", "2026-03-08 01:59", "2026-03-08 01:59-05:00"),
        ("America/New_York", "2026-03-08 03:00", "2026-03-08 03:00-04:00"),
        # an hour that comes twice is the first of the two
        ("America/New_York", "2026-11-01 01:30", "2026-11-01 01:30-04:00"),
        ("America/Los_Angeles", "2026-11-01 01:30", "2026-11-01 01:30-07:00"),
        ("Europe/London", "2026-10-25 01:30", "2026-10-25 01:30+01:00"),
        ("Australia/Sydney", "2026-04-05 02:30", "2026-04-05 02:30+11:00"),
        ("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-05 01:45+11:00"),
        # the days before and after, and zones that never change
        ("America/New_York", "2026-03-07 08:30", "2026-03-07 08:30-05:00"),
        ("America/New_York", "2026-03-08 08:30", "2026-03-08 08:30-04:00"),
        ("America/New_York", "2026-11-01 08:30", "2026-11-01 08:30-05:00"),
        ("America/Phoenix", "2026-03-08 02:30", "2026-03-08 02:30-07:00"),
        ("America/Phoenix", "2026-11-01 01:30", "2026-11-01 01:30-07:00"),
        ("Africa/Nairobi", "2026-03-29 01:30", "2026-03-29 01:30+03:00"),
        ("Africa/Nairobi", "2026-10-25 08:30", "2026-10-25 08:30+03:00"),
        ("Asia/Kathmandu", "2026-07-01 08:30", "2026-07-01 08:30+05:45"),
        ("Asia/Kathmandu", "2026-10-25 01:30", "2026-10-25 01:30+05:45"),
        ("Pacific/Apia", "2026-09-27 03:30", "2026-09-27 03:30+13:00"),
        ("Pacific/Apia", "2034-04-02 03:30", "2034-04-02 03:30+13:00"),
        # the day that Samoa left out
        ("Pacific/Apia", "2011-12-30 08:30", "2011-12-31 00:00+14:00"),
    ],
)
def test_every_wall_clock_has_its_instant(name: str, asked: str, expected: str) -> None:
    """By rule, zone by zone; never by what a library happens to do."""
    moment = datetime.fromisoformat(asked)

    found = at_wall(moment.date(), moment.time(), zone=ZoneInfo(name))

    assert found == datetime.fromisoformat(expected)
    assert found.tzinfo is UTC


def test_the_third_wednesday_and_the_last_friday_are_found() -> None:
    """Every month once, both ends included."""
    third = list(monthly(3, "wednesday", since=date(2026, 9, 16), until=date(2026, 12, 16)))
    last = list(monthly(-1, "friday", since=date(2026, 1, 1), until=date(2026, 3, 31)))

    assert third == [date(2026, 9, 16), date(2026, 10, 21), date(2026, 11, 18), date(2026, 12, 16)]
    assert last == [date(2026, 1, 30), date(2026, 2, 27), date(2026, 3, 27)]


@given(since=days, length=st.integers(0, 100), every=st.integers(1, 8), weekday=st.integers(0, 6))
def test_every_nth_week_is_counted_from_the_start(
    since: date, length: int, every: int, weekday: int
) -> None:
    """The first such weekday on or after the start, then steps of n weeks."""
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    until = since + length * DAY

    found = list(weekly(names[weekday], every=every, since=since, until=until))

    assert all(day.weekday() == weekday and since <= day <= until for day in found)
    assert {(b - a).days for a, b in pairwise(found)} <= {7 * every}
    assert bool(found) == (length >= (weekday - since.weekday()) % 7)


@pytest.mark.parametrize("name", [None, "", "Mars/Olympus", "../../etc/passwd", "America", "\0"])
def test_an_unknown_zone_gives_the_default(name: str | None) -> None:
    """A profile may hold anything."""
    assert zone_named(name, default="Africa/Nairobi") == ZoneInfo("Africa/Nairobi")


def test_people_find_their_zone_by_its_city() -> None:
    """The city first, whatever else holds the word."""
    assert zone_names("new york")[0] == "America/New_York"
    assert zone_names("nairobi") == ("Africa/Nairobi",)
    assert len(zone_names("", most=20)) == 20


def test_a_date_is_the_one_on_the_persons_wall() -> None:
    """Late evening in New York is the next day in London."""
    instant = datetime(2026, 9, 2, 1, 0, tzinfo=UTC)

    assert local_date(instant, zone=NEW_YORK) == date(2026, 9, 1)
    assert local_date(instant, zone=ZoneInfo("Europe/London")) == date(2026, 9, 2)


def exists(moment: datetime, zone: ZoneInfo) -> bool:
    """Say whether a wall clock ever shows this date and time."""
    instant = moment.replace(tzinfo=zone).astimezone(UTC)
    return instant.astimezone(zone).replace(tzinfo=None) == moment


def clock_changes(zone: ZoneInfo) -> tuple[datetime, ...]:
    """Return the instants from 2024 to 2034 at which a clock is put forward or back."""
    looks = [FIRST + n * THREE_WEEKS for n in range(11 * 366 // 21)]
    offsets = [(look, offset(look, zone)) for look in looks]
    return tuple(
        first_minute_of(after, before, zone)
        for (before, was), (after, is_now) in pairwise(offsets)
        if was != is_now
    )


def first_minute_of(after: datetime, before: datetime, zone: ZoneInfo) -> datetime:
    """Return when the clock began to differ from what it was before."""
    minutes, was = range(int((after - before) / MINUTE) + 1), offset(before, zone)
    found = bisect_left(minutes, 1, key=lambda n: offset(before + n * MINUTE, zone) != was)
    return before + found * MINUTE


def offset(instant: datetime, zone: ZoneInfo) -> timedelta | None:
    """Return how far a clock is from UTC."""
    return instant.astimezone(zone).utcoffset()


def watched(zone: ZoneInfo, day: date) -> Iterator[tuple[datetime, datetime]]:
    """Yield the times of a day with the instant at which the clock first reached them."""
    start = datetime.combine(day, time.min)
    begin = start.replace(tzinfo=UTC) - DAY
    instants = [begin + n * QUARTER for n in range(3 * 96)]
    ticks = iter([(one.astimezone(zone).replace(tzinfo=None), one) for one in instants])
    shown, instant = next(ticks)
    for asked in (start + n * QUARTER for n in range(96)):
        while shown < asked:
            shown, instant = next(ticks)
        yield asked, instant
