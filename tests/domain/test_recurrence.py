"""Recurrences: the days people mean when they say "every second Monday"."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.domain.calendars import Term
from bot.domain.local_time import WEEKDAYS
from bot.domain.recurrence import Recurrence, days_of

DAY = timedelta(days=1)
TERMS = (
    Term(since=date(2026, 9, 2), until=date(2026, 12, 18), name="Autumn"),
    Term(since=date(2027, 1, 6), until=date(2027, 4, 1), name="Spring"),
)

days = st.dates(min_value=date(2024, 1, 1), max_value=date(2034, 12, 31))
lengths = st.integers(0, 400)
weekdays = st.sampled_from(WEEKDAYS)
months = st.none() | st.lists(st.integers(1, 12), min_size=1, max_size=4).map(tuple)
kinds = st.one_of(
    st.fixed_dictionaries({"weekday": weekdays}, optional={"every_weeks": st.integers(1, 26)}),
    st.fixed_dictionaries(
        {"weekday": weekdays, "week": st.sampled_from([1, 2, 3, 4, -1])},
        optional={"months": months},
    ),
    st.fixed_dictionaries({"weekday": weekdays, "first_full_week_of": st.integers(1, 12)}),
    st.fixed_dictionaries({"weekday": weekdays, "term_week": st.integers(1, 20)}),
    st.fixed_dictionaries(
        {"weekday": weekdays, "weeks": st.lists(st.integers(1, 60), min_size=1).map(tuple)}
    ),
    st.fixed_dictionaries({"days": st.lists(days, min_size=1, max_size=5).map(tuple)}),
)
rules = kinds.map(Recurrence.model_validate)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"weekday": "monday"}, ["09-07", "09-14", "09-21", "09-28", "10-05"]),
        ({"weekday": "monday", "every_weeks": 2}, ["09-07", "09-21", "10-05"]),
        ({"weekday": "wednesday", "every_weeks": 3}, ["09-02", "09-23"]),
        ({"week": 3, "weekday": "wednesday"}, ["09-16"]),
        ({"week": 1, "weekday": "tuesday"}, ["10-06"]),
        ({"week": -1, "weekday": "wednesday", "months": (9,)}, ["09-30"]),
        ({"week": 1, "weekday": "monday", "months": (10,)}, ["10-05"]),
        ({"first_full_week_of": 9, "weekday": "tuesday"}, ["09-08"]),
        ({"first_full_week_of": 9, "weekday": "sunday"}, ["09-13"]),
        ({"term_week": 2, "weekday": "monday"}, ["09-07"]),
        ({"weeks": (1, 2, 5), "weekday": "wednesday"}, ["09-02", "09-09", "09-30"]),
        ({"weeks": (1, 2, 5), "weekday": "monday"}, ["09-07", "09-14", "10-05"]),
        ({"days": (date(2026, 10, 1), date(2026, 9, 9), date(2026, 10, 1))}, ["09-09", "10-01"]),
    ],
)
def test_people_get_the_days_they_mean(said: dict[str, Any], expected: list[str]) -> None:
    """From the first day of a network, a Wednesday, to the sixth of October 2026 (issue 4)."""
    rule = Recurrence.model_validate(said)

    found = days_of(
        rule,
        since=date(2026, 9, 2),
        until=date(2026, 10, 6),
        starts_on=date(2026, 9, 2),
        terms=TERMS,
    )

    assert [f"{day:%m-%d}" for day in found] == expected


@pytest.mark.parametrize(
    ("year", "monday"),
    [(2024, 1), (2025, 6), (2026, 5), (2027, 4), (2028, 3), (2029, 1), (2030, 7)],
)
def test_the_first_full_week_of_january_begins_with_its_first_monday(
    year: int, monday: int
) -> None:
    """Whichever weekday New Year's Day falls on (issue 4)."""
    rule = Recurrence(first_full_week_of=1, weekday="monday")

    found = year_of(rule, year, starts_on=date(2023, 9, 1))

    assert found == [date(year, 1, monday)]


def test_the_friday_of_a_full_week_is_found_from_the_middle_of_that_week() -> None:
    """A network that begins on the Wednesday still meets on the Friday (issue 4)."""
    rule = Recurrence(first_full_week_of=1, weekday="friday")

    found = year_of(rule, 2026, starts_on=date(2026, 1, 7))

    assert found == [date(2026, 1, 9)]


@pytest.mark.parametrize(
    ("week", "weekday", "expected"),
    [
        (1, "monday", [date(2026, 9, 2), date(2027, 1, 6)]),  # both terms begin on a Wednesday
        (1, "friday", [date(2026, 9, 4), date(2027, 1, 8)]),
        (2, "monday", [date(2026, 9, 7), date(2027, 1, 11)]),
        (13, "thursday", [date(2026, 11, 26), date(2027, 4, 1)]),
        (13, "friday", [date(2026, 11, 27)]),  # the day after the spring term
        (16, "friday", [date(2026, 12, 18)]),
    ],
)
def test_weeks_of_a_term_are_the_weeks_of_the_calendar(
    week: int, weekday: str, expected: list[date]
) -> None:
    """The first holds the first day; a Monday before that becomes the first day (issue 4)."""
    rule = Recurrence.model_validate({"term_week": week, "weekday": weekday})

    found = days_of(
        rule,
        since=date(2026, 9, 1),
        until=date(2027, 8, 31),
        starts_on=date(2026, 9, 1),
        terms=TERMS,
    )

    assert found == expected


@given(rule=rules, since=days, length=st.integers(0, 800), starts_on=days)
@settings(max_examples=200)
def test_days_come_in_order_and_none_comes_twice(
    rule: Recurrence, since: date, length: int, starts_on: date
) -> None:
    """Within what was asked, and never before the network begins (issue 4)."""
    until = since + length * DAY

    found = days_of(rule, since=since, until=until, starts_on=starts_on, terms=TERMS)

    assert all(since <= day <= until for day in found)
    assert all(earlier < later for earlier, later in pairwise(found))
    assert rule.days or all(day >= starts_on for day in found)


@given(rule=rules, since=days, parts=st.tuples(lengths, lengths), on=days)
@settings(max_examples=200)
def test_asking_piece_by_piece_finds_the_same_days(
    rule: Recurrence, since: date, parts: tuple[int, int], on: date
) -> None:
    """Planning looks two days ahead, again and again; nothing gets lost between (issue 4)."""
    middle, until = since + parts[0] * DAY, since + (sum(parts) + 1) * DAY

    pieces = [
        *days_of(rule, since=since, until=middle, starts_on=on, terms=TERMS),
        *days_of(rule, since=middle + DAY, until=until, starts_on=on, terms=TERMS),
    ]

    assert pieces == days_of(rule, since=since, until=until, starts_on=on, terms=TERMS)


@given(rule=rules)
def test_a_recurrence_survives_being_stored(rule: Recurrence) -> None:
    """As plain data, with or without what was left open (issue 4)."""
    long, short = rule.model_dump_json(), rule.model_dump_json(exclude_defaults=True)

    assert Recurrence.model_validate_json(long) == rule
    assert Recurrence.model_validate_json(short) == rule


@given(weekday=weekdays, week=st.sampled_from([1, 2, 3, 4, -1]), year=st.integers(2024, 2034))
def test_the_nth_weekday_comes_once_in_every_month(weekday: str, week: int, year: int) -> None:
    """Also in February (issue 4)."""
    rule = Recurrence.model_validate({"weekday": weekday, "week": week})

    found = year_of(rule, year, starts_on=date(2023, 9, 1))

    assert [day.month for day in found] == list(range(1, 13))
    assert {day.weekday() for day in found} == {WEEKDAYS.index(weekday)}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "nothing that says when"),
        ({"week": 3}, "week without weekday"),
        ({"term_week": 1}, "term_week without weekday"),
        ({"months": [9]}, "nothing that says when"),
        ({"weekday": "monday", "months": [9]}, "months without week"),
        ({"week": 3, "weekday": "monday", "every_weeks": 2}, "every_weeks beside week"),
        ({"days": ["2026-10-01"], "weekday": "monday"}, "weekday beside days, expected days alone"),
        ({"term_week": 1, "first_full_week_of": 1, "weekday": "monday"}, "beside term_week"),
        ({"days": []}, "at least 1"),
        ({"weekday": "monday", "every_weeks": 0}, "greater than or equal to 1"),
        ({"weekday": "mon"}, "'monday'"),
        ({"week": 0, "weekday": "monday"}, "1, 2, 3, 4 or -1"),
    ],
)
def test_what_does_not_go_together_is_said(said: dict[str, Any], words: str) -> None:
    """The keys say which kind of recurrence is meant (issue 4)."""
    with pytest.raises(ValidationError) as refused:
        Recurrence.model_validate(said)

    assert words in str(refused.value)


def year_of(rule: Recurrence, year: int, *, starts_on: date) -> list[date]:
    """Return the days of one year."""
    return days_of(rule, since=date(year, 1, 1), until=date(year, 12, 31), starts_on=starts_on)
