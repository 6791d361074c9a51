"""Make the engine: one way to begin, on both databases.

SQLite as measured (platform.md 6.1): write-ahead log, every commit on the disk, BEGIN IMMEDIATE for
writers, because Python's own way lost 292 of 400 concurrent updates without an error.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import cast

from cryptography.fernet import Fernet, MultiFernet
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    PoolProxiedConnection,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, InvalidatePoolError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from bot.errors import DatabaseError, SettingsError
from bot.i18n import mark
from storage.troubles import CANNOT_OPEN
from storage.types import attach_cipher

READS = "rounds_reads"
"""The execution option of connections that only read."""

_WAIT_SECONDS = 2
"""For a lock, a free connection, a server that does not answer: Slack waits for three seconds."""
_GONE_SILENT = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3}
"""A server behind a broken network is given up after eleven seconds, not after two hours."""
_TRUSTED_SECONDS = 1.0
"""For so long after its last use a connection is taken without a question."""
_USED = "rounds_used"
_BAD_ADDRESS = mark(
    "DATABASE_URL is not an address this bot can use. Expected sqlite:///data/rounds.db or "
    "postgresql+psycopg://name:password@host/database."
)
_BAD_KEYS = mark(
    "SECRET_KEYS cannot be used: each key is 44 characters long, several are parted by commas. "
    "Leave it empty with SQLite: a key is then made and kept beside the database."
)


def read_address(url: str) -> URL:
    """Read a database address; raises SettingsError for one of another kind of database."""
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise SettingsError(_BAD_ADDRESS) from error
    if address.drivername in {"postgresql", "postgres"}:
        return address.set(drivername="postgresql+psycopg")
    if address.drivername in {"sqlite", "postgresql+psycopg"}:
        return address
    raise SettingsError(_BAD_ADDRESS)


def file_of(address: URL) -> Path | None:
    """Return the file of a SQLite address, or None for memory and for PostgreSQL."""
    name = address.database or ""
    is_file = address.get_backend_name() == "sqlite" and name not in {"", ":memory:"}
    return Path(name) if is_file else None


def name_of(address: URL) -> str:
    """Return how people call the database: its file, or host and name, never user or password."""
    if address.get_backend_name() == "sqlite":
        return address.database or ":memory:"
    host = address.host or str(address.query.get("host", "localhost"))
    return f"{address.database} at {host}"


def make_engine(address: URL, *, keys: Sequence[str], durable: bool) -> Engine:
    """Return an engine whose dialect carries the cipher; nothing is connected yet.

    ``durable=False`` lets the operating system decide when a commit reaches the disk, for
    rehearsals and tests whose database nobody will miss. Raises SettingsError for unusable keys.
    """
    cipher = _cipher(keys)
    try:
        engine = _sqlite(address, durable=durable) if is_sqlite(address) else _postgresql(address)
    except NoSuchModuleError as error:
        raise SettingsError(_BAD_ADDRESS) from error
    attach_cipher(engine.dialect, cipher)
    return engine


def is_sqlite(address: URL) -> bool:
    """Whether this is the embedded database."""
    return address.get_backend_name() == "sqlite"


def _cipher(keys: Sequence[str]) -> MultiFernet:
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError as error:
        raise SettingsError(_BAD_KEYS) from error


def _postgresql(address: URL) -> Engine:
    engine = create_engine(
        address,
        hide_parameters=True,
        pool_size=10,
        max_overflow=20,
        pool_timeout=_WAIT_SECONDS,
        connect_args={"connect_timeout": _WAIT_SECONDS, **_GONE_SILENT},
    )
    event.listen(engine, "checkin", _note_use)
    event.listen(
        engine,
        "checkout",
        lambda connection, entry, _: _ping_idle(engine, connection, entry),
    )
    return engine


def _note_use(_: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
    entry.info[_USED] = monotonic()


def _ping_idle(engine: Engine, connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    """See whether the server is still there, where nobody has asked for a while.

    Asking each time, as SQLAlchemy's ``pool_pre_ping`` does, costs one way to the server and back
    in each transaction. A server that restarts takes longer than we trust a connection.
    """
    used = entry.info.get(_USED)
    if used is None or monotonic() - used < _TRUSTED_SECONDS:
        return
    try:
        engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error as error:
        raise InvalidatePoolError from error


def _sqlite(address: URL, *, durable: bool) -> Engine:
    """Memory has one connection, for which threads wait; a file has as many as are asked for."""
    file = file_of(address)
    size, overflow = (5, 40) if file else (1, 0)
    engine = create_engine(
        address,
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=overflow,
        connect_args={"check_same_thread": False},
    )
    if file:
        _make_folder(file)
    event.listen(engine, "connect", _prepare_durable if durable else _prepare_fleeting)
    event.listen(engine, "begin", _begin)
    return engine


def _make_folder(file: Path) -> None:
    try:
        file.absolute().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseError(CANNOT_OPEN, where=file) from error


def _prepare_durable(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    _prepare(connection, synchronous="FULL")


def _prepare_fleeting(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    _prepare(connection, synchronous="OFF")


def _prepare(connection: DBAPIConnection, *, synchronous: str) -> None:
    raw = cast("sqlite3.Connection", connection)
    raw.isolation_level = None  # we say BEGIN ourselves
    raw.execute(f"PRAGMA busy_timeout={_WAIT_SECONDS * 1000}")
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute(f"PRAGMA synchronous={synchronous}")
    raw.execute("PRAGMA foreign_keys=ON")


def begin(pooled: PoolProxiedConnection, engine: Engine) -> None:
    """Begin as a writer at once, or as a reader that cannot write by mistake.

    Here SQLite is told; PostgreSQL's driver begins by itself. The pragma is only said when it
    changes something: SQLite forgets every prepared statement of the connection at each, and has
    to read their SQL anew.
    """
    if engine.dialect.name != "sqlite":
        return
    raw = cast("sqlite3.Connection", pooled.dbapi_connection)
    reads = bool(engine.get_execution_options().get(READS))
    if pooled.info.get(READS) is not reads:
        raw.execute(f"PRAGMA query_only={int(reads)}")
        pooled.info[READS] = reads
    raw.execute("BEGIN" if reads else "BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    """Begin where SQLAlchemy takes over a connection on which nobody has begun."""
    pooled = connection.connection
    if not cast("sqlite3.Connection", pooled.dbapi_connection).in_transaction:
        begin(pooled, connection.engine)
