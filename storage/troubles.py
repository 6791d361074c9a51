"""Turn what the databases throw into sentences, at the border; what is a bug stays what it is."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from bot.errors import DatabaseError, Refused, RoundsError
from bot.i18n import mark

UNREACHABLE = mark(
    "The database {where} cannot be reached. "
    "See that it is running and that DATABASE_URL names it rightly."
)
CANNOT_OPEN = mark(
    "The database file {where} cannot be opened or written. "
    "See that its folder exists, belongs to this account and lies on a disk with room."
)
NOT_OURS = mark(
    "The file {where} is not a sound SQLite database. Restore a backup: "
    "python -m bot database restore FILE"
)
BUSY = mark("The database is busy just now. Nothing was lost; please try again.")
AT_ONCE = mark("Somebody else did the same at this very moment. Please look again.")

_BUSY_STATES = {"40001", "40P01", "55P03", "53300"}
_UNREACHABLE_CLASSES = {"08", "28", "3D", "53", "57"}
_UNIQUE = "23505"


@contextmanager
def told(where: str) -> Iterator[None]:
    """Translate what goes wrong inside; ``where`` names the database without any password.

    Raises DatabaseError when the database cannot be reached, opened or written, or is busy;
    Refused when somebody else added the same thing at the same moment. The cause is kept.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error, psycopg.Error) as error:  # of a driver alone: as it is
        trouble = _trouble(error.orig if isinstance(error, DBAPIError) else error, where)
        if trouble is None:
            raise
        raise trouble from error
    except NoConnectionFree as error:
        raise DatabaseError(BUSY) from error


def _trouble(cause: BaseException | None, where: str) -> RoundsError | None:
    """Return the sentence for an error of a driver, or None for one that is a bug."""
    if isinstance(cause, sqlite3.Error):
        return _trouble_of_sqlite(getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR), where)
    if isinstance(cause, psycopg.Error):
        return _trouble_of_postgresql(cause, where)
    return None


def _trouble_of_sqlite(code: int, where: str) -> RoundsError | None:
    """Read SQLite's extended code; its lowest byte is the family."""
    if code == sqlite3.SQLITE_CONSTRAINT_UNIQUE:
        return Refused(AT_ONCE)
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return DatabaseError(BUSY)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return DatabaseError(NOT_OURS, where=where)
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_IOERR | sqlite3.SQLITE_FULL:
            return DatabaseError(CANNOT_OPEN, where=where)
        case _:
            return None


def _trouble_of_postgresql(cause: psycopg.Error, where: str) -> RoundsError | None:
    """Read the SQLSTATE; a connection that never came to be has none."""
    state = cause.sqlstate
    if state == _UNIQUE:
        return Refused(AT_ONCE)
    if state in _BUSY_STATES:
        return DatabaseError(BUSY)
    lost = isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError)
    if (state is None and lost) or (state or "")[:2] in _UNREACHABLE_CLASSES:
        return DatabaseError(UNREACHABLE, where=where)
    return None
