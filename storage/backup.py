"""Copy an embedded database while it is in use, and put a copy back."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import cast

from sqlalchemy import Engine

from bot.errors import DatabaseError
from bot.i18n import mark
from storage.engine import file_of
from storage.keys import NAME, read_keys, write_keys
from storage.lock import hold
from storage.troubles import CANNOT_OPEN, NOT_OURS

USE_PG_DUMP = mark(
    "This bot's database is PostgreSQL, which brings its own tools: "
    "pg_dump --format=custom to make a backup, pg_restore --clean to put it back. "
    "Keep SECRET_KEYS with it: without them no text can be read."
)
EXISTS = mark("{path} exists already. Please choose another name.")
MISSING = mark("There is no backup at {path}.")


def backup(engine: Engine, path: Path) -> None:
    """Write a copy to a new file, and the keys beside it as ``<file>.secret_keys``.

    The copy shows one moment, whoever writes meanwhile. Raises DatabaseError when the file exists
    or cannot be written, and on PostgreSQL, which has its own tools.
    """
    file = _embedded(engine)
    if path.exists():
        raise DatabaseError(EXISTS, path=path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(engine.raw_connection()) as connection:
            _copy_into(cast("sqlite3.Connection", connection.dbapi_connection), path)
        path.chmod(0o600)
        keys = file.with_name(NAME)
        if keys.exists():
            write_keys(keys_beside(path), read_keys(keys))
    except (OSError, sqlite3.Error) as error:
        raise DatabaseError(CANNOT_OPEN, where=path) from error


def restore(engine: Engine, path: Path) -> None:
    """Put a backup in the database's place; what was there stays as ``<file>.before-restore``.

    Keys that came with the backup are added to those in use, so texts of either can be read.
    Raises DatabaseError when there is no sound backup, when a bot is using the database, and on
    PostgreSQL.
    """
    file = _embedded(engine)
    if not path.exists():
        raise DatabaseError(MISSING, path=path)
    _demand_sound(path)
    engine.dispose()
    try:
        with hold(file):
            _replace(file, path)
            _add_keys(keys_beside(path), file.with_name(NAME))
    except (OSError, sqlite3.Error) as error:
        raise DatabaseError(CANNOT_OPEN, where=file) from error


def keys_beside(path: Path) -> Path:
    """Return where the keys of a backup lie."""
    return path.with_name(f"{path.name}.{NAME}")


def _embedded(engine: Engine) -> Path:
    file = file_of(engine.url)
    if file is None:
        raise DatabaseError(USE_PG_DUMP)
    return file


def _copy_into(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("VACUUM INTO ?", (str(path),))


def _demand_sound(path: Path) -> None:
    """See that a file is a whole database of this bot."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            (verdict,) = connection.execute("PRAGMA quick_check").fetchone()
            connection.execute("select version_num from alembic_version").fetchone()
    except sqlite3.Error as error:
        raise DatabaseError(NOT_OURS, where=path) from error
    if verdict != "ok":
        raise DatabaseError(NOT_OURS, where=path)


def _replace(file: Path, path: Path) -> None:
    """Copy page by page inside SQLite: whoever opens the file sees the old or the new."""
    earlier = file.with_name(f"{file.name}.before-restore")
    with closing(sqlite3.connect(file)) as target, closing(sqlite3.connect(path)) as source:
        earlier.unlink(missing_ok=True)
        _copy_into(target, earlier)
        source.backup(target)


def _add_keys(found: Path, kept: Path) -> None:
    if found.exists():
        known = read_keys(kept) if kept.exists() else ()
        write_keys(kept, tuple(dict.fromkeys(read_keys(found) + known)))
