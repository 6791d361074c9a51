"""Pacing: as fast as Slack allows and no faster, measured on a clock that stands still."""

from datetime import timedelta

import pytest

from bot.clock import SteppedClock
from bot.services.pacing import Lane, Method, Pacing
from tests.services.office import START

POSTS = Lane(team_id="T1", method=Method.POST)
CHANGES = Lane(team_id="T1", method=Method.CHANGE)
LOOKUPS = Lane(team_id="T1", method=Method.LOOK_UP)


@pytest.fixture
def clock() -> SteppedClock:
    """Lend a clock that stands still."""
    return SteppedClock(START)


@pytest.fixture
def pacing(clock: SteppedClock) -> Pacing:
    """Lend a pace that nothing is known of."""
    return Pacing(clock=clock)


def called(pacing: Pacing, clock: SteppedClock, *calls: tuple[Lane, str | None]) -> list[float]:
    """Return after how many seconds each call goes, one after the other, counted from now."""
    start = clock.now()
    times = []
    for lane, recipient in calls:
        clock.step_to(pacing.at(lane, recipient))
        pacing.take(lane, recipient)
        times.append(round((clock.now() - start).total_seconds(), 2))
    return times


def test_one_conversation_hears_one_message_a_second(pacing: Pacing, clock: SteppedClock) -> None:
    """Slack's own limit."""
    assert called(pacing, clock, *[(POSTS, "person:1")] * 3) == [0, 1, 2]


def test_a_workspace_hears_five_messages_a_second_and_soon_eight(
    pacing: Pacing, clock: SteppedClock
) -> None:
    """To different people; eight is what the local Slack takes, and what others report."""
    times = called(pacing, clock, *[(POSTS, f"person:{n}") for n in range(100)])

    assert times[:3] == [0, 0.2, 0.4]
    assert round(times[-1] - times[-9], 2) == 1


def test_workspaces_and_methods_do_not_wait_for_one_another(
    pacing: Pacing, clock: SteppedClock
) -> None:
    """Each has limits of its own."""
    others = [(Lane(team_id=f"T{n}", method=Method.POST), "person:1") for n in range(5)]

    assert called(pacing, clock, *others, (CHANGES, None), (LOOKUPS, None)) == [0] * 7


def test_a_refusal_is_waited_out_and_slows_down(pacing: Pacing, clock: SteppedClock) -> None:
    """Nothing before Slack's own delay is over, then half as fast, then faster again."""
    pacing.refused(POSTS, timedelta(seconds=30))

    times = called(pacing, clock, *[(POSTS, f"person:{n}") for n in range(200)])

    assert times[:2] == [30, 30.4]
    assert round(times[-1] - times[-9], 2) == 1


def test_refusals_of_one_moment_slow_down_once(pacing: Pacing, clock: SteppedClock) -> None:
    """Four calls were under way, and all of them came a little too soon."""
    for _ in range(4):
        pacing.refused(POSTS, timedelta(seconds=1))

    assert called(pacing, clock, (POSTS, "person:1"), (POSTS, "person:2")) == [1, 1.4]


def test_a_refused_change_does_not_hold_up_a_post(pacing: Pacing, clock: SteppedClock) -> None:
    """Slack counts each method by itself."""
    pacing.refused(CHANGES, timedelta(seconds=30))

    assert called(pacing, clock, (POSTS, "person:1"), (CHANGES, None)) == [0, 30]


@pytest.mark.parametrize(("budget", "expected"), [(40, [0] * 40 + [60]), (1, [0, 60, 120])])
def test_lookups_have_a_budget_of_so_many_a_minute(
    clock: SteppedClock, budget: int, expected: list[float]
) -> None:
    """Forty for an internal app, one for an app that is sold."""
    pacing = Pacing(clock=clock, lookups_a_minute=budget)

    assert called(pacing, clock, *[(LOOKUPS, None)] * len(expected)) == expected


def test_while_slack_is_away_it_is_asked_less_and_less(pacing: Pacing, clock: SteppedClock) -> None:
    """Twice may be chance; from then on the pauses double, up to a minute, until it answers."""
    pauses = []
    for _ in range(10):
        pacing.unheard(POSTS)
        pauses.append(max((pacing.at(POSTS) - clock.now()).total_seconds(), 0))
        clock.step_to(pacing.at(POSTS))
    pacing.heard(POSTS)
    pacing.unheard(POSTS)

    assert pauses == [0, 0, 1, 2, 4, 8, 16, 32, 60, 60]
    assert pacing.at(POSTS) <= clock.now()


def test_a_call_that_was_not_made_takes_no_time(pacing: Pacing, clock: SteppedClock) -> None:
    """It was not wanted any more at the door; the next one goes at once."""
    for lane in (POSTS, *[CHANGES] * 100):
        pacing.take(lane, "person:1")
        pacing.spare(lane, "person:1")

    assert called(pacing, clock, (POSTS, "person:1"), (CHANGES, None)) == [0, 0]


def test_a_workspace_that_lets_nobody_in_is_left_alone(pacing: Pacing, clock: SteppedClock) -> None:
    """With every method; others go on."""
    pacing.rest("T1", timedelta(minutes=15))
    other = Lane(team_id="T2", method=Method.POST)

    waits = [(pacing.at(one) - clock.now()).total_seconds() for one in (POSTS, LOOKUPS, other)]

    assert waits == [900, 900, 0]
