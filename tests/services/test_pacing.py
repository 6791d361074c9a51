"""Pacing: as fast as Slack allows and no faster, measured on a clock that stands still."""

from datetime import timedelta

from bot.clock import SteppedClock
from bot.services.pacing import Pacing
from tests.services.office import START


def waited(pacing: Pacing, clock: SteppedClock, *posts: tuple[str, str]) -> list[float]:
    """Return after how many seconds each post goes, counted from the first."""
    start = clock.now()
    times = []
    for team, channel in posts:
        pacing.wait(team, channel)
        times.append(round((clock.now() - start).total_seconds(), 2))
    return times


def test_one_channel_hears_one_message_a_second() -> None:
    """Slack's own limit."""
    clock = SteppedClock(START)

    times = waited(Pacing(clock=clock), clock, *[("T1", "C1")] * 3)

    assert times == [0, 1, 2]


def test_a_workspace_hears_five_messages_a_second() -> None:
    """To different people."""
    clock = SteppedClock(START)

    times = waited(Pacing(clock=clock), clock, *[("T1", f"D{n}") for n in range(6)])

    assert times == [0, 0.2, 0.4, 0.6, 0.8, 1.0]


def test_workspaces_do_not_wait_for_one_another() -> None:
    """Each has its own limits."""
    clock = SteppedClock(START)

    times = waited(Pacing(clock=clock), clock, *[(f"T{n}", f"D{n}") for n in range(6)])

    assert times == [0] * 6


def test_a_refusal_is_waited_out_and_slows_down() -> None:
    """Nothing before Slack's own delay is over, then half as fast, then faster again."""
    clock = SteppedClock(START)
    pacing = Pacing(clock=clock)
    pacing.refused("T1", timedelta(seconds=30))

    times = waited(pacing, clock, *[("T1", f"D{n}") for n in range(200)])

    assert times[:2] == [30, 30.4]
    assert round(times[-1] - times[-2], 2) == 0.2


def test_a_failure_without_a_delay_slows_nothing_down() -> None:
    """Only a 429 says that we are too fast."""
    clock = SteppedClock(START)
    pacing = Pacing(clock=clock)
    pacing.refused("T1", timedelta())

    assert waited(pacing, clock, ("T1", "D1"), ("T1", "D2")) == [0, 0.2]
