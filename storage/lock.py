"""Let one process at a time use an embedded database."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import DatabaseError
from bot.i18n import mark
from storage.troubles import CANNOT_OPEN

TAKEN = mark(
    "Another process of this bot uses {path} already. Stop it first; "
    "for several processes at once, use PostgreSQL (DATABASE_URL)."
)


@contextmanager
def hold(database: Path) -> Iterator[None]:
    """Hold the lock beside a database file until the block ends, or the process, however.

    The lock is an empty SQLite file held by an exclusive transaction: SQLite knows how to lock
    files on every system, and the system lets go when the process is killed. Raises DatabaseError
    when another process holds it.
    """
    path = database.with_name(f"{database.name}.lock")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    except (OSError, sqlite3.OperationalError) as error:
        raise DatabaseError(CANNOT_OPEN, where=path) from error
    try:
        _lock(connection, database)
        yield
    finally:
        connection.close()


def _lock(connection: sqlite3.Connection, database: Path) -> None:
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        raise DatabaseError(TAKEN, path=database) from error
