"""An office on one database or on each, and a network of twelve in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.networks import Network
from tests.services.office import Office, close_office, open_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Lend an office with a lead and a facilitator, on SQLite."""
    opened = open_office(f"sqlite:///{tmp_path / 'rounds.db'}")
    yield opened
    close_office(opened)


@pytest.fixture
def network(office: Office) -> Network:
    """Lend a network of twelve principals in that office; everybody has been welcomed."""
    begun = office.begin()
    office.jump_to(office.clock.now().replace(hour=19))
    return begun


@pytest.fixture
def each_office(database_url: str) -> Iterator[Office]:
    """Lend an office: the test runs once on SQLite and once on PostgreSQL."""
    opened = open_office(database_url)
    yield opened
    close_office(opened)
