"""One connection for one transaction: for the driver at once, for SQLAlchemy when it is asked.

The few statements that run most often go to the driver (``storage.prepared``), and a transaction
of nothing else needs no more than that: SQLAlchemy's own connection costs as much again as all
that the driver does. Everything else asks for ``connection`` and finds the same transaction begun.
"""

from contextlib import ExitStack
from functools import cached_property
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Dialect, Engine
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import SQLAlchemyError

from storage.engine import begin


class Link:
    """A connection out of the pool, used as ``with Link(engine) as link``.

    The transaction is committed at the end and rolled back after an exception.
    """

    def __init__(self, engine: Engine) -> None:
        """Say which database; nothing is taken out of the pool yet."""
        self._engine = engine

    @property
    def dialect(self) -> Dialect:
        """Return how this database writes its statements."""
        return self._engine.dialect

    @cached_property
    def connection(self) -> Connection:
        """Return SQLAlchemy's view of the same transaction."""
        made = Connection(self._engine, self._pooled)
        made.begin()
        return made

    def cursor(self) -> DBAPICursor:
        """Return a cursor of the driver."""
        return self._pooled.cursor()

    def __enter__(self) -> Self:
        """Take a connection out of the pool and begin."""
        self._pooled = self._engine.raw_connection()
        with ExitStack() as undone:
            undone.callback(self._pooled.close)
            begin(self._pooled, self._engine)
            undone.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        """Commit, or roll back after an exception, and put the connection back."""
        try:
            if error is None:
                self._commit()
        except (SQLAlchemyError, self.dialect.loaded_dbapi.Error) as refusal:
            self._forget_if_lost(refusal)
            raise
        else:
            self._forget_if_lost(error)
        finally:
            self._give_back()

    def _commit(self) -> None:
        """Commit through SQLAlchemy if it has begun to work, so that it knows."""
        if "connection" in vars(self):
            self.connection.commit()
        else:
            self._pooled.commit()

    def _forget_if_lost(self, error: BaseException | None) -> None:
        """Keep a connection that the server has closed out of the pool."""
        lost: Any = error
        if isinstance(error, self.dialect.loaded_dbapi.Error) and self.dialect.is_disconnect(
            lost, self._pooled, None
        ):
            self._pooled.invalidate(error)

    def _give_back(self) -> None:
        """Put the connection back; what is not committed by now is rolled back."""
        if "connection" in vars(self):
            self.connection.close()
        else:
            self._pooled.close()
