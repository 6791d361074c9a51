"""Backups of an embedded database: whole, with their keys, and put back without losing anything."""

import stat
from pathlib import Path

import pytest

from bot.errors import DatabaseError
from storage.keys import keys_for
from storage.lock import hold
from storage.store import Store
from tests.storage.cast import KEY, NOW, TEAM


def test_a_backup_brings_back_what_was_there(tmp_path: Path) -> None:
    """Made while the database is in use; what it replaced is kept aside."""
    store, copy = begun(tmp_path / "data"), tmp_path / "backups" / "monday.db"
    with store.write() as tx:
        store.backup(copy)
        tx.people.add(team_id=TEAM, slack_id="U2", name="Tomás")

    store.restore(copy)

    assert names(store) == ["Maria"]
    store.check()
    store.dispose()
    earlier = tmp_path / "data" / "rounds.db.before-restore"
    kept = Store.open(f"sqlite:///{earlier}", keys=keys_for(tmp_path / "data"))
    assert names(kept) == ["Maria", "Tomás"]
    kept.dispose()


def test_the_keys_travel_with_a_backup(tmp_path: Path) -> None:
    """Restored on another machine, the texts of before can be read there."""
    here, copy = begun(tmp_path / "here"), tmp_path / "monday.db"
    here.backup(copy)
    there = begun(tmp_path / "there")

    there.restore(copy)
    there.dispose()
    keys = keys_for(tmp_path / "there")
    again = Store.open(f"sqlite:///{tmp_path / 'there' / 'rounds.db'}", keys=keys)
    again.check()

    assert keys[0] == keys_for(tmp_path / "here")[0]
    assert len(keys) == 2
    here.dispose()
    again.dispose()


def test_a_backup_is_for_its_owner_only(tmp_path: Path) -> None:
    """So are the keys beside it."""
    store = begun(tmp_path)

    store.backup(tmp_path / "copy.db")
    store.dispose()

    files = [tmp_path / "copy.db", tmp_path / "copy.db.secret_keys"]
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600, 0o600]


def test_a_backup_overwrites_nothing(tmp_path: Path) -> None:
    """An older backup under the same name is safe."""
    store, copy = begun(tmp_path), tmp_path / "copy.db"
    store.backup(copy)

    with pytest.raises(DatabaseError, match=r"copy\.db exists already"):
        store.backup(copy)
    store.dispose()


def test_nothing_is_restored_under_a_running_bot(tmp_path: Path) -> None:
    """The lock of the running process is in the way."""
    store, copy = begun(tmp_path), tmp_path / "copy.db"
    store.backup(copy)

    with hold(tmp_path / "rounds.db"), pytest.raises(DatabaseError, match="Stop it first"):
        store.restore(copy)
    store.dispose()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(None, "There is no backup at"), ("Dear diary", "not a sound SQLite database")],
)
def test_what_is_no_backup_replaces_nothing(
    tmp_path: Path, words: str | None, sentence: str
) -> None:
    """A missing or foreign file is named, and the database stays as it is."""
    store, copy = begun(tmp_path), tmp_path / "copy.db"
    if words:
        copy.write_text(words * 100, encoding="utf-8")

    with pytest.raises(DatabaseError, match=sentence):
        store.restore(copy)

    assert names(store) == ["Maria"]
    store.dispose()


def test_on_postgresql_its_own_tools_are_named(postgres_database: str, tmp_path: Path) -> None:
    """And the keys are not forgotten."""
    store = Store.open(postgres_database, keys=[KEY])

    for verb in (store.backup, store.restore):
        with pytest.raises(DatabaseError, match=r"pg_dump.*pg_restore.*SECRET_KEYS"):
            verb(tmp_path / "copy.db")
    store.dispose()


def begun(folder: Path) -> Store:
    """Return a store in a folder with keys of its own, in which Maria is known."""
    store = Store.open(f"sqlite:///{folder / 'rounds.db'}", keys=keys_for(folder))
    store.upgrade()
    with store.write() as tx:
        tx.people.add(team_id=TEAM, slack_id="U1", name="Maria")
        tx.heartbeats.beat("plan", NOW)
    return store


def names(store: Store) -> list[str]:
    """Return who is known."""
    with store.read() as tx:
        return [one.name for one in tx.people.of_team(TEAM)]
