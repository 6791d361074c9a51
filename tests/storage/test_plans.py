"""Questions that are asked every second stay cheap among a million rows."""

import sqlite3
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from storage import schema
from storage.engine import make_engine, read_address
from storage.store import Store
from tests.storage.cast import HOUR, KEY, NOW


@pytest.fixture
def engine() -> Iterator[Engine]:
    """Lend SQLite in memory, which can say how it is going to look for rows."""
    made = make_engine(read_address("sqlite:///:memory:"), keys=[KEY], durable=False)
    schema.upgrade(made)
    yield made
    made.dispose()


def test_looking_for_what_is_due_reads_only_what_waits(engine: Engine) -> None:
    """What was sent long ago is in nobody's way: small indexes answer, no table is read."""
    asked: list[str] = []
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.set_trace_callback(asked.append)
    with Store(engine).write() as tx:
        tx.outbox.claim(now=NOW, limit=10, worker="worker", lease_until=NOW + HOUR)
        tx.outbox.next_due()
        tx.outbox.expire_leases(NOW)
        tx.outbox.unknown(10)
    driver.set_trace_callback(None)

    plans = [plan(driver, sql) for sql in asked if "deliveries" in sql]

    indexes = ["ix_deliveries_pending"] * 2 + ["ix_deliveries_in_doubt"] * 2
    assert [index in found for index, found in zip(indexes, plans, strict=True)] == [True] * 4
    assert [found for found in plans if "SCAN deliveries\n" in found] == []
    assert "COVERING INDEX ix_deliveries_pending" in plans[0]


def plan(driver: sqlite3.Connection, sql: str) -> str:
    """Return SQLite's plan, one step for each line."""
    steps = driver.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
    return "".join(f"{step[-1]}\n" for step in steps)
