"""Statements that are put into words once and then carried out by the driver alone.

SQLAlchemy takes longer to hand over a small statement than either database takes to carry it out.
That is nothing beside what a person waits for, but the outbox adds, claims and settles one row
after the other, and recording a result is measured beside a bare commit. What a statement says,
and how values are written and read, stays with SQLAlchemy, the tables and the column types.
psycopg makes a prepared statement of the server of what is said often, sqlite3 one of the
connection.

Errors are those of the driver; ``storage.troubles`` knows them, too.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import Dialect, Insert, Update
from sqlalchemy.types import TypeEngine

from storage.link import Link
from storage.repository import Values

_AT_ONCE = 1000
"""How many rows are turned into what the driver takes before it takes them: memory stays flat."""


class Prepared:
    """One statement in the words of one database; ``prepared`` makes it."""

    def __init__(
        self, statement: Insert | Update, *, dialect: Dialect, columns: tuple[str, ...]
    ) -> None:
        """Put a statement into words; ``columns`` are those that are given a value each time."""
        compiled = statement.compile(dialect=dialect, column_keys=[*columns])
        self._words = str(compiled)
        self._by_place = compiled.positional
        names = (compiled.positiontup or ()) if self._by_place else tuple(compiled.params)
        binds = compiled.binds
        self._fixed = {name: binds[name].value for name in names if not binds[name].required}
        self._writers = [
            (name, _kind(binds[name].type, dialect).bind_processor(dialect)) for name in names
        ]
        self._readers = [
            (column.name, _kind(column.type, dialect).result_processor(dialect, None))
            for column in statement.exported_columns
        ]

    def run(self, link: Link, values: Values) -> int:
        """Carry it out and return how many rows it touched."""
        cursor = link.cursor()
        cursor.execute(self._words, self._written(values))
        return int(cursor.rowcount)

    def run_each(self, link: Link, rows: Iterable[Values]) -> int:
        """Carry it out for each row and return how many rows it touched in all."""
        cursor, rest, touched = link.cursor(), map(self._written, rows), 0
        while some := list(islice(rest, _AT_ONCE)):
            cursor.executemany(self._words, some)
            touched += int(cursor.rowcount)
        return touched

    def rows(self, link: Link, values: Values) -> list[dict[str, Any]]:
        """Carry it out and return the rows that it gives back."""
        cursor = link.cursor()
        cursor.execute(self._words, self._written(values))
        return [self._read(row) for row in cursor.fetchall()]

    def _written(self, values: Values) -> Any:  # noqa: ANN401 - by place or by name
        """Return the values as the driver takes them."""
        given = {**self._fixed, **values} if self._fixed else values
        if self._by_place:
            return [write(given[name]) if write else given[name] for name, write in self._writers]
        return {name: write(given[name]) if write else given[name] for name, write in self._writers}

    def _read(self, row: Iterable[Any]) -> dict[str, Any]:
        """Return a row of the driver by the names of its columns."""
        pairs = zip(self._readers, row, strict=True)
        return {name: read(value) if read else value for (name, read), value in pairs}


@lru_cache(maxsize=64)
def prepared(
    statement: Insert | Update, dialect: Dialect, columns: tuple[str, ...] = ()
) -> Prepared:
    """Return the statement in the words of a dialect, made once.

    The dialect is that of one engine and carries its cipher, so two databases share nothing.
    """
    return Prepared(statement, dialect=dialect, columns=columns)


def _kind(given: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    """Return the type as a dialect has it."""
    return given.dialect_impl(dialect)
