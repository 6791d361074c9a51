"""Gatherings: the dates of a series, and whom it is for."""

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendars import Closure
from bot.domain.gatherings import (
    GatheringState,
    SeriesDate,
    dates_of,
    edges_of,
    is_invited,
    series_of,
)
from bot.domain.local_time import Rhythm
from bot.domain.programme import Series
from bot.domain.series import AgendaBlock, Day, SeriesRule, Topic
from bot.domain.text import Text
from tests.domain.samples import connect_lead_succeed, gathering, member

PROGRAMME = connect_lead_succeed()
(CONFERENCE,) = PROGRAMME.series
NEW_YORK = ZoneInfo("America/New_York")


def test_the_conference_is_monthly_during_the_school_year() -> None:
    """On the third Wednesday at nine, across both clock changes, and not in summer (S54)."""
    rhythm = Rhythm(zone=NEW_YORK)

    dates = dates_of(CONFERENCE, since=date(2026, 9, 1), until=date(2027, 9, 30), rhythm=rhythm)

    found = [one.starts_at.astimezone(NEW_YORK) for one in dates]
    assert [f"{one:%b}" for one in found] == [
        "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Sep",
    ]  # fmt: skip
    assert {f"{one:%a %H:%M}" for one in found} == {"Wed 09:00"}
    assert all(15 <= one.day <= 21 for one in found)
    assert not any(one.moved_from or one.closed_by for one in dates)


def test_a_conference_gives_way_to_a_break_and_says_so() -> None:
    """A week later, still on a Wednesday at nine (issue 4)."""
    rhythm = with_closures(("2026-10-19", "2026-10-23", "Fall break"))

    moved = [one for one in year_of(CONFERENCE, rhythm) if one.moved_from]

    (october,) = moved
    assert (october.moved_from, october.closed_by) == (date(2026, 10, 21), "Fall break")
    assert october.day == date(2026, 10, 28)
    assert f"{october.starts_at.astimezone(NEW_YORK):%a %H:%M}" == "Wed 09:00"


def test_a_conference_comes_a_week_early_where_the_week_after_is_closed_too() -> None:
    """The April holidays of Kenya take two Wednesdays (issue 4)."""
    rhythm = with_closures(("2027-04-19", "2027-04-30", "April holidays"))

    (april,) = [one for one in year_of(CONFERENCE, rhythm) if one.moved_from]

    assert (april.moved_from, april.day) == (date(2027, 4, 21), date(2027, 4, 14))


def test_an_institute_goes_on_over_working_days() -> None:
    """Four days for the team of each school, around a weekend and a holiday (S62, S65)."""
    institute = CONFERENCE.model_copy(update={"lasts_days": 4})
    rhythm = with_closures(("2026-09-18", "2026-09-18", "Founders' day"))

    first = year_of(institute, rhythm)[:4]

    assert [(one.number, one.of_day, f"{one.day:%a %d}") for one in first] == [
        (1, 1, "Wed 16"), (1, 2, "Thu 17"), (1, 3, "Mon 21"), (1, 4, "Tue 22"),
    ]  # fmt: skip
    assert {f"{one.starts_at.astimezone(NEW_YORK):%H:%M}" for one in first} == {"09:00"}


def test_each_day_has_its_own_agenda() -> None:
    """The second institute begins with the first day again (S65)."""
    days = tuple(day(f"Day {number}") for number in (1, 2))
    institute = CONFERENCE.model_copy(update={"lasts_days": 2, "days": days, "agenda": ()})

    themes = [str(institute.agenda_of(number)[0].what) for number in (1, 2, 3)]

    assert themes == ["Day 1", "Day 2", "Day 1"]


def test_each_meeting_has_its_topic() -> None:
    """Topics follow one another; after the last one nobody has said what comes (S60)."""
    topics = tuple(topic(what) for what in ("Visits", "Data"))
    monthly = CONFERENCE.model_copy(update={"topics": topics})
    institute = monthly.model_copy(update={"lasts_days": 2})

    found = [
        [str(one.what) if (one := series.topic_of(number)) else None for number in (1, 2, 3, 4, 5)]
        for series in (monthly, institute)
    ]

    assert found[0] == ["Visits", "Data", None, None, None]
    assert found[1] == ["Visits", "Visits", "Data", "Data", None]


def test_a_date_of_one_school_invites_its_people() -> None:
    """And whoever leads the network (S89)."""
    members = [replace(member(), school_id=school_id) for school_id in (1, 2, None)]

    invited = [
        is_invited(one, CONFERENCE, programme=PROGRAMME, school_id=1)
        for one in (*members, member(facilitates=True))
    ]

    assert invited == [True, False, False, True]


def test_a_meeting_of_one_level_invites_that_level() -> None:
    """Elementary, middle and high school leaders meet on their own (S79)."""
    high = CONFERENCE.model_copy(update={"levels": ("high",)})
    members = [replace(member(), level=level) for level in ("high", "middle", None)]

    invited = [
        is_invited(one, high, programme=PROGRAMME) for one in (*members, member(facilitates=True))
    ]

    assert invited == [True, False, False, True]


def test_a_conference_without_a_free_week_around_it_stays_and_is_told() -> None:
    """Somebody has to decide; the bot only says what it sees (issue 4)."""
    rhythm = with_closures(("2026-12-01", "2027-01-08", "Building works"))

    dates = year_of(CONFERENCE, rhythm)

    (stays,) = [one for one in dates if one.closed_by]
    assert (stays.day, stays.moved_from) == (date(2026, 12, 16), None)
    assert stays.closed_by == "Building works"
    assert len(dates) == 10


def test_a_conference_gives_way_to_a_public_holiday() -> None:
    """Thanksgiving is the fourth Thursday of November (issue 4)."""
    rhythm = Rhythm(zone=NEW_YORK, region="US")
    thursdays = meeting(week=4, weekday="thursday", months=(11,))

    (november,) = year_of(thursdays, rhythm)

    assert november.closed_by == "Thanksgiving Day"
    assert (november.moved_from, november.day) == (date(2026, 11, 26), date(2026, 12, 3))


def test_two_meetings_of_a_series_never_fall_on_one_day() -> None:
    """A weekly meeting has no free week beside it and stays (issue 4)."""
    rhythm = with_closures(("2026-10-05", "2026-10-05", "Teachers' day"))

    dates = year_of(meeting(weekday="monday"), rhythm)

    days = [one.day for one in dates]
    assert {(later - earlier).days for earlier, later in pairwise(days)} == {7}
    assert [(one.day, one.moved_from) for one in dates if one.closed_by] == [
        (date(2026, 10, 5), None)
    ]


def test_a_date_that_the_programme_names_itself_stays() -> None:
    """Whoever wrote the day down meant that day; the closure is told (issue 4)."""
    rhythm = with_closures(("2026-10-01", "2026-10-02", "Fall break"))
    named = meeting(days=(date(2026, 10, 1), date(2027, 2, 11)))

    dates = year_of(named, rhythm)

    assert [(one.day, one.closed_by) for one in dates] == [
        (date(2026, 10, 1), "Fall break"),
        (date(2027, 2, 11), None),
    ]


@given(
    starts=st.lists(st.dates(date(2026, 9, 1), date(2027, 6, 30)), max_size=8),
    length=st.integers(0, 20),
    every=st.integers(1, 4),
)
@settings(max_examples=100)
def test_closures_never_lose_a_meeting(starts: list[date], length: int, every: int) -> None:
    """As many as without them, in order, none twice, each on its weekday (issue 4)."""
    closures = tuple(
        Closure(since=day, until=day + timedelta(days=length), name="Closed") for day in starts
    )
    series = meeting(weekday="wednesday", every_weeks=every)

    plain = year_of(series, Rhythm(zone=NEW_YORK))
    dates = year_of(series, Rhythm(zone=NEW_YORK, closures=closures))

    days = [one.day for one in dates]
    assert len(set(days)) == len(plain)
    assert days == sorted(days)
    assert {day.weekday() for day in days} == {2}
    assert {one.moved_from or one.day for one in dates} == {one.day for one in plain}


def test_a_gathering_is_over_when_its_last_minute_has_passed() -> None:
    """Four hours after it began."""
    conference = gathering()

    at = [conference.starts_at + timedelta(minutes=minutes) for minutes in (0, 239, 240)]

    assert [conference.is_over(one) for one in at] == [False, False, True]


def test_a_series_for_some_roles_invites_those_and_the_facilitator() -> None:
    """Without a role named, everybody is invited."""
    some = CONFERENCE.model_copy(update={"roles": ("principal",)})
    people = [member(1), member(2, role="teacher_leader"), member(3, role=None, facilitates=True)]

    assert [is_invited(one, some, programme=PROGRAMME) for one in people] == [True, False, True]
    assert [is_invited(one, CONFERENCE, programme=PROGRAMME) for one in people] == [
        True,
        True,
        True,
    ]


def test_a_gathering_knows_its_series() -> None:
    """By the id in the programme that the network began with."""
    moved = replace(gathering(), title="Another title")

    assert series_of(moved, PROGRAMME) is CONFERENCE


def year_of(series: Series, rhythm: Rhythm) -> tuple[SeriesDate, ...]:
    """Return the dates of a school year."""
    return dates_of(series, since=date(2026, 9, 1), until=date(2027, 6, 30), rhythm=rhythm)


def topic(what: str) -> Topic:
    """Make a topic."""
    return Topic(what=Text(by_language={"en": what}), focus="instruction", systems=("ilt",))


def day(theme: str) -> Day:
    """Return a day of which everything is about one theme."""
    what = Text(by_language={"en": theme})
    block = AgendaBlock(id="work", type="learn", minutes=CONFERENCE.minutes, what=what)
    return Day(theme=what, agenda=(block,))


def with_closures(*closures: tuple[str, str, str]) -> Rhythm:
    """Return the rhythm of a network in New York with some days off."""
    return Rhythm(
        zone=NEW_YORK,
        closures=tuple(
            Closure(since=date.fromisoformat(since), until=date.fromisoformat(until), name=name)
            for since, until, name in closures
        ),
    )


def meeting(**when: Any) -> Series:
    """Return the conference on other days."""
    return CONFERENCE.model_copy(update={"when": SeriesRule(at=time(9, 0), **when)})


def test_training_in_the_holidays_gives_way_to_public_holidays_only() -> None:
    """Schools are closed, which is why there is time; on Easter Monday nobody comes (S18)."""
    training = CONFERENCE.model_copy(update={"lasts_days": 2, "in_holidays": True})
    rhythm = replace(with_closures(("2026-09-14", "2026-09-18", "Holiday")), region="KE")

    days = [one.day for one in year_of(training, rhythm)]
    easter = SeriesRule(first_full_week_of=4, weekday="monday", at=time(9))
    (first, *_) = dates_of(
        training.model_copy(update={"when": easter}),
        since=date(2026, 4, 1),
        until=date(2026, 4, 30),
        rhythm=rhythm,
    )

    assert days[:2] == [date(2026, 9, 16), date(2026, 9, 17)]
    assert (first.moved_from, first.day) == (date(2026, 4, 6), date(2026, 4, 7))


def test_what_each_school_has_for_itself_has_no_dates_of_its_own() -> None:
    """A coach comes on days that suit the school (S10)."""
    visits = CONFERENCE.model_copy(update={"by_school": True})

    assert year_of(visits, with_closures()) == ()


def test_a_meeting_of_a_series_that_is_gone_stands_for_itself() -> None:
    """A newer programme may leave out what is past; its cancelled days do not count (S62)."""
    gone = replace(gathering(), series_id="gone")
    off = replace(gathering(), id=99, state=GatheringState.CANCELLED)

    edges = edges_of([gone, off], PROGRAMME)

    assert edges.firsts == edges.lasts == {gone.id}
