"""A store on each kind of database, and a small network to remember things about."""

from collections.abc import Iterator

import pytest

from storage.store import Store
from tests.storage.cast import KEY, Cast, begin


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """Lend a store with all tables: the test runs once on SQLite and once on PostgreSQL."""
    opened = Store.open(database_url, keys=[KEY], durable=False)
    opened.upgrade()
    yield opened
    opened.dispose()


@pytest.fixture
def cast(store: Store) -> Cast:
    """Return Maria who facilitates, Tomás who belongs, and their network."""
    return begin(store)
