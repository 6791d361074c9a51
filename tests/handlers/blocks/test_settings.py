"""Settings in words: whether, when and how somebody is written to."""

from datetime import date

import pytest

from bot.domain.people import Away, Digest, Settings
from handlers.blocks.settings import days_away, state_line
from tests.handlers.blocks import samples

TODAY = date(2026, 11, 18)
WEEK_OFF = (Away(since=date(2026, 11, 16), until=date(2026, 11, 20)),)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (Settings(), "I write to you on working days"),
        (Settings(digest=Digest.DAILY), "once a working day, all together"),
        (Settings(digest=Digest.WEEKLY), "on Mondays, all together"),
        (Settings(away=WEEK_OFF), "You are away until Fri, Nov 20"),
        (Settings(paused=True), "Home shows what waits"),
        (Settings(paused=True, paused_until=date(2026, 12, 1)), "until Tue, Dec 1"),
        (Settings(paused=True, paused_until=date(2026, 11, 18)), "on working days"),
    ],
)
def test_home_says_what_holds_now(settings: Settings, expected: str) -> None:
    """A pause and days away end by themselves, and the sentence with them."""
    assert expected in state_line(settings, TODAY, samples.NEW_YORK)


def test_one_day_away_is_said_as_one_day() -> None:
    """Nobody is away from Monday to Monday."""
    day = Away(since=TODAY, until=TODAY)

    found = [days_away(one, samples.NEW_YORK) for one in (day, *WEEK_OFF)]

    assert found == ["on Wed, Nov 18", "from Mon, Nov 16 to Fri, Nov 20"]
