"""The tables: made by migrations alone, walked up and down, refused when of another version."""

import shutil
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from bot.errors import DatabaseError
from storage import schema
from storage.engine import make_engine, read_address
from storage.store import Store
from storage.tables import metadata
from tests.storage.cast import KEY


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """Lend an engine on an empty database."""
    made = make_engine(read_address(database_url), keys=[KEY], durable=False)
    yield made
    made.dispose()


def test_the_migrations_make_the_tables_that_the_code_describes(engine: Engine) -> None:
    """Alembic finds no difference, so nobody forgot a migration."""
    schema.upgrade(engine)
    said = StringIO()

    with engine.connect() as connection:
        config = schema.config_for(connection)
        config.stdout = said
        command.check(config)

    assert said.getvalue() == "No new upgrade operations detected.\n"


def test_constraints_and_indexes_are_those_of_the_code(engine: Engine) -> None:
    """Alembic does not compare the conditions of partial indexes; we look ourselves."""
    schema.upgrade(engine)

    conditions = {
        str(index["name"]): str(index["dialect_options"][f"{engine.dialect.name}_where"])
        for index in inspect(engine).get_indexes("deliveries")
        if f"{engine.dialect.name}_where" in index.get("dialect_options", {})
    }

    names = ["ix_deliveries_in_doubt", "ix_deliveries_pending", "ix_deliveries_target_id"]
    assert sorted(conditions) == names
    assert "'pending'" in conditions["ix_deliveries_pending"]
    assert "'unknown'" in conditions["ix_deliveries_in_doubt"]


def test_every_migration_goes_down_and_up_again(engine: Engine) -> None:
    """A step back leaves what was there before it; the way up is open again."""
    schema.upgrade(engine)
    for revision in revisions(engine):
        schema.downgrade(engine)
        below = tables(engine)
        schema.upgrade(engine, to=revision)
        schema.downgrade(engine)

        assert tables(engine) == below

    assert tables(engine) == set()
    schema.upgrade(engine)
    assert tables(engine) == set(metadata.tables)
    schema.check(engine)


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    """The bot does it at every start."""
    for _ in range(2):
        schema.upgrade(engine)

    with engine.connect() as connection:
        seals = connection.execute(text("select count(*) from seal")).scalar_one()

    assert seals == 1


def test_an_empty_database_is_a_sentence(engine: Engine) -> None:
    """With the command that makes the tables."""
    with pytest.raises(DatabaseError, match=r"has no tables yet.*database upgrade"):
        schema.check(engine)


def test_a_newer_database_is_a_sentence(engine: Engine) -> None:
    """Both when it is checked and when somebody wants to upgrade it."""
    schema.upgrade(engine)
    pretend(engine, "9999")

    with pytest.raises(DatabaseError, match=r"newer version \(9999\) than this bot \("):
        schema.check(engine)
    with pytest.raises(DatabaseError, match=r"newer version \(9999\)"):
        schema.upgrade(engine)


def test_an_older_database_is_a_sentence(engine: Engine, tmp_path: Path) -> None:
    """With the command that brings it up to date; as if a next migration existed."""
    schema.upgrade(engine)
    head = revisions(engine)[0]
    migrations = next_release(tmp_path, after=head)

    with pytest.raises(DatabaseError, match=rf"older version \({head}\).*\(next\).*upgrade"):
        schema.check(engine, migrations=migrations)


def test_foreign_keys_are_on_again_after_a_migration(tmp_path: Path) -> None:
    """They are off only while SQLite copies tables."""
    url = f"sqlite:///{tmp_path / 'rounds.db'}"
    engine = make_engine(read_address(url), keys=[KEY], durable=False)
    schema.upgrade(engine)

    with engine.connect() as connection:
        on = connection.execute(text("PRAGMA foreign_keys")).scalar_one()
    engine.dispose()

    assert on == 1


def test_a_migration_that_leaves_loose_ends_is_undone(tmp_path: Path) -> None:
    """Rows that refer to nothing are found before the transaction ends."""
    url = f"sqlite:///{tmp_path / 'rounds.db'}"
    store = Store.open(url, keys=[KEY])
    store.upgrade()
    engine = make_engine(read_address(url), keys=[KEY], durable=False)
    migrations = next_release(
        tmp_path,
        after=revisions(engine)[0],
        does="insert into schools (id, network_id, name) values (1, 99, 'Nowhere')",
    )

    with pytest.raises(DatabaseError, match="do not fit together"):
        schema.upgrade(engine, migrations=migrations)
    with engine.connect() as connection:
        left = connection.execute(text("select count(*) from schools")).scalar_one()
    engine.dispose()

    assert left == 0
    store.check()
    store.dispose()


def revisions(engine: Engine) -> list[str]:
    """Return all migrations, newest first."""
    with engine.connect() as connection:
        script = ScriptDirectory.from_config(schema.config_for(connection))
    return [one.revision for one in script.walk_revisions()]


def tables(engine: Engine) -> set[str]:
    """Return the tables there are, Alembic's own left out."""
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def pretend(engine: Engine, revision: str) -> None:
    """Let the database say that it is of another version."""
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = :to"), {"to": revision})


def next_release(folder: Path, *, after: str, does: str = "select 1") -> Path:
    """Return the migrations of a bot that is one step further than ours."""
    copy = folder / "migrations"
    shutil.copytree(schema.MIGRATIONS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "versions" / "next.py").write_text(
        f"""from alembic import op
revision = "next"
down_revision = {after!r}
def upgrade():
    op.execute({does!r})
def downgrade():
    pass
""",
        encoding="utf-8",
    )
    return copy
