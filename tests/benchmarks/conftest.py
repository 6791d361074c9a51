"""What benchmarks share: a place for what they measured, printed as one table at the end."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from tests.benchmarks.measuring import Comparison, table
from tests.postgres import PostgresServer

MEASURED = pytest.StashKey[list[Comparison]]()
DURABLE = ("fsync", "synchronous_commit", "full_page_writes")
"""What the server of the tests leaves out, and one whose data is wanted back does not."""

NewAddress = Callable[[], str]
"""Makes an empty database and returns its address."""


@pytest.fixture
def measured(pytestconfig: pytest.Config) -> list[Comparison]:
    """Return where a benchmark puts what it found, for the table."""
    return pytestconfig.stash.setdefault(MEASURED, [])


@pytest.fixture(scope="session")
def postgres_server(postgres_server: PostgresServer) -> PostgresServer:
    """Return the server of the tests, with every commit on the disk; a given one stays as it is."""
    if "TEST_POSTGRES_URL" not in os.environ:
        address = make_url(postgres_server.url).set(drivername="postgresql")
        words = address.render_as_string(hide_password=False)
        with psycopg.connect(words, autocommit=True) as connection:
            for name in DURABLE:
                connection.execute(f"ALTER SYSTEM SET {name} = 'on'")
            connection.execute("SELECT pg_reload_conf()")
    return postgres_server


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Name a kind of database: the benchmark runs once on each."""
    return str(request.param)


@pytest.fixture
def new_address(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[NewAddress]:
    """Lend what makes databases, each with an address of its own."""
    made: list[str] = []
    server: PostgresServer | None = None
    if kind == "postgresql":
        server = request.getfixturevalue("postgres_server")

    def make() -> str:
        made.append(server.create() if server else f"sqlite:///{tmp_path / f'{len(made)}.db'}")
        return made[-1]

    yield make
    if server:
        for url in made:
            server.drop(url)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the table, if anything was measured."""
    found = config.stash.get(MEASURED, [])
    if found:
        terminalreporter.section("measured, median of one time")
        terminalreporter.write_line(table(found))
