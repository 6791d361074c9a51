"""Rhythms: nobody is written to at night, on a day off, or too late for that."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendars import ClosureKind
from bot.domain.local_time import (
    QuietHours,
    Rhythm,
    is_allowed,
    last_allowed,
    local_date,
    next_allowed,
    prompt_on_or_after,
    prompt_on_or_before,
)
from tests.domain.clocks import (
    DAY,
    MINUTE,
    NEW_YORK,
    closure,
    days,
    instants,
    rhythms,
    school_rhythms,
    working,
    zones,
)


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
@settings(max_examples=200)
def test_what_must_wait_waits_for_an_allowed_moment(instant: datetime, rhythm: Rhythm) -> None:
    """Never earlier than asked, and never without end."""
    found = next_allowed(instant, rhythm)

    assert instant <= found <= instant + 15 * DAY
    assert is_allowed(instant, rhythm) == (found == instant)


@given(instant=instants, zone=zones, days_worked=working)
@settings(max_examples=200)
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
@settings(max_examples=200)
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

    assert night - found == 601 * MINUTE


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
