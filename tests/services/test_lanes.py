"""Lanes: no workspace waits for another, and nothing for what is slower by nature."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import SteppedClock, SystemClock
from bot.domain.deliveries import DeliveryState
from tests.services.crowd import POST, Crowd, crowd_at
from tests.services.office import MANIFEST, START

HISTORY = "conversations.history"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock() -> SteppedClock:
    """Lend a clock that stands still."""
    return SteppedClock(START)


@pytest.fixture
def crowd(tmp_path: Path, clock: SteppedClock) -> Iterator[Crowd]:
    """Lend workspaces whose Slack keeps its limits."""
    with crowd_at(f"sqlite:///{tmp_path / 'rounds.db'}", clock) as opened:
        yield opened


def test_a_throttled_workspace_holds_up_nobody_else(crowd: Crowd) -> None:
    """Slack asks one to wait for half a minute; the other is greeted as if it were alone."""
    throttled, other = crowd.move_in(people=12), crowd.move_in(people=12)
    first = next(iter(throttled.people.values()))
    crowd.slack.faults.add(
        method=POST, kind="ratelimited", seconds=30, match=lambda sent: sent["channel"] == first
    )

    since = crowd.greet(throttled, other)
    crowd.settle()
    patient = crowd.states(throttled)
    crowd.clock.sleep(31)
    crowd.settle()

    assert crowd.seconds(other, since) < 2.5
    assert patient == {DeliveryState.PENDING}
    assert crowd.heard(throttled) == [1] * 12
    assert [one.outcome for one in crowd.calls(POST)].count("ratelimited") == 1


def test_patience_is_kept_by_every_process(crowd: Crowd) -> None:
    """What Slack told one of them is known to the others: the rows themselves wait."""
    place = crowd.move_in(people=12)
    crowd.slack.faults.add(method=POST, kind="ratelimited", seconds=30)

    crowd.greet(place)
    crowd.settle()
    other = replace(crowd.delivering, pacing=replace(crowd.delivering.pacing, _paces={}))

    assert other.deliver().total == 0
    assert crowd.ticks.next_due() == START + timedelta(seconds=30)


def test_a_slow_workspace_holds_up_nobody_else(tmp_path: Path) -> None:
    """Each answer takes a second there, in real time; meanwhile all others are greeted."""
    with (
        ThreadPoolExecutor(12) as hands,
        crowd_at(f"sqlite:///{tmp_path / 'r.db'}", SystemClock(), hands=hands) as crowd,
    ):
        slow, other = crowd.move_in(people=6), crowd.move_in(people=6)
        there = set(slow.people.values())
        crowd.slack.faults.add(
            method=POST, kind="slow", seconds=1, times=6, match=lambda it: it["channel"] in there
        )

        crowd.greet(slow, other)
        began = time.monotonic()
        sent = crowd.delivering.deliver()
        took = time.monotonic() - began

    assert sent.sent == 12
    assert crowd.seconds(other, crowd.calls(POST)[0].at) < 2
    assert took < 4.5, "six answers of a second each come one after the other"


def test_taking_back_a_hundred_messages_holds_up_no_new_one(
    crowd: Crowd, clock: SteppedClock
) -> None:
    """Slack lets 50 a minute be deleted; the next greeting does not stand behind them."""
    everybody = crowd.move_in(people=103)
    known = list(everybody.people.items())
    many, few = (replace(everybody, people=dict(some)) for some in (known[:100], known[100:]))
    crowd.greet(many)
    crowd.settle()

    crowd.take_back(many)
    since = crowd.greet(few)
    for _ in range(3):
        crowd.settle()
        clock.step(MINUTE)

    fresh = [one.at for one in crowd.calls(POST, many)[100:]]
    deleted = crowd.calls("chat.delete")
    assert max(fresh) - since < timedelta(seconds=3)
    assert [one.outcome for one in deleted] == ["ok"] * 100


@pytest.mark.parametrize(("budget", "people"), [(40, 60), (1, 3)])
def test_lookups_stay_within_their_budget(
    tmp_path: Path, clock: SteppedClock, budget: int, people: int
) -> None:
    """A process died with much of which nobody knows: slowly looked for, then sent once."""
    url = f"sqlite:///{tmp_path / 'rounds.db'}"
    with crowd_at(url, clock, lookups_a_minute=budget) as crowd:
        place = crowd.move_in(people=people)
        crowd.greet(place)
        leave_in_doubt(crowd, people)

        for _ in range(4):
            clock.step(MINUTE)
            crowd.settle()
        asked = [one.at for one in crowd.calls(HISTORY)]

        assert len(asked) == people
        assert all(sum(at <= other < at + MINUTE for other in asked) <= budget for at in asked)
        assert crowd.heard(place) == [1] * people
        assert "ratelimited" not in {one.outcome for one in crowd.slack.log}


def test_one_workspace_in_doubt_leaves_anothers_lookups_alone(
    crowd: Crowd, clock: SteppedClock
) -> None:
    """Each has a budget of its own, however long the other's queue is."""
    many, one = crowd.move_in(people=60), crowd.move_in(people=1)
    crowd.greet(many)
    leave_in_doubt(crowd, 60)
    clock.step(timedelta(seconds=1))
    crowd.greet(one)
    leave_in_doubt(crowd, 1)

    clock.step(MINUTE + timedelta(seconds=1))
    crowd.settle()

    assert crowd.heard(one) == [1]


def test_a_revoked_token_puts_the_workspace_to_sleep_and_nothing_fails(
    crowd: Crowd, clock: SteppedClock
) -> None:
    """The app was taken out, and nobody told us: what waits is still there when it is back."""
    place, other = crowd.move_in(people=5), crowd.move_in(people=5)
    crowd.slack.revoke_tokens(place.workspace)

    crowd.greet(place, other)
    crowd.settle()
    clock.step(MINUTE)
    crowd.settle()
    asleep = crowd.states(place)
    called = len(crowd.calls(POST))
    clock.step(MINUTE)
    crowd.install(crowd.slack.install(place.workspace))
    crowd.settle()

    assert asleep == {DeliveryState.PENDING}
    assert called == 6
    assert crowd.heard(place) == [1] * 5
    assert crowd.heard(other) == [1] * 5


def test_a_workspace_that_lets_nobody_in_is_tried_once_in_a_while(
    tmp_path: Path, clock: SteppedClock
) -> None:
    """A permission is missing: nothing fails, and nothing is hammered."""
    mute = {**MANIFEST, "oauth_config": {"scopes": {"bot": ["im:history"]}}}
    with crowd_at(f"sqlite:///{tmp_path / 'rounds.db'}", clock, manifest=mute) as crowd:
        place = crowd.move_in(people=5)

        crowd.greet(place)
        for _ in range(60):
            crowd.settle()
            clock.step(MINUTE)

        assert crowd.states(place) == {DeliveryState.PENDING}
        assert 2 <= len(crowd.calls(POST)) <= 5


def test_while_slack_is_away_few_messages_are_left_in_doubt(
    crowd: Crowd, clock: SteppedClock
) -> None:
    """An hour without an answer, sixty people waiting: looked for when it is back, sent once."""
    place = crowd.move_in(people=60)
    crowd.slack.faults.add(method="*", kind="server_error", status=503, times=100_000)

    crowd.greet(place)
    for _ in range(10):
        crowd.settle()
        clock.step(MINUTE)
    doubtful = [one.state for one in crowd.greetings(place)].count(DeliveryState.UNKNOWN)
    crowd.slack.faults.clear()
    for _ in range(4):
        clock.step(MINUTE)
        crowd.settle()

    assert doubtful <= 20
    assert crowd.heard(place) == [1] * 60


def test_a_conversation_that_is_gone_is_found_anew(crowd: Crowd) -> None:
    """The one that we remember is of no use any more: the person is written to by their id."""
    place = crowd.move_in(people=1)
    (person_id,) = place.people
    with crowd.store.write() as tx:
        person = tx.people.get(person_id)
        assert person is not None
        tx.people.update(replace(person, dm_channel="D0GONE"))

    crowd.greet(place)
    crowd.settle()
    crowd.clock.sleep(60)
    crowd.settle()

    with crowd.store.read() as tx:
        found = tx.people.get(person_id)
    assert crowd.heard(place) == [1]
    assert found is not None
    assert found.dm_channel == crowd.slack.dm(place.people[person_id])


def test_a_process_that_is_to_end_gives_back_what_it_held(crowd: Crowd) -> None:
    """The next one goes on at once, and has nothing to look up."""
    place = crowd.move_in(people=20)
    crowd.greet(place)

    stopped = crowd.delivering.deliver(stop=lambda: len(crowd.calls(POST)) == 3)
    left = crowd.states(place)
    crowd.settle()

    assert stopped.sent == 3
    assert left == {DeliveryState.SENT, DeliveryState.PENDING}
    assert crowd.calls(HISTORY) == []
    assert crowd.heard(place) == [1] * 20


def leave_in_doubt(crowd: Crowd, count: int) -> None:
    """Let another process die when it had begun to send so many, and sent none."""
    now = crowd.clock.now()
    with crowd.store.write() as tx:
        claimed = tx.outbox.claim(
            now=now, limit=count, per_team=count, worker="dead", lease_until=now
        )
        begun = [tx.outbox.begin(one, now=now, lease_until=now) for one in claimed]
    assert begun == [True] * count
