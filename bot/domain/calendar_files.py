"""Calendars that a facilitator loads: a table of closed days, or an iCalendar file; pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.calendars import LONGEST_CLOSURE, Closure, ClosureKind
from bot.domain.ics import WholeDays, is_ics, read_whole_days
from bot.domain.tables import Row, read_table
from bot.errors import Invalid
from bot.i18n import mark

CALENDAR_COLUMNS = ("since", "until", "name", "kind", "school")
MOST_CLOSURES = 400
LARGEST_CALENDAR = 500_000
"""Characters; reading as many takes about a second."""
_MOST_PROBLEMS = 50
_LONGEST_NAME = 80
_KINDS = {
    "": ClosureKind.CLOSED,
    "closed": ClosureKind.CLOSED,
    "closure": ClosureKind.CLOSED,
    "holiday": ClosureKind.CLOSED,
    "break": ClosureKind.CLOSED,
    "testing": ClosureKind.TESTING,
    "test": ClosureKind.TESTING,
    "exam": ClosureKind.TESTING,
    "exams": ClosureKind.TESTING,
}
_TESTING = re.compile(r"\b(test(s|ing)?|exam(s|inations?)?|assessments?)\b", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_POINTS = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2})")
_SLASHES = re.compile(r"(?P<one>\d{1,2})[/-](?P<two>\d{1,2})[/-](?P<year>\d{4}|\d{2})")
_DECEMBER = 12
_CENTURY = 2000


@dataclass(frozen=True, kw_only=True, slots=True)
class Loaded:
    """A closure out of a file, and the school it names, None for all schools."""

    closure: Closure
    school: str | None = None


def read_calendar(
    text: str, *, name: str = "", today: date
) -> tuple[tuple[Loaded, ...], tuple[Invalid, ...]]:
    """Read the closed days of a file: CSV (``since,until,name,kind,school``) or iCalendar.

    ``name`` is the file's own, empty for what was pasted; ``today`` a date where the calendar
    holds. Returns what can be taken and a sentence for each thing that cannot; never raises.
    """
    if len(text) > LARGEST_CALENDAR:
        return (), (Invalid(mark("This file is too large. Please load only the closed days.")),)
    if is_ics(text):
        found, problems = _out_of_ics(text, today=today)
    elif name.lower().endswith((".ics", ".ical")):
        return (), (Invalid(mark("There is no calendar in this file.")),)
    else:
        found, problems = _out_of_table(text)
    if len(found) > MOST_CLOSURES:
        sentence = mark("There are {found} closed days or weeks here; the first {most} fit.")
        problems = (*problems, Invalid(sentence, found=len(found), most=MOST_CLOSURES))
    return found[:MOST_CLOSURES], problems


def _out_of_ics(text: str, *, today: date) -> tuple[tuple[Loaded, ...], tuple[Invalid, ...]]:
    days, problems = read_whole_days(text, today=today)
    fit = [one for one in days if one.name and one.until - one.since <= LONGEST_CLOSURE]
    if len(fit) < len(days):
        sentence = mark("Left out, because they have no name or are too long: {count}.")
        problems = (*problems, Invalid(sentence, count=len(days) - len(fit)))
    if not days and not problems:
        problems = (Invalid(mark("This calendar has no whole days that are still to come.")),)
    return _each_once(Loaded(closure=_named(one)) for one in fit), problems


def _named(days: WholeDays) -> Closure:
    kind = ClosureKind.TESTING if _TESTING.search(days.name) else ClosureKind.CLOSED
    name = days.name[:_LONGEST_NAME]
    return Closure(since=days.since, until=days.until, name=name, kind=kind)


def _out_of_table(text: str) -> tuple[tuple[Loaded, ...], tuple[Invalid, ...]]:
    rows, problems = read_table(text, columns=CALENDAR_COLUMNS, required=("since", "name"))
    month_first = _is_month_first(rows)
    found: list[Loaded] = []
    odd: list[Invalid] = []
    for row in rows:
        try:
            found.append(_loaded(row, month_first=month_first))
        except Invalid as problem:
            odd.append(problem)
    return _each_once(found), (*problems, *odd[:_MOST_PROBLEMS])


def _each_once(found: Iterable[Loaded]) -> tuple[Loaded, ...]:
    return tuple(dict.fromkeys(found))


def _loaded(row: Row, *, month_first: bool | None) -> Loaded:
    """Return one line of a table as a closure; raises Invalid with what is odd about it."""
    cells, line = row.cells, row.line
    since = _day(cells["since"], line=line, month_first=month_first)
    until = _day(cells["until"] or cells["since"], line=line, month_first=month_first)
    if not cells["name"]:
        raise Invalid(mark("Line {line}: the name is missing."), line=line)
    if until < since:
        raise Invalid(mark("Line {line}: the last day lies before the first."), line=line)
    if until - since > LONGEST_CLOSURE:
        sentence = mark("Line {line}: these are more than {most} days. Please check the dates.")
        raise Invalid(sentence, line=line, most=LONGEST_CLOSURE.days)
    closure = Closure(
        since=since,
        until=until,
        name=cells["name"][:_LONGEST_NAME],
        kind=_kind(cells["kind"], line=line),
    )
    return Loaded(closure=closure, school=cells["school"] or None)


def _kind(word: str, *, line: int) -> ClosureKind:
    kind = _KINDS.get(word.lower())
    if kind is None:
        known = ", ".join(ClosureKind)
        sentence = mark("Line {line}: {found!r} is not one of {known}.")
        raise Invalid(sentence, line=line, found=word, known=known)
    return kind


def _is_month_first(rows: Iterable[Row]) -> bool | None:
    """Whether a table writes 12/21/2026 or 21/12/2026; None where no date of it tells."""
    written = [_SLASHES.fullmatch(row.cells[key]) for row in rows for key in ("since", "until")]
    dates = [match for match in written if match]
    day_first = any(int(match["one"]) > _DECEMBER for match in dates)
    month_first = any(int(match["two"]) > _DECEMBER for match in dates)
    return None if day_first == month_first else month_first


def _day(word: str, *, line: int, month_first: bool | None) -> date:
    """Return the date of a word; raises Invalid where it is none, or may be two."""
    match = _YEAR_FIRST.fullmatch(word) or _POINTS.fullmatch(word)
    if match:
        year, month, day = match["year"], match["month"], match["day"]
    else:
        match = _SLASHES.fullmatch(word)
        if match is None:
            raise _no_date(word, line)
        if month_first is None and match["one"] != match["two"]:
            sentence = mark("Line {line}: {found} can be two days. Please write it as 2026-12-21.")
            raise Invalid(sentence, line=line, found=word)
        year = match["year"]
        month, day = match.group("one", "two") if month_first else match.group("two", "one")
    try:
        return date(int(year) + (_CENTURY if len(year) == len("26") else 0), int(month), int(day))
    except ValueError:
        raise _no_date(word, line) from None


def _no_date(word: str, line: int) -> Invalid:
    sentence = mark("Line {line}: {found!r} is not a date. Please write it as 2026-12-21.")
    return Invalid(sentence, line=line, found=word)
