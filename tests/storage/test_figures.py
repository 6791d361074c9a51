"""Figures: what was sent and written is counted without a word of it."""

from bot.domain.deliveries import DeliveryState
from bot.domain.entries import About
from bot.domain.kinds import Kind
from bot.domain.visibility import Visibility
from storage.store import Store
from tests.storage.cast import DAY, NOW, Cast, reminder


def test_what_was_written_is_counted_without_its_words(store: Store, cast: Cast) -> None:
    """What was taken back is not counted (S12)."""
    about = About(kind="gathering", which="3")
    with store.write() as tx:
        _first, second = (
            tx.entries.add(
                network_id=cast.network.id,
                author_id=cast.tomas.id,
                form_id="reflection",
                about=about,
                visibility=Visibility.TRIO,
                answers={"learnt": "To listen."},
                created_at=NOW,
                token=token,
            )
            for token in ("first", "second")
        )
        assert second is not None
        tx.entries.withdraw(second.id, at=NOW + DAY)

    with store.read() as tx:
        (kept,) = tx.figures.written(cast.network.id)
    assert (kept.author_id, kept.form_id, kept.about) == (cast.tomas.id, "reflection", about)
    assert (kept.visibility, kept.at, kept.given_on) == (Visibility.TRIO, NOW, None)


def test_only_what_was_really_sent_is_counted(store: Store, cast: Cast) -> None:
    """What waits was not sent, and what was of another kind does not count (S12)."""
    with store.write() as tx:
        here = cast.network.id
        tx.outbox.plan([reminder(number, network_id=here) for number in (1, 2)], at=NOW)
        first, _second = tx.outbox.pending(network_id=cast.network.id)
        tx.outbox.settle(first.id, state=DeliveryState.SENT, at=NOW + DAY)

    with store.read() as tx:
        reminders = tx.figures.sent(cast.network.id, kinds=[Kind.REMINDER, Kind.NUDGE])
        others = tx.figures.sent(cast.network.id, kinds=[Kind.NUDGE])
    assert (reminders, others) == ((NOW + DAY,), ())
