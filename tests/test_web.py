"""HTTP: how the bot is, Slack's signed requests, and further workspaces that install the app."""

import hashlib
import hmac
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from flask.testing import FlaskClient
from slack_bolt import Ack, App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.clock import SteppedClock, SystemClock
from bot.domain.deliveries import DeliveryState
from bot.scheduler import HEARTBEAT, STALL
from bot.services.health import Health
from bot.services.installations import Installations
from bot.simulator.slack import LocalSlack
from bot.web import EVENTS, INSTALL, REDIRECT, Duties, build_web
from handlers.installation import build_oauth
from storage.store import Store
from tests.storage.cast import KEY, NOW, begin, reminder

SECRET = "signing-secret"
COMMAND = urlencode({"command": "/rounds", "team_id": "T1", "user_id": "U1", "text": ""})
SCOPES = ("chat:write", "commands", "im:write")
MANIFEST = {
    "display_information": {"name": "Rounds"},
    "features": {"bot_user": {"display_name": "Rounds"}},
    "oauth_config": {"scopes": {"bot": list(SCOPES)}},
    "settings": {},
}


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


class NoRedirect(HTTPRedirectHandler):
    """Leaves it to the test to follow."""

    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


def consent(slack: LocalSlack, address: str, *, team: str) -> dict[str, str]:
    """Allow the installation on the local Slack's page; return what it sends back."""
    person = slack.add_person("Ines Duarte", admin=True)
    form = urlencode({"team": team, "user": person.id}).encode()
    assert address.startswith(slack.authorize_url)
    request = Request(address, data=form)  # noqa: S310 - the local Slack
    with pytest.raises(HTTPError) as answer:
        build_opener(NoRedirect).open(request)
    location = answer.value.headers["Location"]
    answer.value.close()
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


@pytest.fixture
def slack(clock: SteppedClock) -> Iterator[LocalSlack]:
    """Lend a local Slack."""
    with LocalSlack(clock=clock, manifest=MANIFEST) as opened:
        yield opened


def installing(health: Health, slack: LocalSlack) -> FlaskClient:
    """Return a client of an application that workspaces can install."""
    installations = Installations(store=health.store, clock=health.clock)
    oauth = build_oauth(
        installations,
        client_id=slack.client_id,
        client_secret=slack.client_secret,
        scopes=SCOPES,
        base_url=slack.api_url,
    )
    return build_web(health, Duties(ticks=True), oauth=oauth).test_client()


def test_another_workspace_installs_the_app(
    health: Health, store: Store, slack: LocalSlack
) -> None:
    """Its token is kept, and it is awake."""
    other = slack.add_workspace("Lakeside Schools", installed=False)
    web = installing(health, slack)
    page = web.get(INSTALL, base_url="https://rounds.example.org")
    address = page.text.split('href="')[2].split('"')[0].replace("&amp;", "&")

    back = consent(slack, address, team=other.team_id)
    done = web.get(REDIRECT, query_string=back, base_url="https://rounds.example.org")

    with store.read() as tx:
        found = tx.installations.find(other.team_id)
    assert done.status_code == 200
    assert found is not None
    assert (found.team_name, found.asleep_at) == ("Lakeside Schools", None)
    assert found.bot_token.startswith("xoxb-")
    assert found.scopes == SCOPES


def test_a_proof_of_setting_out_is_good_once(health: Health, slack: LocalSlack) -> None:
    """Who copies the address of somebody else's return gains nothing."""
    web = installing(health, slack)
    page = web.get(INSTALL, base_url="https://rounds.example.org")
    address = page.text.split('href="')[2].split('"')[0].replace("&amp;", "&")
    back = consent(slack, address, team=slack.workspace.team_id)

    answers = [
        web.get(REDIRECT, query_string=back, base_url="https://rounds.example.org").status_code
        for _ in range(2)
    ]

    assert answers[0] == 200
    assert answers[1] in {400, 401}


def test_a_proof_that_is_not_ours_is_refused(health: Health, slack: LocalSlack) -> None:
    """Nobody is led into installing by a stranger's link."""
    web = installing(health, slack)
    made_up = f"9999999999.abc.{'0' * 64}"
    web.set_cookie("slack-app-oauth-state", made_up, domain="rounds.example.org", secure=True)

    answer = web.get(
        REDIRECT,
        query_string={"code": "1", "state": made_up},
        base_url="https://rounds.example.org",
    )

    assert answer.status_code == 401
