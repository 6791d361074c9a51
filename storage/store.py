"""Open the database and hand out transactions."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Engine

from bot.errors import DatabaseError
from storage import backup, schema
from storage.engine import READS, file_of, is_sqlite, make_engine, name_of, read_address
from storage.link import Link
from storage.networks import Shelf
from storage.transaction import Transaction
from storage.troubles import told


class Store:
    """The database, as a place to begin transactions; safe to share between threads.

    A transaction belongs to the thread that began it, and none is begun inside another.
    """

    def __init__(self, engine: Engine) -> None:
        """Use an engine that ``storage.engine`` made; ``open`` is the usual way."""
        self._engine = engine
        self._reader = engine.execution_options(**{READS: True, "postgresql_readonly": True})
        self._shelf = Shelf()
        self.where = name_of(engine.url)
        self.is_sqlite = is_sqlite(engine.url)
        self.trouble: DatabaseError | None = None
        """What kept a writer from writing, until somebody proves that it is over."""

    @classmethod
    def open(cls, url: str, *, keys: Sequence[str], durable: bool = True) -> Self:
        """Open ``sqlite:///...`` or ``postgresql+psycopg://...``; nothing is connected yet.

        The first of the keys encrypts, all of them decrypt. ``durable=False`` is for rehearsals:
        SQLite then leaves it to the machine when a commit reaches the disk. Raises SettingsError
        for an address or keys that cannot be used.
        """
        return cls(make_engine(read_address(url), keys=keys, durable=durable))

    @property
    def file(self) -> Path | None:
        """The file of the embedded database, or None."""
        return file_of(self._engine.url)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """Hold one transaction that may write: commits at the end, rolls back on an exception.

        SQLite has one writer at a time, and others wait up to two seconds. Raises DatabaseError
        when the database cannot be reached, stays busy or cannot be written; ``trouble`` keeps it.
        """
        try:
            with told(self.where), Link(self._engine) as link:
                yield Transaction(link, shelf=self._shelf, writes=True)
        except DatabaseError as trouble:
            self.trouble = trouble
            raise

    def prove(self, name: str, at: datetime) -> None:
        """Leave a sign of life, and with it the proof that the database can be written again.

        Not every writer changes something, and on a full disk only a change fails. Raises
        DatabaseError.
        """
        with self.write() as tx:
            tx.heartbeats.beat(name, at)
        self.trouble = None

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """Hold one transaction that sees one moment and never writes; raises as ``write`` does."""
        with told(self.where), Link(self._reader) as link:
            yield Transaction(link, shelf=self._shelf, writes=False)

    def upgrade(self) -> None:
        """Bring the tables to this version of the bot; raises DatabaseError for a newer one."""
        with told(self.where):
            schema.upgrade(self._engine)

    def check(self) -> None:
        """See that tables and keys are those of this bot.

        Raises DatabaseError, with what to do, when the database cannot be reached, is empty, of an
        older or of a newer version, or was encrypted with other keys.
        """
        with told(self.where):
            schema.check(self._engine)

    def backup(self, path: Path) -> None:
        """Copy the embedded database and its keys, while it is in use; raises DatabaseError."""
        with told(self.where):
            backup.backup(self._engine, path)

    def restore(self, path: Path) -> None:
        """Put a backup in the place of the embedded database; nobody may be using it.

        Open the store anew afterwards: the keys may be others. Raises DatabaseError.
        """
        with told(self.where):
            backup.restore(self._engine, path)

    def dispose(self) -> None:
        """Close all connections; the store opens new ones when it is used again."""
        self._engine.dispose()
