"""Public holidays: the right days off for the right place."""

from datetime import date

import pytest

from bot.domain.public_holidays import Region, holiday_on, holidays_of, region_named, regions


@pytest.mark.parametrize(
    ("day", "region", "expected"),
    [
        ("2026-11-26", "US", "Thanksgiving Day"),
        ("2026-11-26", "us-ny", "Thanksgiving Day"),
        ("2026-02-12", "US-NY", "Lincoln's Birthday"),
        ("2026-02-12", "US", None),
        ("2026-06-01", "KE", "Madaraka Day"),
        ("2026-12-12", "KE", "Jamhuri Day"),
        ("2026-05-25", "GB-ENG", "Spring Bank Holiday"),
        ("2026-11-25", "US", None),
        ("2026-11-26", None, None),
        ("2026-11-26", "", None),
        ("2026-11-26", "Atlantis", None),
        ("2026-11-26", "US-Atlantis", None),
    ],
)
def test_a_day_is_a_holiday_in_its_own_place(
    day: str, region: str | None, expected: str | None
) -> None:
    """By name, and no day at all where nobody knows the place (issue 4)."""
    assert holiday_on(date.fromisoformat(day), region) == expected


def test_a_holiday_on_a_saturday_is_kept_on_the_friday() -> None:
    """The Fourth of July 2026 (issue 4)."""
    found = holidays_of("US", 2026)

    assert found[date(2026, 7, 3)] == "Independence Day (observed)"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("kenya", Region(code="KE", name="Kenya")),
        ("new york", Region(code="US-NY", name="New York, United States")),
        ("US-NY", Region(code="US-NY", name="New York, United States")),
        ("us", Region(code="US", name="United States")),
        ("scot", Region(code="GB-SCT", name="Scotland, United Kingdom")),
    ],
)
def test_people_find_their_place_by_name_or_code(words: str, first: Region) -> None:
    """In a menu that searches (issue 4)."""
    assert regions(words)[0] == first


def test_a_menu_of_places_has_an_end() -> None:
    """Slack shows a hundred at most (peers.md 4.3)."""
    assert len(regions("")) == 100
    assert len(regions("united", most=3)) == 3
    assert regions("atlantis") == ()


def test_a_place_is_known_in_any_case() -> None:
    """As it is typed in a programme file (issue 4)."""
    assert region_named(" us-ny ") == Region(code="US-NY", name="New York, United States")
    assert region_named("Atlantis") is None
