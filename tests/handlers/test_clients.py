"""The ways into Slack's Web API."""

from handlers.clients import Clients


def test_a_client_is_made_once_for_each_token() -> None:
    """A new token after a re-installation makes a new client; one purpose never serves another."""
    team_id = "T0ROUNDS"
    tokens = {team_id: "xoxb-one"}
    clients = Clients(tokens=tokens.get, base_url="http://127.0.0.1:9/api/")

    first, again = clients.for_posting(team_id), clients.for_posting(team_id)
    reading = clients.for_reading(team_id)
    tokens[team_id] = "xoxb-two"
    second = clients.for_posting(team_id)

    assert first is again
    assert first is not None
    assert second is not None
    assert second.token == "xoxb-two"
    assert reading is not first
    assert first.retry_handlers == []


def test_a_workspace_without_the_bot_has_no_client() -> None:
    """There is no token to speak with."""
    nothing: dict[str, str] = {}
    clients = Clients(tokens=nothing.get, base_url="http://127.0.0.1:9/api/")

    assert clients.for_posting("T0NOWHERE") is None
    assert clients.for_reading("T0NOWHERE") is None
