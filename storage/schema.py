"""Bring the tables to the version of this bot, and say in a sentence when they are of another."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, insert, select, text

from bot.errors import DatabaseError
from bot.i18n import mark
from storage.engine import name_of
from storage.tables import seal

MIGRATIONS = Path(__file__).parent / "migrations"
_SEAL = "rounds"
_UPGRADE_LOCK = 7_286_637  # any number that is always the same: one process upgrades at a time

EMPTY = mark("The database {where} has no tables yet. Make them: python -m bot database upgrade")
OLDER = mark(
    "The database {where} is of an older version ({found}) than this bot ({wanted}). "
    "Make a backup, then: python -m bot database upgrade"
)
NEWER = mark(
    "The database {where} is of a newer version ({found}) than this bot ({wanted}). "
    "Start the newer bot, or restore a backup from before."
)
LOOSE_ENDS = mark(
    "The new tables of {where} do not fit together, so everything is as it was. "
    "Please report this with the log."
)


def upgrade(engine: Engine, *, to: str = "head", migrations: Path = MIGRATIONS) -> None:
    """Walk the migrations up, in one transaction, and seal a new database with the first key.

    Two processes that try at once take turns. Raises DatabaseError for a database of a newer
    version, and when rows would lose what they refer to.
    """
    with _migrating(engine) as connection:
        config = config_for(connection, migrations=migrations)
        _demand_not_newer(connection, config)
        command.upgrade(config, to)
        if connection.execute(select(seal.c.sealed)).first() is None:
            connection.execute(insert(seal), {"sealed": _SEAL})


def downgrade(engine: Engine, *, to: str = "-1") -> None:
    """Walk the migrations down, one step or to a named one."""
    with _migrating(engine) as connection:
        command.downgrade(config_for(connection), to)


def check(engine: Engine, *, migrations: Path = MIGRATIONS) -> None:
    """Raise DatabaseError, with what to do, when tables or keys are not those of this bot."""
    with engine.connect() as connection:
        config = config_for(connection, migrations=migrations)
        found, wanted = _revisions(connection, config)
        if found is None:
            raise DatabaseError(EMPTY, where=name_of(engine.url))
        _demand_not_newer(connection, config)
        if found != wanted:
            where = name_of(engine.url)
            raise DatabaseError(OLDER, where=where, found=found, wanted=wanted)
        connection.execute(select(seal.c.sealed)).all()  # opens the seal, or says why not


def config_for(connection: Connection, *, migrations: Path = MIGRATIONS) -> Config:
    """Return Alembic's settings for a connection; there is no file of them."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    return config


def _revisions(connection: Connection, config: Config) -> tuple[str | None, str]:
    """Return the version of the database and the one this bot needs."""
    found = MigrationContext.configure(connection).get_current_revision()
    wanted = ScriptDirectory.from_config(config).get_current_head()
    return found, cast("str", wanted)


def _demand_not_newer(connection: Connection, config: Config) -> None:
    found, wanted = _revisions(connection, config)
    if found is None:
        return
    try:
        ScriptDirectory.from_config(config).get_revision(found)
    except CommandError as error:
        where = name_of(connection.engine.url)
        raise DatabaseError(NEWER, where=where, found=found, wanted=wanted) from error


@contextmanager
def _migrating(engine: Engine) -> Iterator[Connection]:
    """Hold a transaction in which tables may change.

    On SQLite a table is changed by copying it, and dropping the old one would take along the rows
    that refer to it. So foreign keys are off on this connection, before the transaction begins
    (inside one the pragma is ignored), and are checked at its end (platform.md 6.2).
    """
    with engine.connect() as connection:
        embedded = engine.dialect.name == "sqlite"
        raw = cast("sqlite3.Connection", connection.connection.dbapi_connection)
        if embedded:
            raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                if not embedded:
                    connection.execute(text(f"select pg_advisory_xact_lock({_UPGRADE_LOCK})"))
                yield connection
                if embedded and raw.execute("PRAGMA foreign_key_check").fetchone():
                    raise DatabaseError(LOOSE_ENDS, where=name_of(engine.url))
        finally:
            if embedded:
                raw.execute("PRAGMA foreign_keys=ON")
