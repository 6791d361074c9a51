"""Charters: two thirds of those who are there say yes, and that is that (S29)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.charters import adopted_at, adopting
from bot.domain.networks import Member
from tests.domain.samples import member

BEGAN = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def people(count: int, *, since: datetime = BEGAN) -> list[Member]:
    """Return members who joined at some time."""
    return [replace(member(), joined_at=since) for _ in range(count)]


def test_two_thirds_adopt_rounded_up() -> None:
    """Eight of twelve, nine of thirteen (S29)."""
    assert [adopting(count) for count in (0, 1, 3, 12, 13)] == [0, 1, 2, 8, 9]


def test_it_is_adopted_with_the_yes_that_makes_two_thirds() -> None:
    """The day is that of the second yes of three; the third one changes nothing (S29)."""
    said = [BEGAN + number * DAY for number in (3, 1, 2)]

    assert adopted_at(said[1:2], people(3)) is None
    assert adopted_at(said, people(3)) == BEGAN + 2 * DAY


def test_who_joins_later_or_leaves_makes_nothing_undone() -> None:
    """Only who is there when a yes is said counts, and no facilitator (S29)."""
    said = [BEGAN + DAY, BEGAN + 2 * DAY]
    gone = replace(member(), joined_at=BEGAN, left_at=BEGAN + DAY)
    leads = replace(member(facilitates=True), joined_at=BEGAN)

    assert adopted_at(said, [*people(3), *people(9, since=BEGAN + 3 * DAY)]) == said[1]
    assert adopted_at(said, [*people(2), gone, leads]) == said[1]
    assert adopted_at(said, []) is None
