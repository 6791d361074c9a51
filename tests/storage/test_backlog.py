"""Figures about the outbox, for those who keep the bot running."""

from bot.domain.backlog import Backlog
from bot.domain.installations import Installation
from storage.store import Store
from tests.storage.cast import HOUR, MINUTE, NOW, reminder


def test_an_empty_outbox_has_nothing_to_count(store: Store) -> None:
    """Nothing waits, nothing is late."""
    with store.read() as tx:
        found = tx.backlog.at(NOW)

    assert found == Backlog(waiting=0, due=0, oldest_due=None, in_doubt=0)


def test_the_backlog_counts_what_could_be_sent(store: Store) -> None:
    """Due, waiting and in doubt; a workspace that sleeps is left out of what waits."""
    rows = [reminder(number, due_at=NOW + number * HOUR) for number in range(4)]
    asleep = Installation(team_id="T2", bot_token="xoxb-2", installed_at=NOW, asleep_at=NOW)
    with store.write() as tx:
        tx.installations.save(asleep)
        tx.outbox.plan([*rows, reminder(0, team_id="T2")], at=NOW)
        for one in tx.outbox.claim(now=NOW, limit=10, worker="w", lease_until=NOW + MINUTE):
            tx.outbox.begin(one, now=NOW, lease_until=NOW + MINUTE)
        tx.outbox.expire_leases(NOW + HOUR)

        found = tx.backlog.at(NOW + 2 * HOUR)

    assert found == Backlog(waiting=3, due=2, oldest_due=NOW + HOUR, in_doubt=1)
