"""A shipped programme lives: its first meeting is announced, reminded of and looked back on."""

from datetime import date

from bot.simulator.cast import PRINCIPALS
from bot.simulator.play import Plan
from bot.simulator.simulate import simulate


def test_the_smallest_cast_comes_to_a_session_in_the_first_week() -> None:
    """Two reminders of it, not three: what lay before the first day is not promised (issue 3)."""
    cast = PRINCIPALS[:6]
    plan = Plan(programme="leading-equitable-schools", start=date(2026, 9, 1), cast=cast)

    report = simulate(plan, days=3)

    assert report.faults == ()
    assert report.violations == ()
    assert report.conferences == 1
    assert report.reminders == 2 * len(cast)
