"""The outbox: planned once, claimed by one worker, settled for good."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from bot.domain.deliveries import Action, Delivery, DeliveryState
from bot.domain.installations import Installation
from bot.domain.kinds import Kind
from storage.store import Store
from storage.transaction import Transaction
from tests.storage.cast import HOUR, MINUTE, NOW, TEAM, Cast, reminder


def test_planning_twice_adds_nothing(store: Store) -> None:
    """The key of a delivery is unique, within one batch and between batches."""
    with store.write() as tx:
        first = tx.outbox.plan([reminder(1), reminder(2), reminder(1)], at=NOW)
    with store.write() as tx:
        second = tx.outbox.plan((reminder(number) for number in range(1, 5)), at=NOW)
        nothing = tx.outbox.plan([], at=NOW)

        whole = tx.outbox.pending()

    assert (first, second, nothing) == (2, 2, 0)
    assert [one.occurrence for one in whole] == ["1", "2", "3", "4"]
    assert len({one.token for one in whole}) == 4


def test_a_delivery_comes_back_as_it_was_planned(store: Store, cast: Cast) -> None:
    """With the words of the person who nudges, references, deadline and target."""
    with store.write() as tx:
        tx.outbox.plan([reminder(1)], at=NOW)
        (target,) = tx.outbox.pending()
        new = replace(
            reminder(2, network_id=cast.network.id),
            kind=Kind.NUDGE,
            action=Action.SHORTEN,
            text="Bring your data!",
            deadline_at=NOW + HOUR,
            target_id=target.id,
        )
        tx.outbox.plan([new], at=NOW)

    with store.read() as tx:
        found = tx.outbox.find(
            TEAM,
            new.thing,
            occurrence="2",
            recipient=new.recipient,
            kind=Kind.NUDGE,
            action=Action.SHORTEN,
        )
        assert found
        assert tx.outbox.get(found.id) == found
    expected = {name: getattr(new, name) for name in type(new).__slots__}
    assert {name: getattr(found, name) for name in expected} == expected
    assert (found.state, found.attempts, found.settled_at) == (DeliveryState.PENDING, 0, None)


def test_only_what_is_due_is_claimed_oldest_first(store: Store) -> None:
    """A claim holds the row with a lease and counts the attempt, which is not begun yet."""
    with store.write() as tx:
        tx.outbox.plan([reminder(n, due_at=NOW + n * MINUTE) for n in (2, 0, 1)], at=NOW)

        claimed = claim(tx, minutes=1)
        again = claim(tx, minutes=1)

    assert [one.occurrence for one in claimed] == ["0", "1"]
    assert {one.state for one in claimed} == {DeliveryState.CLAIMED}
    assert {(one.attempts, one.lease_by, one.lease_until) for one in claimed} == {
        (1, "worker", NOW + HOUR)
    }
    assert [one.attempted_at for one in claimed] == [None] * 2
    assert again == ()


def test_workers_at_the_same_moment_claim_different_rows(store: Store) -> None:
    """Four workers empty the outbox; nothing is claimed twice, nothing stays."""
    with store.write() as tx:
        tx.outbox.plan([reminder(number) for number in range(200)], at=NOW)

    with ThreadPoolExecutor(max_workers=4) as pool:
        workers = [pool.submit(claim_all, store, f"worker-{number}") for number in range(4)]
        claimed = [one for worker in workers for one in worker.result()]
    with store.read() as tx:
        left = tx.outbox.pending()

    assert len(claimed) == len(set(claimed)) == 200
    assert left == ()


def test_a_large_workspace_does_not_starve_a_small_one(store: Store) -> None:
    """However much is due in one, the other gets its share of a claim."""
    large = [reminder(number, team_id="T1") for number in range(100)]
    small = [reminder(0, team_id="T2", due_at=NOW + MINUTE)]
    with store.write() as tx:
        tx.outbox.plan(large + small, at=NOW)

        claimed = claim(tx, minutes=1, limit=20, per_team=10)

    assert [one.team_id for one in claimed] == ["T1"] * 10 + ["T2"]


def test_nothing_is_sent_to_a_workspace_that_sleeps(store: Store) -> None:
    """What was planned waits there until the app is installed again."""
    asleep = Installation(team_id=TEAM, bot_token="xoxb-1", installed_at=NOW, asleep_at=NOW)
    with store.write() as tx:
        tx.installations.save(asleep)
        tx.outbox.plan([reminder(1)], at=NOW)

        before = (claim(tx), tx.outbox.next_due())
        tx.installations.save(replace(asleep, asleep_at=None))
        after = (tx.outbox.next_due(), len(claim(tx)))

    assert before == ((), None)
    assert after == (NOW, 1)


def test_what_was_sent_is_settled_for_good(store: Store) -> None:
    """The row remembers where Slack put it, and no later word changes that."""
    with store.write() as tx:
        tx.outbox.plan([reminder(1)], at=NOW)
        (one,) = claim(tx)

        done = [
            tx.outbox.settle(one.id, state=DeliveryState.UNKNOWN, at=NOW, outcome="timeout"),
            tx.outbox.settle(one.id, state=DeliveryState.SENT, at=NOW, channel="D1", ts="1.2"),
            tx.outbox.settle(one.id, state=DeliveryState.FAILED, at=NOW, outcome="late"),
            tx.outbox.again(one, due_at=NOW, outcome="late"),
            tx.outbox.move(one.id, NOW),
        ]
        found = tx.outbox.get(one.id)

    assert done == [True, True, False, False, False]
    assert found == replace(
        one,
        state=DeliveryState.SENT,
        channel="D1",
        ts="1.2",
        outcome="timeout",
        settled_at=NOW,
        lease_by=None,
        lease_until=None,
    )


def test_nobody_gives_back_what_somebody_else_has_begun(store: Store) -> None:
    """A worker that was held up reads an old row; the attempt of the other one goes on."""
    with store.write() as tx:
        tx.outbox.plan([reminder(1)], at=NOW)
        (mine,) = claim(tx)
        tx.outbox.again(mine, due_at=NOW, outcome="not_found")
        (theirs,) = claim(tx)

        given_back = tx.outbox.again(mine, due_at=NOW, outcome="late")
        found = tx.outbox.get(mine.id)

    assert given_back is False
    assert found == theirs


def test_trying_again_keeps_the_promised_time(store: Store) -> None:
    """Lateness is measured from when it was due, not from the last attempt."""
    with store.write() as tx:
        tx.outbox.plan([reminder(1)], at=NOW)
        (first,) = claim(tx)
        tx.outbox.again(first, due_at=NOW + 5 * MINUTE, outcome="ratelimited")

        due, too_early = tx.outbox.next_due(), claim(tx, minutes=4)
        (second,) = claim(tx, minutes=5)

    assert (due, too_early) == (NOW + 5 * MINUTE, ())
    assert (second.due_at, second.attempts, second.outcome) == (NOW, 2, "ratelimited")


def test_what_waits_can_be_moved(store: Store) -> None:
    """A promise of another time replaces the first one."""
    with store.write() as tx:
        tx.outbox.plan([reminder(1)], at=NOW)
        (one,) = tx.outbox.pending()

        moved = tx.outbox.move(one.id, NOW + HOUR)

        assert moved
        assert claim(tx) == ()
        assert [found.due_at for found in claim(tx, minutes=60)] == [NOW + HOUR]


def test_what_waits_can_be_dropped_with_a_reason(store: Store, cast: Cast) -> None:
    """Only what matches, and only what nobody has claimed."""
    where = cast.network.id
    rows = [
        reminder(1, network_id=where),
        reminder(2, network_id=where, thing="gathering:2"),
        reminder(3),
        replace(reminder(4, recipient="person:9"), kind=Kind.NUDGE),
    ]
    with store.write() as tx:
        tx.outbox.plan(rows, at=NOW)
        (claimed,) = claim(tx, limit=1)
        drop = tx.outbox.drop_pending

        counts = [
            drop(network_id=where, reason="moved", at=NOW),
            drop(kind=Kind.NUDGE, recipient="person:9", reason="undone", at=NOW),
            drop(team_id="T2", reason="gone", at=NOW),
        ]
        log = tx.outbox.log(where, 1)

    assert claimed.occurrence == "1"
    assert counts == [1, 1, 0]
    assert [(one.state, one.outcome, one.settled_at) for one in log] == [
        (DeliveryState.DROPPED, "moved", NOW)
    ]


def test_nobody_drops_everything_by_mistake(store: Store) -> None:
    """Without any filter nothing is dropped."""
    with store.write() as tx, pytest.raises(ValueError, match="whose deliveries"):
        tx.outbox.drop_pending(reason="oops", at=NOW)


def claim(
    tx: Transaction,
    *,
    minutes: int = 0,
    limit: int = 100,
    per_team: int = 100,
) -> tuple[Delivery, ...]:
    """Claim what is due some minutes from now."""
    return tx.outbox.claim(
        now=NOW + minutes * MINUTE,
        limit=limit,
        worker="worker",
        lease_until=NOW + HOUR,
        per_team=per_team,
    )


def claim_all(store: Store, worker: str) -> list[int]:
    """Claim seven at a time, each time in a transaction of its own, until nothing waits."""
    ids: list[int] = []
    while True:
        with store.write() as tx:
            if tx.outbox.next_due() is None:
                return ids
            claimed = tx.outbox.claim(now=NOW, limit=7, worker=worker, lease_until=NOW + HOUR)
            ids += [one.id for one in claimed]
