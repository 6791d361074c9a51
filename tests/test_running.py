"""The bot as a process: both modes, one at a time on SQLite, a clean end, several on PostgreSQL."""

import hashlib
import hmac
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bot.clock import SystemClock
from bot.simulator.slack import LocalSlack
from handlers.manifest import read_manifest
from tests.live import Machine, fetch, until
from tests.storage.cast import KEY

STRANGER = "I am Rounds."


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """Lend a local Slack with the app in it, in real time."""
    with LocalSlack(clock=SystemClock(), manifest=read_manifest()) as opened:
        yield opened


@pytest.fixture
def machine(slack: LocalSlack, tmp_path: Path) -> Iterator[Machine]:
    """Lend a machine beside that Slack; what still runs at the end is killed."""
    lent = Machine.beside(slack, tmp_path)
    yield lent
    lent.clear()


def test_in_socket_mode_a_command_is_answered_and_sigterm_ends_it(
    machine: Machine, slack: LocalSlack
) -> None:
    """The first evening: the bot starts on nothing, makes its database, answers, and ends well."""
    bot = machine.start("run", SLACK_APP_TOKEN=slack.app_token)
    address = bot.wait_healthy()
    slack.wait_connected(2)

    answer = slack.person(slack.add_person("Petra Lind").id).command("/rounds", "")
    figures = fetch(f"{address}/metrics")
    code = bot.end()

    assert answer.status == "ok"
    assert STRANGER in str(answer.ack)
    assert "rounds_socket_connected 1" in figures.body
    assert code == 0, bot.log
    assert "Traceback" not in bot.log
    assert slack.violations == ()


def signed(body: str, *, secret: str) -> dict[str, str]:
    """Return the headers with which Slack proves itself."""
    at = str(int(SystemClock().now().timestamp()))
    proof = hmac.new(secret.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X_Slack_Request_Timestamp": at, "X_Slack_Signature": f"v0={proof}"}


def test_in_http_mode_a_signed_command_is_answered_and_sigterm_ends_it(
    machine: Machine, slack: LocalSlack
) -> None:
    """Behind gunicorn: Slack's signature opens, nobody else's does."""
    bot = machine.start("run", SLACK_SIGNING_SECRET=slack.signing_secret)
    address = bot.wait_healthy()
    slack.deliver_to(f"{address}/slack/events")
    body = urlencode({"command": "/rounds", "team_id": slack.workspace.team_id, "user_id": "U1"})

    answer = slack.person(slack.add_person("Petra Lind").id).command("/rounds", "")
    forged = fetch(f"{address}/slack/events", data=body.encode(), **signed(body, secret="guess"))
    code = bot.end()

    assert answer.status == "ok"
    assert STRANGER in str(answer.ack)
    assert forged.status == 401
    assert code == 0, bot.log
    assert "Traceback" not in bot.log
    assert slack.violations == ()


def test_a_second_process_on_one_sqlite_file_is_refused(
    machine: Machine, slack: LocalSlack
) -> None:
    """Two would send everything twice; the sentence names the way out."""
    first = machine.start("run", SLACK_APP_TOKEN=slack.app_token)
    first.wait_healthy()

    second = machine.call("run", SLACK_APP_TOKEN=slack.app_token)

    assert second.returncode == 1
    assert second.stderr.startswith("Another process of this bot uses ")
    assert first.end() == 0


def test_a_killed_process_leaves_the_database_to_the_next(
    machine: Machine, slack: LocalSlack
) -> None:
    """No lock outlives its process, in HTTP mode neither, where the parent holds it."""
    settings = {"SLACK_SIGNING_SECRET": slack.signing_secret}
    first = machine.start("run", **settings)
    first.wait_healthy()
    first.kill()

    second = machine.start("run", **settings)

    second.wait_healthy()
    assert second.end() == 0


def test_ctrl_c_ends_it_as_well(machine: Machine, slack: LocalSlack) -> None:
    """Whoever tries it in a terminal sees no trace."""
    bot = machine.start("run", SLACK_APP_TOKEN=slack.app_token)
    bot.wait_healthy()

    bot.process.send_signal(signal.SIGINT)
    code = bot.process.wait(20)

    assert (code, "Traceback" in bot.log) == (0, False)


def test_when_the_port_is_taken_it_says_so_and_starts_nothing(
    machine: Machine, slack: LocalSlack
) -> None:
    """PORT is named."""
    first = machine.start("run", SLACK_APP_TOKEN=slack.app_token)
    port = first.wait_healthy().rpartition(":")[2]

    second = machine.call(
        "run", SLACK_APP_TOKEN=slack.app_token, PORT=port, DATABASE_URL="sqlite:///other.db"
    )

    assert second.returncode == 1
    assert second.stderr.startswith(f"PORT {port} cannot be used (Address already in use).")
    assert not (machine.folder / "other.db").exists()


def test_without_a_bot_token_it_says_so_before_anything_starts(
    machine: Machine, slack: LocalSlack
) -> None:
    """One sentence, no trace."""
    done = machine.call("run", SLACK_APP_TOKEN=slack.app_token, SLACK_BOT_TOKEN="")

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("SLACK_BOT_TOKEN is missing")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
def test_a_wrong_token_is_said_before_anything_starts(
    machine: Machine, slack: LocalSlack, name: str
) -> None:
    """The same sentence as the doctor's, and the token is not in it."""
    wrong = {"SLACK_BOT_TOKEN": "xoxb-wrong", "SLACK_APP_TOKEN": "xapp-wrong"}[name]

    done = machine.call("run", **{"SLACK_APP_TOKEN": slack.app_token, name: wrong})

    assert done.returncode == 1
    assert f"Slack does not accept {name} (invalid_auth)" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert wrong not in done.stderr


def test_on_postgresql_an_upgrade_is_asked_for_and_processes_share_the_work(
    machine: Machine, slack: LocalSlack, postgres_database: str
) -> None:
    """Web answers, a worker ticks; neither makes tables by itself."""
    settings = {
        "DATABASE_URL": postgres_database,
        "SECRET_KEYS": KEY,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
    }
    refused = machine.call("run", "--role", "worker", **settings)
    upgraded = machine.call("database", "upgrade", **settings)
    web = [machine.start("run", "--role", "web", **settings) for _ in range(2)]
    worker = machine.start("run", "--role", "worker", **settings)
    addresses = [one.wait_healthy() for one in (*web, worker)]

    def ticks() -> bool:
        return '"scheduler":"ok"' in fetch(f"{addresses[0]}/health").body

    until(ticks, what="the worker's heartbeat is seen by web")
    slack.deliver_to(f"{addresses[1]}/slack/events")
    answer = slack.person(slack.add_person("Petra Lind").id).command("/rounds", "")

    assert refused.stderr.splitlines()[-1].endswith("python -m bot database upgrade")
    assert upgraded.returncode == 0
    assert answer.status == "ok"
    assert [one.end() for one in (*web, worker)] == [0, 0, 0]


def test_a_database_of_a_newer_bot_is_refused(machine: Machine, slack: LocalSlack) -> None:
    """After a downgrade: a sentence, not a broken table."""
    machine.call("database", "upgrade")
    set_version(machine.folder / "rounds.db", "9999")

    done = machine.call("run", SLACK_APP_TOKEN=slack.app_token)

    assert done.returncode == 1
    assert "is of a newer version (9999) than this bot" in done.stderr.splitlines()[-1]


def set_version(file: Path, version: str) -> None:
    """Write another version of the tables into a database."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("update alembic_version set version_num = ?", (version,))
