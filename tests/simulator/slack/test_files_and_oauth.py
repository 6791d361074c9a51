"""Files go up in three steps, installations in four."""

from http.client import HTTPConnection
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient

from bot.clock import SteppedClock
from bot.simulator.slack import Channel, LocalSlack, Person
from tests.simulator.slack.tiny_bot import client_of, refused

BACK = "http://127.0.0.1:1/slack/oauth_redirect"


def download(url: str, token: str) -> bytes:
    """Fetch a file as the bot would."""
    request = Request(url, headers={"Authorization": f"Bearer {token}"})  # noqa: S310
    with urlopen(request) as response:  # noqa: S310
        return bytes(response.read())


def consent(slack: LocalSlack, *, team: str, user: str, state: str = "state") -> dict[str, str]:
    """Press the button of a workspace on the page and return what the redirect carries."""
    parts = urlsplit(slack.authorize_url)
    query = urlencode({"client_id": slack.client_id, "state": state, "redirect_uri": BACK})
    connection = HTTPConnection(parts.netloc)
    connection.request(
        "POST",
        f"{parts.path}?{query}",
        body=urlencode({"team": team, "user": user}),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    location = connection.getresponse().headers["Location"]
    connection.close()
    return {key: values[0] for key, values in parse_qs(urlsplit(location).query).items()}


def test_a_file_is_uploaded_shared_and_fetched(
    slack: LocalSlack, client: WebClient, room: Channel
) -> None:
    """slack_sdk's own upload walks all three steps."""
    file = client.files_upload_v2(
        channel=room.id, filename="export.csv", content="a,b", initial_comment="Here"
    )["file"]

    info = client.files_info(file=file["id"])["file"]

    message = slack.messages(room.id)[-1]
    assert (message.text, message.files) == ("Here", (file["id"],))
    assert download(info["url_private"], slack.workspace.bot_token) == b"a,b"


def test_a_file_is_given_to_its_workspace_only(client: WebClient, room: Channel) -> None:
    """A wrong token gets nothing."""
    file = client.files_upload_v2(channel=room.id, filename="x.txt", content="x")["file"]
    url = client.files_info(file=file["id"])["file"]["url_private"]

    with pytest.raises(HTTPError) as refusal:
        download(url, "xoxb-nope")
    refusal.value.close()

    assert refusal.value.code == 403


def test_an_upload_that_was_not_finished_is_not_found(client: WebClient) -> None:
    """Completing before the bytes have come is refused."""
    begun = client.files_getUploadURLExternal(filename="x.txt", length=3)

    error = refused(client.files_completeUploadExternal, files=[{"id": begun["file_id"]}])

    assert error == "file_not_found"


def test_an_installation_gives_a_token(slack: LocalSlack, ana: Person) -> None:
    """Consent, code, token: and the token opens the workspace."""
    lake = slack.add_workspace("Lake Schools", installed=False)
    carried = consent(slack, team=lake.team_id, user=ana.id)

    answer = WebClient(base_url=slack.api_url).oauth_v2_access(
        client_id=slack.client_id,
        client_secret=slack.client_secret,
        code=carried["code"],
        redirect_uri=BACK,
    )

    assert carried["state"] == "state"
    assert answer["team"] == {"id": lake.team_id, "name": "Lake Schools"}
    assert answer["authed_user"]["id"] == ana.id
    assert client_of(slack, answer["access_token"]).auth_test()["team_id"] == lake.team_id


def test_a_code_works_once_and_for_ten_minutes(
    slack: LocalSlack, clock: SteppedClock, ana: Person
) -> None:
    """A second use, an old code and a made-up one are told apart."""
    client = WebClient(base_url=slack.api_url)
    keys = {"client_id": slack.client_id, "client_secret": slack.client_secret}
    team = slack.workspace.team_id
    used, old = (consent(slack, team=team, user=ana.id)["code"] for _ in range(2))
    client.oauth_v2_access(**keys, code=used)

    twice = refused(client.oauth_v2_access, **keys, code=used)
    made_up = refused(client.oauth_v2_access, **keys, code="1.2")
    clock.sleep(601)
    late = refused(client.oauth_v2_access, **keys, code=old)
    keys["client_secret"] = "wrong"

    assert (twice, made_up, late) == ("code_already_used", "invalid_code", "code_expired")
    assert refused(client.oauth_v2_access, **keys, code=old) == "bad_client_secret"


def test_the_page_offers_every_workspace(slack: LocalSlack, ana: Person) -> None:
    """Anybody can be asked for consent in a browser."""
    slack.add_workspace("Lake & Hill", installed=False)
    query = urlencode({"client_id": slack.client_id, "scope": "chat:write"})

    with urlopen(f"{slack.authorize_url}?{query}") as response:  # noqa: S310
        page = response.read().decode()

    assert "Lake &amp; Hill" in page
    assert ana.id in page


def test_an_app_can_leave_by_itself(slack: LocalSlack, client: WebClient) -> None:
    """auth.revoke ends the token, apps.uninstall the installation."""
    test_only = client.auth_revoke(test=True)["revoked"]
    client.auth_revoke()
    dead = refused(client.auth_test)
    fresh = client_of(slack, slack.install(slack.workspace).bot_token)

    fresh.apps_uninstall(client_id=slack.client_id, client_secret=slack.client_secret)

    assert (test_only, dead) == (False, "token_revoked")
    assert slack.workspace.installed is False
