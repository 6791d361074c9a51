"""Set-up: what is said once a network runs."""

from datetime import date
from zoneinfo import ZoneInfo

from bot.domain.readers import Reader
from bot.domain.roster import Roster
from bot.services.beginning import OnDayOff
from handlers.blocks.setup import running
from tests.handlers.blocks import samples

READER = Reader(zone=ZoneInfo("America/New_York"), locale="en-US")
MOVED = OnDayOff(
    title="Conference 1",
    day=date(2026, 9, 23),
    moved_from=date(2026, 9, 16),
    closed_by="Sports <day>",
)
KEPT = OnDayOff(title="Conference 2", day=date(2026, 10, 21), moved_from=None, closed_by="Harvest")


def drawn(*days_off: OnDayOff) -> str:
    """Return what is shown of a network that begins with these."""
    roster = Roster(network=samples.network(samples.as_they_are), members=(), gaps=())
    return str(running(roster, days_off, READER).to_dict())


def test_what_gives_way_to_a_day_off_is_told_and_what_stays_comes_first() -> None:
    """Issue 4: whoever begins a network sees at once which dates to look at."""
    shown = drawn(MOVED, KEPT)

    stays = shown.index(
        "Conference 2 stays on Wed, Oct 21: Harvest. You can move it in the calendar."
    )
    gave_way = shown.index(
        "Conference 1 is on Wed, Sep 23, not on Wed, Sep 16: Sports &lt;day&gt;."
    )
    assert stays < gave_way
    assert "See the calendar" in shown


def test_a_year_without_clashes_says_nothing_of_days_off() -> None:
    """Nobody reads a list of nothing."""
    shown = drawn()

    assert "Days off" not in shown
    assert "See the calendar" not in shown
