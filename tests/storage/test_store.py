"""Transactions: all or nothing, one writer after the other, and sentences when it goes wrong."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError, StatementError

from bot.domain.programme import Scope
from bot.errors import DatabaseError, Refused, SettingsError
from storage.store import Store
from tests.storage.cast import KEY, NOW, PROGRAMME, TEAM, Cast, add_network, begin


@pytest.fixture
def memory() -> Iterator[Store]:
    """Lend a store that lives in memory only."""
    opened = Store.open("sqlite:///:memory:", keys=[KEY])
    opened.upgrade()
    yield opened
    opened.dispose()


def test_what_is_written_is_there_afterwards(store: Store) -> None:
    """A transaction commits at its end."""
    with store.write() as tx:
        maria = tx.people.add(team_id=TEAM, slack_id="U1", name="Maria")

    with store.read() as tx:
        found = tx.people.get(maria.id)

    assert found == maria


def test_after_an_exception_nothing_has_happened(store: Store) -> None:
    """A transaction happens as a whole or not at all."""

    def beat(*instants: datetime) -> None:
        with store.write() as tx:
            for at in instants:
                tx.heartbeats.beat("plan", at)

    with pytest.raises(StatementError):
        beat(NOW, NOW.replace(tzinfo=None))

    with store.read() as tx:
        last = tx.heartbeats.last("plan")

    assert last is None


def test_a_reading_transaction_cannot_write(store: Store) -> None:
    """Whoever asked to read and writes by mistake hears of it at once."""
    with pytest.raises(DBAPIError, match=r"read-?only"), store.read() as tx:
        tx.heartbeats.beat("plan", NOW)


def test_concurrent_changes_of_one_row_lose_nothing(store: Store, cast: Cast) -> None:
    """Four threads count on one gathering; every step counts."""
    with store.write() as tx:
        gathering = tx.gatherings.add(
            network_id=cast.network.id,
            series_id="conference",
            number=1,
            title="Conference",
            starts_at=NOW,
            minutes=60,
            zone="UTC",
        )

    def count() -> None:
        with store.write() as tx:
            found = tx.gatherings.get(gathering.id)
            assert found
            tx.gatherings.update(replace(found, revision=found.revision + 1))

    repeat(count, times=100)

    with store.read() as tx:
        found = tx.gatherings.get(gathering.id)
    assert found
    assert found.revision == 101


def test_two_people_who_tick_at_once_both_count(store: Store, cast: Cast) -> None:
    """Ticks of one step by several people at the same moment are all kept."""
    with store.write() as tx:
        cycle = tx.cycles.add(
            network_id=cast.network.id,
            phase_id="connect",
            scope=Scope.COMMON,
            owner_id=None,
            host_id=None,
            step_id="problem",
            on=NOW.date(),
            at=NOW,
        )
    numbers = iter(range(40))
    turn = threading.Lock()

    def tick() -> None:
        with turn:
            number = next(numbers)
        with store.write() as tx:
            tx.cycles.get(cycle.id)
            (record,) = tx.cycles.records(cycle.id)
            tx.cycles.save_record(replace(record, ticked=record.ticked | {f"check-{number}"}))

    repeat(tick, times=40)

    with store.read() as tx:
        (record,) = tx.cycles.records(cycle.id)
    assert len(record.ticked) == 40


def test_two_who_change_different_things_of_a_person_both_succeed(store: Store, cast: Cast) -> None:
    """Only what changed is written, so that a stale copy overwrites nothing else."""
    with store.write() as tx:
        stale = tx.people.get(cast.tomas.id)
        assert stale
        tx.people.update(replace(stale, name="Tomás Vega"))
        tx.people.update(replace(stale, name="Tomás Vega", locale="es-ES"))

    with store.read() as tx:
        found = tx.people.get(cast.tomas.id)
    assert found == replace(cast.tomas, name="Tomás Vega", locale="es-ES")


def test_the_same_key_taken_at_the_same_moment_is_a_sentence(store: Store) -> None:
    """Two who found a network of one name at once: the second is asked to look again."""
    with store.write() as tx:
        add_network(tx, "principals")

    with pytest.raises(Refused, match="same at this very moment"), store.write() as tx:
        add_network(tx, "principals")


def test_memory_is_shared_by_all_threads(memory: Store) -> None:
    """In memory there is one connection, for which threads wait."""
    cast = begin(memory)

    def rename() -> None:
        with memory.write() as tx:
            found = tx.people.get(cast.maria.id)
            assert found
            tx.people.update(replace(found, name=found.name + "!"))

    repeat(rename, times=40)

    with memory.read() as tx:
        found = tx.people.get(cast.maria.id)
    assert found
    assert found.name == "Maria" + "!" * 40


def test_a_programme_is_read_once_and_comes_back_whole(store: Store, database_url: str) -> None:
    """Networks of one programme share it; a fresh store reads it from the database."""
    with store.write() as tx:
        networks = [add_network(tx, key) for key in ("one", "two")]
    fresh = Store.open(database_url, keys=[KEY])

    with fresh.read() as tx:
        found = tx.networks.of_team(TEAM)
    fresh.dispose()

    assert list(found) == networks
    assert found[0].programme is found[1].programme
    assert found[0].programme == PROGRAMME


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://rounds:secret@127.0.0.1:1/rounds",
        "postgresql://rounds:secret@/rounds?host=/nowhere",
    ],
)
def test_a_database_that_is_not_there_is_a_sentence(url: str) -> None:
    """It names the database and the setting, and no password."""
    store = Store.open(url, keys=[KEY])

    with pytest.raises(DatabaseError, match=r"rounds at .* DATABASE_URL") as trouble:
        store.check()
    store.dispose()

    assert "secret" not in str(trouble.value)
    assert trouble.value.__cause__


@pytest.mark.parametrize("verb", [Store.check, Store.upgrade])
def test_a_file_that_is_no_database_is_a_sentence(
    tmp_path: Path, verb: Callable[[Store], None]
) -> None:
    """Whoever names a wrong file hears that it is one."""
    file = tmp_path / "rounds.db"
    file.write_text("Dear diary, " * 100, encoding="utf-8")
    store = Store.open(f"sqlite:///{file}", keys=[KEY])

    with pytest.raises(DatabaseError, match="not a sound SQLite database"):
        verb(store)
    store.dispose()


def test_a_database_that_stays_busy_is_a_sentence(tmp_path: Path) -> None:
    """Whoever waits two seconds for another writer is asked to try again."""
    url = f"sqlite:///{tmp_path / 'rounds.db'}"
    first, second = (Store.open(url, keys=[KEY]) for _ in range(2))
    first.upgrade()

    with first.write(), pytest.raises(DatabaseError, match="busy just now"):
        begin(second)
    first.dispose()
    second.dispose()


def test_a_folder_in_the_place_of_the_database_is_a_sentence(tmp_path: Path) -> None:
    """SQLite cannot open it, and we say what to look at."""
    store = Store.open(f"sqlite:///{tmp_path}", keys=[KEY])

    with pytest.raises(DatabaseError, match="cannot be opened or written"):
        store.check()
    store.dispose()


def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    """A newcomer need not make data/ by hand."""
    file = tmp_path / "data" / "rounds.db"

    store = Store.open(f"sqlite:///{file}", keys=[KEY])
    store.upgrade()
    store.dispose()

    assert file.exists()


@pytest.mark.parametrize("url", ["", "rounds.db", "mysql://root@localhost/rounds", "oracle://x"])
def test_an_address_of_another_kind_is_a_sentence(url: str) -> None:
    """DATABASE_URL is named, with an example of each kind."""
    with pytest.raises(SettingsError, match=r"DATABASE_URL.*sqlite:///data/rounds\.db"):
        Store.open(url, keys=[KEY])


@pytest.mark.parametrize("keys", [[], ["short"], [KEY, "ä"]])
def test_keys_that_are_none_are_a_sentence(keys: list[str]) -> None:
    """SECRET_KEYS is named, and what a key looks like."""
    with pytest.raises(SettingsError, match="SECRET_KEYS cannot be used"):
        Store.open("sqlite:///:memory:", keys=keys)


def repeat(work: Callable[[], None], *, times: int) -> None:
    """Do something many times in four threads at once; the first error comes out."""
    with ThreadPoolExecutor(max_workers=4) as pool:
        for done in [pool.submit(work) for _ in range(times)]:
            done.result()
