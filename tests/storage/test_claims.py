"""Claims: held for a while, begun before anything is sent, and taken back from the dead."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.deliveries import Action, Delivery, DeliveryState
from storage.store import Store
from storage.transaction import Transaction
from tests.storage.cast import HOUR, MINUTE, NOW, reminder


def test_a_lease_that_ran_out_leaves_a_doubt(store: Store) -> None:
    """Nobody knows whether the worker had sent it, so it is not sent again just so."""
    with store.write() as tx:
        tx.outbox.plan([reminder(1), reminder(2)], at=NOW)
        first, second = claim(tx)
        tx.outbox.begin(first, now=NOW, lease_until=NOW + HOUR)
        tx.outbox.settle(second.id, state=DeliveryState.SENT, at=NOW)

        early = tx.outbox.expire_leases(NOW + HOUR)
        expired = tx.outbox.expire_leases(NOW + HOUR + MINUTE)

        (doubtful,) = tx.outbox.unknown(10)
        claimed = claim(tx, minutes=120)

    assert (early, expired) == (0, 1)
    assert (doubtful.id, doubtful.state) == (first.id, DeliveryState.UNKNOWN)
    assert (doubtful.lease_by, doubtful.lease_until) == (None, None)
    assert claimed == ()


def test_what_a_worker_took_and_did_not_begin_is_due_again(store: Store) -> None:
    """A process that was killed leaves no doubt about what it had not begun to send."""
    with store.write() as tx:
        tx.outbox.plan([reminder(1)], at=NOW)
        (taken,) = claim(tx)

        expired = tx.outbox.expire_leases(NOW + HOUR + MINUTE)
        doubtful = tx.outbox.unknown(10)
        (again,) = claim(tx, minutes=120)

    assert (expired, doubtful) == (1, ())
    assert (again.id, again.attempts) == (taken.id, 2)


def test_who_lost_a_claim_begins_nothing(store: Store) -> None:
    """The lease ran out and another worker took it: the first one must not send it as well."""
    with store.write() as tx:
        tx.outbox.plan([reminder(1)], at=NOW)
        (lost,) = claim(tx)
        tx.outbox.expire_leases(NOW + HOUR + MINUTE)
        (held,) = claim(tx, minutes=120)

        begun = [
            tx.outbox.begin(one, now=NOW + 2 * HOUR, lease_until=NOW + 3 * HOUR)
            for one in (lost, held)
        ]
        kept = tx.outbox.get(held.id)

    assert begun == [False, True]
    assert kept is not None
    assert (kept.attempted_at, kept.lease_until) == (NOW + 2 * HOUR, NOW + 3 * HOUR)


def test_a_claim_leaves_out_what_has_to_wait_anyway(store: Store) -> None:
    """Changes of messages in one workspace are held up; its posts and all others are not."""
    change = replace(reminder(1, team_id="T1"), action=Action.UPDATE)
    post = reminder(2, team_id="T1")
    other = replace(reminder(3, team_id="T11"), action=Action.UPDATE)
    with store.write() as tx:
        tx.outbox.plan([change, post, other], at=NOW)

        claimed = claim(tx, skip=[("T1", Action.UPDATE), ("T2", Action.POST)])

    assert [one.occurrence for one in claimed] == ["2", "3"]


def test_patience_that_slack_asked_for_is_kept_by_all(store: Store) -> None:
    """Posts of one workspace wait until then; what is due later, or is no post, is not touched."""
    later = reminder(2, team_id="T1", due_at=NOW + HOUR)
    change = replace(reminder(3, team_id="T1"), action=Action.UPDATE)
    with store.write() as tx:
        tx.outbox.plan([reminder(1, team_id="T1"), later, change], at=NOW)

        held = tx.outbox.hold_back("T1", actions=[Action.POST], until=NOW + MINUTE)
        now = claim(tx)
        soon = claim(tx, minutes=1)

    assert held == 1
    assert [one.occurrence for one in now] == ["3"]
    assert [one.occurrence for one in soon] == ["1"]


def claim(
    tx: Transaction,
    *,
    minutes: int = 0,
    skip: Sequence[tuple[str, Action]] = (),
) -> tuple[Delivery, ...]:
    """Claim what is due some minutes from now."""
    return tx.outbox.claim(
        now=NOW + minutes * MINUTE,
        limit=100,
        worker="worker",
        lease_until=NOW + HOUR,
        skip=skip,
    )
