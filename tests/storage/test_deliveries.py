"""Looking into the outbox: what waits, what was said, how often."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.domain.deliveries import Action, Delivery, DeliveryState, NewDelivery
from bot.domain.kinds import Kind
from storage.store import Store
from storage.transaction import Transaction
from tests.storage.cast import DAY, HOUR, NOW, TEAM, Cast, reminder


def test_what_waits_can_be_narrowed_down(store: Store, cast: Cast) -> None:
    """By network, recipient, kind and thing, and any of them together."""
    where = cast.network.id
    rows = [
        reminder(1, network_id=where, due_at=NOW + DAY),
        reminder(2, network_id=where, recipient="person:2"),
        replace(reminder(3, network_id=where), kind=Kind.NUDGE),
        reminder(4, thing="gathering:2"),
    ]
    with store.write() as tx:
        tx.outbox.plan(rows, at=NOW)

        found = [
            occurrences(tx.outbox.pending(network_id=where)),
            occurrences(tx.outbox.pending(recipient="person:2")),
            occurrences(tx.outbox.pending(kind=Kind.NUDGE)),
            occurrences(tx.outbox.pending(thing="gathering:2")),
            occurrences(tx.outbox.pending(network_id=where, kind=Kind.REMINDER)),
            occurrences(tx.outbox.pending(network_id=where, thing="gathering:2")),
        ]

    assert found == [["2", "3", "1"], ["2"], ["3"], ["4"], ["2", "1"], []]


def test_a_delivery_that_never_was_is_not_found(store: Store) -> None:
    """Neither by id nor by key."""
    with store.read() as tx:
        assert tx.outbox.get(7) is None
        found = tx.outbox.find(
            TEAM, "gathering:1", occurrence="1", recipient="person:1", kind=Kind.REMINDER
        )
        assert found is None


def test_the_reminder_before_this_one_is_the_one_to_shorten(store: Store) -> None:
    """The last that was sent before, by when they were due, whichever was planned first."""
    with store.write() as tx:
        hour, day, week, other = send(
            tx,
            [
                reminder(3, due_at=NOW + 2 * DAY),
                reminder(2, due_at=NOW + DAY),
                reminder(1),
                reminder(9, due_at=NOW + HOUR, thing="gathering:2"),
            ],
        )

        def before(one: Delivery) -> Delivery | None:
            return tx.outbox.last_sent(
                one.recipient, kind=one.kind, thing=one.thing, before_id=one.id
            )

        assert [before(one) for one in (hour, day, week, other)] == [day, week, None, None]
        assert tx.outbox.last_sent("person:1", kind=Kind.REMINDER, thing="gathering:1") == hour


def test_only_a_message_that_stands_can_be_changed(store: Store) -> None:
    """What waits was not said, and what was taken back is said no longer."""
    with store.write() as tx:
        (first,) = send(tx, [reminder(1)])
        tx.outbox.plan([reminder(2, due_at=NOW + DAY)], at=NOW)

        def standing() -> Delivery | None:
            return tx.outbox.last_sent("person:1", kind=Kind.REMINDER, thing="gathering:1")

        seen = [standing()]
        taken_back = replace(reminder(1), action=Action.WITHDRAW, target_id=first.id)
        tx.outbox.plan([taken_back], at=NOW)
        seen.append(standing())

    assert seen == [first, None]


def test_a_message_on_its_way_is_the_one_to_change(store: Store) -> None:
    """From the claim on it is shown, or soon will be; what waits can still be drawn anew."""
    with store.write() as tx:
        tx.outbox.plan([reminder(1)], at=NOW)

        def shown() -> DeliveryState | None:
            found = tx.outbox.shown("person:1", kind=Kind.REMINDER, thing="gathering:1")
            return found.state if found else None

        seen = [shown()]
        (one,) = tx.outbox.claim(now=NOW, limit=1, worker="worker", lease_until=NOW + HOUR)
        seen.append(shown())
        for state in (DeliveryState.UNKNOWN, DeliveryState.SENT):
            tx.outbox.settle(one.id, state=state, at=NOW)
            seen.append(shown())

    assert seen == [None, DeliveryState.CLAIMED, DeliveryState.UNKNOWN, DeliveryState.SENT]


def test_a_withdrawal_that_was_dropped_leaves_the_message_standing(store: Store) -> None:
    """Shared, taken back and shared again within a moment: the first message is still there."""
    with store.write() as tx:
        (one,) = send(tx, [reminder(1)])
        tx.outbox.plan([replace(reminder(1), action=Action.WITHDRAW, target_id=one.id)], at=NOW)
        between = tx.outbox.shown("person:1", kind=Kind.REMINDER, thing="gathering:1")
        tx.outbox.drop_pending(thing="gathering:1", reason="shared again", at=NOW)

        after = tx.outbox.shown("person:1", kind=Kind.REMINDER, thing="gathering:1")

    assert (between, after) == (None, one)


def test_messages_of_a_week_are_counted(store: Store) -> None:
    """Those sent to this person since an instant that count towards the cap."""
    with store.write() as tx:
        send(tx, [reminder(1)], at=NOW, counted=True)
        send(tx, [reminder(2)], at=NOW + DAY, counted=True)
        send(tx, [reminder(3)], at=NOW + DAY)
        send(tx, [reminder(4, recipient="person:2")], at=NOW + DAY, counted=True)
        tx.outbox.plan([reminder(5)], at=NOW)

        found = [tx.outbox.sent_count("person:1", since=at) for at in (NOW, NOW + HOUR)]

    assert found == [2, 1]


def test_all_about_one_thing_is_told_in_the_order_of_time(store: Store, cast: Cast) -> None:
    """Sent, dropped or waiting, for one network."""
    where = cast.network.id
    with store.write() as tx:
        send(tx, [reminder(2, network_id=where, due_at=NOW + DAY)], at=NOW + DAY)
        tx.outbox.plan([reminder(1, network_id=where), reminder(3)], at=NOW)

        found = tx.outbox.of_thing(where, "gathering:1")
        log = tx.outbox.log(where, 10)

    assert [(one.occurrence, one.state) for one in found] == [
        ("1", DeliveryState.PENDING),
        ("2", DeliveryState.SENT),
    ]
    assert occurrences(log) == ["1", "2"]


def send(
    tx: Transaction,
    rows: Iterable[NewDelivery],
    *,
    at: datetime = NOW + 3 * DAY,
    counted: bool = False,
) -> tuple[Delivery, ...]:
    """Plan, claim and settle some deliveries, and return them in the order given."""
    rows = tuple(rows)
    tx.outbox.plan(rows, at=NOW)
    for one in tx.outbox.claim(now=at, limit=100, worker="worker", lease_until=at + HOUR):
        tx.outbox.settle(
            one.id,
            state=DeliveryState.SENT,
            at=at,
            channel="D1",
            ts=str(one.id),
            counted=counted,
        )
    return tuple(
        found
        for row in rows
        if (
            found := tx.outbox.find(
                row.team_id,
                row.thing,
                occurrence=row.occurrence,
                recipient=row.recipient,
                kind=row.kind,
            )
        )
    )


def occurrences(rows: Iterable[Delivery]) -> list[str]:
    """Return which ones they are."""
    return [one.occurrence for one in rows]
