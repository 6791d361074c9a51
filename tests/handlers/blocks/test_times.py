"""Instants and dates as people read them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.readers import Reader
from handlers.blocks.times import day, day_of, length, spoken, when, zone_words

INSTANT = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)
NEW_YORK = Reader(locale="en-US", zone=ZoneInfo("America/New_York"))


def reader(locale: str | None, zone: str = "Africa/Nairobi") -> Reader:
    """Make a reader."""
    return Reader(locale=locale, zone=ZoneInfo(zone))


def test_everybody_sees_an_instant_on_their_own_clock() -> None:
    """Slack fills in the time; where it cannot, the fallback names the zone."""
    assert when(INSTANT, NEW_YORK) == (
        "<!date^1795010400^{date_long_pretty}, {time}"
        "|Wed, Nov 18, 2026, 9:00\u202fAM (New York time)>"
    )


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en-US", "Wed, Nov 18, 2026, 5:00\u202fPM (Nairobi time)"),
        ("en-GB", "Wed, 18 Nov 2026, 17:00 (Nairobi time)"),
        ("sw-KE", "Jumatano, 18 Nov 2026, 17:00 (Nairobi time)"),
        ("es-LA", "mié, 18 nov 2026, 17:00 (Nairobi time)"),
        ("xx-YY", "Wed, Nov 18, 2026, 5:00\u202fPM (Nairobi time)"),
        (None, "Wed, Nov 18, 2026, 5:00\u202fPM (Nairobi time)"),
    ],
)
def test_an_instant_is_spoken_in_the_readers_manner(locale: str | None, words: str) -> None:
    """Month names, order and clock follow the locale; Slack has locales of its own."""
    assert spoken(INSTANT, reader(locale)) == words


def test_a_zone_is_called_by_its_city() -> None:
    """Nobody says America/Argentina/Buenos_Aires."""
    assert zone_words(reader("en", "America/Argentina/Buenos_Aires")) == "Buenos Aires time"
    assert zone_words(reader("en", "UTC")) == "UTC"


def test_a_date_is_the_same_everywhere() -> None:
    """A due date belongs to a calendar, not to a clock."""
    assert day(date(2026, 11, 18), NEW_YORK) == "Wed, Nov 18"
    assert day_of("2026-11-18", NEW_YORK) == "Wed, Nov 18"
    assert day_of("soon", NEW_YORK) == "soon"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(240, "4 hours"), (60, "1 hour"), (90, "1 hour 30 minutes"), (1, "1 minute")],
)
def test_a_length_is_said_in_hours_and_minutes(minutes: int, words: str) -> None:
    """Nobody counts 240 minutes."""
    assert length(minutes, NEW_YORK) == words
