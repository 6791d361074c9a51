"""What every repository shares: a connection, and changes that touch only what changed."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection, Executable, Insert, Row, Select, Table, Update, bindparam, insert
from sqlalchemy import update as sql_update
from sqlalchemy.dialects import postgresql, sqlite

from storage.link import Link

Values = Mapping[str, Any]
"""A row, or the values of a statement, by the names of its columns."""


class Repository:
    """The queries of one aggregate, inside one transaction."""

    def __init__(self, link: Link, *, writes: bool) -> None:
        """Work inside the transaction of a link."""
        self._link = link
        self._writes = writes
        self._known: dict[int, Values] = {}

    @property
    def _connection(self) -> Connection:
        """SQLAlchemy's view of the transaction."""
        return self._link.connection

    def _run(self, statement: Executable, values: Values | None = None) -> int:
        """Carry out a change and return how many rows it touched."""
        return int(self._connection.execute(statement, values or {}).rowcount)

    def _one(self, statement: Executable, values: Values) -> Row[Any] | None:
        """Return the first row, or None."""
        return self._connection.execute(statement, values).first()

    def _all(self, statement: Executable, values: Values | None = None) -> Sequence[Row[Any]]:
        """Return all rows."""
        return self._connection.execute(statement, values or {}).all()

    def _add(self, table: Table, values: Values) -> int:
        """Insert a row and return the id that the database gave it."""
        done = self._connection.execute(adding(table), {**values})
        key = cast("Row[Any]", done.inserted_primary_key)
        return int(key[0])

    def _change(self, table: Table, row_id: int, values: Values) -> None:
        """Write the columns that differ from what this transaction read, if it did.

        Two people who change different things of one row at the same time both succeed.
        """
        before = self._known.get(row_id, {})
        changed = {
            name: value
            for name, value in values.items()
            if name not in before or before[name] != value
        }
        if changed:
            self._run(changing(table), {**changed, "row_id": row_id})
            self._known[row_id] = {**before, **changed}

    def _locking(self, statement: Select[Any], locked: Select[Any]) -> Select[Any]:
        """Choose the statement that holds its row until the end, in a transaction that writes."""
        return locked if self._writes else statement


def held(statement: Select[Any]) -> Select[Any]:
    """Return a query that holds its rows against other writers until the transaction ends.

    SQLite, where there is one writer anyway, leaves the words out.
    """
    return statement.with_for_update(key_share=True)


@cache
def adding(table: Table) -> Insert:
    """Return the statement that inserts into a table, made once."""
    return insert(table)


@cache
def changing(table: Table) -> Update:
    """Return the statement that changes the row with id ``row_id``, made once."""
    return sql_update(table).where(table.c.id == bindparam("row_id"))


@cache
def adding_if_new(table: Table, dialect: str) -> Insert:
    """Return an insert that leaves out rows whose unique key is there, and counts the others."""
    statement = _insert(table, dialect).on_conflict_do_nothing().inline()
    return statement.execution_options(preserve_rowcount=True)


@cache
def saving(table: Table, dialect: str) -> Insert:
    """Return an insert that overwrites the row with the same primary key."""
    statement = _insert(table, dialect)
    key = {column.name for column in table.primary_key}
    rest = {name: statement.excluded[name] for name in table.c.keys() if name not in key}  # noqa: SIM118 - columns, not a dict
    return statement.on_conflict_do_update(index_elements=sorted(key), set_=rest)


def _insert(table: Table, dialect: str) -> postgresql.Insert:
    """Both dialects spell ON CONFLICT alike, in classes that do not know one another."""
    made = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    return cast("postgresql.Insert", made)


def columns_of(table: Table, *, without: Iterable[str] = ()) -> list[Any]:
    """Return the columns of a table as arguments of select()."""
    left_out = set(without)
    return [column for column in table.c if column.name not in left_out]
