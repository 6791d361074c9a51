"""Hours of a network: a facilitator's word over the programme's, over the fixed defaults."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from bot.domain.calendars import ClosureKind, Term
from bot.domain.hours import Calendar, DeclaredHours, OwnHours

NEW_YORK = ZoneInfo("America/New_York")
PROGRAMME = DeclaredHours(quiet_start=time(18, 0), prompt_at=time(9, 0), most_nudges=2)


def test_a_facilitators_word_wins_over_the_programmes() -> None:
    """What neither says is the default of every network (architecture.md 5)."""
    own = OwnHours(prompt_at=time(10, 0), working_days=("sunday", "thursday"))

    hours = own.over(PROGRAMME)
    rhythm = hours.rhythm(NEW_YORK, region="", closures=())

    assert (rhythm.prompt_at, rhythm.working_days) == (time(10, 0), frozenset({6, 3}))
    assert (rhythm.quiet.start, rhythm.quiet.end) == (time(18, 0), time(7, 0))
    assert (hours.most_nudges, hours.late_hours, rhythm.region) == (2, None, None)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"quiet_start": "07:00"}, "expected an end"),
        ({"prompt_at": "05:30"}, "in the quiet hours"),
        ({"prompt_at": "08:30Z"}, "without a zone"),
    ],
)
def test_hours_at_which_nobody_could_be_asked_are_refused(said: dict[str, str], why: str) -> None:
    """The file says so before a network begins with it."""
    with pytest.raises(ValidationError, match=why):
        DeclaredHours.model_validate(said)


def test_a_programme_knows_its_school_year() -> None:
    """Closures may be one day, in several languages; terms come in order; a region in any case."""
    calendar = Calendar.model_validate(
        {
            "region": "us-ny",
            "closures": [
                {"since": "2026-11-26", "name": {"en": "Thanksgiving", "es": "Gracias"}},
                {"since": "2027-03-01", "until": "2027-03-05", "name": "Tests", "kind": "testing"},
            ],
            "terms": [
                {"since": "2027-01-04", "until": "2027-06-11", "name": "Spring"},
                {"since": "2026-08-31", "until": "2026-12-18", "name": "Autumn"},
            ],
        }
    )

    first, second = calendar.closures_in(())

    assert calendar.region == "US-NY"
    assert (first.since, first.until, first.name) == (
        date(2026, 11, 26),
        date(2026, 11, 26),
        "Thanksgiving",
    )
    assert second.kind is ClosureKind.TESTING
    assert calendar.school_terms[0] == Term(
        since=date(2026, 8, 31), until=date(2026, 12, 18), name="Autumn"
    )


@pytest.mark.parametrize(
    "said",
    [
        {"region": "Atlantis"},
        {"closures": [{"since": "2026-12-21", "until": "2026-12-01", "name": "Winter"}]},
        {"terms": [{"since": "2026-08-31", "until": "2027-06-11", "name": "A whole year"}]},
    ],
)
def test_a_calendar_that_cannot_be_is_refused(said: dict[str, object]) -> None:
    """A place nobody knows, an end before the beginning, a stretch without an end."""
    with pytest.raises(ValidationError, match="expected"):
        Calendar.model_validate(said)


def test_days_that_come_back_every_year_are_there_in_each() -> None:
    """Holidays of a school year, over the end of a year and in a leap year (S18)."""
    calendar = Calendar.model_validate(
        {
            "closures": [
                {"since": "2027-12-01", "until": "2028-01-03", "every_year": True, "name": "Long"},
                {"since": "2028-02-29", "every_year": True, "name": "A day"},
                {"since": "2027-05-03", "name": "Once"},
            ],
            "terms": [
                {"since": "2027-01-04", "until": "2027-04-02", "every_year": True, "name": "One"}
            ],
        }
    )

    found = [(one.since, one.until) for one in calendar.closures_in(range(2026, 2028))]

    assert found == [
        (date(2026, 12, 1), date(2027, 1, 3)),
        (date(2027, 12, 1), date(2028, 1, 3)),
        (date(2026, 2, 28), date(2026, 2, 28)),
        (date(2027, 2, 28), date(2027, 2, 28)),
        (date(2027, 5, 3), date(2027, 5, 3)),
    ]
    assert [one.since.year for one in calendar.terms_in(range(2026, 2029))] == [2026, 2027, 2028]
    assert [one.since.year for one in calendar.school_terms] == [2027]
