"""Questions that are asked every second stay cheap among a million rows."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

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
    asked: list[tuple[str, Any]] = []
    event.listen(engine, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
    with Store(engine).write() as tx:
        tx.outbox.claim(now=NOW, limit=10, worker="worker", lease_until=NOW + HOUR)
        tx.outbox.next_due()
        tx.outbox.expire_leases(NOW)
        tx.outbox.unknown(10)
    questions = tuple(asked)

    with engine.connect() as connection:
        plans = [plan(connection, sql, values) for sql, values in questions]

    indexes = ["ix_deliveries_pending"] * 2 + ["ix_deliveries_in_doubt"] * 2
    assert [index in found for index, found in zip(indexes, plans, strict=True)] == [True] * 4
    assert [found for found in plans if "SCAN deliveries\n" in found] == []


def plan(connection: Connection, sql: str, values: Any) -> str:
    """Return SQLite's plan, one step for each line."""
    steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all()
    return "".join(f"{step[-1]}\n" for step in steps)
