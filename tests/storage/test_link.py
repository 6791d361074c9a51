"""The link of a transaction: the driver and SQLAlchemy see one and the same."""

import logging

import psycopg
import pytest
from sqlalchemy import make_url

from bot.domain.deliveries import Delivery, DeliveryState
from bot.errors import DatabaseError
from storage.store import Store
from storage.transaction import Transaction
from tests.storage.cast import HOUR, KEY, NOW, TEAM, reminder


def test_what_the_driver_says_alone_is_committed(store: Store) -> None:
    """Claiming and settling never ask for SQLAlchemy's connection, and are kept all the same."""
    claimed = plan_and_claim(store)

    with store.write() as tx:
        settled = settle(tx, claimed)
        asked_for = "connection" in vars(tx.link)

    with store.read() as tx:
        found = tx.outbox.get(claimed)
    assert (settled, asked_for) == (True, False)
    assert found
    assert (found.state, found.channel, found.settled_at) == (DeliveryState.SENT, "D1", NOW)


def test_what_the_driver_says_alone_is_rolled_back_after_an_exception(store: Store) -> None:
    """All of a transaction or none of it, whoever carries out its statements."""
    claimed = plan_and_claim(store)

    def lose_power() -> None:
        with store.write() as tx:
            settle(tx, claimed)
            raise PowerCutError

    with pytest.raises(PowerCutError):
        lose_power()

    with store.read() as tx:
        found = tx.outbox.get(claimed)
    assert found
    assert found.state is DeliveryState.CLAIMED


def test_both_see_what_the_other_has_written(store: Store) -> None:
    """A result and what follows from it stand in one transaction."""
    claimed = plan_and_claim(store)
    seen: list[Delivery | None] = []

    def lose_power() -> None:
        with store.write() as tx:
            settle(tx, claimed)
            seen.append(tx.outbox.get(claimed))
            tx.people.add(team_id=TEAM, slack_id="U9", name="Nine")
            tx.outbox.plan([reminder(2)], at=NOW)
            raise PowerCutError

    with pytest.raises(PowerCutError):
        lose_power()

    with store.read() as tx:
        left = (tx.people.by_slack(TEAM, "U9"), tx.outbox.pending())
    assert [one.state for one in seen if one] == [DeliveryState.SENT]
    assert left == (None, ())


def test_a_connection_that_the_server_closed_is_a_sentence_and_never_used_again(
    postgres_database: str, caplog: pytest.LogCaptureFixture
) -> None:
    """PostgreSQL restarts while a result is recorded; the next attempt finds all in order."""
    store = Store.open(postgres_database, keys=[KEY])
    store.upgrade()
    claimed = plan_and_claim(store)

    def lose_the_server() -> None:
        with store.write() as tx:
            settle(tx, claimed)
            hang_up(postgres_database)
            settle(tx, claimed)

    with caplog.at_level(logging.ERROR), pytest.raises(DatabaseError, match="cannot be reached"):
        lose_the_server()
    with store.write() as tx:
        settled = settle(tx, claimed)
    store.dispose()

    assert settled
    assert caplog.records == []


class PowerCutError(Exception):
    """What ends a transaction in the middle."""


def plan_and_claim(store: Store) -> int:
    """Let something be under way and return its id."""
    with store.write() as tx:
        tx.outbox.plan([reminder(1)], at=NOW)
        (one,) = tx.outbox.claim(now=NOW, limit=1, worker="worker", lease_until=NOW + HOUR)
    return one.id


def settle(tx: Transaction, delivery_id: int) -> bool:
    """Record that it was sent."""
    return tx.outbox.settle(
        delivery_id, state=DeliveryState.SENT, at=NOW, channel="D1", ts="1788264000.000100"
    )


def hang_up(url: str) -> None:
    """Close all other connections to a database, as a server does that is restarted."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
