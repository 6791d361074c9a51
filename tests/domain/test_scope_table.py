"""Scope and sequence: the year by month, its columns, its gaps, its balance."""

from dataclasses import replace
from datetime import date
from functools import cache

from bot.domain.calendars import Closure
from bot.domain.deciding import AdoptedItem
from bot.domain.local_time import Rhythm, zone_named
from bot.domain.programme import Programme
from bot.domain.scope_table import Dated, Gap, GapKind, ScopeTable, scope_table
from bot.domain.series import Series
from bot.services.catalogue import Catalogue

INSTITUTE = "leadership-institute-year"
PRINCIPALS = "connect-lead-succeed"
STUDENTS = "leading-equitable-schools"
RHYTHM = Rhythm(zone=zone_named("UTC"))
CONFERENCE, ASSISTANTS = "leadership_conference", "assistants_conference"


@cache
def programme(key: str = INSTITUTE) -> Programme:
    """Return a shipped programme."""
    return Catalogue().get(key)


def series(name: str) -> Series:
    """Return a series of the institute's year."""
    return programme().one_series(name)


def table(*dated: Dated) -> ScopeTable:
    """Return the table of a few gatherings of the institute's year."""
    return scope_table(programme(), dated, rhythm=RHYTHM)


def test_leaders_assistants_teachers_and_systems_stand_in_a_row() -> None:
    """S60: who meets alone has a column, and what teachers do at the same time is beside it."""
    first, second = series(CONFERENCE), series(ASSISTANTS)

    shown = table(
        Dated(series=first, number=1, on=date(2026, 9, 9)),
        Dated(series=second, number=1, on=date(2026, 9, 24)),
    )

    (september,) = shown.months
    assert [role.id for role in shown.roles] == ["assistant_principal"]
    assert september.leaders == (first.topics[0].what,)
    assert september.by_role == {"assistant_principal": (second.topics[0].what,)}
    assert set(first.topics[0].systems) <= set(september.systems)
    assert first.topics[0].teachers in september.teachers


def test_a_meeting_of_four_days_has_one_topic() -> None:
    """S60, S65: the same words stand once in a month."""
    institute = series("summer_institute")
    days = [Dated(series=institute, number=day, on=date(2026, 8, 2 + day)) for day in range(1, 5)]

    shown = table(*days)

    assert shown.months[0].leaders == (institute.topics[0].what,)


def test_a_month_without_the_assistants_is_a_gap() -> None:
    """S60: and so is one in which nobody meets at all."""
    first = series(CONFERENCE)

    shown = table(
        Dated(series=first, number=1, on=date(2026, 9, 9)),
        Dated(series=first, number=2, on=date(2026, 11, 11)),
    )

    assert shown.gaps[:3] == (
        Gap(kind=GapKind.ROLE, month=date(2026, 9, 1), what="assistant_principal"),
        Gap(kind=GapKind.MONTH, month=date(2026, 10, 1)),
        Gap(kind=GapKind.ROLE, month=date(2026, 11, 1), what="assistant_principal"),
    )


def test_what_members_asked_for_stands_in_the_month_of_its_meeting() -> None:
    """S58, S60: in the column of those who meet; a meeting without a topic counts with it."""
    wish = AdoptedItem(words="Families as partners", support=7, gathering_id=3)
    leaders, assistants = series(CONFERENCE), series(ASSISTANTS)
    plain = leaders.model_copy(update={"id": "visit", "topics": ()})

    shown = table(
        Dated(series=plain, number=1, on=date(2026, 9, 9), asked_for=wish),
        Dated(series=assistants, number=1, on=date(2026, 9, 24)),
        Dated(series=assistants, number=2, on=date(2026, 10, 24), asked_for=wish),
    )

    september, october = shown.months
    assert (september.leaders, september.asked_for) == ((), {"": (wish,)})
    assert october.asked_for == {"assistant_principal": (wish,)}
    assert [gap.month for gap in shown.gaps if gap.kind is GapKind.LEADERS] == [date(2026, 10, 1)]


def test_the_balance_counts_the_hardest_parts_of_leading() -> None:
    """S57: each topic serves one of four; one that no topic serves is named."""
    whole = programme()
    only = series(CONFERENCE)
    narrow = whole.model_copy(
        update={
            "series": (
                only.model_copy(
                    update={"topics": tuple(one for one in only.topics if one.focus == "culture")}
                ),
            )
        }
    )

    shown, missing = (scope_table(one, (), rhythm=RHYTHM) for one in (whole, narrow))

    assert all(shown.balance.values())
    assert {one.what for one in missing.gaps if one.kind is GapKind.FOCUS} == {
        "instruction",
        "operations",
        "collaboration",
    }


def test_a_programme_without_topics_shows_its_meetings() -> None:
    """S60: nothing is made up; nobody is told of systems that are nowhere described."""
    principals = programme(PRINCIPALS)
    conference = principals.one_series("conference")

    shown = scope_table(
        principals, [Dated(series=conference, number=1, on=date(2026, 9, 3))], rhythm=RHYTHM
    )

    assert not shown.has_topics
    assert shown.months[0].leaders == (conference.name,)
    assert (shown.gaps, dict(shown.balance)) == ((), {})


def test_a_meeting_without_a_topic_is_a_meeting() -> None:
    """S60: what a programme never asks for is no gap, nor is a role that it has no topics for."""
    students = programme(STUDENTS)
    days = {
        "session": date(2026, 10, 1),
        "focus_group": date(2026, 10, 6),
        "culture_observation": date(2026, 11, 3),
        "central_office_coaching": date(2026, 11, 5),
        "learning_walk": date(2026, 12, 1),
    }
    dated = [Dated(series=students.one_series(name), number=1, on=on) for name, on in days.items()]

    shown = scope_table(students, dated, rhythm=RHYTHM)

    october, november, _december = shown.months
    assert october.leaders == (students.one_series("session").topics[0].what,)
    assert november.leaders == (students.one_series("culture_observation").name,)
    assert list(november.by_role) == ["central_office"]
    assert shown.gaps == ()


def test_a_meeting_of_everybody_is_one_of_the_assistants_too() -> None:
    """S60: the institute in summer invites them, although it stands in the leaders' column."""
    shown = table(Dated(series=series("summer_institute"), number=1, on=date(2026, 8, 11)))

    assert shown.gaps == ()


def test_a_long_holiday_is_no_gap() -> None:
    """S60: while schools are closed nobody is to meet, and nobody is missed."""
    first = series(CONFERENCE)
    holiday = Closure(since=date(2026, 12, 1), until=date(2027, 1, 3), name="Long holiday")
    dated = [
        Dated(series=first, number=1, on=date(2026, 11, 18)),
        Dated(series=first, number=2, on=date(2027, 1, 20)),
    ]

    shown = scope_table(programme(), dated, rhythm=replace(RHYTHM, closures=(holiday,)))

    assert [gap for gap in shown.gaps if gap.month == date(2026, 12, 1)] == []


def test_a_summer_that_the_programme_leaves_out_is_no_gap() -> None:
    """S60: where every rule names its months, the others are a break that is meant."""
    principals = programme(PRINCIPALS)
    conference = principals.one_series("conference")
    dated = [
        Dated(series=conference, number=1, on=date(2027, 5, 6)),
        Dated(series=conference, number=2, on=date(2027, 9, 2)),
    ]

    shown = scope_table(principals, dated, rhythm=RHYTHM)

    assert shown.gaps == (Gap(kind=GapKind.MONTH, month=date(2027, 6, 1)),)


def test_a_year_without_dates_is_empty() -> None:
    """Before dates are planned there is nothing to show."""
    assert table().months == ()
