"""Wall clocks: no reminder is lost, doubled or moved when clocks change."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendars import Closure, ClosureKind
from bot.domain.local_time import (
    QuietHours,
    Rhythm,
    at_wall,
    is_allowed,
    last_allowed,
    local_date,
    monthly,
    next_allowed,
    prompt_on_or_after,
    prompt_on_or_before,
    weekly,
    zone_named,
    zone_names,
)

ZONES = sorted(available_timezones() - {"localtime"})  # every zone but the machine's own
NEW_YORK = ZoneInfo("America/New_York")
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
FIRST = datetime(2024, 1, 1, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
THREE_WEEKS = timedelta(weeks=3)
"""Shorter than any summer or winter time is; Morocco's shortest takes thirty days."""

zones = st.sampled_from(ZONES).map(ZoneInfo)
days = st.dates(min_value=date(2024, 1, 1), max_value=date(2034, 12, 31))
walls = st.times().map(lambda wall: wall.replace(second=0, microsecond=0))
instants = st.integers(0, 11 * 365 * 24 * 60).map(lambda n: FIRST + n * MINUTE)
silences = st.builds(QuietHours, start=walls, end=walls)
working = st.frozensets(st.integers(0, 6), min_size=1)
rhythms = st.builds(Rhythm, zone=zones, quiet=silences, working_days=working, prompt_at=walls)
regions = st.sampled_from([None, "US", "US-NY", "KE", "GB-ENG", "NP", "WS", "nowhere"])
closures = st.lists(
    st.builds(lambda day, n: closure(day, day + n * DAY), days, st.integers(0, 60)), max_size=6
).map(tuple)
school_rhythms = st.builds(Rhythm, zone=zones, closures=closures, region=regions)


@given(zone=zones, day=days, wall=walls)
@settings(max_examples=400)
def test_an_occurrence_keeps_the_asked_wall_time(zone: ZoneInfo, day: date, wall: time) -> None:
    """Only a missing time is another one: the next minute that the clock shows."""
    asked = datetime.combine(day, wall)

    shown = at_wall(day, wall, zone=zone).astimezone(zone).replace(tzinfo=None)

    skipped = [asked + n * MINUTE for n in range(int((shown - asked) / MINUTE))]
    assert shown >= asked
    assert not [moment for moment in skipped if exists(moment, zone)]


@given(zone=zones, day=days, wall=walls)
@settings(max_examples=400)
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
    """From 2024 to 2034, asked for each quarter of the days around, against a watched clock.

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


@pytest.mark.parametrize(
    ("wall", "silent"),
    [("18:59", False), ("19:00", True), ("23:59", True), ("00:00", True), ("06:59", True),
     ("07:00", False), ("12:00", False)],
)  # fmt: skip
def test_the_night_is_silent_over_midnight(wall: str, silent: bool) -> None:
    """Its first minute belongs to the silence, its end does not."""
    night = QuietHours()

    assert night.holds(time.fromisoformat(wall)) is silent


def test_a_silence_within_a_day_ends_on_that_day() -> None:
    """A lunch hour is silent, the evening is not."""
    lunch = QuietHours(start=time(12, 0), end=time(13, 0))

    holds = [lunch.holds(time(hour, 30)) for hour in (11, 12, 13, 22)]

    assert holds == [False, True, False, False]


@given(instant=instants, rhythm=rhythms)
@settings(max_examples=400)
def test_what_must_wait_waits_for_an_allowed_moment(instant: datetime, rhythm: Rhythm) -> None:
    """Never earlier than asked, and never without end."""
    found = next_allowed(instant, rhythm)

    assert instant <= found <= instant + 15 * DAY
    assert is_allowed(instant, rhythm) == (found == instant)


@given(instant=instants, zone=zones, days_worked=working)
@settings(max_examples=400)
def test_a_prompt_that_waited_comes_at_an_hour_that_is_allowed(
    instant: datetime, zone: ZoneInfo, days_worked: frozenset[int]
) -> None:
    """With the usual night, on a working day at half past eight."""
    rhythm = Rhythm(zone=zone, working_days=days_worked)

    found = next_allowed(instant, rhythm)

    assert is_allowed(found, rhythm)
    assert found == instant or found.astimezone(zone).time() == time(8, 30)


@given(instant=instants, rhythm=school_rhythms)
@settings(max_examples=200, deadline=None)
def test_nobody_is_written_to_on_a_closed_day(instant: datetime, rhythm: Rhythm) -> None:
    """Whatever was closed, a moment is found, on a school day, outside the night (issue 4)."""
    later, earlier = next_allowed(instant, rhythm), last_allowed(instant, rhythm)

    day = local_date(later, zone=rhythm.zone)
    assert is_allowed(later, rhythm)
    assert later >= instant >= earlier
    assert rhythm.works(day)
    assert not any(one.holds(day) for one in rhythm.closures)


@given(first=instants, gap=st.integers(0, 40 * 24 * 60), rhythm=school_rhythms)
@settings(max_examples=200, deadline=None)
def test_what_is_asked_first_comes_first(first: datetime, gap: int, rhythm: Rhythm) -> None:
    """A day that waits for a school day never overtakes a later one (issue 4)."""
    second = first + gap * MINUTE

    asked = [local_date(one, zone=rhythm.zone) for one in (first, second)]
    waited = [local_date(next_allowed(one, rhythm), zone=rhythm.zone) for one in (first, second)]
    assert waited == sorted(waited)
    assert prompt_on_or_after(asked[0], rhythm) <= prompt_on_or_after(asked[1], rhythm)
    assert prompt_on_or_before(asked[0], rhythm) <= prompt_on_or_before(asked[1], rhythm)


@given(day=days, rhythm=school_rhythms)
@settings(max_examples=200, deadline=None)
def test_a_day_off_has_a_name_and_a_weekend_needs_none(day: date, rhythm: Rhythm) -> None:
    """So that people can be told why something came on another day (issue 4)."""
    weekend = day.weekday() >= 5

    assert rhythm.works(day) == (not weekend and rhythm.closed_by(day) is None)
    assert rhythm.why_not(day) == (None if weekend else rhythm.closed_by(day))


@pytest.mark.parametrize(
    ("day", "name", "before", "after"),
    [
        ("2026-11-26", "Thanksgiving Day", "2026-11-25", "2026-11-27"),
        ("2026-12-21", "Winter break", "2026-12-18", "2027-01-04"),
        ("2026-12-25", "Winter break", "2026-12-18", "2027-01-04"),
        ("2026-12-27", None, "2026-12-18", "2027-01-04"),  # a Sunday within the break
        ("2027-05-04", "State tests", "2027-04-30", "2027-05-10"),
        ("2027-05-05", "State tests", "2027-04-30", "2027-05-10"),
        ("2027-01-05", None, "2027-01-05", "2027-01-05"),
    ],
)
def test_prompts_keep_to_school_days(day: str, name: str | None, before: str, after: str) -> None:
    """Breaks, testing weeks and public holidays are passed over, and have names (issue 4)."""
    rhythm = Rhythm(
        zone=NEW_YORK,
        region="US",
        closures=(
            closure(date(2026, 12, 21), date(2027, 1, 1), "Winter break"),
            closure(date(2027, 5, 3), date(2027, 5, 7), "State tests", ClosureKind.TESTING),
        ),
    )

    asked = date.fromisoformat(day)

    assert rhythm.why_not(asked) == name
    found = (prompt_on_or_before(asked, rhythm), prompt_on_or_after(asked, rhythm))
    assert [one.astimezone(NEW_YORK).date().isoformat() for one in found] == [before, after]


def test_a_school_that_is_always_closed_never_hangs_the_planner() -> None:
    """Odd calendars get an answer, too (issue 4)."""
    closed = Rhythm(zone=NEW_YORK, closures=(closure(date.min, date.max),))
    night = datetime(2026, 9, 16, 9, 0, tzinfo=UTC)

    assert next_allowed(night, closed) == datetime(2026, 9, 16, 12, 30, tzinfo=UTC)
    assert last_allowed(night, closed) == datetime(2026, 9, 15, 22, 59, tzinfo=UTC)


@given(instant=instants, rhythm=rhythms)
@settings(max_examples=400)
def test_the_last_allowed_moment_is_before_the_silence(instant: datetime, rhythm: Rhythm) -> None:
    """A reminder that would fall into the night comes in the minute before it."""
    found = last_allowed(instant, rhythm)

    was_silent = rhythm.quiet.holds(instant.astimezone(rhythm.zone).time())
    assert (found < instant) if was_silent else (found == instant)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("2026-09-16 05:00", "2026-09-15 18:59"),  # Wednesday before dawn: Tuesday evening
        ("2026-09-16 22:00", "2026-09-16 18:59"),
        ("2026-09-14 05:00", "2026-09-11 18:59"),  # Monday before dawn: Friday evening
        ("2026-09-16 12:00", "2026-09-16 12:00"),
    ],
)
def test_the_reminder_of_an_early_morning_comes_the_evening_before(
    asked: str, expected: str
) -> None:
    """Better the evening of the last working day than at night."""
    rhythm = Rhythm(zone=NEW_YORK)
    instant = datetime.fromisoformat(asked).replace(tzinfo=NEW_YORK)

    found = last_allowed(instant, rhythm)

    assert found == datetime.fromisoformat(expected).replace(tzinfo=NEW_YORK)


def test_somebody_without_working_days_still_gets_an_answer() -> None:
    """Odd settings never hang the planner."""
    rhythm = Rhythm(zone=NEW_YORK, working_days=frozenset())
    night = datetime(2026, 9, 16, 9, 0, tzinfo=UTC)

    found = last_allowed(night, rhythm)

    assert night - found == timedelta(hours=10, minutes=1)


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2026, 9, 16), date(2026, 9, 16), date(2026, 9, 16)),  # a Wednesday
        (date(2026, 9, 19), date(2026, 9, 18), date(2026, 9, 21)),  # a Saturday
        (date(2026, 9, 20), date(2026, 9, 18), date(2026, 9, 21)),  # a Sunday
    ],
)
def test_prompts_keep_to_working_days(day: date, before: date, after: date) -> None:
    """A reminder comes on the working day before, a question on the one after."""
    rhythm = Rhythm(zone=NEW_YORK)

    found = (prompt_on_or_before(day, rhythm), prompt_on_or_after(day, rhythm))

    hour = time(8, 30)
    assert found == (
        datetime.combine(before, hour, tzinfo=NEW_YORK),
        datetime.combine(after, hour, tzinfo=NEW_YORK),
    )


def test_a_late_riser_is_asked_when_the_silence_ends() -> None:
    """The prompt hour gives way to the person's own quiet hours."""
    late = Rhythm(zone=NEW_YORK, quiet=QuietHours(start=time(21, 0), end=time(10, 0)))

    found = prompt_on_or_after(date(2026, 9, 16), late)

    assert found.astimezone(NEW_YORK).time() == time(10, 0)


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
    """Yield the times of three days with the instant at which the clock first reached them."""
    start = datetime.combine(day - DAY, time.min)
    begin = start.replace(tzinfo=UTC) - DAY
    instants = [begin + n * QUARTER for n in range(5 * 96)]
    ticks = iter([(one.astimezone(zone).replace(tzinfo=None), one) for one in instants])
    shown, instant = next(ticks)
    for asked in (start + n * QUARTER for n in range(3 * 96)):
        while shown < asked:
            shown, instant = next(ticks)
        yield asked, instant


def closure(
    since: date, until: date, name: str = "Closed", kind: ClosureKind = ClosureKind.CLOSED
) -> Closure:
    """Return some days off."""
    return Closure(since=since, until=until, name=name, kind=kind)
