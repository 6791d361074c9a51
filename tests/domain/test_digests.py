"""When what was held back comes together, on the person's own calendar."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendars import Closure
from bot.domain.digests import next_digest
from bot.domain.local_time import Rhythm
from bot.domain.people import Away, Digest, Settings

LABOR_DAY = Closure(since=date(2026, 9, 7), until=date(2026, 9, 7), name="Labor Day")
NEW_YORK = Rhythm(zone=ZoneInfo("America/New_York"), closures=(LABOR_DAY,))
TUESDAY = datetime(2026, 9, 1, 12, 31, tzinfo=UTC)
"""A minute after the prompts of the morning."""
DAILY = Settings(digest=Digest.DAILY)
WEEKLY = Settings(digest=Digest.WEEKLY)
TO_FRIDAY = (Away(since=date(2026, 9, 1), until=date(2026, 9, 4)),)


@pytest.mark.parametrize(
    ("settings", "is_return", "expected"),
    [
        (DAILY, False, "Tue 1 08:40"),
        (WEEKLY, False, "Tue 8 08:40"),
        (Settings(digest=Digest.DAILY, away=TO_FRIDAY), False, "Tue 8 08:40"),
        (Settings(away=TO_FRIDAY), True, "Tue 8 08:40"),
        (Settings(digest=Digest.WEEKLY, paused=True, paused_until=date(2026, 9, 3)), True, "Thu 3"),
        (
            Settings(digest=Digest.WEEKLY, paused=True, paused_until=date(2026, 9, 3)),
            False,
            "Tue 8",
        ),
        (Settings(paused=True), True, "never"),
    ],
)
def test_a_digest_comes_on_a_working_day_ten_minutes_after_the_prompts(
    settings: Settings, *, is_return: bool, expected: str
) -> None:
    """Issue 4: daily on working days, weekly on Mondays or the day after, back when they are."""
    at = next_digest(settings, TUESDAY, NEW_YORK, is_return=is_return)

    told = at.astimezone(NEW_YORK.zone).strftime("%a %-d %H:%M") if at else "never"

    assert told.startswith(expected)


def test_what_is_held_after_the_digest_waits_for_the_next() -> None:
    """At noon the digest of the morning has come."""
    noon = datetime(2026, 9, 1, 16, 0, tzinfo=UTC)

    at = next_digest(DAILY, noon, NEW_YORK)

    assert at == datetime(2026, 9, 2, 12, 40, tzinfo=UTC)
