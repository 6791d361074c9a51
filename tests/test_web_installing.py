"""HTTP: further workspaces install the app, and only whoever set out from here comes back."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from flask.testing import FlaskClient

from bot.clock import SteppedClock
from bot.scheduler import HEARTBEAT, STALL
from bot.services.health import Health
from bot.services.installations import Installations
from bot.simulator.slack import LocalSlack
from bot.web import INSTALL, REDIRECT, Duties, build_web
from handlers.installation import build_oauth
from storage.store import Store
from tests.storage.cast import KEY, NOW

HOME = "https://rounds.example.org"
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


@pytest.fixture
def web(store: Store, clock: SteppedClock, slack: LocalSlack) -> FlaskClient:
    """Lend a client of an application that workspaces can install."""
    oauth = build_oauth(
        Installations(store=store, clock=clock),
        client_id=slack.client_id,
        client_secret=slack.client_secret,
        scopes=SCOPES,
        base_url=slack.api_url,
    )
    health = Health(store=store, clock=clock, heart=HEARTBEAT, stall=STALL)
    return build_web(health, Duties(ticks=True), oauth=oauth).test_client()


def set_out(web: FlaskClient, slack: LocalSlack, *, team: str) -> dict[str, str]:
    """Open the page, follow its link and allow it; return what Slack sends back with."""
    page = web.get(INSTALL, base_url=HOME)
    address = page.text.split('href="')[2].split('"')[0].replace("&amp;", "&")
    return consent(slack, address, team=team)


def come_back(web: FlaskClient, back: dict[str, str]) -> int:
    """Return from Slack, and say what is answered."""
    return web.get(REDIRECT, query_string=back, base_url=HOME).status_code


def test_another_workspace_installs_the_app(
    web: FlaskClient, store: Store, slack: LocalSlack
) -> None:
    """Its token is kept, and it is awake."""
    other = slack.add_workspace("Lakeside Schools", installed=False)

    status = come_back(web, set_out(web, slack, team=other.team_id))

    with store.read() as tx:
        found = tx.installations.find(other.team_id)
    assert status == 200
    assert found is not None
    assert (found.team_name, found.asleep_at) == ("Lakeside Schools", None)
    assert found.bot_token.startswith("xoxb-")
    assert found.scopes == SCOPES


def test_a_proof_of_setting_out_is_good_once(web: FlaskClient, slack: LocalSlack) -> None:
    """Who copies the address of somebody else's return gains nothing."""
    back = set_out(web, slack, team=slack.workspace.team_id)
    state = back["state"]

    first = come_back(web, back)
    web.set_cookie("slack-app-oauth-state", state, domain="rounds.example.org", secure=True)
    second = come_back(web, back)

    assert (first, second) == (200, 401)


@pytest.mark.parametrize(
    "state", ["", "made-up", f"9999999999.abc.{'0' * 64}", "nonsense.abc." + "0" * 64]
)
def test_a_proof_that_is_not_ours_is_refused(web: FlaskClient, state: str) -> None:
    """Nobody is led into installing by a stranger's link."""
    web.set_cookie("slack-app-oauth-state", state, domain="rounds.example.org", secure=True)

    assert come_back(web, {"code": "1", "state": state}) in {400, 401}


def test_a_proof_ends_after_ten_minutes(
    web: FlaskClient, slack: LocalSlack, clock: SteppedClock
) -> None:
    """Whoever was called away begins again."""
    back = set_out(web, slack, team=slack.workspace.team_id)

    clock.step(timedelta(minutes=11))

    assert come_back(web, back) == 401


def test_whoever_changes_their_mind_is_told_so_kindly(web: FlaskClient) -> None:
    """Slack sends them back with access_denied."""
    assert come_back(web, {"error": "access_denied", "state": ""}) == 200
