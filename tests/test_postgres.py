"""The tests stand on real databases."""

import psycopg
import pytest
from sqlalchemy import create_engine, make_url, text

from tests.postgres import PostgresServer


def test_the_tests_run_on_a_real_postgresql(postgres_database: str) -> None:
    """A fresh database answers, and it is PostgreSQL."""
    engine = create_engine(postgres_database)

    with engine.connect() as connection:
        version = connection.execute(text("select version()")).scalar_one()
    engine.dispose()

    assert version.startswith("PostgreSQL ")


def test_every_test_gets_a_database_of_its_own(postgres_server: PostgresServer) -> None:
    """What one test writes no other test reads; a template hands its tables on."""
    first = postgres_server.create()
    with psycopg.connect(plain(first)) as connection:
        connection.execute("create table people (name text)")

    copied, empty = postgres_server.create(template=first), postgres_server.create()
    tables = [tables_of(first), tables_of(copied), tables_of(empty)]
    for url in (first, copied, empty):
        postgres_server.drop(url)

    assert tables == [["people"], ["people"], []]


def test_a_dropped_database_is_gone(postgres_server: PostgresServer) -> None:
    """Nothing is left behind on a server that somebody lent."""
    url = postgres_server.create()

    postgres_server.drop(url)

    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(plain(url))


def test_a_test_can_run_on_both_kinds_of_database(
    database_url: str, request: pytest.FixtureRequest
) -> None:
    """The same test meets SQLite and PostgreSQL, each under its own name."""
    engine = create_engine(database_url)

    with engine.connect() as connection:
        answer = connection.execute(text("select 1")).scalar_one()
    engine.dispose()

    assert answer == 1
    assert engine.dialect.name in request.node.name


def plain(url: str) -> str:
    """Return the address as libpq reads it, without the name of the driver."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def tables_of(url: str) -> list[str]:
    """List the tables of a database."""
    with psycopg.connect(plain(url)) as connection:
        found = connection.execute("select tablename from pg_tables where schemaname = 'public'")
        return [name for (name,) in found]
