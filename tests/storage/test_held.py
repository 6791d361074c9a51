"""What a person was sent and not sent: what counts, what was held back, what came last."""

from dataclasses import replace

from bot.domain.deliveries import DeliveryState, NewDelivery
from bot.domain.kinds import Kind
from storage.store import Store
from tests.storage.cast import DAY, HOUR, MINUTE, NOW, TEAM, Cast

TOMAS = "person:2"


def nudge(number: int, *, kind: Kind = Kind.NUDGE, thing: str | None = None) -> NewDelivery:
    """Return words for Tomás."""
    return NewDelivery(
        team_id=TEAM,
        kind=kind,
        thing=thing or f"nudge:{number}",
        occurrence=str(number),
        recipient=TOMAS,
        due_at=NOW,
        reason="A test asks for it.",
    )


def test_the_cap_counts_what_was_sent_what_is_in_doubt_and_what_was_claimed_before(
    store: Store, cast: Cast
) -> None:
    """Issue 4: of two workers with the last free place one comes first."""
    with store.write() as tx:
        tx.outbox.plan([nudge(number) for number in range(5)], at=NOW)
        rows = tx.outbox.claim(now=NOW, limit=5, worker="a", lease_until=NOW + MINUTE)
        tx.outbox.settle(rows[0].id, state=DeliveryState.SENT, at=NOW, counted=True)
        tx.outbox.settle(rows[1].id, state=DeliveryState.SENT, at=NOW, counted=False)
        tx.outbox.settle(rows[4].id, state=DeliveryState.UNKNOWN, at=NOW)

    with store.read() as tx:
        kinds = [Kind.NUDGE]
        taken = [tx.outbox.taken(row, since=NOW - DAY, kinds=kinds) for row in rows[2:4]]
        later = tx.outbox.taken(rows[2], since=NOW + HOUR, kinds=kinds)
        others = tx.outbox.taken(
            replace(rows[2], recipient=f"person:{cast.maria.id}"), since=NOW - DAY, kinds=kinds
        )

    assert taken == [2, 3]
    assert (later, others) == (1, 0)


def test_what_was_held_back_is_found_by_why_and_when(store: Store, cast: Cast) -> None:
    """Home lists it, newest first; what was dropped for good is no part of it."""
    assert cast.tomas.id == 2
    with store.write() as tx:
        tx.outbox.plan([nudge(number) for number in range(4)], at=NOW)
        rows = tx.outbox.pending(recipient=TOMAS)
        for row, why, at in zip(
            rows, ("PAUSED", "DONE", "CAP", "CAP"), (NOW, NOW, NOW, NOW - DAY), strict=True
        ):
            tx.outbox.settle(row.id, state=DeliveryState.DROPPED, at=at, outcome=why)

    with store.read() as tx:
        found = tx.outbox.held_for(TOMAS, since=NOW - HOUR, outcomes=["PAUSED", "CAP"], limit=9)

    assert [one.thing for one in found] == ["nudge:2", "nudge:0"]


def test_somebodys_last_messages_are_found_by_kind(store: Store, cast: Cast) -> None:
    """The newest first, sent or not; and what was said about one thing."""
    with store.write() as tx:
        again = nudge(1, kind=Kind.CHECKIN_PROMPT, thing="checkin:weekly")
        for one in (nudge(0), again, nudge(2, kind=Kind.RECEIPT)):
            tx.outbox.plan([one], at=NOW)
        for waiting in tx.outbox.pending(recipient=TOMAS):
            counts = waiting.kind is Kind.NUDGE
            tx.outbox.settle(waiting.id, state=DeliveryState.SENT, at=NOW, counted=counts)

    with store.read() as tx:
        recent = tx.outbox.recent_of(TOMAS, kinds=[Kind.NUDGE, Kind.CHECKIN_PROMPT], limit=5)
        said = tx.outbox.said_about(TOMAS, kind=Kind.CHECKIN_PROMPT, thing="checkin:weekly")
        counted = tx.outbox.counted(TOMAS, since=NOW - DAY, until=NOW)

    assert cast.tomas.id == 2
    assert [one.kind for one in recent] == [Kind.CHECKIN_PROMPT, Kind.NUDGE]
    assert [one.thing for one in said] == ["checkin:weekly"]
    assert [one.thing for one in counted] == ["nudge:0"]
