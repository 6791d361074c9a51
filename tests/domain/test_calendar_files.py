"""Calendars out of files: what districts publish and what facilitators paste."""

from datetime import date
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar_files import (
    LARGEST_CALENDAR,
    MOST_CLOSURES,
    Loaded,
    read_calendar,
)
from bot.domain.calendars import Closure, ClosureKind
from bot.i18n import translator

TODAY = date(2026, 11, 22)
TABLE = dedent("""\
    since,until,name,kind,school
    2026-12-21,2027-01-01,Winter break,,
    2027-05-03,2027-05-07,State tests,testing,Harbor School
    """)
DISTRICT = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//District//Calendar//EN
BEGIN:VEVENT
SUMMARY:Spring break\\, all schools
DTSTART;VALUE=DATE:20270329
DTEND;VALUE=DATE:20270403
END:VEVENT
BEGIN:VEVENT
SUMMARY:Assessment week
DTSTART;VALUE=DATE:20270510
DURATION:P5D
END:VEVENT
BEGIN:VEVENT
SUMMARY:Founders' day
DTSTART;VALUE=DATE:20270215
END:VEVENT
END:VCALENDAR
"""


def test_a_table_gives_days_for_all_and_for_one_school() -> None:
    """The end may be left out, and so may kind and school (issue 4)."""
    found, problems = read_calendar(TABLE + "2027-02-15,,Founders' day,,\n", today=TODAY)

    assert problems == ()
    assert found == (
        loaded("2026-12-21", "2027-01-01", "Winter break"),
        Loaded(
            closure=Closure(
                since=date(2027, 5, 3),
                until=date(2027, 5, 7),
                name="State tests",
                kind=ClosureKind.TESTING,
            ),
            school="Harbor School",
        ),
        loaded("2027-02-15", "2027-02-15", "Founders' day"),
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff", "\r\n\n"])
def test_a_table_is_read_as_spreadsheets_write_it(separator: str, mark: str) -> None:
    """Columns in any order, more of them than needed, capitals, empty lines (issue 4)."""
    rows = ["Name;Note;SINCE;Until", "Winter break;;2026-12-21;2027-01-01", "", ""]

    found, problems = read_calendar(mark + "\r\n".join(rows).replace(";", separator), today=TODAY)

    assert (found, problems) == ((loaded("2026-12-21", "2027-01-01", "Winter break"),), ())


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2027-03-09"], ["2027-03-09"]),
        (["2027/3/9", "2027-3-9", "2027.03.09"], ["2027-03-09"]),
        (["9.3.2027", "09. 03. 27"], ["2027-03-09"]),
        (["3/9/2027", "12/21/2026"], ["2027-03-09", "2026-12-21"]),  # the second one tells
        (["9/3/27", "21/12/26"], ["2027-03-09", "2026-12-21"]),
        (["3/3/2027"], ["2027-03-03"]),
    ],
)
def test_dates_are_read_as_people_write_them(dates: list[str], expected: list[str]) -> None:
    """Month first or day first: the other dates of the table tell (issue 4)."""
    rows = "".join(f"{written},Closed\n" for written in dates)

    found, problems = read_calendar(f"since,name\n{rows}", today=TODAY)

    assert problems == ()
    assert [one.closure.since.isoformat() for one in found] == expected


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("soon,,Break,,", "Line 4: 'soon' is not a date. Please write it as 2026-12-21."),
        ("2027-02-30,,Break,,", "Line 4: '2027-02-30' is not a date."),
        (",,Break,,", "Line 4: '' is not a date."),
        ("3/9/2027,,Break,,", "Line 4: 3/9/2027 can be two days."),
        ("2027-03-09,2027-03-08,Break,,", "Line 4: the last day lies before the first."),
        ("2026-12-21,2062-01-01,Break,,", "Line 4: these are more than 200 days."),
        ("2027-03-09,,,,", "Line 4: the name is missing."),
        ("2027-03-09,,Break,party,", "Line 4: 'party' is not one of closed, testing."),
        ('2027-03-09,,"Break,,', "Line 4: a quotation mark is not closed"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_the_others_count(row: str, words: str) -> None:
    """With its number and what to do (issue 4)."""
    found, (problem,) = read_calendar(f"{TABLE}{row}\n", today=TODAY)

    assert len(found) == 2
    assert words in problem.tell(translator())


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("", "", "Line 1: the column since is missing. Expected: since,until,name,kind,school."),
        ("from,to\n1,2", "", "Line 1: the column since is missing."),
        ("since,until\n1,2", "", "Line 1: the column name is missing."),
        ("hello", "District.ICS", "There is no calendar in this file."),
        ("x" * (LARGEST_CALENDAR + 1), "", "This file is too large."),
        ("BEGIN:VCALENDAR\nhello\nEND:VCALENDAR", "a.ics", "cannot be read"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR", "a.ics", "no whole days that are still to come"),
    ],
)
def test_a_file_that_is_no_calendar_is_a_sentence(text: str, name: str, words: str) -> None:
    """Whatever somebody loads by mistake (issue 4)."""
    found, (problem,) = read_calendar(text, name=name, today=TODAY)

    assert found == ()
    assert words in problem.tell(translator())


def test_a_day_that_stands_twice_is_taken_once() -> None:
    """Copied lines are no mistake (issue 4)."""
    found, problems = read_calendar(
        TABLE + "2026-12-21,2027-01-01,Winter break,closed,\n", today=TODAY
    )

    assert (len(found), problems) == (2, ())


def test_a_calendar_has_an_end() -> None:
    """More days off than a school year has are cut off, and that is said (issue 4)."""
    rows = "".join(f"2027-03-09,,Closed {number}\n" for number in range(MOST_CLOSURES + 5))

    found, (problem,) = read_calendar("since,until,name\n" + rows, today=TODAY)

    assert len(found) == MOST_CLOSURES
    assert "405" in problem.tell(translator())


def test_a_districts_calendar_gives_its_whole_days() -> None:
    """The end that such files name is the day after; testing is known by its word (issue 4)."""
    found, problems = read_calendar(DISTRICT, name="district.ics", today=TODAY)

    assert problems == ()
    assert [(one.closure.name, one.closure.since, one.closure.until) for one in found] == [
        ("Founders' day", date(2027, 2, 15), date(2027, 2, 15)),
        ("Spring break, all schools", date(2027, 3, 29), date(2027, 4, 2)),
        ("Assessment week", date(2027, 5, 10), date(2027, 5, 14)),
    ]
    assert [one.closure.kind.value for one in found] == ["closed", "closed", "testing"]
    assert {one.school for one in found} == {None}


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        # what comes back every year, as Google, Apple and Outlook write it
        ("DTSTART;VALUE=DATE:20201126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
         ["2026-11-26", "2027-11-25", "2028-11-23"]),
        ("DTSTART;VALUE=DATE:20201225\nRRULE:FREQ=YEARLY",
         ["2026-12-25", "2027-12-25"]),
        ("DTSTART;VALUE=DATE:20201225\nRRULE:FREQ=YEARLY;UNTIL=20270101T000000Z", ["2026-12-25"]),
        ("DTSTART;VALUE=DATE:20251225\nRRULE:FREQ=YEARLY;COUNT=2", ["2026-12-25"]),
        ("DTSTART;VALUE=DATE:20251225\nRRULE:FREQ=YEARLY;INTERVAL=2", ["2027-12-25"]),
        ("DTSTART;VALUE=DATE:20201225\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20261225",
         ["2027-12-25"]),
        # under way on the day it is loaded
        ("DTSTART;VALUE=DATE:20261120\nDTEND;VALUE=DATE:20261124", ["2026-11-20"]),
        # over, or called off
        ("DTSTART;VALUE=DATE:20261120\nDTEND;VALUE=DATE:20261122", []),
        ("DTSTART;VALUE=DATE:20270120\nSTATUS:CANCELLED", []),
        # a whole day as Outlook has it, and an end that comes before the start
        ("DTSTART;TZID=America/New_York:20270501T000000\nDTEND;TZID=America/New_York:20270502T000000",
         ["2027-05-01"]),
        ("DTSTART;VALUE=DATE:20270501\nDTEND;VALUE=DATE:20270501", ["2027-05-01"]),
    ],
)  # fmt: skip
def test_days_that_are_still_to_come_are_taken(event: str, expected: list[str]) -> None:
    """Two years ahead (issue 4)."""
    found, _ = read_calendar(with_event(f"SUMMARY:No school\n{event}"), today=TODAY)

    assert [one.closure.since.isoformat() for one in found] == expected


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("SUMMARY:Board\nDTSTART:20270120T180000Z", "they have a time of day: 1."),
        ("SUMMARY:Trip\nDTSTART:20270120T000000\nDTEND:20270121T120000", "a time of day: 1."),
        ("SUMMARY:No school on Fridays\nDTSTART;VALUE=DATE:20270122\nRRULE:FREQ=WEEKLY",
         "they repeat in a way I do not follow: No school on Fridays."),
        ("SUMMARY:Never\nDTSTART;VALUE=DATE:20270122\nRRULE:FREQ=YEARLY;INTERVAL=0", "Never."),
        ("SUMMARY:Odd\nDTSTART;VALUE=DATE:20270122\nRRULE:FREQ=YEARLY;BYDAY=60MO", "Odd."),
        ("SUMMARY:Blue moon\nDTSTART;VALUE=DATE:20270122\nRRULE:FREQ=BLUE", "Blue moon."),
        ("SUMMARY:Broken\nDTSTART;VALUE=DATE:2027", "I cannot read them: 1."),
        ("SUMMARY:Broken", "I cannot read them: 1."),
        ("DTSTART;VALUE=DATE:20270122", "they have no name or are too long: 1."),
        ("SUMMARY:Long\nDTSTART;VALUE=DATE:20270122\nDTEND;VALUE=DATE:20280122", "too long: 1."),
    ],
)  # fmt: skip
def test_what_is_left_out_of_a_calendar_is_said(event: str, words: str) -> None:
    """The other entries are taken (issue 4)."""
    found, (problem,) = read_calendar(with_event(event, DISTRICT), name="district.ics", today=TODAY)

    assert words in problem.tell(translator())
    assert len(found) == 3


@given(
    text=st.sampled_from([TABLE, DISTRICT]),
    cuts=st.lists(
        st.tuples(
            st.integers(0, 700),
            st.integers(0, 12),
            st.sampled_from(
                [*'\n\r\t \\,;:="', "\x00", "DTSTART", "RRULE:FREQ=YEARLY", "-P3D", "99"]
            )
            | st.text(max_size=4),
        ),
        max_size=6,
    ),
)
@settings(max_examples=200, deadline=None)
def test_a_broken_file_never_breaks_the_bot(text: str, cuts: list[tuple[int, int, str]]) -> None:
    """Every problem is a sentence, and what is found makes sense (issue 4)."""
    for at, length, other in cuts:
        text = text[:at] + other + text[at + length :]

    found, problems = read_calendar(text, today=TODAY)

    assert all(one.closure.since <= one.closure.until and one.closure.name for one in found)
    assert all(problem.tell(translator()) for problem in problems)


def loaded(since: str, until: str, name: str) -> Loaded:
    """Return days off of all schools."""
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    return Loaded(closure=Closure(since=first, until=last, name=name))


def with_event(event: str, calendar: str = "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n") -> str:
    """Return a calendar with one more entry."""
    return calendar.replace("END:VCALENDAR", f"BEGIN:VEVENT\n{event}\nEND:VEVENT\nEND:VCALENDAR")
