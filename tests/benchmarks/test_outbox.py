"""What the outbox costs a bot that has nothing to do, and one that has much."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Insert, Text, cast, func, insert, literal, select, true

from bot.clock import SteppedClock
from bot.domain.deliveries import DeliveryState, NewDelivery
from bot.services.delivery import Delivering
from bot.services.pacing import Pacing
from handlers.clients import Clients
from handlers.directory import SlackDirectory
from handlers.messenger import SlackMessenger
from storage.engine import make_engine, read_address
from storage.store import Store
from storage.tables import deliveries
from tests.benchmarks.measuring import Comparison, Race
from tests.postgres import PostgresServer
from tests.storage.cast import HOUR, KEY, NOW, reminder

pytestmark = pytest.mark.bench

FEW, MANY = 1_000, 200_000
WORKSPACES = 20
SLOW_COMMIT = 0.5e-3
"""Seconds from which on the disk, and not Python, decides how many results are kept a second."""

NewAddress = Callable[[], str]


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Name a kind of database: the benchmark runs once on each."""
    return str(request.param)


@pytest.fixture
def new_address(kind: str, postgres_server: PostgresServer, tmp_path: Path) -> Iterator[NewAddress]:
    """Lend what makes databases, each with an address of its own."""
    made: list[str] = []

    def make() -> str:
        sqlite = f"sqlite:///{tmp_path / f'{len(made)}.db'}"
        made.append(sqlite if kind == "sqlite" else postgres_server.create())
        return made[-1]

    yield make
    for url in made if kind == "postgresql" else ():
        postgres_server.drop(url)


def test_a_crowded_outbox_is_as_quick_to_say_that_nothing_is_due(
    kind: str, new_address: NewAddress, measured: list[Comparison]
) -> None:
    """Two ticks find nothing among 200,000 waiting rows about as fast as among 1,000."""
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
    tmp_path: Path, measured: list[Comparison]
) -> None:
    """Each result is safe on the disk before the next message, near the limit of the disk.

    A disk that keeps a commit in much less than a millisecond is no limit any more: then the ratio
    only shows what Python takes for its part, and is told but not judged.
    """
    race = Race(rounds=15, times=60)
    store = Store.open(f"sqlite:///{tmp_path / 'rounds.db'}", keys=[KEY])
    store.upgrade()
    record = recording(store, race.uses)
    bare = make_engine(read_address(f"sqlite:///{tmp_path / 'bare.db'}"), keys=[KEY], durable=True)
    with bare.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)

        seconds, beside = race.run(record, committing(raw))
    is_limit = beside >= SLOW_COMMIT
    found = Comparison(
        name="recording one delivery's result, sqlite",
        seconds=seconds,
        beside="a bare commit of one row" + ("" if is_limit else ", too fast to judge by"),
        beside_seconds=beside,
        goal=1.5 if is_limit else None,
    )
    bare.dispose()
    store.dispose()
    measured.append(found)

    assert found.is_met, found.cells


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
        tx.outbox.plan((reminder(number) for number in range(rows)), at=NOW)
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


def committing(raw: sqlite3.Connection) -> Callable[[], None]:
    """Return the least that can be committed: one number in one row, with nothing around it.

    The log is brought to its full length first, as that of a database in use is: commits are
    slower, here by half, while the log still grows.
    """
    raw.execute("CREATE TABLE counter (number INTEGER, filling BLOB)")
    raw.execute("INSERT INTO counter VALUES (0, zeroblob(8000000))")
    raw.execute("UPDATE counter SET filling = NULL")

    def commit() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE counter SET number = number + 1")
        raw.execute("COMMIT")

    return commit
