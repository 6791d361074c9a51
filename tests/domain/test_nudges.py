"""Reminders and nudges: at the member's own hour, for a reason, or left out for one."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendars import Closure
from bot.domain.kinds import Before
from bot.domain.local_time import QuietHours, Rhythm, is_allowed
from bot.domain.nudges import (
    Candidate,
    LeftOut,
    after_gathering,
    due_reminders,
    follow_up_instant,
    nudge_recipients,
    reminder_instant,
)
from bot.domain.people import Away, Digest, Person, Settings, Topic
from tests.domain.samples import NOW, connect_lead_succeed, gathering, network, person

NEW_YORK = Rhythm(zone=ZoneInfo("America/New_York"))
DAY = timedelta(days=1)


def shown(instant: datetime, zone: str) -> str:
    """Return an instant as a wall clock and calendar show it."""
    return instant.astimezone(ZoneInfo(zone)).strftime("%a %d %b %H:%M")


@pytest.mark.parametrize(
    ("zone", "week", "day", "hour"),
    [
        ("America/New_York", "Wed 09 Sep 08:30", "Tue 15 Sep 08:30", "Wed 16 Sep 08:00"),
        ("America/Chicago", "Wed 09 Sep 08:30", "Tue 15 Sep 08:30", "Wed 16 Sep 07:00"),
        ("America/Los_Angeles", "Wed 09 Sep 08:30", "Tue 15 Sep 08:30", "Tue 15 Sep 18:59"),
        ("Africa/Nairobi", "Wed 09 Sep 08:30", "Tue 15 Sep 08:30", "Wed 16 Sep 15:00"),
        ("Australia/Sydney", "Wed 09 Sep 08:30", "Tue 15 Sep 08:30", "Wed 16 Sep 18:59"),
        ("Asia/Kathmandu", "Wed 09 Sep 08:30", "Tue 15 Sep 08:30", "Wed 16 Sep 17:45"),
    ],
)
def test_everybody_is_reminded_at_their_own_hour(zone: str, week: str, day: str, hour: str) -> None:
    """A conference at nine in New York: three reminders, never at night (architecture.md 5)."""
    rhythm = Rhythm(zone=ZoneInfo(zone))

    found = [shown(reminder_instant(gathering(), before, rhythm), zone) for before in Before]

    assert found == [week, day, hour]


@pytest.mark.parametrize(
    "day",
    [date(2026, 11, 4), date(2027, 3, 17), date(2026, 11, 1), date(2027, 3, 14)],
    ids=["after autumn", "after spring", "on the day in autumn", "on the day in spring"],
)
@pytest.mark.parametrize("zone", ["America/New_York", "America/Phoenix", "America/Los_Angeles"])
def test_clock_changes_move_no_reminder(zone: str, day: date) -> None:
    """Between the reminder and the conference the clock changes; half past eight stays so."""
    conference = gathering(day, time(15, 0))
    rhythm = Rhythm(zone=ZoneInfo(zone), working_days=frozenset(range(7)))

    week, before, _ = (reminder_instant(conference, one, rhythm) for one in Before)

    assert shown(week, zone) == f"{day - 7 * DAY:%a %d %b} 08:30"
    assert shown(before, zone) == f"{day - DAY:%a %d %b} 08:30"


def test_a_monday_conference_is_remembered_on_friday() -> None:
    """A day before is the last working day before."""
    monday = gathering(date(2026, 9, 21))

    found = reminder_instant(monday, Before.DAY, NEW_YORK)

    assert shown(found, "America/New_York") == "Fri 18 Sep 08:30"


def test_after_a_long_break_the_reminder_comes_when_people_are_back() -> None:
    """Five weeks early, before anybody has heard of the date, it would help nobody (issue 4)."""
    break_ = Closure(since=date(2026, 12, 1), until=date(2027, 1, 3), name="Long holiday")
    rhythm = replace(NEW_YORK, closures=(break_,))

    found = [
        [shown(reminder_instant(gathering(day), before, rhythm), "America/New_York") for before in
         (Before.WEEK, Before.DAY)]
        for day in (date(2027, 1, 8), date(2027, 1, 5))
    ]  # fmt: skip

    assert found == [
        ["Mon 04 Jan 08:30", "Thu 07 Jan 08:30"],
        ["Mon 04 Jan 08:30", "Mon 04 Jan 08:30"],
    ]


@given(
    zone=st.sampled_from(["America/New_York", "Pacific/Apia", "Australia/Lord_Howe", "Asia/Tokyo"]),
    day=st.dates(date(2026, 9, 1), date(2028, 6, 30)),
    at=st.times().map(lambda wall: wall.replace(second=0, microsecond=0)),
)
def test_no_reminder_wakes_anybody(zone: str, day: date, at: time) -> None:
    """Wherever a member is and whenever the gathering: outside the silence, and before it."""
    conference, rhythm = gathering(day, at), Rhythm(zone=ZoneInfo(zone))

    found = [reminder_instant(conference, before, rhythm) for before in Before]

    walls = [one.astimezone(rhythm.zone).time() for one in found]
    assert not [wall for wall in walls if rhythm.quiet.holds(wall)]
    assert found[0] < found[1] < conference.starts_at
    assert found[2] < conference.starts_at


def test_reminders_fall_due_once_in_adjoining_windows() -> None:
    """However the planner cuts time, each reminder is in exactly one piece."""
    conference, fellow, here = gathering(), person(), network()
    cuts = [NOW + n * timedelta(hours=7) for n in range(60)]
    windows = itertools.pairwise(cuts)

    found = [
        row.occurrence
        for since, until in windows
        for row in due_reminders(
            conference, here, fellow, rhythm=NEW_YORK, since=since, until=until
        )
    ]

    assert found == ["week/1", "day/1", "hour/1"]


def test_a_reminder_carries_what_its_reader_needs() -> None:
    """Why it comes, until when it is worth sending, and which date it was made for."""
    moved = replace(gathering(), revision=3)

    first, *_ = due_reminders(
        moved, network(), person(), rhythm=NEW_YORK, since=NOW, until=NOW + 20 * DAY
    )

    assert first.reason == "You are invited to this gathering."
    assert first.deadline_at == moved.starts_at
    assert first.refs == {"gathering": 12, "before": "week", "revision": 3}


def test_a_long_break_before_a_conference_brings_one_reminder_less() -> None:
    """A week before and a day before are the same last working day: it is said once."""
    long = Closure(since=date(2026, 9, 5), until=date(2026, 9, 15), name="Long break")
    rhythm = replace(NEW_YORK, closures=(long,))

    found = due_reminders(
        gathering(), network(), person(), rhythm=rhythm, since=NOW, until=NOW + 30 * DAY
    )

    assert [(one.occurrence, shown(one.due_at, "America/New_York")) for one in found] == [
        ("day/1", "Fri 04 Sep 08:30"),
        ("hour/1", "Wed 16 Sep 08:00"),
    ]


def test_a_reflection_is_offered_when_people_are_awake_again() -> None:
    """At the end of a conference, or on the next morning where it ends at night."""
    form = connect_lead_succeed().form("conference_reflection")
    here, far = person(), person(zone="Australia/Sydney")

    found = [
        after_gathering(
            gathering(), network(), one, rhythm=one.rhythm(network().rhythm), form=form
        ).due_at
        for one in (here, far)
    ]

    assert shown(found[0], "America/New_York") == "Wed 16 Sep 13:00"
    assert shown(found[1], "Australia/Sydney") == "Thu 17 Sep 08:30"


@pytest.mark.parametrize(
    ("written", "named", "expected"),
    [
        ("2026-09-16 13:00", None, "Wed 30 Sep 08:30"),
        ("2026-09-19 13:00", None, "Mon 05 Oct 08:30"),  # two weeks on it is a Saturday
        ("2026-09-16 13:00", date(2026, 9, 25), "Fri 25 Sep 08:30"),
        ("2026-09-16 13:00", date(2026, 9, 16), "Thu 17 Sep 08:30"),  # that day's hour has passed
        ("2026-09-16 07:30", date(2026, 9, 16), "Wed 16 Sep 08:30"),
        ("2026-09-16 13:00", date(2026, 9, 1), "Thu 17 Sep 08:30"),
    ],
)
def test_a_next_step_comes_back_after_two_weeks_or_on_its_day(
    written: str, named: date | None, expected: str
) -> None:
    """Never in the past, and never in the moment of writing (S72)."""
    at = datetime.fromisoformat(written).replace(tzinfo=NEW_YORK.zone)

    found = follow_up_instant(at.astimezone(UTC), named, NEW_YORK)

    assert shown(found, "America/New_York") == expected


def candidate(who: Person, *, done: bool = False, counted: int = 0) -> Candidate:
    """Return somebody whom a nudge might reach."""
    rhythm = who.rhythm(network().rhythm)
    return Candidate(person=who, rhythm=rhythm, done=done, counted=counted)


def test_a_nudge_leaves_out_by_the_rules_of_the_door() -> None:
    """Done, away, paused, switched off, enough for a week; the facilitator sees why (S5)."""
    away = Settings(away=(Away(since=NOW.date(), until=NOW.date() + DAY),))
    candidates = [
        candidate(person(1), counted=2),
        candidate(person(2), done=True),
        candidate(person(3, settings=Settings(paused=True))),
        candidate(person(4), counted=3),
        candidate(replace(person(5), is_active=False)),
        candidate(person(6, settings=away)),
        candidate(person(7, settings=Settings(muted=frozenset({Topic.WORDS})))),
    ]

    found = nudge_recipients(candidates, now=NOW, cap=3)

    assert [one.left_out for one in found] == [
        None, LeftOut.DONE, LeftOut.PAUSED, LeftOut.CAP, LeftOut.INACTIVE, LeftOut.AWAY,
        LeftOut.OFF,
    ]  # fmt: skip


def test_who_chose_a_digest_gets_a_nudge_with_it() -> None:
    """Whatever the week has brought: a digest is one message."""
    daily = candidate(person(settings=Settings(digest=Digest.DAILY)), counted=9)

    (found,) = nudge_recipients([daily], now=NOW, cap=3)

    assert (found.left_out, found.in_digest) == (None, True)


def test_whoever_is_back_by_then_is_not_left_out() -> None:
    """What counts is the day on which it comes."""
    until = NOW.date() + 2 * DAY
    away = Settings(away=(Away(since=NOW.date(), until=until),))

    found = nudge_recipients([candidate(person(settings=away))], now=NOW, day=until + DAY, cap=3)

    assert [one.left_out for one in found] == [None]
    assert shown(found[0].due_at, "America/New_York") == "Fri 04 Sep 08:30"


def test_a_nudge_written_at_noon_waits_for_the_morning_of_those_who_sleep() -> None:
    """Each at the next allowed hour of their own."""
    zones = ["America/New_York", "America/Los_Angeles"]
    candidates = [candidate(person(number, zone=zone)) for number, zone in enumerate(zones)]

    found = nudge_recipients(candidates, now=NOW, cap=3)

    assert [shown(one.due_at, "America/New_York") for one in found] == [
        "Tue 01 Sep 09:00",
        "Tue 01 Sep 11:30",
    ]


def test_a_closed_day_moves_a_nudge_and_is_named() -> None:
    """The school of one of them has a day off; the others get it on the day (issue 4)."""
    off = Closure(since=date(2026, 9, 3), until=date(2026, 9, 4), name="Founder's days")
    closed = replace(candidate(person(1)), rhythm=replace(NEW_YORK, closures=(off,)))

    found = nudge_recipients([closed, candidate(person(2))], now=NOW, day=date(2026, 9, 3), cap=3)

    assert [(shown(one.due_at, "America/New_York"), one.moved_by) for one in found] == [
        ("Mon 07 Sep 08:30", "Founder's days"),
        ("Thu 03 Sep 08:30", None),
    ]


def test_somebody_with_odd_quiet_hours_is_still_reached() -> None:
    """A silence over the prompt hour moves it to its end."""
    owl = Rhythm(zone=NEW_YORK.zone, quiet=QuietHours(start=time(4, 0), end=time(14, 0)))

    found = reminder_instant(gathering(), Before.DAY, owl)

    assert shown(found, "America/New_York") == "Tue 15 Sep 14:00"
    assert is_allowed(found, owl)
