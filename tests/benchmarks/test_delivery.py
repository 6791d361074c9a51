"""How fast promises are kept through a Slack that keeps its limits, on the movable clock.

What is compared is time on that clock: how long it took, beside what the limits alone allow.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.clock import SteppedClock
from bot.simulator.slack.limits import WORKSPACE_POSTS_PER_SECOND
from tests.benchmarks.measuring import Comparison
from tests.services.crowd import POST, Crowd, Place, crowd_at
from tests.services.office import START

pytestmark = pytest.mark.bench

MESSAGES = 1_000
WORKSPACES = 20
EACH = MESSAGES // WORKSPACES
REFUSED = 0.01
"""The part of all calls that Slack may answer with a 429."""


@pytest.fixture
def crowd(tmp_path: Path) -> Iterator[Crowd]:
    """Lend workspaces whose Slack takes eight posts a second."""
    with crowd_at(f"sqlite:///{tmp_path / 'rounds.db'}", SteppedClock(START)) as opened:
        yield opened


def test_a_thousand_messages_go_as_fast_as_the_limits_allow(
    crowd: Crowd, measured: list[Comparison]
) -> None:
    """To a thousand people of one workspace, eight a second."""
    place = crowd.move_in(people=MESSAGES)

    seconds = greeted(crowd, place)[0]

    found = Comparison(
        name=f"{MESSAGES:,} direct messages in one workspace, by the clock",
        seconds=seconds,
        beside=f"the limit, {WORKSPACE_POSTS_PER_SECOND:g} a second",
        beside_seconds=MESSAGES / WORKSPACE_POSTS_PER_SECOND,
        goal=1.1,
    )
    measured.append(found)
    assert found.is_met, found.cells
    assert crowd.heard(place) == [1] * MESSAGES
    assert refused(crowd) < REFUSED


def test_twenty_workspaces_at_once_are_each_as_fast_as_one_alone(
    crowd: Crowd, measured: list[Comparison]
) -> None:
    """The slowest of twenty takes as long as one that had the process to itself."""
    alone, *others = [crowd.move_in(people=EACH) for _ in range(WORKSPACES + 1)]

    (by_itself,) = greeted(crowd, alone)
    slowest = max(greeted(crowd, *others))

    found = Comparison(
        name=f"the slowest of {WORKSPACES} workspaces, {EACH} messages each, by the clock",
        seconds=slowest,
        beside="one workspace alone",
        beside_seconds=by_itself,
        goal=1.01,
    )
    measured.append(found)
    assert found.is_met, found.cells
    assert refused(crowd) < REFUSED


def greeted(crowd: Crowd, *places: Place) -> list[float]:
    """Greet everybody in some workspaces; return how long it took in each."""
    since = crowd.greet(*places)
    crowd.settle()
    return [crowd.seconds(place, since) for place in places]


def refused(crowd: Crowd) -> float:
    """Return the part of all posts that Slack refused as too many."""
    outcomes = [one.outcome for one in crowd.calls(POST)]
    return outcomes.count("ratelimited") / len(outcomes)
