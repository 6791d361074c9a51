"""HTTP: how the bot is, and Slack's signed requests."""

import hashlib
import hmac
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from slack_bolt import Ack, App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.clock import SteppedClock, SystemClock
from bot.domain.deliveries import DeliveryState
from bot.errors import DatabaseError
from bot.scheduler import HEARTBEAT, STALL
from bot.services.health import Health
from bot.web import EVENTS, INSTALL, Duties, build_web
from storage.store import Store
from tests.storage.cast import KEY, NOW, begin, reminder

SECRET = "signing-secret"
COMMAND = urlencode({"command": "/rounds", "team_id": "T1", "user_id": "U1", "text": ""})


@pytest.fixture
def clock() -> SteppedClock:
    """Lend a clock that stands still."""
    return SteppedClock(NOW)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Lend a database with all tables."""
    opened = Store.open(f"sqlite:///{tmp_path / 'rounds.db'}", keys=[KEY], durable=False)
    opened.upgrade()
    yield opened
    opened.dispose()


@pytest.fixture
def health(store: Store, clock: SteppedClock) -> Health:
    """Lend what takes the pulse; the ticks have just given a sign of life."""
    with store.write() as tx:
        tx.heartbeats.beat(HEARTBEAT, clock.now())
    return Health(store=store, clock=clock, heart=HEARTBEAT, stall=STALL)


def client(health: Health, duties: Duties | None = None, *, app: App | None = None) -> FlaskClient:
    """Return a client of the application."""
    return build_web(health, duties or Duties(ticks=True), slack=app).test_client()


def test_a_living_bot_says_that_it_is_well(health: Health) -> None:
    """A balancer leaves it alone."""
    answer = client(health).get("/health")

    assert answer.status_code == 200
    assert answer.json == {
        "status": "ok",
        "database": "ok",
        "scheduler": "ok",
        "heartbeat_age_seconds": 0.0,
        "lag_seconds": 0.0,
    }


def test_a_scheduler_that_stands_still_fails_health(health: Health, clock: SteppedClock) -> None:
    """A thread can die without its process noticing."""
    clock.step(STALL + timedelta(seconds=1))

    answer = client(health).get("/health")

    assert answer.status_code == 503
    assert answer.get_json()["scheduler"] == "stalled"


def test_a_clock_that_was_put_back_fails_health(store: Store, clock: SteppedClock) -> None:
    """The last sign of life is from the future: the ticks wait for that time to come again."""
    store.prove(HEARTBEAT, clock.now() + timedelta(hours=1))

    answer = client(Health(store=store, clock=clock, heart=HEARTBEAT, stall=STALL)).get("/health")

    assert (answer.status_code, answer.get_json()["scheduler"]) == (503, "stalled")


def test_a_database_that_cannot_be_written_fails_health_until_it_can(
    health: Health, tmp_path: Path
) -> None:
    """Another process holds it; who could not write says so, and tries once more when asked."""
    with closing(sqlite3.connect(tmp_path / "rounds.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseError):
            health.store.prove("somebody", NOW)
        failing = client(health).get("/health")
        other.execute("ROLLBACK")
        well = client(health).get("/health")

    assert failing.status_code == 503
    assert failing.get_json()["database"].startswith("The database is busy just now.")
    assert (well.status_code, well.get_json()["database"]) == (200, "ok")


def test_a_web_process_does_not_fail_for_a_worker(health: Health, clock: SteppedClock) -> None:
    """Starting it anew would not help the worker."""
    clock.step(STALL + timedelta(seconds=1))

    answer = client(health, Duties(ticks=False)).get("/health")

    assert (answer.status_code, answer.get_json()["scheduler"]) == (200, "stalled")


@pytest.mark.parametrize(
    ("connected", "lost", "socket", "status"),
    [
        (True, False, "open", 200),
        (False, False, "reconnecting", 200),
        (False, True, "lost", 503),
    ],
)
def test_a_lost_socket_fails_health(
    health: Health, *, connected: bool, lost: bool, socket: str, status: int
) -> None:
    """A gap is forgiven, a minute without Slack is not."""
    duties = Duties(ticks=True, connected=lambda: connected, lost=lambda: lost)

    answer = client(health, duties).get("/health")

    assert (answer.status_code, answer.get_json()["socket"]) == (status, socket)


def test_a_database_that_does_not_answer_fails_health(tmp_path: Path) -> None:
    """The body says it in a sentence; nothing is thrown at who asks."""
    file = tmp_path / "rounds.db"
    file.write_text("this is no database", encoding="utf-8")
    store = Store.open(f"sqlite:///{file}", keys=[KEY])
    health = Health(store=store, clock=SystemClock(), heart=HEARTBEAT, stall=STALL)

    answer = client(health).get("/health")
    figures = client(health).get("/metrics")

    assert answer.status_code == 503
    assert "not a sound SQLite database" in answer.get_json()["database"]
    assert "rounds_up 0" in figures.text
    store.dispose()


def test_metrics_say_what_waits_and_for_how_long(
    health: Health, store: Store, clock: SteppedClock
) -> None:
    """Whoever watches sees a lag before people do."""
    people = begin(store)
    later = NOW + timedelta(hours=1)
    with store.write() as tx:
        tx.outbox.plan(
            [reminder(1, network_id=people.network.id), reminder(2, due_at=later)], at=NOW
        )
    clock.step(timedelta(seconds=30))

    figures = client(health, Duties(ticks=True, connected=lambda: True)).get("/metrics")

    assert figures.mimetype == "text/plain"
    assert {line for line in figures.text.splitlines() if not line.startswith("#")} == {
        "rounds_up 1",
        "rounds_outbox_pending 2",
        "rounds_outbox_due 1",
        "rounds_outbox_unknown 0",
        "rounds_outbox_lag_seconds 30",
        "rounds_heartbeat_age_seconds 30",
        "rounds_socket_connected 1",
    }


def test_what_is_in_doubt_is_counted(health: Health, store: Store) -> None:
    """A delivery of unknown outcome is neither waiting nor done."""
    begin(store)
    with store.write() as tx:
        tx.outbox.plan([reminder(1)], at=NOW)
        (held,) = tx.outbox.claim(now=NOW, limit=1, worker="w", lease_until=NOW)
        tx.outbox.settle(held.id, state=DeliveryState.UNKNOWN, at=NOW)

    figures = client(health).get("/metrics").text

    assert "rounds_outbox_unknown 1" in figures
    assert "rounds_outbox_pending 0" in figures


def bolt() -> App:
    """Make a small app with one command."""
    known = AuthorizeResult(
        enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_id="B1", bot_user_id="U0"
    )
    app = App(
        client=WebClient(),
        signing_secret=SECRET,
        authorize=lambda: known,
        process_before_response=True,
    )

    @app.command("/rounds")
    def answer(ack: Ack) -> None:
        ack("Good morning")

    return app


def signed(body: str, *, secret: str = SECRET, age: int = 0) -> dict[str, str]:
    """Return the headers with which Slack proves itself, in real time as Slack does."""
    at = str(int(SystemClock().now().timestamp()) - age)
    proof = hmac.new(secret.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
    return {
        "X-Slack-Request-Timestamp": at,
        "X-Slack-Signature": f"v0={proof}",
        "Content-Type": "application/x-www-form-urlencoded",
    }


def test_a_request_that_slack_signed_is_answered(health: Health) -> None:
    """Bolt answers within the request."""
    answer = client(health, app=bolt()).post(EVENTS, data=COMMAND, headers=signed(COMMAND))

    assert (answer.status_code, answer.text) == (200, "Good morning")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        signed(COMMAND, secret="somebody else's"),
        signed(COMMAND, age=600),
        signed(COMMAND + "&text=help"),
    ],
    ids=["unsigned", "another secret", "ten minutes old", "another body"],
)
def test_a_request_that_slack_did_not_sign_is_refused(
    health: Health, headers: dict[str, str]
) -> None:
    """Nobody else speaks for Slack."""
    answer = client(health, app=bolt()).post(EVENTS, data=COMMAND, headers=headers)

    assert answer.status_code == 401


def test_in_socket_mode_nothing_is_taken_over_http(health: Health) -> None:
    """Only health and metrics are there."""
    web = client(health)

    assert [web.post(EVENTS).status_code, web.get(INSTALL).status_code] == [404, 404]
