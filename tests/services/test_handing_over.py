"""Handing over: what is kept back at the door, and what goes wrong with one message alone."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import SteppedClock
from bot.domain.deliveries import DeliveryState, NewDelivery
from bot.domain.kinds import Kind
from bot.services.pacing import Lane, Method
from tests.services.crowd import Crowd, Place, crowd_at
from tests.services.office import START


@pytest.fixture
def clock() -> SteppedClock:
    """Lend a clock that stands still."""
    return SteppedClock(START)


@pytest.fixture
def crowd(tmp_path: Path, clock: SteppedClock) -> Iterator[Crowd]:
    """Lend workspaces whose calls are made by a thread."""
    url = f"sqlite:///{tmp_path / 'rounds.db'}"
    with ThreadPoolExecutor(1) as hands, crowd_at(url, clock, hands=hands) as opened:
        yield opened


def test_what_the_door_keeps_back_is_no_call(crowd: Crowd, clock: SteppedClock) -> None:
    """Slack was not asked: that costs nothing of its limits, and is no sign of life of it."""
    place = crowd.move_in(people=50)
    deletions = Lane(team_id=place.team, method=Method.DELETE)
    crowd.greet(place)
    leave_in_doubt(crowd, 50)
    crowd.delivering.pacing.unheard(deletions)

    crowd.take_back(place)
    crowd.delivering.deliver()

    assert crowd.calls("chat.delete") == []
    assert crowd.delivering.pacing.at(deletions) <= clock.now()
    assert crowd.delivering.pacing.is_doubtful(deletions)


def test_a_mistake_with_one_message_leaves_no_other_one_held(
    crowd: Crowd, clock: SteppedClock
) -> None:
    """The process ends while one goes wrong: the next start need not wait for a lease to end."""
    place = crowd.move_in(people=5)
    with crowd.store.write() as tx:
        tx.outbox.plan([question_about_nothing(place)], at=clock.now() - timedelta(seconds=1))
    crowd.greet(place)
    stops = iter([False, True])

    with pytest.raises(KeyError):
        crowd.delivering.deliver(stop=lambda: next(stops))

    states = [one.state for one in crowd.greetings(place) if one.kind is Kind.WELCOME]
    assert states == [DeliveryState.PENDING] * 5


def leave_in_doubt(crowd: Crowd, count: int) -> None:
    """Let another process die when it had begun to send so many, and sent none."""
    now = crowd.clock.now()
    with crowd.store.write() as tx:
        claimed = tx.outbox.claim(
            now=now, limit=count, per_team=count, worker="dead", lease_until=now
        )
        for one in claimed:
            tx.outbox.begin(one, now=now, lease_until=now)
    assert len(claimed) == count


def question_about_nothing(place: Place) -> NewDelivery:
    """Return a delivery that does not say what it is about: a mistake of ours."""
    return NewDelivery(
        team_id=place.team,
        network_id=place.network_id,
        kind=Kind.CHECKIN_PROMPT,
        thing="checkin:nothing",
        occurrence="once",
        recipient=f"person:{min(place.people)}",
        due_at=START - timedelta(seconds=1),
        reason="Nobody knows.",
    )
