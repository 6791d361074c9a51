"""What the outbox costs a bot that has nothing to do, and one that has much."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import (
    Insert,
    PoolProxiedConnection,
    Text,
    cast,
    func,
    insert,
    literal,
    select,
    true,
)

from bot.clock import SteppedClock
from bot.domain.deliveries import DeliveryState, NewDelivery
from bot.services.delivery import Delivering
from bot.services.pacing import Pacing
from handlers.clients import Clients
from handlers.directory import SlackDirectory
from handlers.messenger import SlackMessenger
from storage.engine import file_of, make_engine, read_address
from storage.store import Store
from storage.tables import deliveries
from tests.benchmarks.conftest import NewAddress
from tests.benchmarks.measuring import Comparison, Race
from tests.storage.cast import HOUR, KEY, NOW, reminder

pytestmark = pytest.mark.bench

FEW, MANY = 1_000, 1_000_000
WORKSPACES = 20
SLOW_COMMIT = 0.5e-3
"""Seconds from which on the disk, and not Python, decides how many results are kept a second."""


def test_a_crowded_outbox_is_as_quick_to_say_that_nothing_is_due(
    kind: str, new_address: NewAddress, measured: list[Comparison]
) -> None:
    """Two ticks find nothing among a million waiting rows about as fast as among 1,000."""
    few, many = (waiting(new_address(), rows) for rows in (FEW, MANY))

    seconds, beside = Race(rounds=11, times=40).run(idle_ticks(many), idle_ticks(few))
    found = Comparison(
        name=f"nothing due among {MANY:,} waiting, {kind}",
        seconds=seconds,
        beside=f"among {FEW:,}",
        beside_seconds=beside,
        goal=2,
    )
    few.dispose()
    many.dispose()
    measured.append(found)

    assert found.is_met, found.cells


def test_recording_a_result_costs_little_more_than_a_bare_commit(
    kind: str, new_address: NewAddress, measured: list[Comparison]
) -> None:
    """Each result is safe on the disk before the next message, near the limit of the database.

    A bare commit changes one number in the one row of a table without an index, said by the driver
    to a connection that stays open; ours takes a connection out of the pool, changes a row of the
    outbox with its indexes, and puts it back. A disk that keeps a commit in a fraction of a
    millisecond is hardly a limit any more: there the ratio shows what Python takes for its part,
    and is told but not judged. So it is with PostgreSQL, where the ways to the server and back
    decide, four of ours (the first asks whether the connection still lives) beside three.
    """
    race = Race(rounds=15, times=60)
    store = Store.open(new_address(), keys=[KEY])
    store.upgrade()
    lengthen_log(store.file)
    record = recording(store, race.uses)
    bare = make_engine(read_address(new_address()), keys=[KEY], durable=True)
    pooled = bare.raw_connection()
    lengthen_log(file_of(bare.url))
    seconds, beside = race.run(record, committing(pooled))
    pooled.close()
    found = Comparison(
        name=f"recording one delivery's result, {kind}",
        seconds=seconds,
        beside="a bare commit of one row",
        beside_seconds=beside,
        goal=1.5,
    )
    bare.dispose()
    store.dispose()
    measured.append(found)

    assert found.is_met or kind == "postgresql" or beside < SLOW_COMMIT, found.cells


def waiting(url: str, rows: int) -> Store:
    """Return a database in which so many thousand deliveries wait, none of them due yet."""
    store = Store.open(url, keys=[KEY])
    store.upgrade()
    with store.write() as tx:
        tx.outbox.plan((later(number) for number in range(FEW)), at=NOW)
    engine = make_engine(read_address(url), keys=[KEY], durable=True)
    with engine.begin() as connection:
        connection.execute(copying(rows // FEW - 1))
        assert connection.execute(select(func.count(deliveries.c.id))).scalar() == rows
    engine.dispose()
    return store


def copying(times: int) -> Insert:
    """Return what adds so many copies of each row, as other occurrences with other tokens."""
    copies = select(deliveries.c.id).order_by(deliveries.c.id).limit(times).cte("copies")
    mark = literal("-") + cast(copies.c.id, Text)
    other = {name: deliveries.c[name] + mark for name in ("occurrence", "token")}
    names = [column.name for column in deliveries.c if column.name != "id"]
    rows = select(*(other.get(name, deliveries.c[name]) for name in names))
    return insert(deliveries).from_select(names, rows.join_from(deliveries, copies, true()))


def later(number: int) -> NewDelivery:
    """Return something to be said to somebody of one of the workspaces in an hour or more."""
    return reminder(
        number,
        due_at=NOW + HOUR + timedelta(seconds=number),
        team_id=f"T{number % WORKSPACES}",
        recipient=f"person:{number}",
    )


def idle_ticks(store: Store) -> Callable[[], None]:
    """Return the ticks that look for work, as production has them; Slack is never asked."""
    clock = SteppedClock(NOW)
    clients = Clients(tokens=lambda _: None, base_url="http://127.0.0.1:9/api/")
    delivering = Delivering(
        store=store,
        clock=clock,
        directory=SlackDirectory(clients=clients),
        messenger=SlackMessenger(clients=clients),
        pacing=Pacing(clock=clock),
        worker="worker",
    )

    def tick() -> None:
        assert delivering.deliver().total == 0
        assert delivering.reconcile() == 0

    return tick


def recording(store: Store, rows: int) -> Callable[[], None]:
    """Return what records that Slack took one of so many claimed deliveries, the next each time."""
    with store.write() as tx:
        tx.outbox.plan(
            (reminder(number, recipient=f"person:{number % 500}") for number in range(rows)), at=NOW
        )
        claimed = iter(
            tx.outbox.claim(
                now=NOW, limit=rows, per_team=rows, worker="worker", lease_until=NOW + HOUR
            )
        )

    def record() -> None:
        delivery = next(claimed)
        with store.write() as tx:
            assert tx.outbox.settle(
                delivery.id,
                state=DeliveryState.SENT,
                at=NOW,
                channel="D0123456789",
                ts="1788264000.000100",
            )

    return record


def lengthen_log(file: Path | None) -> None:
    """Bring SQLite's log to its full length, as that of a database in use is.

    Commits are slower, here by half, while it still grows. Somebody else has the file open, or the
    log would go with us.
    """
    if file is None:
        return
    with closing(sqlite3.connect(file)) as driver:
        driver.execute("CREATE TABLE filling AS SELECT zeroblob(8000000) AS bytes")
        driver.execute("DROP TABLE filling")
        driver.execute("PRAGMA wal_checkpoint(RESTART)")


def committing(pooled: PoolProxiedConnection) -> Callable[[], None]:
    """Return the least that can be committed: one number in one row, with nothing around it."""
    driver = pooled.driver_connection
    is_sqlite = isinstance(driver, sqlite3.Connection)
    assert driver
    driver.execute("CREATE TABLE counter (number INTEGER)")
    driver.execute("INSERT INTO counter VALUES (0)")
    driver.commit()

    def commit() -> None:
        if is_sqlite:
            driver.execute("BEGIN IMMEDIATE")
        driver.execute("UPDATE counter SET number = number + 1")
        driver.commit()

    return commit
